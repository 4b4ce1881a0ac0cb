// Pasted translations: keep what the clipboard marks; check the pairs without leaving the keyboard. Without this file
// the forms do the work.
import { $, $$ } from "./review/page.js";
import * as help from "./review/help.js";

/* The form: what comes from the clipboard as HTML goes along with the text, until somebody changes the text. */
const entry = $("[data-paste]");
if (entry) {
  const text = $("textarea", entry);
  const html = $("input[name=html]", entry);
  const status = $("[data-status]", entry);
  let kept = html.value ? text.value : null;
  text.addEventListener("paste", (event) => {
    const markup = event.clipboardData?.getData("text/html") ?? "";
    if (text.value.trim() || !/<(a|b|strong|i|em|h[1-6])[\s>]/i.test(markup)) return;
    setTimeout(() => {
      html.value = markup;
      kept = text.value;
      status.textContent = entry.dataset.kept;
    });
  });
  text.addEventListener("input", () => {
    if (kept === null || text.value === kept) return;
    html.value = "";
    kept = null;
    status.textContent = entry.dataset.plain;
  });
}

/* The pairs */
const list = $("[data-pairs]");
const AUTOSAVE = 1500;
const RETRY = 5000;
const MOVES_ON = new Set(["confirm", "cover", "absent", "leave_out"]);
const opened = new Set();
const timers = new Map();
let active = null;
let queue = Promise.resolve();

const rows = () => $$(".pair", list);
const field = (row) => $("textarea", row);
const rowOf = (key) => document.getElementById(`p-${key}`);

function say(text, bad = false) {
  const line = $("#progress [data-status]");
  if (!line) return;
  line.textContent = text;
  line.classList.toggle("warn", bad);
}
function complain(row, text) {
  const line = $("[data-error]", row);
  if (line) line.textContent = text;
  field(row)?.setAttribute("aria-invalid", text ? "true" : "false");
}
function activate(row) {
  if (!row || row === active) return;
  active?.classList.remove("active");
  active = row;
  row.classList.add("active");
  opened.add(row.dataset.key);
}
function go(row) {
  if (!row) return;
  activate(row);
  field(row)?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}
function nextOpen(row) {
  const all = rows();
  const at = all.indexOf(row);
  return [...all.slice(at + 1), ...all.slice(0, at)].find((other) => other.hasAttribute("data-open"));
}

/* A cut at the cursor is a line break in what is sent. */
function cut(row) {
  const input = field(row);
  const { selectionStart: at, value } = input;
  if (document.activeElement !== input || at <= 0 || at >= value.length || !value.slice(at).trim()) return value;
  return `${value.slice(0, at)}\n${value.slice(at)}`;
}

/* One request after the other: each pair's number of changes must be the newest. */
function send(row, action) {
  clearTimeout(timers.get(row.dataset.key));
  const text = action === "up" || action === "down" ? cut(row) : field(row).value;
  const key = row.dataset.key;
  queue = queue.then(() => run(key, action, text));
  return queue;
}
async function run(key, action, text) {
  const row = rowOf(key);
  if (!row) return false;
  const data = new FormData($("form.target", row));
  data.set("action", action);
  data.set("text", text);
  const typed = field(row).value;
  say(list.dataset.saving);
  let answer;
  let status;
  try {
    const response = await fetch(list.dataset.url, {
      method: "POST", body: data, headers: { Accept: "application/json" }, credentials: "same-origin",
    });
    status = response.status;
    answer = await response.json();
  } catch {
    say(list.dataset.offline, true);
    if (action === "save") later(row, RETRY);
    return false;
  }
  if (answer.rows) draw(answer, key, field(row).value === typed ? null : field(row).value);
  if (status >= 400) {
    complain(rowOf(key), answer.message);
    say(answer.message, true);
    return false;
  }
  say(list.dataset.saved);
  return true;
}
function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.firstElementChild;
}
/* Rows that changed are drawn anew and put in order; the field in which somebody writes keeps text and cursor. */
function draw(answer, key, still) {
  const focused = document.activeElement?.closest(".pair")?.dataset.key;
  const button = document.activeElement?.value;
  const caret = focused && document.activeElement.matches("textarea") ? document.activeElement.selectionStart : null;
  for (const [changed, html] of Object.entries(answer.rows)) {
    const fresh = parse(html);
    const old = rowOf(changed);
    if (changed === key && still !== null) field(fresh).value = still;
    if (old) old.replaceWith(fresh);
    else list.append(fresh);
    if (active && active.dataset.key === changed) {
      active = null;
      activate(fresh);
    }
  }
  const wanted = answer.order.map(String);
  for (const row of rows()) if (!wanted.includes(row.dataset.key)) row.remove();
  wanted.forEach((id, at) => {
    const row = rowOf(id);
    if (row && list.children[at] !== row) list.insertBefore(row, list.children[at] ?? null);
  });
  for (const [name, id] of [["progress", "progress"], ["end", "paste-end"]]) {
    document.getElementById(id)?.replaceWith(parse(answer[name]));
  }
  const back = focused && rowOf(focused);
  if (!back || back.contains(document.activeElement)) return;
  const same = caret === null && $$("button[name=action]", back).find((other) => other.value === button);
  (same || field(back)).focus({ preventScroll: true });
  if (caret !== null) field(back).setSelectionRange(caret, caret);
}
function later(row, delay) {
  const key = row.dataset.key;
  clearTimeout(timers.get(key));
  timers.set(key, setTimeout(() => rowOf(key) && send(rowOf(key), "save"), delay));
}
function changed(row) {
  complain(row, "");
  say(list.dataset.unsaved);
  later(row, AUTOSAVE);
}
async function decide(row, action) {
  const next = MOVES_ON.has(action) ? nextOpen(row)?.dataset.key : null;
  if (!(await send(row, action))) return;
  if (next) go(rowOf(next));
  else if (MOVES_ON.has(action)) $("#paste-end button:not([disabled])[value=finish]")?.focus();
}
function press(row, action) {
  if ($(`form.target button[value="${action}"]`, row)) decide(row, action);
}
function put(row, before, after) {
  const input = field(row);
  const { selectionStart: start, selectionEnd: end, value } = input;
  input.setRangeText(before + value.slice(start, end) + after, start, end, "end");
  if (start === end && after) input.selectionEnd = input.selectionStart = start + before.length;
  input.focus();
  changed(row);
}
function onKey(event) {
  if (event.isComposing || $("dialog[open]")) return;
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const control = event.ctrlKey || event.metaKey;
  const digit = control && !event.altKey && /^Digit[1-9]$/.test(event.code) && Number(event.code.at(-1));
  const mark = digit && active && $$("button[data-before]", active)[digit - 1];
  if (event.key === "F1" || (control && event.key === "/")) help.help();
  else if (control && event.key === "Enter" && active) press(active, "confirm");
  else if (event.altKey && event.shiftKey && by && active) press(active, by > 0 ? "down" : "up");
  else if (event.altKey && by) go(rows()[active ? rows().indexOf(active) + by : 0]);
  else if (mark) put(active, mark.dataset.before, mark.dataset.after);
  else return;
  event.preventDefault();
}

if (list) {
  list.classList.add("scripted");
  list.addEventListener("focusin", ({ target }) => activate(target.closest(".pair")));
  list.addEventListener("input", ({ target }) => {
    if (target.matches("textarea")) changed(target.closest(".pair"));
  });
  // The cursor in the field says where to cut: a button that is pressed must not take the focus from it.
  list.addEventListener("mousedown", (event) => {
    if (event.target.closest("button[value=up], button[value=down], button.put")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const chip = event.target.closest("button[data-before]");
    if (chip) {
      activate(chip.closest(".pair"));
      put(chip.closest(".pair"), chip.dataset.before, chip.dataset.after);
    } else if (event.target.closest("[data-next]")) {
      const wanted = document.getElementById(event.target.closest("[data-next]").hash.slice(1));
      event.preventDefault();
      go(wanted ?? nextOpen(active));
    }
  });
  document.addEventListener("submit", (event) => {
    const row = event.target.closest(".pair");
    if (!row) {
      for (const input of $$("[data-opened]", event.target)) input.value = [...opened].join(" ");
      return;
    }
    if (!event.submitter?.value) return;
    event.preventDefault();
    activate(row);
    decide(row, event.submitter.value);
  });
  document.addEventListener("keydown", onKey);
  help.watch();
  window.addEventListener("beforeunload", (event) => {
    if (rows().some((row) => field(row).value !== field(row).defaultValue)) event.preventDefault();
  });
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  if (target?.matches(".pair")) go(target);
}
