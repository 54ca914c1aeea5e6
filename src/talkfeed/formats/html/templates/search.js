// The index of words (search/): small files, fetched when a query needs them.
const large = form.dataset.talks && !form.dataset.files, REQUESTS = 4, SHOWN = 20;
const index = {files: +form.dataset.files, talks: +form.dataset.talks, split: new Set()}, loaded = new Map();
let failed = false;
const reading = new Map();
const read = async (name) => {
  try {
    loaded.set(name, await (await fetch(`${site}search/${name}.json`)).json());
  } catch {
    failed = true;
  }
};
const load = (name) => {
  if (!reading.has(name)) reading.set(name, read(name));
  return reading.get(name);
};
const UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}";
const isUnspaced = new RegExp(`^[${UNSPACED}]`, "u"), runs = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
// Beginnings of words; of scripts without spaces, pairs of characters.
const beginnings = (text) => [...new Set((fold(text).match(/[\p{L}\p{N}]+[+#]*/gu) || []).flatMap((word) => word.match(runs)).flatMap((run) => {
  if (!isUnspaced.test(run)) return run.replace(/^([\p{L}\p{N}]{20})[\p{L}\p{N}].*/u, "$1");
  const signs = [...run], last = signs.length - 2;
  return last < 0 ? run : signs.slice(1).map((sign, at) => signs[at] + sign).filter((_, at) => at % 2 === 0 || at === last);
}))];
const fileOf = (word) => {
  const signs = [...word];
  let unit = signs[0], hash = 0;
  for (const sign of signs.slice(1)) if (index.split.has(unit)) unit += sign; else break;
  for (const sign of unit) hash = (hash * 31 + sign.codePointAt()) % 65521;
  return hash % index.files;
};
const numbersIn = (text) => {
  const found = [];
  let number = -1, more = 0;
  for (const sign of text.replace("!", "")) {
    const code = sign.charCodeAt();
    if (code > 92) more = more * 34 + code - 93;
    else {
      found.push(number += more * 57 + code - 34);
      more = 0;
    }
  }
  if (text[0] !== "!") return found;
  const others = new Set(found);
  return [...Array(index.talks).keys()].filter((each) => !others.has(each));
};
const found = new Map();
const talksWith = (word) => {
  if (!found.has(word)) {
    const file = loaded.get(fileOf(word));
    if (!file) return null;
    const texts = index.split.has(word) ? [file[word] || ""] : Object.keys(file).filter((each) => each.startsWith(word)).map((each) => file[each]);
    found.set(word, new Set(texts.flatMap(numbersIn)));
  }
  return found.get(word);
};
// A row of a talk that the page does not have.
const rowOf = ([href, title, by, day, machine, talkLanguage, status]) => {
  const row = document.createElement("li"), time = document.createElement("time"), about = document.createElement("div"), link = document.createElement("a"), line = document.createElement("p");
  row.className = "h-event";
  [time.className, time.dateTime, time.textContent] = ["dt-start", machine || "", day || ""];
  [link.className, link.href, link.textContent, link.dir] = ["p-name u-url", new URL(href, site), title, "auto"];
  if (talkLanguage) link.lang = talkLanguage;
  [line.className, line.textContent] = ["by", by];
  if (status) {
    const badge = document.createElement("b");
    [badge.className, badge.textContent] = ["status", status];
    about.append(badge, " ");
  }
  about.append(link, line);
  row.append(time, about);
  addStar(row);
  return row;
};
const list = one("#Found ol"), more = one("#Found button");
let turn = 0, numbers = [];
// On a large site the index finds and lists talks: four requests at a time, for the first ones.
const add = async (requests) => {
  const now = turn, first = list.childElementCount;
  const blocks = [...new Set(numbers.slice(first, first + SHOWN).map((number) => Math.floor(number / index.rows)))];
  await Promise.all(blocks.filter((each) => !loaded.has("rows-" + each)).slice(0, requests).map((each) => load("rows-" + each)));
  if (now !== turn) return;
  for (const number of numbers.slice(first, first + SHOWN)) {
    const row = loaded.get("rows-" + Math.floor(number / index.rows))?.[number % index.rows];
    if (!row) break;
    list.append(rowOf(row));
  }
  more.hidden = failed || list.childElementCount >= numbers.length;
};
const look = async (query) => {
  const now = ++turn;
  let left = REQUESTS;
  if (!index.files) {
    await load("index");
    left--;
    const {files, rows: size, split, talks} = loaded.get("index") || {split: []};
    Object.assign(index, {files, talks, rows: size, split: new Set(split)});
  }
  const words = beginnings(query).sort((a, b) => b.length - a.length);
  const needed = [...new Set(words.map(fileOf))].filter((each) => !loaded.has(each)).slice(0, left - 1);
  await Promise.all(needed.map(load));
  if (now !== turn) return;
  const used = words.filter((word) => talksWith(word)), all = used.map(talksWith).sort((a, b) => a.size - b.size);
  numbers = all.length ? [...all[0]].filter((each) => all.every((talks) => talks.has(each))).sort((a, b) => b - a) : [];
  list.replaceChildren();
  say(numbers.length, index.talks, words.filter((word) => !used.includes(word)));
  await add(left - needed.length);
};
more.addEventListener("click", async () => {
  const last = list.lastElementChild;
  await add(REQUESTS);
  one("a", last?.nextElementSibling || list)?.focus();
});
