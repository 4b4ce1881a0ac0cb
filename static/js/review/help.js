// All keys in a dialog, as <dialog> does it: Escape closes, the keyboard comes back to where it was.
import { $ } from "./page.js";

const dialog = $("dialog[data-keys]");

export function help() {
  if (dialog && !dialog.open) dialog.showModal();
}
export function watch() {
  for (const button of document.querySelectorAll("[data-help]")) {
    button.hidden = false;
    button.addEventListener("click", help);
  }
  dialog?.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("[data-close]")) dialog.close();
  });
}
