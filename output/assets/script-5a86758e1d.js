"use strict";
(() => {
const {lang} = document.documentElement;
const said = {"talks.one":"{count} talk","talks.other":"{count} talks","matches.one":"{shown} of {count} talk","matches.other":"{shown} of {count} talks","your_time":"{time} your time","live_now":"Live now","next_up":"Next","of_them_upcoming":"{talks}, {ahead} of them upcoming","search_for":"Search for {words}","without":"Without {value}","copy":"Copy","copied":"Copied","selected":"Selected"};
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
const PLAIN = {ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i"};
const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ßæœøłđðþı]/g, (sign) => PLAIN[sign]);
const texts = (selector, row) => all(selector, row).map((found) => found.textContent);
const rows = all(".h-event").map((row) => ({
row,
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
for (const name of lists) {
const values = [...new Set(rows.flatMap((row) => row[name]))].sort((a, b) => a.localeCompare(b));
form.elements[name].append(...values.map((value) => new Option(value, value)));
form.elements[name].parentNode.hidden = values.length < 2;
}
};
const remember = (wanted) => {
if (!location.protocol.startsWith("http")) return;
const query = String(new URLSearchParams(wanted));
history.replaceState(null, "", query ? "?" + query : location.pathname);
};
const filter = () => {
const wanted = [...new FormData(form), ["year", year]].filter(([, value]) => value.trim());
const words = fold(form.elements.q.value).split(/\s+/).filter(Boolean);
let shown = 0;
for (const entry of rows) {
const fits = (!year || entry.year === year) && words.every((word) => entry.text.includes(word))
&& lists.every((name) => !form.elements[name].value || entry[name].includes(form.elements[name].value));
entry.row.hidden = !fits;
shown += fits;
}
for (const group of all(".year", past)) group.hidden = !one(".h-event:not([hidden])", group);
for (const bar of bars) bar.dataset.year === year ? bar.setAttribute("aria-current", "true") : bar.removeAttribute("aria-current");
const ahead = all("#Upcoming .h-event:not([hidden])").length;
if (coming) {
one("#Upcoming").hidden = wanted.length && !ahead;
let filled = false;
for (const row of [...coming.children].reverse()) {
if (row.matches(".day")) [row.hidden, filled] = [!filled, false];
else filled ||= !row.hidden;
}
}
one("#Nothing").hidden = shown > 0;
if (!shown) suggest(words);
const category = new Intl.PluralRules(language).select(rows.length);
const name = wanted.length ? "matches." : "talks.";
const talks = fill(said[name + category] || said[name + "other"], {shown, count: rows.length});
one("#Count").textContent = ahead ? fill(said.of_them_upcoming, {talks, ahead}) : talks;
past.classList.toggle("searched", wanted.length > 0);
one("#Count ~ [type=reset]").hidden = !wanted.length || !shown;
one("#Chips").replaceChildren(...wanted.filter(([name]) => name !== "q").map(chip));
return wanted;
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
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", refresh);
document.addEventListener("keydown", (event) => {
if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,select,textarea,[popover]")) return;
event.preventDefault();
form.elements.q.focus();
});
form.addEventListener("reset", () => { year = ""; setTimeout(refresh); });
for (const bar of bars) bar.addEventListener("click", (event) => {
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
