// Lists of talks: what is over moves down, filters, copying.
const one = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const coming = one("#Coming"), past = one("#Past"), form = one("#Find");

// What is over moves from upcoming to its year, as the visitor's clock has it.
const listOf = (year) => {
  const known = one("#Y" + year);
  if (known) return one("ol", known.parentNode);
  const made = one("#Year").content.cloneNode(true).firstChild;
  const heading = one("h3", made);
  heading.id = "Y" + year;
  heading.textContent = year;
  made.setAttribute("aria-labelledby", heading.id);
  past.insertBefore(made, all(".year", past).find((other) => one("h3", other).textContent < year) || null);
  return one("ol", made);
};
const settle = () => {
  if (!coming) return;
  for (const row of all(".slot", coming)) if (isOver(row)) row.remove();
  for (const row of all(".h-event[data-over]", coming)) {
    if (isOver(row)) listOf(one("time", row).dateTime.slice(0, 4)).prepend(row);
  }
  one("#None").hidden = !!one(".h-event, .slot", coming);
  for (const day of all(".day", coming)) if (!day.nextElementSibling || day.nextElementSibling.matches(".day")) day.remove();
};

// Filters: text, speaker, event, tag, and the chart's year; the address remembers them.
const PLAIN = {ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ"};
const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ßæœøłđðþıς]/g, (sign) => PLAIN[sign]);
{% include "search.js" +%}
const texts = (selector, row) => all(selector, row).map((found) => found.textContent);
const ranks = new Map(all(".h-event").map(keyOf).sort().map((key, rank) => [key, rank]));
const rows = all(".h-event").map((row) => ({
  row,
  key: keyOf(row),
  number: ranks.get(keyOf(row)),
  text: fold(row.textContent + " " + (row.dataset.tags || "")),
  year: (one("time", row)?.dateTime || "").slice(0, 4),
  speaker: texts(".p-author", row),
  event: texts(".ev", row),
  tag: (row.dataset.tags || "").split(",").filter(Boolean),
}));
const lists = ["speaker", "event", "tag"];
const bars = all(".chart a");
let year = "";
const offer = () => {
  if (large) for (const name of lists) form.elements[name].parentNode.hidden = true;
  else for (const name of lists) {
    const values = [...new Set(rows.flatMap((row) => row[name]))].sort((a, b) => a.localeCompare(b));
    form.elements[name].append(...values.map((value) => new Option(value, value)));
    form.elements[name].parentNode.hidden = values.length < 2;
  }
};
const remember = (wanted) => {
  if (!location.protocol.startsWith("http")) return;
  const query = String(new URLSearchParams(wanted));
  history.replaceState(null, "", (query ? "?" + query : location.pathname) + location.hash);
};
// What the text of a row lacks may be in an abstract.
const hasWord = (entry, word) => {
  if (entry.text.includes(word)) return true;
  const parts = form.dataset.files ? beginnings(word) : [];
  return parts.length > 0 && parts.every((part) => talksWith(part)?.has(entry.number));
};
const fetchWords = async (words) => {
  const names = [...new Set(words.flatMap(beginnings).map(fileOf))].filter((name) => !loaded.has(name));
  if (!form.dataset.files || failed || !names.length) return;
  await Promise.all(names.slice(0, REQUESTS).map(load));
  filter();
};
const filter = () => {
  const wanted = [...new FormData(form), ["year", year]].filter(([, value]) => value.trim());
  const words = fold(form.elements.q.value).split(/\s+/).filter(Boolean);
  const isListed = large && (mine ? true : beginnings(form.elements.q.value).length > 0);
  one("#Found").hidden = !isListed;
  more.hidden = true;
  turn++;
  past.classList.toggle("searched", wanted.length > 0 || !!mine);
  one("#Chips").replaceChildren(...wanted.filter(([name]) => name !== "q").map(chip));
  showMine();
  if (isListed) {
    for (const group of [...all(".year:not(#Found)", past), one("#Upcoming")]) if (group) group.hidden = true;
    if (mine) listMine();
    else look(form.elements.q.value);
    return wanted;
  }
  fetchWords(words);
  let shown = 0;
  for (const entry of rows) {
    const fits = (!year || entry.year === year) && (!mine || mine.keys.includes(entry.key)) && words.every((word) => hasWord(entry, word))
      && lists.every((name) => !form.elements[name].value || entry[name].includes(form.elements[name].value));
    entry.row.hidden = !fits;
    shown += fits;
  }
  for (const group of all(".year:not(#Found)", past)) group.hidden = !one(".h-event:not([hidden])", group);
  for (const bar of bars) bar.dataset.year === year ? bar.setAttribute("aria-current", "true") : bar.removeAttribute("aria-current");
  const ahead = all("#Upcoming .h-event:not([hidden])").length;
  if (coming) {
    one("#Upcoming").hidden = (wanted.length || mine) && !ahead;
    let filled = false;
    for (const row of [...coming.children].reverse()) {
      if (row.matches(".day")) [row.hidden, filled] = [!filled, false];
      else filled ||= !row.hidden;
    }
  }
  say(shown, wanted.length || mine ? rows.length : index.talks || rows.length, [], ahead);
  if (!shown) suggest(words);
  return wanted;
};
// The number of talks found, and what was left out of the search.
const say = (shown, count, left = [], ahead = 0) => {
  const isAll = !form.elements.q.value.trim() && !year && !mine && lists.every((name) => !form.elements[name].value);
  const category = new Intl.PluralRules(language).select(count), name = isAll ? "talks." : "matches.";
  const [some, whole] = [shown, count].map((number) => number.toLocaleString(language));
  const talks = fill(said[name + category] || said[name + "other"], {shown: some, count: whole});
  const notes = [ahead ? fill(said.of_them_upcoming, {talks, ahead}) : talks];
  if (left.length) notes.push(fill(said.without, {value: left.join(", ")}));
  if (failed) notes.push(said.not_searched);
  one("#Count").textContent = notes.join(" · ");
  one("#Nothing").hidden = shown > 0 || failed;
  one("#Nothing span").replaceChildren();
  one("#Count ~ [type=reset]").hidden = isAll || !shown;
};
// A search without a result offers the nearest words that talks have.
const distance = (from, to) => {
  let line = [...Array(to.length + 1).keys()];
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let at = 1; at <= to.length; at++) next[at] = Math.min(line[at] + 1, next[at - 1] + 1, line[at - 1] + (from[row - 1] !== to[at - 1]));
    line = next;
  }
  return line[to.length];
};
let known;
const nearest = (word) => {
  known ||= [...new Set(rows.flatMap(({text}) => text.match(/[\p{L}\p{N}]{3,}/gu) || []))];
  let best = word, least = word.length > 5 ? 3 : 2;
  for (const other of known) {
    if (Math.abs(other.length - word.length) >= least) continue;
    const far = distance(word, other);
    if (far < least) [best, least] = [other, far];
  }
  return best;
};
const suggest = (words) => {
  const place = one("#Nothing span"), found = words.map((word) => rows.some(({text}) => text.includes(word)) ? word : nearest(word)).join(" ");
  place.replaceChildren();
  if (!words.length || found === words.join(" ")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = fill(said.search_for, {words: found});
  button.addEventListener("click", () => {
    form.elements.q.value = found;
    refresh();
    form.elements.q.focus();
  });
  place.append(button);
};
// What is chosen, each with a button that takes it back.
const chip = ([name, value]) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `${value} ×`;
  button.setAttribute("aria-label", fill(said.without, {value}));
  button.addEventListener("click", () => {
    if (name === "year") year = "";
    else form.elements[name].value = "";
    refresh();
    form.elements.q.focus();
  });
  return button;
};
// What is typed in stays where it is; from within the list one gets to what was found first.
const top = () => form.previousElementSibling.getBoundingClientRect().bottom;
const refresh = () => {
  const before = Math.max(top(), 0);
  remember(filter());
  scrollBy({top: top() - before, behavior: "instant"});
};
form.addEventListener("submit", (event) => {
  event.preventDefault();
  refresh();
});
let waiting;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  if (large) waiting = setTimeout(refresh, 120);
  else refresh();
});
form.addEventListener("focusin", () => { if (large) load("index"); }, {once: true});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,select,textarea,[popover]")) return;
  event.preventDefault();
  form.elements.q.focus();
});
form.addEventListener("reset", () => {
  year = "";
  leaveMine();
  setTimeout(refresh);
});
for (const bar of large ? [] : bars) bar.addEventListener("click", (event) => {
  event.preventDefault();
  year = year === bar.dataset.year ? "" : bar.dataset.year;
  refresh();
});

// Copying: by the clipboard where it is allowed, else by the selection, which stays in any case.
const copy = async (button) => {
  const source = document.getElementById(button.dataset.copy);
  let done = true;
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
  } catch {
    source.select ? source.select() : getSelection().selectAllChildren(source);
    done = document.execCommand("copy");
  }
  button.textContent = done ? said.copied : said.selected;
  setTimeout(() => { button.textContent = said.copy; }, 2000);
};
for (const button of all("[data-copy]")) {
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", () => copy(button));
}

// An address may ask for the sheet.
{% include "mine.js" +%}
const sheet = one("#Subscribe");
const open = () => { if (sheet && location.hash === "#Subscribe") sheet.showPopover?.(); };
addEventListener("hashchange", open);
open();

settle();
if (coming) localise(coming);
offer();
const asked = new URLSearchParams(location.search);
for (const name of ["q", ...lists]) form.elements[name].value = asked.get(name) || "";
year = asked.get("year") || "";
form.hidden = false;
filter();
document.addEventListener("visibilitychange", () => { settle(); filter(); });
