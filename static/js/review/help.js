// All keys in a dialog, as <dialog> does it: Escape closes, the keyboard comes back to where it was.
import { $, $$, isMac } from "./page.js";

const dialog = $("dialog[data-keys]");

export function help() {
  if (dialog && !dialog.open) dialog.showModal();
}
export function watch() {
  for (const key of isMac ? $$("kbd[data-mac]") : []) key.textContent = key.dataset.mac;
  for (const button of $$("[data-help]")) {
    button.hidden = false;
    button.addEventListener("click", help);
  }
  dialog?.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("[data-close]")) dialog.close();
  });
}
