// Signs that keyboards lack: no-break spaces and the quotation marks of the language; and marks and spaces made visible.
import { $, $$, field, hear, list, rows } from "./page.js";
import { insert, type } from "./guard.js";
import { edit, tokens } from "./chips.js";

const NBSP = "\u00a0";
const THIN = "\u202f";

/* A no-break space in place of the space at the caret; where the language sets a narrow one, that. Again: the other. */
export function noBreak(input) {
  const { value, selectionStart: start, selectionEnd: end } = input;
  const before = value[start - 1];
  if (start === end && (before === NBSP || before === THIN)) return swap(input, start, before === NBSP ? THIN : NBSP);
  const from = start === end && before === " " ? start - 1 : start;
  const to = start === end && from === start && value[end] === " " ? end + 1 : end;
  const narrow = list.dataset.narrow ?? "";
  const near = narrow.includes(value[to] ?? " ") || narrow.includes(value[from - 1] ?? " ");
  put(input, from, to, narrow && near ? THIN : NBSP);
}
function swap(input, place, sign) {
  put(input, place - 1, place, sign);
}
function put(input, start, end, words) {
  input.setSelectionRange(start, end);
  insert(input, words);
}

/* Quotation marks around what is chosen, or around the caret; the inner ones within a quotation. */
export function quote(input) {
  const [open, close, inner, innerClose] = list.dataset.quotes.split("|");
  const { value, selectionStart: start, selectionEnd: end } = input;
  const bare = (sign) => sign.replace(/[\u00a0\u202f]/g, "");
  const count = (sign) => value.slice(0, start).split(bare(sign)).length - 1;
  const within = bare(open) !== bare(close) && count(open) > count(close);
  const [before, after] = within ? [inner, innerClose] : [open, close];
  const words = value.slice(start, end);
  const whole = edit(value, start, end, "", new Set()).text.length === value.length - words.length;
  if (!whole) return; // half a mark is chosen: the marks would cross
  const caret = words ? end + before.length + after.length : start + before.length;
  type(input, value.slice(0, start) + before + words + after + value.slice(end), caret);
}

/* Behind a field: its chips as chips, and no-break spaces as something that can be seen. */
function draw(row) {
  const input = field(row);
  if (!input) return;
  let back = $(".signs", input.parentElement);
  const text = input.value;
  if (!/[⟨\u00a0\u202f]/.test(text)) return back?.remove();
  if (!back) {
    back = document.createElement("div");
    Object.assign(back, { className: "signs", dir: input.dir, lang: input.lang });
    back.setAttribute("aria-hidden", "true");
    input.before(back);
    input.addEventListener("scroll", () => { back.scrollTop = input.scrollTop; }, { passive: true });
  }
  const parts = [];
  const plain = (words) => words.split(/([\u00a0\u202f])/).map((part) => (
    part === NBSP || part === THIN ? element("u", part, part === THIN ? "thin" : "") : part));
  let from = 0;
  for (const { start, end, text: token, number } of tokens(text)) {
    if (!number) continue;
    parts.push(...plain(text.slice(from, start)), element("b", token));
    from = end;
  }
  parts.push(...plain(text.slice(from)), "\u200b");
  back.replaceChildren(...parts);
  back.scrollTop = input.scrollTop;
}
function element(tag, words, name = "") {
  return Object.assign(document.createElement(tag), { textContent: words, className: name });
}

export function watch() {
  for (const row of rows()) if ($("details", row).open) draw(row);
  hear("active", draw);
  hear("changed", draw);
  hear("drawn", draw);
}
