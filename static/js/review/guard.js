// Keeps chips whole in a text field, whatever the keyboard, the clipboard or a mouse does. The browser's undo goes on
// working: what is changed here is typed by the browser, as one step.
import { $$, field, hear, rowAround } from "./page.js";
import { chips, difference, edit, isSound, outside, tokens, wrap } from "./chips.js";

const fields = new WeakMap(); // field → the last text that was sound, and where the caret was
const known = (input) => new Set(marksOf(input).map(({ number }) => number));

/* The marks of a sentence, as its buttons offer them. */
export function marksOf(input) {
  return $$("button[data-before]", rowAround(input)).map(({ dataset }) => ({
    ...dataset, number: Number(dataset.number),
  }));
}

/* Other text in the field, as one step that Ctrl+Z takes back. */
export function type(input, text, caret = text.length) {
  const { start, end, words } = difference(input.value, text);
  if (start === end && !words) return input.setSelectionRange(caret, caret);
  fields.set(input, { text, caret, ours: true });
  if (document.activeElement !== input) input.focus({ preventScroll: true });
  input.setSelectionRange(start, end);
  const done = words ? document.execCommand("insertText", false, words) : document.execCommand("delete");
  if (!done || input.value !== text) {
    input.value = text;
    input.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
  }
  fields.set(input, { text, caret });
  input.setSelectionRange(caret, caret);
}
function replace(input, start, end, words) {
  const done = edit(input.value, start, end, words, known(input));
  type(input, done.text, done.caret);
}

/* A mark around the selection. */
export function mark(input, what) {
  const done = wrap(input.value, input.selectionStart, input.selectionEnd, what);
  type(input, done.text, done.caret);
}
/* Words at the caret, or in place of what is chosen. */
export function insert(input, words) {
  replace(input, input.selectionStart, input.selectionEnd, words);
}

const touches = (text, start, end) => tokens(text).some((token) => token.start < end && start < token.end);

/* How far a key deletes, where a chip is near: a chip, or a word up to the next chip. */
function reach(text, place, kind) {
  const backward = kind.endsWith("Backward");
  const near = tokens(text).find((token) => (backward ? token.end === place : token.start === place));
  if (near && kind !== "deleteSoftLineBackward") return [near.start, near.end];
  if (!kind.includes("Word")) return null;
  const edges = tokens(text).flatMap(({ start, end }) => [start, end]);
  if (backward) {
    const floor = Math.max(0, ...edges.filter((edge) => edge <= place));
    const word = text.slice(floor, place).match(/(?:[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}\s]+)?\s*$/u)[0];
    return floor > 0 && word.length === place - floor ? [floor, place] : null;
  }
  const ceiling = Math.min(text.length, ...edges.filter((edge) => edge >= place));
  const word = text.slice(place, ceiling).match(/^\s*(?:[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}\s]+)?/u)[0];
  return ceiling < text.length && word.length === ceiling - place ? [place, ceiling] : null;
}

function beforeInput(event) {
  const input = event.target;
  const kind = event.inputType;
  if (!input.matches?.("textarea[name=text]") || event.isComposing || kind.startsWith("history")) return;
  if (fields.get(input)?.ours) return;
  const { value, selectionStart: start, selectionEnd: end } = input;
  const deletes = kind.startsWith("delete");
  const words = deletes ? "" : event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
  const range = deletes && start === end ? reach(value, start, kind) : [start, end];
  const splits = words && outside(value, start) !== start;
  if (!range || !event.cancelable || !(touches(value, ...range) || /[⟨⟩]/.test(words) || splits)) return;
  event.preventDefault();
  replace(input, ...range, words);
}

/* What came another way (dropped, corrected by a spelling checker, composed) is made good afterwards. */
function afterInput(event) {
  const input = event.target;
  if (!input.matches?.("textarea[name=text]") || event.isComposing) return;
  const before = fields.get(input);
  if (before?.ours) return;
  const now = input.value;
  if (before && now !== before.text && isSound(before.text)) {
    if (event.inputType?.startsWith("history")) {
      const again = event.inputType === "historyUndo" ? "undo" : "redo";
      if (!isSound(now)) return setTimeout(() => document.execCommand(again));
    } else {
      const { start, end, words } = difference(before.text, now);
      const good = edit(before.text, start, end, words, known(input));
      if (good.text !== now && touchesChips(before.text, now, start, end, words)) {
        return type(input, good.text, good.caret);
      }
    }
  }
  fields.set(input, { text: now, caret: input.selectionStart });
}
function touchesChips(old, now, start, end, words) {
  return touches(old, start, end) || outside(old, start) !== start || /[⟨⟩]/.test(words) || !isSound(now)
    || chips(old).length !== chips(now).length;
}

/* Cutting and copying take what is chosen; half a pair stays where it is. */
function onCut(event) {
  const input = event.target;
  if (!input.matches?.("textarea[name=text]")) return;
  const { value, selectionStart: start, selectionEnd: end } = input;
  if (start === end || !touches(value, start, end)) return;
  event.clipboardData.setData("text/plain", value.slice(start, end));
  event.preventDefault();
  if (event.type === "cut" && !input.readOnly) replace(input, start, end, "");
}

/* The caret goes over a chip as over one letter. */
let settling = false;
function onSelection() {
  const input = document.activeElement;
  if (settling || !input?.matches?.("textarea[name=text]")) return;
  const { value, selectionStart: start, selectionEnd: end, selectionDirection: direction } = input;
  const before = fields.get(input) ?? {};
  const moving = direction === "backward" ? start : end;
  const towards = Math.abs(moving - (before.caret ?? moving)) === 1 ? Math.sign(moving - before.caret) : 0;
  const way = (backward, otherwise) => (towards && backward === (direction === "backward") ? towards : otherwise);
  const [from, to] = start === end
    ? [outside(value, start, towards), outside(value, start, towards)]
    : [outside(value, start, way(true, -1)), outside(value, end, way(false, 1))];
  if (from !== start || to !== end) {
    settling = true;
    input.setSelectionRange(from, to, direction);
    settling = false;
  }
  fields.set(input, { text: before.text ?? value, ...before, caret: direction === "backward" ? from : to });
}

export function watch() {
  document.addEventListener("beforeinput", beforeInput);
  document.addEventListener("input", afterInput);
  document.addEventListener("compositionend", afterInput);
  for (const name of ["cut", "copy"]) document.addEventListener(name, onCut);
  document.addEventListener("selectionchange", onSelection);
  // A browser with much to do tells late of a move: where the caret is now counts when the next key goes down.
  document.addEventListener("keydown", ({ isComposing }) => isComposing || onSelection());
  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches("textarea[name=text]") || fields.has(target)) return;
    fields.set(target, { text: target.value, caret: 0 });
  });
  hear("drawn", (row) => {
    const input = field(row);
    if (input) fields.set(input, { text: input.value, caret: input.selectionStart });
  });
}
