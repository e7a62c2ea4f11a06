// While somebody writes: how long a section is and how hard to read, and names like the one
// being given. The page works without: all of it is shown after each save.
const LONG = 6; // letters; longer words are hard
const EASY = 25; // LIX below which a text counts as easy
const PAUSE = 300; // ms without a key before asking for names
const WORD = /[\p{L}\p{Nl}\p{No}]+(?:-[\p{L}\p{Nl}\p{No}]+)*|\p{Nd}+/gu;
const END = /[.!?:]+(?=\s|$)/gu;

// Words a sentence plus percent of words longer than six letters; 0 of nothing. The rule is
// that of finder/catalog/readability.py.
export function lix(text) {
  const words = text.match(WORD) ?? [];
  if (!words.length) return 0;
  const sentences = Math.max(1, (text.match(END) ?? []).length);
  const hard = words.filter((one) => [...one].length > LONG).length;
  return words.length / sentences + (100 * hard) / words.length;
}

function measure(hint) {
  const input = document.getElementById(hint.dataset.measure);
  const show = () => {
    const text = input.value.trim();
    hint.querySelector("[data-length]").textContent = [...text].length;
    if (!("lix" in hint.dataset)) return;
    const value = lix(text);
    hint.querySelector("[data-value]").textContent = text ? Math.round(value) : "–";
    hint.querySelector("[data-easy]").hidden = !text || value >= EASY;
    hint.querySelector("[data-hard]").hidden = !text || value < EASY;
  };
  input.addEventListener("input", show);
}

function warn(form) {
  const input = form.elements.namedItem("name");
  const box = document.getElementById("alike");
  if (!input || !box) return;
  let waiting, asking;
  const show = (found) => {
    const list = document.createElement("ul");
    list.append(...found.map((one) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = one.address;
      link.lang = "sv";
      link.textContent = one.name;
      item.append(link);
      return item;
    }));
    const words = document.createElement("p");
    words.className = "hint";
    words.textContent = box.dataset.words;
    box.replaceChildren(...(found.length ? [words, list] : []));
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const asked = new URLSearchParams({ name: input.value, besides: form.dataset.programme });
    try {
      const answer = await fetch(`${form.dataset.names}?${asked}`, { signal: asking.signal });
      if (answer.ok) show(await answer.json());
    } catch {
      // Offline, slow or stopped: the warning comes after saving.
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
}

if (globalThis.document) {
  document.querySelectorAll("[data-measure]").forEach(measure);
  document.querySelectorAll("form[data-names]").forEach(warn);
}
