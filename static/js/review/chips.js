// Marks in a text: ⟨1⟩…⟨/1⟩ around words, ⟨1·⟩ by itself; ⟨⟨ is a bracket of the text. Values in, values out.
const TOKEN = /⟨⟨|⟨(\/?)([1-9]\d{0,3})([/·]?)⟩/g;

/* Chips (and doubled brackets, which must not be cut either: number 0) with their places. */
export function tokens(text) {
  return [...text.matchAll(TOKEN)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
    number: Number(match[2] ?? 0),
    side: match[2] === undefined ? "" : match[1] ? "close" : match[3] ? "alone" : "open",
  }));
}
export const chips = (text) => tokens(text).filter((token) => token.number);

/* Whether all chips stand in pairs that do not cross, each once. */
export function isBalanced(text) {
  const open = [];
  const seen = new Set();
  for (const { number, side } of chips(text)) {
    if (side === "close") {
      if (open.pop() !== number) return false;
    } else {
      if (seen.has(number)) return false;
      seen.add(number);
      if (side === "open") open.push(number);
    }
  }
  return !open.length;
}
/* And whether nothing looks like a chip that was cut through. */
export function isSound(text) {
  return isBalanced(text) && !/⟨|\d[/·]?⟩/.test(text.replace(TOKEN, " "));
}

/* The nearest place that is not within a chip; `towards` -1 or 1 goes on in that direction, 0 to the nearer end. */
export function outside(text, place, towards = 0) {
  const token = tokens(text).find(({ start, end }) => start < place && place < end);
  if (!token) return place;
  if (towards) return towards < 0 ? token.start : token.end;
  return place - token.start < token.end - place ? token.start : token.end;
}

/* Numbers of which one chip of two is among these. */
function halves(found) {
  const count = new Map();
  for (const { number, side } of found) if (side !== "alone") count.set(number, (count.get(number) ?? 0) + 1);
  return new Set([...count].filter(([, times]) => times === 1).map(([number]) => number));
}
function without(text, doomed) {
  return doomed.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

/* Words that come from outside: a bracket by itself is written twice, what would look like half a chip loses its own. */
const literal = (words) => words.replace(/⟨/g, "⟨⟨").replace(/(\d[/·]?)⟩/g, "$1");

/* Words to be put in, without chips that the text has already, that the original lacks, or that have no partner. */
export function clean(words, { taken, known }) {
  const all = tokens(words);
  const lonely = halves(all.filter((token) => token.number));
  const build = (keeps) => {
    let [out, from] = ["", 0];
    for (const token of all) {
      out += literal(words.slice(from, token.start)) + (keeps(token) ? token.text : "");
      from = token.end;
    }
    return out + literal(words.slice(from));
  };
  const fits = ({ number }) => !number || (known.has(number) && !taken.has(number) && !lonely.has(number));
  const found = build(fits);
  return isBalanced(found) ? found : build(({ number }) => !number);
}

/* The text after an edit: `words` in place of what is between two places. Chips stay whole and in pairs: who deletes a
   chip by itself deletes its partner too; who overwrites one half together with words keeps that half. */
export function edit(text, from, to, words, known) {
  const all = tokens(text);
  const [start, end] = from === to
    ? [outside(text, from), outside(text, from)]
    : [outside(text, from, -1), outside(text, to, 1)];
  const inside = all.filter((token) => start <= token.start && token.end <= end && token.start < end);
  const lonely = halves(inside.filter(({ number }) => number));
  if (!words && inside.length && inside.reduce((sum, token) => sum + token.end - token.start, 0) === end - start) {
    const doomed = all.filter((token) => inside.includes(token) || lonely.has(token.number));
    const before = doomed.filter((token) => token.end <= start).reduce((sum, token) => sum + token.end - token.start, 0);
    return { text: without(text, doomed), caret: start - before };
  }
  const kept = inside.filter(({ number }) => lonely.has(number)).map((token) => token.text).join("");
  const taken = new Set([...lonely, ...all.filter((token) => !inside.includes(token)).map(({ number }) => number)]);
  const put = clean(words, { taken, known });
  return { text: text.slice(0, start) + put + kept + text.slice(end), caret: start + put.length };
}

/* The word at a place, never a chip. */
function wordAt(text, place) {
  const edges = tokens(text).flatMap(({ start, end }) => [start, end]);
  const floor = Math.max(0, ...edges.filter((edge) => edge <= place));
  const ceiling = Math.min(text.length, ...edges.filter((edge) => edge >= place));
  const before = text.slice(floor, place).match(/[\p{L}\p{M}\p{N}’'-]*$/u)[0];
  const after = text.slice(place, ceiling).match(/^[\p{L}\p{M}\p{N}’'-]*/u)[0];
  return [place - before.length, place + after.length];
}

/* A mark put around the chosen words, or around the word at the caret; it leaves the place that it had before. */
export function wrap(text, from, to, { number, before, after }) {
  let [start, end, rest] = [from, to, text];
  for (const chip of chips(text).filter((token) => token.number === number).reverse()) {
    rest = rest.slice(0, chip.start) + rest.slice(chip.end);
    const moved = (place) => (place >= chip.end ? place - (chip.end - chip.start) : Math.min(place, chip.start));
    [start, end] = [moved(start), moved(end)];
  }
  if (start === end) start = end = outside(rest, start);
  else [start, end] = [outside(rest, start, -1), outside(rest, end, 1)];
  if (!after) return { text: rest.slice(0, end) + before + rest.slice(end), caret: end + before.length };
  if (start === end) [start, end] = wordAt(rest, start);
  while (start < end && /\s/.test(rest[start])) start += 1;
  while (start < end && /\s/.test(rest[end - 1])) end -= 1;
  for (;;) { // no crossing: what is half inside comes in whole
    const inside = chips(rest).filter((token) => start <= token.start && token.end <= end);
    const lonely = halves(inside);
    const partners = chips(rest).filter((token) => lonely.has(token.number) && !inside.includes(token));
    if (!partners.length) break;
    start = Math.min(start, ...partners.map((token) => token.start));
    end = Math.max(end, ...partners.map((token) => token.end));
  }
  const whole = rest.slice(0, start) + before + rest.slice(start, end) + after + rest.slice(end);
  return { text: whole, caret: start === end ? start + before.length : end + before.length + after.length };
}

/* Marks of the original that a text lacks. */
export function missing(text, marks) {
  const here = new Set(chips(text).map(({ number }) => number));
  return marks.filter(({ number }) => !here.has(number));
}

/* The stretch that differs between two texts: where, until where in the old one, and what stands there in the new. */
export function difference(old, now) {
  let start = 0;
  const shorter = Math.min(old.length, now.length);
  while (start < shorter && old[start] === now[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return { start, end: old.length - tail, words: now.slice(start, now.length - tail) };
}
