// What is sent to the server: one request after the other for each sentence; drafts by themselves, decisions on a key.
import { $, complain, field, form, list, parse, rowOf, rows, tell, words } from "./page.js";
import { active, go, nextOpen, replaced } from "./active.js";
import { forget, keep } from "./kept.js";
import { marksOf } from "./guard.js";
import { missing } from "./chips.js";

const AUTOSAVE = 1500;
const RETRY = 5000;
const MOVES_ON = new Set(["approve", "propose", "keep", "cover", "suggest"]);
const work = new Map(); // per sentence: its timer, the request under way, whether its field holds unsaved text

export function state(id) {
  if (!work.has(id)) work.set(id, { timer: 0, busy: Promise.resolve(), running: 0, dirty: false, offline: false });
  return work.get(id);
}
const all = () => [...work.values()];
export const unsaved = () => all().filter((mine) => mine.dirty).length;

/* The line that says how things stand, and never more than is true. */
export function say(text, bad = false) {
  const line = $("[data-status]");
  if (!line || (line.textContent === text && line.classList.contains("warn") === bad)) return;
  line.textContent = text;
  line.classList.toggle("warn", bad);
}
function report(done = "") {
  const waiting = unsaved();
  if (all().some((mine) => mine.offline && mine.dirty)) say(words("offline"), true);
  else if (all().some((mine) => mine.running)) say(words("saving"));
  else if (waiting) say(words("unsaved"));
  else say(done);
}
const savedNow = () => words("saved", {
  time: new Date().toLocaleTimeString(document.documentElement.lang || [], { hour: "2-digit", minute: "2-digit" }),
});

async function post(row, source, action) {
  const data = new FormData(source);
  data.set("action", action);
  const revision = $("input[name=revision]", form(row));
  if (revision && data.has("revision")) data.set("revision", revision.value);
  // Not `source.action`: the form's buttons have that name.
  const answer = await fetch(source.getAttribute("action"), {
    method: "POST", body: data, headers: { Accept: "application/json" }, credentials: "same-origin",
  });
  if (!answer.headers.get("Content-Type")?.includes("application/json")) throw new TypeError("not an answer");
  return { ok: answer.ok, status: answer.status, ...(await answer.json()) };
}

export function act(row, source, action) {
  const mine = state(row.dataset.id);
  clearTimeout(mine.timer);
  mine.running += 1;
  mine.busy = mine.busy.then(() => run(row.dataset.id, source, action)).finally(() => {
    mine.running -= 1;
    if (!mine.running && !mine.dirty && $("[data-status]")?.textContent === words("saving")) report(savedNow());
  });
  return mine.busy;
}

async function run(id, source, action) {
  const row = rowOf(id);
  const mine = state(id);
  const typed = field(row)?.value;
  // The row may have been drawn anew since the button was pressed: its form is the one that counts.
  const used = source.isConnected ? source : form(row);
  report();
  let answer;
  try {
    answer = await post(row, used, action);
  } catch {
    Object.assign(mine, { dirty: true, offline: true });
    keep(id, typed, revisionOf(row));
    if (action === "save") later(row, RETRY);
    else complain(row, words("trouble"));
    report();
    return null;
  }
  mine.offline = false;
  if (answer.ok && used !== form(row)) used.reset(); // what it held is stored: nothing of it to keep
  if (!answer.ok) {
    if (mine.dirty) keep(id, typed, revisionOf(row));
    report();
    if (!mine.dirty || action !== "save") say(words("unsaved"), true);
    complain(row, answer.message);
    return null;
  }
  const still = field(row)?.value;
  if (still === typed) {
    mine.dirty = false;
    forget(id);
  }
  if (action === "save" && !answer.row.includes("data-conflict")) saved(row, answer);
  else draw(row, answer, still === typed ? null : still);
  if (mine.dirty) keep(id, still, revisionOf(rowOf(id)));
  for (const [other, html] of Object.entries(answer.rows ?? {})) {
    const there = other === id ? null : rowOf(other);
    if (there) draw(there, { row: html }, state(other).dirty ? field(there).value : null);
  }
  report(action === "save" ? savedNow() : answer.message || savedNow());
  if (!unsaved() && action !== "save") say(answer.message || savedNow());
  return answer;
}
function revisionOf(row) {
  return $("input[name=revision]", form(row))?.value ?? "";
}

/* A saved draft keeps the field and the caret; only what surrounds them is drawn anew. */
function saved(row, answer) {
  const fresh = parse(answer.row);
  $("input[name=revision]", form(row)).value = answer.revision ?? "";
  for (const part of ["summary", ".facts"]) {
    const [now, then] = [$(part, row), $(part, fresh)];
    if (now && then) now.replaceWith(then);
  }
  row.dataset.state = fresh.dataset.state;
  complain(row, "");
  frame(answer);
  tell("drawn", row);
}
export function draw(row, answer, text) {
  const fresh = parse(answer.row);
  const here = row.contains(document.activeElement) ? document.activeElement : null;
  if (text !== null) field(fresh).value = text;
  const again = typedBeside(row, fresh, here);
  row.replaceWith(fresh);
  ready(fresh);
  replaced(row, fresh);
  if (here) (again ?? field(fresh))?.focus({ preventScroll: true });
  frame(answer);
  tell("drawn", fresh);
}
/* Words begun in other fields of the row (a comment, a reason) come along; returns the one that is being written in. */
function typedBeside(row, fresh, here) {
  let again = null;
  for (const name of ["comment_text", "reason", "answer"]) {
    const [now, then] = [$(`form:not(.target) [name="${name}"]`, row), $(`form:not(.target) [name="${name}"]`, fresh)];
    if (!now || !then || !("defaultValue" in now)) continue;
    if (now.value !== now.defaultValue) {
      then.value = now.value;
      then.closest("details")?.toggleAttribute("open", true);
    }
    if (now === here && now.value) again = then;
  }
  return again;
}
/* Buttons that need a script. */
export function ready(root) {
  for (const button of root.querySelectorAll("[data-whole][hidden]")) button.hidden = false;
}
/* The bar above and the end below; what they say meanwhile stays. */
function frame(answer) {
  const line = $("[data-status]");
  const [text, bad] = [line?.textContent ?? "", line?.classList.contains("warn")];
  for (const id of ["progress", "release"]) {
    const fresh = answer[id] ? parse(answer[id]) : null;
    const now = document.getElementById(id);
    if (!fresh || !now) continue;
    if (now.contains(document.activeElement)) continue; // nobody's keyboard is taken away
    now.replaceWith(fresh);
  }
  say(text, bad);
}

/* Drafts: kept here with each letter, stored after a short rest. */
export function later(row, delay) {
  const mine = state(row.dataset.id);
  clearTimeout(mine.timer);
  mine.timer = setTimeout(() => {
    const now = rowOf(row.dataset.id);
    if (now) act(now, form(now), "save");
  }, delay);
}
export function changed(row) {
  const mine = state(row.dataset.id);
  const input = field(row);
  mine.dirty = true;
  complain(row, "");
  keep(row.dataset.id, input.value, revisionOf(row));
  report();
  const whole = input.value.trim() && !missing(input.value, marksOf(input)).length;
  if (whole) later(row, AUTOSAVE); // the server takes a text with all its marks
  else clearTimeout(mine.timer);
  tell("changed", row);
}

/* Decisions: the next sentence is there at once; what did not work brings the person back. */
export async function decide(row, source, action) {
  const id = row.dataset.id;
  if (refused(row, action)) return;
  const ahead = MOVES_ON.has(action);
  row.toggleAttribute("data-sent", ahead);
  const next = ahead ? nextOpen(row) : null;
  if (next) go(next);
  const answer = await act(row, source, action);
  const now = rowOf(id);
  now?.removeAttribute("data-sent");
  const here = active();
  const busy = here && here !== now && state(here.dataset.id).dirty;
  if (!answer || $("[data-conflict]", now)) {
    if (!busy && here !== now) go(now);
  } else if (!next && (answer.moves_on ?? ahead)) {
    const other = nextOpen(now);
    if (!busy && (other || here === now)) go(other);
    if (!other) finish();
  }
}
/* What the server would refuse is said before. */
function refused(row, action) {
  const input = field(row);
  if (!["approve", "suggest"].includes(action) || !input) return false;
  const [lost] = missing(input.value, marksOf(input));
  if (!lost) return false;
  complain(row, words("lacks", { mark: lost.before + (lost.after ? `…${lost.after}` : "") }));
  input.focus();
  return true;
}
function finish() {
  if (all().some((mine) => mine.running || mine.dirty)) return;
  const end = document.getElementById("release");
  end?.scrollIntoView({ block: "nearest" });
  $("a.button, button:not([disabled])", end)?.focus({ preventScroll: true });
}
export function press(row, action) {
  if ($(`form.target button[value="${action}"]`, row)) decide(row, form(row), action);
}
/* One's last act, wherever it was; what is only typed, where there is none. */
export async function undo() {
  const last = $("form[data-undo]");
  const row = rowOf(last?.dataset.undo ?? "") ?? (last ? null : active());
  if (!row) return last?.submit();
  go(row);
  if (last) await act(row, last, "undo");
  else if ($('form.target button[value="undo"]', row)) await act(row, form(row), "undo");
}

export function watch() {
  window.addEventListener("online", () => {
    for (const row of rows()) if (state(row.dataset.id).dirty) later(row, 0);
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved()) event.preventDefault();
  });
}
