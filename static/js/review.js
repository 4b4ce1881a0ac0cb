// Review screen: check a sentence and move on without leaving the keyboard. Without this file the forms do the work.
const $ = (selector, root = document) => root?.querySelector(selector) ?? null;
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

const list = $("[data-list]");
const AUTOSAVE = 1500;
const RETRY = 5000;
const MOVES_ON = new Set(["approve", "propose", "keep", "cover", "suggest"]);

/* What is going on per sentence: its timer, the request under way, whether its field holds unsaved text. */
const work = new Map();
const opened = new Set();
const undone = [];
let active = null;

const rows = () => $$(".segment", list);
const field = (row) => $("textarea", row);
const form = (row) => $("form.target", row);
const state = (row) => {
  const id = row.dataset.id;
  if (!work.has(id)) work.set(id, { timer: 0, busy: Promise.resolve(), dirty: false });
  return work.get(id);
};
const rowOf = (id) => document.getElementById(`s-${id}`);
/* What other modules hang on: "review:active", "review:changed" and "review:drawn" say which row; they answer with
   "review:put" {row, text, whole} and "review:act" {row, action, form}. */
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`review:${name}`, { detail }));

function say(text, bad = false) {
  const line = $("[data-status]");
  if (!line) return;
  line.textContent = text;
  line.classList.toggle("warn", bad);
}
function complain(row, text) {
  const line = $("[data-error]", row);
  if (line) line.textContent = text;
  field(row)?.setAttribute("aria-invalid", text ? "true" : "false");
}

/* Moving about */
function activate(row) {
  if (!row || row === active) return;
  active?.classList.remove("active");
  active = row;
  row.classList.add("active");
  $("details", row).open = true;
  opened.add(row.dataset.id);
  tell("active", row);
}
function go(row) {
  if (!row) return;
  activate(row);
  field(row)?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}
function step(by) {
  const all = rows();
  go(all[active ? all.indexOf(active) + by : 0]);
}
function nextOpen(row) {
  const all = rows();
  const at = all.indexOf(row);
  return [...all.slice(at + 1), ...all.slice(0, at)].find((other) => other.hasAttribute("data-open"));
}

/* Talking to the server: one request after the other for each sentence. */
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
  return { ok: answer.ok, ...(await answer.json()) };
}
function act(row, source, action) {
  const mine = state(row);
  clearTimeout(mine.timer);
  mine.busy = mine.busy.then(() => run(row.dataset.id, source, action));
  return mine.busy;
}
async function run(id, source, action) {
  const row = rowOf(id);
  const typed = field(row).value;
  // The row may have been drawn anew since the button was pressed: its form is the one that counts.
  const used = source.isConnected ? source : form(row);
  say(list.dataset.saving);
  let answer;
  try {
    answer = await post(row, used, action);
  } catch {
    say(list.dataset.offline, true);
    state(row).dirty = true;
    if (action === "save") later(row, RETRY);
    else complain(row, list.dataset.trouble);
    return false;
  }
  if (!answer.ok) {
    say(list.dataset.unsaved, true);
    complain(row, answer.message);
    return false;
  }
  const still = field(row).value;
  const untouched = still === typed;
  if (untouched) state(row).dirty = false;
  if (action === "save" && answer.row.indexOf("data-conflict") < 0) saved(row, answer);
  else draw(row, answer, untouched ? null : still);
  drawOthers(answer, id);
  say(answer.message || list.dataset.saved);
  if (action !== "save") undone.push(id);
  return true;
}

/* A saved draft keeps the field and the caret; only what surrounds them is drawn anew. */
function saved(row, answer) {
  const fresh = parse(answer.row);
  $("input[name=revision]", form(row)).value = answer.revision ?? "";
  for (const part of ["summary", ".facts"]) {
    const now = $(part, row);
    const then = $(part, fresh);
    if (now && then) now.replaceWith(then);
  }
  row.dataset.state = fresh.dataset.state;
  complain(row, "");
  frame(answer);
  tell("drawn", row);
}
function draw(row, answer, keep) {
  const fresh = parse(answer.row);
  const focused = row.contains(document.activeElement);
  const wasActive = row === active;
  if (keep !== null) field(fresh).value = keep;
  row.replaceWith(fresh);
  ready(fresh);
  if (wasActive) {
    active = null;
    activate(fresh);
  }
  if (focused) field(fresh)?.focus({ preventScroll: true });
  frame(answer);
  tell("drawn", fresh);
}
/* What an act changed elsewhere: rows by public id. */
function drawOthers(answer, id) {
  for (const [other, html] of Object.entries(answer.rows ?? {})) {
    const row = rowOf(other);
    if (!row || other === id) continue;
    draw(row, { ...answer, row: html }, state(row).dirty ? field(row).value : null);
  }
}
function frame(answer) {
  const status = $("[data-status]")?.textContent;
  for (const [name, id] of [["progress", "progress"], ["release", "release"]]) {
    const fresh = parse(answer[name]);
    if (fresh) document.getElementById(id)?.replaceWith(fresh);
  }
  say(status ?? "");
}
function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.firstElementChild;
}

/* Drafts */
function later(row, delay) {
  const mine = state(row);
  clearTimeout(mine.timer);
  mine.timer = setTimeout(() => act(row, form(row), "save"), delay);
}
function changed(row) {
  state(row).dirty = true;
  complain(row, "");
  say(list.dataset.unsaved);
  if (field(row).value.trim()) later(row, AUTOSAVE);
  tell("changed", row);
}

/* Marks */
function put(row, before, after) {
  const input = field(row);
  const { selectionStart: start, selectionEnd: end, value } = input;
  input.setRangeText(before + value.slice(start, end) + after, start, end, "end");
  if (start === end && after) input.selectionEnd = input.selectionStart = start + before.length;
  input.focus();
  changed(row);
}
function whole(row, text) {
  const input = field(row);
  input.value = text;
  input.focus();
  changed(row);
}

/* Decisions */
async function decide(row, source, action) {
  const next = MOVES_ON.has(action) ? nextOpen(row) : null;
  const id = next?.dataset.id;
  if (!(await act(row, source, action)) || !MOVES_ON.has(action)) return;
  if (rowOf(row.dataset.id)?.querySelector("[data-conflict]")) return;
  if (id) go(rowOf(id));
  else $("#release button")?.focus();
}
function press(row, action) {
  if ($(`form.target button[value="${action}"]`, row)) decide(row, form(row), action);
}
function undo() {
  const id = undone.pop();
  const row = id ? rowOf(id) : active;
  if (!row) return;
  go(row);
  press(row, "undo");
  undone.splice(undone.lastIndexOf(row.dataset.id) + 1);
}

function ready(root) {
  for (const button of $$("[data-whole][hidden]", root)) button.hidden = false;
}

function onClick(event) {
  const button = event.target.closest("button[data-before], button[data-whole], [data-next]");
  if (!button) return;
  if (button.matches("[data-next]")) {
    event.preventDefault();
    go(rows().find((row) => row.hasAttribute("data-open")));
    return;
  }
  const row = button.closest(".segment");
  activate(row);
  if (button.dataset.before) put(row, button.dataset.before, button.dataset.after);
  else whole(row, button.dataset.whole);
}
function onSubmit(event) {
  const row = event.target.closest(".segment");
  if (!row) {
    for (const input of $$("[data-opened]", event.target)) input.value = [...opened].join(" ");
    return;
  }
  if (!event.submitter?.value) return;
  event.preventDefault();
  activate(row);
  decide(row, event.target, event.submitter.value);
}
function onKey(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const control = event.ctrlKey || event.metaKey;
  const digit = control && !event.altKey && /^Digit[1-9]$/.test(event.code) && Number(event.code.at(-1));
  const mark = digit && active && $$("button[data-before]", active)[digit - 1];
  if (control && event.key === "Enter" && active) press(active, $('button[value="approve"]', active) ? "approve" : "suggest");
  else if (event.altKey && by) step(by);
  else if (event.altKey && event.code === "KeyU") undo();
  else if (event.altKey && event.code === "KeyK" && active) press(active, "keep");
  else if (mark) put(active, mark.dataset.before, mark.dataset.after);
  else return;
  event.preventDefault();
}

if (list) {
  list.classList.add("scripted");
  ready(document);
  // What a mouse presses acts first: an active row grows, and the button would leave the pointer before it is let go.
  list.addEventListener("focusin", ({ target }) => {
    if (!target.matches("button, summary") || target.matches(":focus-visible")) activate(target.closest(".segment"));
  });
  list.addEventListener("toggle", ({ target }) => {
    if (target.open && target.contains(document.activeElement)) activate(target.closest(".segment"));
  }, true);
  list.addEventListener("input", ({ target }) => {
    if (target.matches("textarea")) changed(target.closest(".segment"));
  });
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("keydown", onKey);
  document.addEventListener("review:put", ({ detail: { row = active, text, whole: all } }) => {
    if (!row) return;
    activate(row);
    if (all) whole(row, text);
    else put(row, text, "");
  });
  document.addEventListener("review:act", ({ detail: { row = active, action, form: source } }) => {
    if (row) decide(row, source ?? form(row), action);
  });
  window.addEventListener("online", () => {
    for (const row of rows()) if (state(row).dirty) later(row, 0);
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...work.values()].some((mine) => mine.dirty)) event.preventDefault();
  });
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  if (target?.matches(".segment")) go(target);
}
