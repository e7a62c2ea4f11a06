// Suggestions under the search field: a combobox with a list that pops up (WAI-ARIA).
// The form works without; what is chosen is searched for as if it had been typed.
const PAUSE = 150; // ms without a key before asking
const SHORTEST = 2; // letters

export function suggest(input) {
  const list = document.createElement("ul");
  const status = document.createElement("p");
  list.id = `${input.id}-list`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.label);
  status.className = "unseen";
  status.setAttribute("role", "status");
  input.after(list, status);
  input.setAttribute("aria-controls", list.id);

  let asking, waiting, active = -1;
  const options = () => [...list.children];

  const close = () => {
    clearTimeout(waiting);
    asking?.abort();
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    status.textContent = "";
  };
  const move = (to) => {
    active = to;
    options().forEach((one, place) => one.setAttribute("aria-selected", String(place === to)));
    if (to < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options()[to].id);
    options()[to].scrollIntoView({ block: "nearest" });
  };
  const choose = (option) => {
    input.value = option.textContent;
    close();
    input.form.requestSubmit();
  };
  const show = (found) => {
    list.replaceChildren(...found.map((one, place) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.lang = one.language;
      option.dir = "auto";
      option.textContent = one.text;
      option.addEventListener("pointerdown", (event) => event.preventDefault());
      option.addEventListener("click", () => choose(option));
      return option;
    }));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    status.textContent = found.length ? `${found.length} – ${input.dataset.label}` : "";
  };
  const ask = async () => {
    asking?.abort();
    const words = input.value.trim();
    if (words.length < SHORTEST) return close();
    asking = new AbortController();
    try {
      const address = `${input.dataset.suggestions}?q=${encodeURIComponent(words)}`;
      const answer = await fetch(address, { signal: asking.signal, credentials: "omit" });
      const found = answer.ok ? await answer.json() : [];
      if (document.activeElement === input && input.value.trim() === words) show(found);
    } catch {
      // Offline, slow or stopped: typing on and searching works as ever.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const many = options().length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden && many) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      move((active + 1 + step + many + 1) % (many + 1) - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(options()[active]);
    }
  });
  if (input.value !== input.defaultValue) ask(); // typed while this was on its way
}
