// Readers' reports in the review screen, by key. Without this file the forms of a row do the same.
import { $, $$, hear, isMac, list, rowAround, rowOf, tell } from "./page.js";
import { active } from "./active.js";

let dismissed = ""; // the sentence whose report was closed last, until something else is done
let turn = 0;
let answered = false; // the question was answered with the approval under way

const letter = (event) => (isMac ? event.ctrlKey && event.shiftKey && !event.altKey && !event.metaKey
  : event.altKey && !event.ctrlKey && !event.shiftKey && !event.metaKey);

/* The reader's wording into the field; pressed again, the next one. */
function useWording(row) {
  const found = $$("[data-wording]", row);
  if (!found.length) return false;
  tell("put", { row, text: found[turn++ % found.length].dataset.wording, whole: true });
  return true;
}
function toDismissal(row) {
  const select = $("[data-report] select", row);
  select?.focus();
  return Boolean(select);
}
/* The question that is asked once: approval waits for the answer. */
function ask(row) {
  const question = $("[data-asks]", row);
  answered = Boolean(question && $("input:checked", question));
  if (!question || answered) return false;
  question.classList.add("notes-bad");
  $("input[type=radio]", question).focus();
  return true;
}
function takeBack() {
  const source = dismissed ? $("[data-take-back]", rowOf(dismissed)) : null;
  dismissed = "";
  if (!source) return false;
  tell("act", { row: rowAround(source), action: "reopen", form: source });
  return true;
}
function onKey(event) {
  if (event.isComposing || $("dialog[open]")) return;
  const row = active();
  const approves = (event.ctrlKey || event.metaKey) && !event.altKey && event.key === "Enter";
  let done = false;
  if (approves && row && !$(":is(input, select, textarea):focus", row)?.form?.matches(":not(.target)")) {
    dismissed = "";
    done = $('form.target button[value="approve"]', row) && ask(row);
  } else if (letter(event)) {
    if (event.code === "KeyW" && row) done = useWording(row);
    else if (event.code === "KeyR" && row) done = toDismissal(row);
    else if (event.code === "KeyU") done = takeBack();
  }
  if (!done) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

if (list) {
  hear("active", () => { turn = 0; });
  // Asked once: the server knows the answer now.
  hear("drawn", (row) => {
    if (!answered || $("[data-asks]", row)) return;
    answered = false;
    for (const question of $$("[data-asks]", list)) question.remove();
  });
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-wording]");
    if (!button) return;
    event.preventDefault();
    tell("put", { row: rowAround(button), text: button.dataset.wording, whole: true });
  });
  document.addEventListener("submit", (event) => {
    const row = rowAround(event.target);
    if (!row) return;
    dismissed = event.submitter?.value === "answer" ? row.dataset.id : "";
    answered = event.submitter?.value === "approve" && Boolean($("[data-asks] input:checked", row));
  }, true);
}
