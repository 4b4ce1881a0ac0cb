// Review screen: check a sentence and move on without leaving the keyboard.
import { $, $$, field, form, hear, list, rowAround, rowOf, rows, words } from "./page.js";
import * as activity from "./active.js";
import { activate, active, go, opened } from "./active.js";
import * as acts from "./acts.js";
import { changed, decide, later, ready, say, state } from "./acts.js";
import * as guard from "./guard.js";
import { insert, mark, marksOf, type } from "./guard.js";
import { missing } from "./chips.js";
import { forget, kept } from "./kept.js";
import * as preview from "./preview.js";
import * as signs from "./signs.js";
import * as keys from "./keys.js";
import * as help from "./help.js";
import * as desk from "./desk.js";
import * as search from "./search.js";
import * as presence from "./presence.js";

function put(row, text, whole = false) {
  const input = field(row);
  if (!input || input.readOnly) return;
  activate(row);
  input.focus({ preventScroll: true });
  if (whole) type(input, text);
  else insert(input, text);
}

/* Marks that are missing are named, and put back by a press: each button of a mark shows whether it is placed. */
function marks(row) {
  const input = field(row);
  if (!input) return;
  const lost = new Set(missing(input.value, marksOf(input)).map(({ number }) => String(number)));
  for (const button of $$("button[data-before]", row)) button.classList.toggle("lost", lost.has(button.dataset.number));
  const line = $("[data-lost]", row);
  if (line) line.hidden = !lost.size;
}

function onClick(event) {
  const button = event.target.closest("button[data-before], button[data-whole], [data-next]");
  if (!button) return;
  if (button.matches("[data-next]")) {
    event.preventDefault();
    return go(rows().find((row) => row.hasAttribute("data-open")));
  }
  const row = rowAround(button);
  if (!row) return;
  if (button.dataset.before) {
    activate(row);
    mark(field(row), marksOf(field(row)).find(({ number }) => String(number) === button.dataset.number));
  } else put(row, button.dataset.whole, true);
  button.closest("[data-back]")?.remove();
}
function onSubmit(event) {
  const row = rowAround(event.target);
  if (!row) {
    for (const input of $$("[data-opened]", event.target)) input.value = [...opened].join(" ");
    return;
  }
  if (!event.submitter?.value || !list.contains(row)) return;
  event.preventDefault();
  activate(row);
  decide(row, event.target, event.submitter.value);
}

/* What was typed here before and never stored is back, beside what came meanwhile. */
function restore() {
  let found = false;
  for (const [id, { text, revision }] of kept()) {
    const row = rowOf(id);
    const input = field(row);
    if (!row || input?.readOnly) continue;
    if (input.value === text) {
      forget(id);
      continue;
    }
    found = true;
    if ($("input[name=revision]", form(row))?.value === revision) {
      input.value = text;
      state(id).dirty = true;
      row.toggleAttribute("data-open", true);
      $("details", row).open = true;
      if (!missing(text, marksOf(input)).length) later(row, 500);
    } else beside(row, text);
  }
  if (found) say(words("restored"), true);
}
function beside(row, text) {
  const strip = document.importNode($("template[data-unstored]").content.firstElementChild, true);
  Object.assign($("[data-text]", strip), { textContent: text, lang: field(row).lang, dir: field(row).dir });
  $("[data-whole]", strip).dataset.whole = text;
  $("[data-drop]", strip).addEventListener("click", () => {
    forget(row.dataset.id);
    strip.remove();
  });
  $("details", row).open = true;
  form(row).after(strip);
}

if (list) {
  list.classList.add("scripted");
  ready(document);
  for (const module of [activity, guard, acts, signs, keys, help, desk, search, presence]) module.watch();
  list.addEventListener("input", ({ target }) => {
    if (target.matches("textarea[name=text]")) changed(rowAround(target));
  });
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  for (const name of ["active", "changed", "drawn"]) hear(name, marks);
  hear("put", ({ row = active(), text, whole }) => row && put(row, text, whole));
  hear("act", ({ row = active(), action, form: source }) => row && decide(row, source ?? form(row), action));
  restore();
  preview.watch();
  const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (target?.matches(".segment")) arrive(target);
  else first();
}
/* The browser goes to the address's place by itself when the page is complete, and takes the keyboard out of the field. */
function arrive(row) {
  go(row);
  const hold = setInterval(() => document.activeElement === document.body && go(active() ?? row), 100);
  const done = () => setTimeout(() => clearInterval(hold), 300);
  if (document.readyState === "complete") done();
  else addEventListener("load", done, { once: true });
}
/* The first sentence with something to do is in hand, before anybody has looked at it. */
function first() {
  const row = rows().find((one) => one.hasAttribute("data-open"));
  if (!row) return;
  activate(row);
  opened.delete(row.dataset.id);
}
