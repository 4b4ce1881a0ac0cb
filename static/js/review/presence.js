// Who else is here, and what they change: asked every five seconds while the page is in view.
import { $, $$, field, form, hear, rowOf, rows } from "./page.js";
import { active } from "./active.js";
import { draw, state } from "./acts.js";

const line = $("[data-presence]");
const EVERY = 5000;
let since = Number(line?.dataset.since ?? 0);
let busy = false;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
const number = (row) => $("summary span", row)?.textContent.trim() ?? "";
function body(values) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", $("input[name=csrfmiddlewaretoken]")?.value ?? "");
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
}

async function ask() {
  if (busy || document.visibilityState !== "visible") return;
  busy = true;
  try {
    const answer = await fetch(line.dataset.presence, {
      method: "POST", body: body({ at: active()?.dataset.id ?? "", since }), credentials: "same-origin",
      headers: { Accept: "application/json" },
    });
    if (!answer.ok) return;
    const news = await answer.json();
    show(news.others);
    await take(news.changed);
    since = news.last;
  } catch {
    // No connection: what is typed says so itself.
  } finally {
    busy = false;
  }
}

function show(others) {
  const said = others.map(({ name, at }) => {
    const row = rowOf(at);
    return row ? fill(line.dataset.at, { name, number: number(row) }) : fill(line.dataset.here, { name });
  }).join(" ");
  if (line.textContent !== said) line.textContent = said;
  for (const mark of $$(".with")) mark.remove();
  for (const { name, at } of others) {
    const row = rowOf(at);
    if (!row) continue;
    const mark = Object.assign(document.createElement("bdi"), { className: "with", textContent: name });
    $("summary", row).append(mark);
  }
}

/* Rows that nobody is writing in are drawn anew; beside what is being written, the other text is shown. */
async function take(changed) {
  const news = changed.filter(({ id, revision }) => {
    const row = rowOf(id);
    return row && $("input[name=revision]", form(row))?.value !== String(revision);
  });
  if (!news.length) return;
  const address = new URL(line.dataset.rows, location.href);
  address.searchParams.set("ids", news.map(({ id }) => id).join(" "));
  const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new TypeError("no answer");
  const fresh = await answer.json();
  for (const { id, by } of news) {
    const row = rowOf(id);
    if (!row || !fresh.rows[id]) continue;
    const { dirty, running } = state(id);
    if (dirty || running) beside(row, by, fresh.texts[id] ?? "");
    else draw(row, { ...fresh, row: fresh.rows[id] }, null);
  }
}
function beside(row, by, text) {
  if (field(row)?.value === text) return;
  $("[data-meanwhile]", row)?.remove();
  const strip = Object.assign(document.createElement("div"), { className: "strip notes notes-bad" });
  strip.dataset.meanwhile = "";
  strip.setAttribute("role", "status");
  const other = Object.assign(document.createElement("q"), { textContent: text, lang: field(row).lang, dir: field(row).dir });
  const who = Object.assign(document.createElement("strong"), { textContent: fill(line.dataset.meanwhile, { name: by }) });
  const both = Object.assign(document.createElement("p"), { className: "hint", textContent: line.dataset.both });
  strip.append(who, " ", other, both);
  form(row).after(strip);
}

export function watch() {
  if (!line || !rows().length) return;
  ask();
  setInterval(ask, EVERY);
  hear("active", () => setTimeout(ask, 200));
  document.addEventListener("visibilitychange", ask);
  addEventListener("pagehide", () => navigator.sendBeacon(line.dataset.presence, body({ leave: "1" })));
}
