// Search in what was translated before: beside the sentences, for the words that are chosen.
import { $, field, isMac } from "./page.js";
import { active } from "./active.js";
import { altGr, letter } from "./keys.js";

const panel = $("[data-search]");
const input = $("input[name=q]", panel);
const REST = 300;
let timer = 0;
let asked = "";
let back = null;

async function ask() {
  const words = input.value.trim();
  if (words === asked) return;
  asked = words;
  const results = $("[data-results]", panel);
  if (!words) return results.replaceChildren();
  const query = new URLSearchParams({ q: words, part: "1" });
  const answer = await fetch(`${panel.dataset.search}?${query}`, { credentials: "same-origin" }).catch(() => null);
  if (words !== asked) return; // a newer question is on its way
  if (!answer?.ok) {
    asked = "";
    return;
  }
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  if (words === asked) results.replaceChildren(holder.content);
}
function chosen() {
  const text = field(active() ?? document.body);
  if (text && document.activeElement === text) return text.value.slice(text.selectionStart, text.selectionEnd);
  return String(getSelection());
}
function open() {
  const words = chosen().replace(/⟨[^⟩]*⟩/g, "").trim();
  back = document.activeElement;
  panel.open = true;
  if (words) input.value = words.slice(0, 400);
  input.focus();
  input.select();
  ask();
}

export function watch() {
  if (!panel) return;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || altGr(event) || $("dialog[open]")) return;
    const control = (isMac ? event.metaKey : event.ctrlKey) && event.shiftKey && !event.altKey;
    if (event.code !== "KeyF" || !(control || letter(event))) return;
    event.preventDefault();
    open();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    (back?.isConnected ? back : field(active() ?? document.body))?.focus();
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, REST);
  });
  $("form", panel).addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
}
