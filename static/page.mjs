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
if (document.querySelector("[data-suggestions]")) import("./suggest.mjs").catch(() => {});
