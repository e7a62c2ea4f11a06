// What a browser can do beyond the page itself: print it, hand it to another app, and
// suggest words while somebody types.
// Each button is hidden until it is known to work.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.share({ title: button.dataset.share, url: location.origin + location.pathname })
      .catch(() => {});
  });
}
for (const input of document.querySelectorAll("[data-suggestions]")) {
  input.role = "combobox"; // from the start: what it is must not change under a reader
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  const load = () => import("./suggest.mjs").then((one) => one.suggest(input)).catch(() => {});
  if (document.activeElement === input) load();
  else input.addEventListener("focus", load, { once: true });
}
