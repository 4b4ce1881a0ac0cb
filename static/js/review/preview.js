// The page beside the review: what is typed is seen in its place, and a click on either side finds the other.
import { $, $$, field, hear, list, rowAround, rowOf, rows, words } from "./page.js";
import { activate, active, go } from "./active.js";
import { marksOf } from "./guard.js";
import { tokens } from "./chips.js";

const AGAIN = 1200;
const TAGS = new Set("a b strong i em sub sup code br span mark s u small q cite abbr".split(" "));
const panel = $("details[data-preview]");
let frame = null;
let timer = 0;

const page = () => frame?.contentDocument ?? null;
const sentence = (id) => page()?.getElementById(`s-${id}`) ?? null;

/* A text with its marks as the elements that they stand for: words as text, addresses only of the ordinary kinds. */
function nodes(text, marks, doc) {
  const root = doc.createDocumentFragment();
  const stack = [root];
  let from = 0;
  const say = (words) => words && stack.at(-1).append(words);
  for (const { start, end, number, side, text: token } of tokens(text)) {
    say(text.slice(from, start) + (number ? "" : token[0]));
    from = end;
    if (!number) continue;
    if (side === "close") {
      if (stack.length > 1) stack.pop();
      continue;
    }
    const mark = marks.find((one) => one.number === number);
    const element = doc.createElement(TAGS.has(mark?.tag) ? mark.tag : "span");
    if (element.localName === "a") {
      element.setAttribute("href", /^(https?:|mailto:|tel:|\/|#)/.test(mark.href) ? mark.href : "#");
    }
    stack.at(-1).append(element);
    if (side === "open") stack.push(element);
  }
  say(text.slice(from));
  return root;
}

/* The sentence as it is in the field now; words about its state stay before it. */
function follow(row) {
  const place = sentence(row.dataset.id);
  const input = field(row);
  if (!place || !input) return;
  const kept = $$(":scope > .since, :scope > .hidden", place);
  if (input.value.trim() || !place.hasAttribute("lang")) {
    place.replaceChildren(...kept, nodes(input.value, marksOf(input), page()));
    place.removeAttribute("lang");
  }
}

function point(row, { scroll = true } = {}) {
  if (!$("main", page())) return; // not there yet
  for (const one of $$(".s[data-open]", page())) one.removeAttribute("data-open");
  const place = row ? sentence(row.dataset.id) : null;
  place?.setAttribute("data-open", "");
  $("[data-unseen]", panel).hidden = !row || Boolean(place);
  if (!place || !scroll) return;
  const { top, bottom } = place.getBoundingClientRect();
  const height = frame.clientHeight;
  if (top < 40 || bottom > height - 40) {
    frame.contentWindow.scrollBy({ top: top - Math.max(40, (height - (bottom - top)) / 3), behavior: "instant" });
  }
}

/* What was decided changes more than one sentence: the notice, marks, the order. Only what differs is put in. */
async function refresh() {
  if (!page()) return;
  let fresh;
  try {
    const answer = await fetch(panel.dataset.preview, { credentials: "same-origin" });
    if (!answer.ok) return;
    fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return; // it comes with the next change
  }
  const [now, then] = [$("main", page()), $("main", fresh)];
  if (!now || !then) return;
  const all = (root) => $$(".s[id]", root).map((one) => one.id).join(" ");
  if (all(now) === all(then) && $$(".s[id]", now).length) {
    for (const one of $$(".s[id]", then)) {
      const old = page().getElementById(one.id);
      if (old.outerHTML !== one.outerHTML) old.replaceWith(page().importNode(one, true));
    }
    const [notice, other] = [$("h1 + *", now), $("h1 + *", then)];
    if (notice && other && notice.outerHTML !== other.outerHTML) notice.replaceWith(page().importNode(other, true));
  } else now.replaceWith(page().importNode(then, true));
  for (const row of rows()) if (field(row)?.value !== field(row)?.defaultValue) follow(row);
  point(active(), { scroll: false });
}

/* A click on the page leads to its sentence, and to the word; nothing else there acts. */
function onClick(event) {
  event.preventDefault();
  event.stopPropagation();
  const place = event.target.closest?.(".s[id]");
  const row = place && rowOf(place.id.slice(2));
  if (!row) return;
  const at = caretAt(place, event);
  go(row);
  const input = field(row);
  if (input && at !== null) input.setSelectionRange(at, at);
  point(row, { scroll: false });
}
/* The place in the field of the letter that was clicked on. */
function caretAt(place, { clientX, clientY }) {
  const doc = page();
  const spot = doc.caretPositionFromPoint?.(clientX, clientY);
  const range = spot ? null : doc.caretRangeFromPoint?.(clientX, clientY);
  const [node, offset] = spot ? [spot.offsetNode, spot.offset] : [range?.startContainer, range?.startOffset];
  if (!node || !place.contains(node) || node.nodeType !== Node.TEXT_NODE) return null;
  let count = offset;
  const walker = doc.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() && walker.currentNode !== node) {
    if (!walker.currentNode.parentElement.closest(".since, .hidden")) count += walker.currentNode.length;
  }
  const input = field(rowOf(place.id.slice(2)));
  let seen = 0;
  let from = 0;
  for (const { start, end, number } of tokens(input.value)) {
    if (seen + start - from >= count) break;
    seen += start - from + (number ? 0 : 1);
    from = end;
  }
  return Math.min(input.value.length, from + Math.max(0, count - seen));
}

function loaded() {
  const doc = page();
  if (!doc?.body) return;
  for (const name of ["click", "auxclick", "submit"]) doc.addEventListener(name, onClick, { capture: true });
  doc.addEventListener("keydown", (event) => document.dispatchEvent(new KeyboardEvent("keydown", event)));
  const style = doc.createElement("link");
  Object.assign(style, { rel: "stylesheet", href: panel.dataset.style });
  doc.head.append(style);
  for (const row of rows()) if (field(row)?.value !== field(row)?.defaultValue) follow(row);
  point(active());
}

function open() {
  if (frame || !panel.open) return;
  frame = document.createElement("iframe");
  Object.assign(frame, { src: panel.dataset.preview, title: words("framed") });
  frame.addEventListener("load", loaded);
  $("[data-frame]", panel).append(frame);
}

export function watch() {
  if (!panel) return;
  panel.open = getComputedStyle(panel).position !== "sticky"; // where there is room for it
  panel.addEventListener("toggle", open);
  open();
  hear("active", (row) => point(row));
  hear("changed", follow);
  hear("drawn", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, AGAIN);
  });
}
