// Texts that are not stored yet, kept in this browser: a closed window or a minute without a connection loses nothing.
import { list } from "./page.js";

const MONTH = 30 * 24 * 3600 * 1000;
const prefix = () => `review:${list.dataset.person}:${list.dataset.version}:`;

export function keep(id, text, revision) {
  try {
    localStorage.setItem(prefix() + id, JSON.stringify({ text, revision, at: Date.now() }));
    return true;
  } catch { // storage is full or forbidden: the field still has the text
    return false;
  }
}
export function forget(id) {
  try {
    localStorage.removeItem(prefix() + id);
  } catch { /* nothing was kept either */ }
}

/* What was kept for this version by this person: id → {text, revision, at}. What is a month old is thrown away. */
export function kept() {
  const found = new Map();
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith("review:")) continue;
      const entry = JSON.parse(localStorage.getItem(key));
      if (!(Date.now() - entry?.at < MONTH)) localStorage.removeItem(key);
      else if (key.startsWith(prefix())) found.set(key.slice(prefix().length), entry);
    }
  } catch { /* as if nothing had been kept */ }
  return found;
}
