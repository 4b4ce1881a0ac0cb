// The panel before publishing: what a choice leads to is shown at once. Without this file the button "Show what my choices do" does it.
const form = document.querySelector("[data-before]");
let latest = 0;

async function look() {
  const turn = ++latest;
  const data = new FormData(form);
  data.set("action", "look");
  const answer = await fetch(location.href, { method: "POST", body: data });
  if (!answer.ok || turn !== latest) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-forecast]");
  const focused = document.activeElement?.name;
  if (!fresh) return;
  form.querySelector("[data-forecast]").replaceWith(fresh);
  if (focused) form.querySelector(`select[name="${CSS.escape(focused)}"]`)?.focus();
}

form?.addEventListener("change", () => look().catch(() => {}));
