// The keyboard: what each key does. On a Mac, letters go with Control and Shift, because Option writes signs.
import { $, $$, field, isMac } from "./page.js";
import { active, step } from "./active.js";
import { press, undo } from "./acts.js";
import { mark, marksOf } from "./guard.js";
import { noBreak, quote } from "./signs.js";
import { help } from "./help.js";

export const altGr = (event) => event.getModifierState?.("AltGraph") || (!isMac && event.ctrlKey && event.altKey);
export const letter = (event) => (isMac ? event.ctrlKey && event.shiftKey && !event.altKey && !event.metaKey
  : event.altKey && !event.ctrlKey && !event.shiftKey && !event.metaKey);

const writable = (row) => {
  const input = field(row);
  return input && !input.readOnly ? input : null;
};

function marked(row, number) {
  const input = writable(row);
  const what = input && marksOf(input)[number - 1];
  if (!what) return false;
  mark(input, what);
  return true;
}

/* Words for colleagues or readers in a form of their own: the key that approves sends them, and nothing else. */
function ownForm(row) {
  const here = document.activeElement;
  const own = here?.matches("input, select, textarea") && row.contains(here) ? here.form : null;
  return own && !own.matches(".target, [data-order]") ? own : null;
}

/* What a key does, or nothing. */
function meaning(event) {
  const row = active();
  const control = (event.ctrlKey || event.metaKey) && !event.altKey;
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (control && event.key === "Enter" && row) {
    const own = ownForm(row);
    if (own) return () => own.requestSubmit($("button[name=action]", own));
    return () => press(row, $('form.target button[value="approve"]', row) ? "approve" : "suggest");
  }
  if (by && event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) return () => step(by);
  if (event.key === "F1" || (control && event.key === "/")) return help;
  if (!row) return letter(event) && event.code === "KeyU" ? undo : null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  if (control && !event.shiftKey && digit && marksOf(field(row) ?? row)[digit - 1]) {
    return () => marked(row, Number(digit));
  }
  const input = writable(row);
  if (input && document.activeElement === input) {
    if ((isMac ? event.altKey : event.ctrlKey && event.shiftKey) && event.code === "Space") return () => noBreak(input);
    if (letter(event) && event.code === "KeyQ") return () => quote(input);
  }
  if (!letter(event)) return null;
  return { KeyU: undo, KeyK: () => press(row, "keep") }[event.code] ?? null;
}

export function watch() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || altGr(event) || $("dialog[open]")) return;
    const act = meaning(event);
    if (!act) return;
    event.preventDefault();
    act();
  });
}
