// Progressive enhancement only: every page works without this file.
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/* Share: the system sheet where there is one, and a copy button. */
for (const button of $$("[data-share]")) {
  button.parentElement.classList.toggle("later", !navigator.share);
  button.addEventListener("click", () =>
    navigator.share({ title: document.title, url: location.href }).catch(() => {}));
}
for (const button of $$("[data-copy]")) {
  button.parentElement.classList.toggle("later", !navigator.clipboard);
  button.addEventListener("click", async () => {
    const { from } = button.dataset;
    await navigator.clipboard.writeText(from ? $(from).value : ($("link[rel=shortlink]") ?? location).href);
    $(button.dataset.copy).textContent = button.dataset.done;
  });
}

/* Video: whoever opens it wants to see it. */
for (const video of $$(".video > details > video")) {
  video.parentElement.addEventListener("toggle", (event) => {
    if (event.target.open) video.play().catch(() => {});
    else video.pause();
  });
}

/* Originals: the link at the end of a paragraph goes to the parallel page.
   Here its rows are fetched and shown in a card below the paragraph instead. */
const pages = new Map();
async function read(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(response.status);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
function parallel(link) {
  const url = link.href.split("#")[0];
  if (!pages.has(url)) pages.set(url, read(url).catch((error) => {
    pages.delete(url);
    throw error;
  }));
  return pages.get(url);
}

function row(page, id) {
  const original = page.getElementById(id);
  if (!original) return []; // said within the sentence before it
  const item = document.importNode(original, true);
  const sentence = document.getElementById(id);
  const mark = (on) => () => sentence?.toggleAttribute("data-open", on);
  item.removeAttribute("id"); // the sentence itself has it on this page
  for (const name of ["pointerenter", "focusin"]) item.addEventListener(name, mark(true));
  for (const name of ["pointerleave", "focusout"]) item.addEventListener(name, mark(false));
  return item;
}

function build(link, page) {
  const card = $("#card").content.firstElementChild.cloneNode(true);
  const list = document.createElement("ol");
  list.className = "pairs";
  list.append(...link.dataset.check.split(" ").flatMap((id) => row(page, id)));
  card.append(list);
  card.setAttribute("aria-label", link.textContent.trim());
  $("header span", card).textContent = link.textContent.trim();
  $("header button", card).addEventListener("click", () => close(link));
  card.addEventListener("keydown", (event) => event.key === "Escape" && close(link));
  card.addEventListener("submit", report);
  return card;
}

const cards = new Map();
function close(link) {
  cards.get(link).remove();
  cards.delete(link);
  link.setAttribute("aria-expanded", "false");
  link.focus();
}

async function open(link) {
  let page;
  try {
    page = await parallel(link);
  } catch {
    return location.assign(link.href);
  }
  const card = build(link, page);
  cards.set(link, card);
  (link.closest("blockquote, .prose > *") ?? link.parentElement).after(card);
  link.setAttribute("aria-expanded", "true");
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

/* One press files the report; the answer replaces the button. */
async function report(event) {
  const form = event.target;
  if (!form.matches(".pair > form")) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  event.submitter.disabled = true;
  try {
    const page = await read(form.action, { method: "POST", body });
    const thanks = document.importNode($("[data-thanks]", page), true);
    thanks.setAttribute("role", "status");
    thanks.tabIndex = -1;
    form.replaceWith(thanks);
    thanks.focus();
  } catch {
    event.submitter.disabled = false;
    form.append(Object.assign(document.createElement("input"), {
      type: "hidden", name: "sentence", value: event.submitter.value }));
    form.submit();
  }
}

for (const link of $("#card") ? $$("[data-check]") : []) {
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("pointerenter", () => parallel(link).catch(() => {}), { once: true });
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (cards.has(link)) close(link);
    else open(link);
  });
}

/* Another language begins where this one is being read: at the sentence at the top of the window, or, as the list of
   languages is above the text, at the one that was there before. */
const head = $(".article > header");
const sentences = head ? $$(".article .s[id]").filter((sentence) => !head.contains(sentence)) : [];
const passage = { now: "", since: 0, read: location.hash.startsWith("#s-") ? location.hash : "" };
function settle() {
  if (passage.now && Date.now() - passage.since > 1000) passage.read = passage.now;
  const gone = head.getBoundingClientRect().bottom < 0;
  const top = gone && sentences.find((sentence) => sentence.getBoundingClientRect().bottom > 40); // more than a line's end
  passage.now = top ? `#${top.id}` : "";
  passage.since = Date.now();
}
let settling;
if (sentences.length) {
  addEventListener("scroll", () => {
    clearTimeout(settling);
    settling = setTimeout(settle, 200);
  }, { passive: true });
  const versions = new Set($$("link[rel=alternate][hreflang]").map((link) => new URL(link.href).pathname));
  const keep = ({ target }) => {
    const link = target.closest(".languages a[hreflang], .tongues a[hreflang]");
    if (!link || !versions.has(link.pathname)) return;
    settle();
    link.hash = passage.now || passage.read;
  };
  for (const name of ["click", "auxclick"]) addEventListener(name, keep, { capture: true });
}
