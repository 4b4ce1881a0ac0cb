// The row in hand: which one it is, how to get to another, and what was looked at.
import { $, field, list, rows, tell } from "./page.js";

export const opened = new Set();
let current = null;
export const active = () => (current?.isConnected ? current : null);

export function activate(row) {
  if (!row || row === current) return;
  current?.classList.remove("active");
  current = row;
  row.classList.add("active");
  $("details", row).open = true;
  opened.add(row.dataset.id);
  tell("active", row);
}
/* A row that was drawn anew takes the place of the one it was. */
export function replaced(before, fresh) {
  if (before !== current) return;
  current = null;
  activate(fresh);
}

/* Down to a row, with the keyboard in its field; what is above it stays in view below the bar. */
export function go(row, { focus = true } = {}) {
  if (!row) return;
  activate(row);
  if (focus) (field(row) ?? $("summary", row)).focus({ preventScroll: true });
  const { top, bottom, height } = row.getBoundingClientRect();
  const stuck = (element) => element && getComputedStyle(element).position === "sticky";
  const [bar, sheet] = [$("#progress"), $(".look")];
  const above = stuck(bar) ? bar.getBoundingClientRect().bottom : 0;
  const below = innerHeight - 8 - (stuck(sheet) ? sheet.offsetHeight : 56);
  if (top >= above && bottom <= below) return;
  const fits = height < (below - above) * 0.7 && !stuck(sheet);
  row.scrollIntoView({ block: fits ? "center" : "start", behavior: "instant" });
}
export function step(by) {
  const all = rows();
  // The row that is in hand since the page opened, without the keyboard yet, comes first.
  if (active() && document.activeElement === document.body) return go(active());
  go(active() ? all[all.indexOf(active()) + by] : all[by > 0 ? 0 : all.length - 1]);
}
/* The next sentence with something to do, round the list. */
export function nextOpen(row) {
  const all = rows();
  const at = all.indexOf(row);
  return [...all.slice(at + 1), ...all.slice(0, Math.max(0, at))].find((other) => other.matches("[data-open]:not([data-sent])"));
}

export function watch() {
  // What a mouse presses acts first: an active row grows, and the button would leave the pointer before it is let go.
  list.addEventListener("focusin", ({ target }) => {
    if (!target.matches("button, summary") || target.matches(":focus-visible")) activate(target.closest(".segment"));
  });
  list.addEventListener("toggle", ({ target }) => {
    if (target.open && target.contains(document.activeElement)) activate(target.closest(".segment"));
  }, true);
}
