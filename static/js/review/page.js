// The review screen: its rows, and what modules tell each other about them. Without scripts, its forms do the work.
export const $ = (selector, root = document) => root?.querySelector(selector) ?? null;
export const $$ = (selector, root = document) => [...(root?.querySelectorAll(selector) ?? [])];

export const list = $("[data-list]");
export const rows = () => $$(".segment", list);
export const field = (row) => $("textarea[name=text]", row);
export const form = (row) => $("form.target", row);
export const rowOf = (id) => document.getElementById(`s-${id}`);
export const rowAround = (element) => element?.closest?.(".segment") ?? null;
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/* Told: "review:active", "review:changed" and "review:drawn", each with the row. Heard: "review:put" {row, text, whole}
   and "review:act" {row, action, form}. */
export function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(`review:${name}`, { detail }));
}
export function hear(name, call) {
  document.addEventListener(`review:${name}`, (event) => call(event.detail));
}

/* Words of the interface: the list brings them along, in the language of the person. */
export function words(name, values = {}) {
  return (list?.dataset[name] ?? "").replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
}

/* The first element of markup that the server wrote. */
export function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.firstElementChild;
}

export function complain(row, text) {
  const line = $("[data-error]", row);
  if (line) line.textContent = text;
  field(row)?.setAttribute("aria-invalid", text ? "true" : "false");
}
