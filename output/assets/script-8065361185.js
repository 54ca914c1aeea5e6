"use strict";
(() => {
const site = new URL("../", document.currentScript.src).href;
const {lang} = document.documentElement;
const said = {"talks.one":"{count} talk","talks.other":"{count} talks","matches.one":"{shown} of {count} talk","matches.other":"{shown} of {count} talks","your_time":"{time} your time","live_now":"Live now","next_up":"Next","of_them_upcoming":"{talks}, {ahead} of them upcoming","search_for":"Search for {words}","without":"Without {value}","copy":"Copy","copied":"Copied","selected":"Selected","none_dated":"There are no dated upcoming talks.","not_searched":"Abstracts and other pages cannot be searched here: that needs a web server.","star":"Star: {title}","my_talks":"My talks","shared_talks":"Talks that someone chose.","not_here":"Not listed here any more: {count}.","keep_these":"Add to my talks","calendar_file":"Calendar file","copy_address":"Copy address"};
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const isTag = (tag) => { try { return Intl.getCanonicalLocales(tag).length; } catch { return 0; } };
const language = [...navigator.languages.filter((known) => known.startsWith(lang)), lang].find(isTag);
const localise = (within) => {
for (const line of within.querySelectorAll("[data-local]")) {
const then = line.dataset.local, start = new Date(then), written = line.textContent;
const here = new Date(start - start.getTimezoneOffset() * 6e4).toISOString().slice(0, 16);
const shift = (Date.parse(here + "Z") - Date.parse(then.slice(0, 16) + "Z")) / 6e4;
const [times] = written.match(/^\d\d:\d\d(?:–\d\d:\d\d)?/) || [];
if (!shift || !times) continue;
const moved = times.replace(/(\d\d):(\d\d)/g, (_, hours, minutes) => {
const all = (hours * 60 + +minutes + shift + 2880) % 1440;
return [Math.floor(all / 60), all % 60].map((part) => String(part).padStart(2, "0")).join(":");
});
const day = here.slice(0, 10) === then.slice(0, 10) ? "" : start.toLocaleDateString(language, {weekday: "short", day: "numeric", month: "short"}) + ", ";
const own = document.createElement("small");
own.textContent = `(${written})`;
line.replaceChildren(fill(said.your_time, {time: day + moved}) + " ", own);
}
};
const isOver = (marked) => Date.parse(marked.dataset.over) <= Date.now();
const markLive = (within) => {
for (const row of within.querySelectorAll(".h-event")) {
const start = row.querySelector("time.dt-start")?.dateTime || "";
const {over} = (row.dataset.over ? row : row.querySelector("[data-over]"))?.dataset || {};
const off = row.matches(".is-cancelled,.is-postponed") || start[10] !== "T";
const live = !off && Date.parse(start) <= Date.now() && Date.now() < Date.parse(over);
const badge = row.querySelector(".live");
if (!live) badge?.remove();
else if (!badge) {
const made = document.createElement("b");
made.className = "status live";
made.textContent = said.live_now;
row.querySelector(".p-name").before(made, " ");
}
}
};
const keepLive = (within) => {
markLive(within);
document.addEventListener("visibilitychange", () => markLive(within));
setInterval(() => markLive(within), 3e4);
};
const STORED = "talkfeed " + new URL(site).pathname;
let unsaved = {};
const starred = () => {
try {
const known = JSON.parse(localStorage.getItem(STORED) || "{}");
return Object.fromEntries(Object.entries(known).filter(([, row]) => Array.isArray(row)));
} catch {
return unsaved;
}
};
const keep = (stars) => {
unsaved = stars;
try {
localStorage.setItem(STORED, JSON.stringify(stars));
} catch {}
document.dispatchEvent(new Event("stars"));
};
const keyIn = (address) => address?.match(/\/talks\/([a-z0-9-]+)\/(?:index\.html)?$/)?.[1] || "";
const keyOf = (row) => keyIn(row.querySelector("a.u-url")?.href);
const rowFrom = (row) => {
const [title, by, time] = [".p-name", ".by,.lead", "time.dt-start,.tba"].map((selector) => row.querySelector(selector));
const [line, day] = [by, time].map((part) => (part?.textContent || "").replace(/\s+/g, " ").trim());
return [`talks/${keyOf(row)}/`, title.textContent, line, day, time?.dateTime || "", title.lang];
};
const addStar = (row) => {
const key = keyOf(row), title = row.querySelector(".p-name");
if (!key || row.querySelector(".star")) return;
const button = document.createElement("button");
button.type = "button";
button.className = "star";
button.setAttribute("aria-label", fill(said.star, {title: title.textContent}));
const show = () => {
const isKept = key in starred();
button.setAttribute("aria-pressed", isKept);
button.textContent = isKept ? "★" : "☆";
};
button.addEventListener("click", () => {
const {[key]: known, ...others} = starred();
keep(known ? others : {...others, [key]: rowFrom(row)});
});
button.show = show;
show();
(title.closest("a") || title).before(button);
};
const showStars = () => { for (const button of document.querySelectorAll(".star")) button.show(); };
document.addEventListener("stars", showStars);
addEventListener("storage", showStars);
for (const row of document.querySelectorAll("li.h-event,article.one")) addStar(row);
for (const link of document.querySelectorAll("[data-frame]")) link.addEventListener("click", (event) => {
if (event.ctrlKey || event.metaKey || event.shiftKey) return;
event.preventDefault();
const frame = document.createElement("iframe");
frame.src = link.dataset.frame;
frame.title = document.querySelector("h1").textContent;
frame.allow = "autoplay; fullscreen; picture-in-picture";
frame.referrerPolicy = "strict-origin-when-cross-origin";
link.replaceWith(frame);
frame.focus();
});
const talk = document.querySelector("article.one");
if (talk) {
for (const link of talk.querySelectorAll("[data-over]")) link.hidden = isOver(link);
localise(talk);
}
const about = document.querySelector(".about");
if (about) {
for (const part of about.querySelectorAll("dl [data-over]")) part.hidden = isOver(part);
localise(about);
}
const markNext = () => {
const starts = [...document.querySelectorAll(".schedule .h-event:not(.is-cancelled)")].map((cell) => [Date.parse(cell.querySelector("time").dateTime), cell]);
const first = Math.min(...starts.map(([start]) => start).filter((start) => start > Date.now()));
for (const [start, cell] of starts) {
const badge = cell.querySelector(".next"), isNext = start === first && first - Date.now() < 864e5;
if (!isNext) badge?.remove();
else if (!badge) {
const made = document.createElement("b");
made.className = "status next";
made.textContent = said.next_up;
cell.querySelector(".p-name").before(made, " ");
}
}
};
if (document.querySelector(".schedule")) {
markNext();
setInterval(markNext, 3e4);
}
keepLive(document);
for (const link of document.querySelectorAll("[data-seek]")) link.addEventListener("click", (event) => {
const stage = document.querySelector("#recording :is(.play, iframe)");
if (!stage || event.ctrlKey || event.metaKey || event.shiftKey) return;
event.preventDefault();
const frame = document.createElement("iframe");
frame.src = link.dataset.seek;
frame.title = document.querySelector("h1").textContent;
frame.allow = "autoplay; fullscreen; picture-in-picture";
frame.referrerPolicy = "strict-origin-when-cross-origin";
stage.replaceWith(frame);
frame.scrollIntoView({ block: "nearest" });
frame.focus();
});
for (const part of document.querySelectorAll(".transcript")) {
const search = part.querySelector("input");
search.parentElement.hidden = false;
search.addEventListener("input", () => {
const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
for (const passage of part.querySelectorAll(".moments p")) {
const text = passage.textContent.toLowerCase();
passage.hidden = !words.every((word) => text.includes(word));
}
});
}
if (document.querySelector("#Find")) {
const one = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const coming = one("#Coming"), past = one("#Past"), form = one("#Find");
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
const PLAIN = {ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ"};
const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ßæœøłđðþıς]/g, (sign) => PLAIN[sign]);
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
let mine = null;
const bar = document.createElement("p"), own = document.createElement("button");
own.type = "button";
bar.id = "Mine";
form.append(bar);
one("#Count").parentNode.append(own);
own.id = "My";
const tool = (text, act) => {
const button = document.createElement("button");
button.type = "button";
button.textContent = text;
button.addEventListener("click", () => act(button));
return button;
};
const readMine = () => {
const [, selection] = location.hash.match(/^#my(?:=([a-z0-9,-]*))?$/) || [null, null];
const isAsked = /^#my(=|$)/.test(location.hash);
mine = !isAsked ? null : {isShared: selection !== undefined && selection !== null, keys: selection ? [...new Set(selection.split(","))].filter(Boolean) : Object.keys(starred())};
};
const leaveMine = () => {
if (mine) history.replaceState(null, "", location.pathname + location.search);
mine = null;
};
const sharing = () => `${location.origin === "null" ? "file://" : location.origin}${location.pathname}#my=${mine.keys.join(",")}`;
const shareMine = async (button) => {
try {
await navigator.clipboard.writeText(sharing());
button.textContent = said.copied;
} catch {
location.hash = "my=" + mine.keys.join(",");
}
};
const calendarOfMine = async (button) => {
const source = await (await fetch(`${site}${form.dataset.files ? "talks" : "upcoming"}.ics`)).text();
const events = source.match(/BEGIN:VEVENT\r\n[^]*?\r\nEND:VEVENT\r\n/g) || [];
const chosen = events.filter((event) => mine.keys.includes(keyIn(event.replace(/\r\n[ \t]/g, "").match(/\r\nURL:(.*)\r\n/)?.[1])));
if (!chosen.length) {
button.textContent = said.none_dated;
return;
}
const text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//talkfeed//my talks//EN", "CALSCALE:GREGORIAN", ""].join("\r\n") + chosen.join("") + "END:VCALENDAR\r\n";
const link = document.createElement("a");
link.href = URL.createObjectURL(new Blob([text], {type: "text/calendar"}));
link.download = "my-talks.ics";
link.click();
setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
};
const saveMine = async () => {
const known = starred(), rows = await Promise.all(mine.keys.map(async (key) => [key, known[key] || await rowFor(key)]));
keep({...known, ...Object.fromEntries(rows.filter(([, row]) => row))});
location.hash = "my";
};
const rowFor = async (key) => {
const entry = rows.find((each) => each.key === key);
if (entry) return rowFrom(entry.row);
try {
const answer = await fetch(`${site}talks/${key}/`);
if (!answer.ok) return null;
const page = new DOMParser().parseFromString(await answer.text(), "text/html"), row = page.querySelector("article.one");
return row && [`talks/${key}/`, ...rowFrom(row).slice(1)];
} catch {
return null;
}
};
const showMine = () => {
const count = Object.keys(starred()).length;
own.textContent = `★ ${said.my_talks} (${count})`;
own.hidden = !count && !mine;
own.setAttribute("aria-pressed", !!mine && !mine.isShared);
bar.hidden = !mine;
if (!mine) return;
const away = mine.keys.filter((key) => !large && !ranks.has(key)).length;
const notes = [mine.isShared ? said.shared_talks : "", away ? fill(said.not_here, {count: away}) : ""].filter(Boolean);
bar.replaceChildren(...notes.flatMap((note) => [note, " "]), ...(mine.keys.length ? [
...(mine.isShared ? [tool(said.keep_these, saveMine)] : []),
...(one("link[type='text/calendar']") ? [tool(said.calendar_file, calendarOfMine)] : []),
tool(said.copy_address, shareMine),
] : []));
};
const listMine = async () => {
const now = ++turn, known = starred();
const found = await Promise.all(mine.keys.slice(0, 200).map(async (key) => known[key] || await rowFor(key)));
if (now !== turn) return;
const words = fold(form.elements.q.value).split(/\s+/).filter(Boolean);
const fitting = found.filter((row) => row && words.every((word) => fold(row.join(" ")).includes(word)));
list.replaceChildren(...fitting.sort((a, b) => (b[4] < a[4] ? -1 : 1)).map(rowOf));
say(fitting.length, mine.keys.length);
};
own.addEventListener("click", () => {
if (mine && !mine.isShared) leaveMine();
else history.replaceState(null, "", location.pathname + location.search + "#my");
readMine();
refresh();
});
addEventListener("hashchange", () => {
readMine();
refresh();
});
document.addEventListener("stars", () => {
if (mine && !mine.isShared) mine.keys = Object.keys(starred());
mine ? refresh() : showMine();
});
readMine();
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
}
})();
