// Suggestions by number, sentences joined, split and moved, the last act undone: keys and forms of a row.
import { $, field, form, hear, list, rowAround, rowOf, rows } from "./page.js";
import { active, go } from "./active.js";
import { act, state, undo } from "./acts.js";
import { altGr, letter } from "./keys.js";

const order = (row) => $("form[data-order]", row);
const place = (row) => Number(row.dataset.place);
const button = (row, action) => $(`button[value="${action}"]`, order(row));

/* A join or a split takes what stands in the field; the caret says where to split. */
function fill(row, action) {
  const text = $("[name=text]", order(row));
  const input = field(row);
  if (!text || !input) return;
  const { value, selectionStart: at } = input;
  text.value = action === "split" && !/\n/.test(value.trim()) ? `${value.slice(0, at)}\n${value.slice(at)}` : value;
}
async function rearrange(row, action) {
  if (!button(row, action)) return;
  const id = row.dataset.id;
  fill(row, action);
  // What is typed in other sentences is stored first: it must not be taken for the text that is joined.
  await Promise.all(rows().filter((other) => other !== row && state(other.dataset.id).dirty).map((other) => act(other, form(other), "save")));
  const answer = await act(row, order(row), action);
  if (!answer) return;
  const next = action === "merge" ? rowOf(Object.keys(answer.rows)[0]) : rowOf(id);
  go(next);
}

/* Rows stand in the order of the page. */
let sorted = true;
const inOrder = () => rows().every((row, at, all) => !at || !(place(row) < place(all[at - 1])));
function sort() {
  if (!sorted || inOrder()) return;
  const focused = document.activeElement;
  list.append(...rows().sort((one, other) => place(one) - place(other)));
  focused?.focus?.({ preventScroll: true });
}

function meaning(event) {
  const row = active();
  if (!row || !list.contains(row)) return null;
  const digit = letter(event) && /^Digit([1-3])$/.exec(event.code)?.[1];
  if (digit) {
    const known = $(`button[data-suggestion="${digit}"]`, row);
    return known ? () => known.click() : null;
  }
  if (letter(event) && event.code === "KeyJ") return () => rearrange(row, "merge");
  if (letter(event) && event.code === "KeyS") return () => rearrange(row, "split");
  const by = { ArrowUp: "move_up", ArrowDown: "move_down" }[event.key];
  if (by && event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey) return () => rearrange(row, by);
  return null;
}

function onSubmit(event) {
  if (event.target.matches("form[data-undo]")) {
    event.preventDefault();
    undo();
    return;
  }
  const row = rowAround(event.target);
  if (!row || !event.target.matches("form[data-order]") || !event.submitter?.value) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  rearrange(row, event.submitter.value);
}

export function watch() {
  sorted = inOrder();
  hear("drawn", sort); // an undone move, too, and a colleague's
  // Before the form's ordinary way (screen.js).
  document.addEventListener("submit", onSubmit, true);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || altGr(event) || $("dialog[open]")) return;
    const doIt = meaning(event);
    if (!doIt) return;
    event.preventDefault();
    doIt();
  });
}
