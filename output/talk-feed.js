(() => {
"use strict";
const style = new CSSStyleSheet();
style.replaceSync(`
div{display:block;color:var(--talkfeed-fg,inherit);background:var(--talkfeed-bg,none);font-family:var(--talkfeed-font,inherit);overflow-wrap:anywhere}
h3{font-size:.875em;margin:1em 0 .4em}
ul{list-style:none;margin:0;padding:0}
li{padding:.6em 0;border-top:1px solid var(--talkfeed-line,#8886)}
a{color:var(--talkfeed-accent,inherit);font-weight:600}
p,h3{color:var(--talkfeed-muted,inherit)}
p{margin:0;font-size:.9em}
b{border:1px solid;padding:0 .3em;margin-inline-end:.4em;font-size:.8em}
`);
const make = (name, part, text = "") => {
const made = document.createElement(name);
made.setAttribute("part", part);
made.textContent = text;
return made;
};
const over = ({end}) => end ? end[10] ? Date.parse(end) : Date.parse(end + "T12:00Z") + 864e5 : Infinity;
const start = (item) => item.when.start ? Date.parse(item.when.start) : Infinity;
const told = ({text, start, zone}) => {
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (!start?.[10] || zone === here) return text;
const format = {__proto__: null, dateStyle: "medium", timeStyle: "short", hourCycle: "h23"};
const {lang} = document.documentElement, when = new Date(start);
let local;
try {
local = when.toLocaleString(navigator.languages.find((known) => known.startsWith(lang)) || lang, format);
} catch {
local = when.toLocaleString([], format);
}
return `${local} your time (${text})`;
};
const row = ({url, status, title, when, by}) => {
const li = make("li", "talk"), a = make("a", "title", title), time = make("time", "when", told(when)), p = make("p", "date");
if (/^https?:/i.test(url)) a.href = url;
if (when.start) time.dateTime = when.start;
const live = when.start?.[10] && Date.parse(when.start) <= Date.now() && Date.now() < Date.parse(when.end);
if (status !== "confirmed") li.append(make("b", "status", status));
if (live && status !== "cancelled" && status !== "postponed") li.append(make("b", "status live", "live now"));
p.append(time);
li.append(a, make("p", "byline", by), p);
return li;
};
const read = ({url, title, authors = [], _talkfeed: talk = {}}) => {
const names = [];
for (const {name} of authors) names.push(name);
const by = names.join(", "), at = talk.event?.name;
return {url, status: "confirmed", title, when: {}, ...talk, by: at ? by ? by + " at " + at : at : by};
};
const section = (box, name, items, limit) => {
box.append(make("h3", "heading", name));
const list = make("ul", "list");
let shown = 0;
for (const item of items) if (!(shown >= limit)) shown++, list.append(row(item));
box.append(shown ? list : make("p", "none", "No talks"));
};
class TalkFeed extends HTMLElement {
static observedAttributes = ["src", "limit", "show"];
#root = this.attachShadow({__proto__: null, mode: "open"});
#stop;
constructor() {
super();
this.#root.adoptedStyleSheets = [style];
this.#root.append(document.createElement("slot"));
}
connectedCallback() {
this.#load();
document.addEventListener("visibilitychange", this);
}
attributeChangedCallback() { if (this.isConnected) this.#load(); }
disconnectedCallback() {
this.#stop?.abort();
document.removeEventListener("visibilitychange", this);
}
handleEvent() { if (!document.hidden) this.#load(); }
async #load() {
this.#stop?.abort();
const {signal} = this.#stop = new AbortController();
await null;
if (signal.aborted) return;
try {
const answer = await fetch(this.getAttribute("src") || "talks.json", {__proto__: null, signal});
if (answer.ok) this.#show((await answer.json()).items);
} catch {}
}
#show(items) {
const coming = [], past = [], now = Date.now();
for (const item of items) {
const talk = read(item);
(over(talk.when) > now ? coming : past).push(talk);
}
coming.sort((a, b) => start(a) < start(b) ? -1 : start(a) > start(b) ? 1 : 0);
past.sort((a, b) => start(b) - start(a));
const box = make("div", "feed"), show = this.getAttribute("show"), limit = parseInt(this.getAttribute("limit"));
if (show !== "past") section(box, "Upcoming", coming, limit);
if (show !== "upcoming") section(box, "Past talks", past, limit);
if (!box.isEqualNode(this.#root.firstChild)) this.#root.replaceChildren(box);
}
}
if (!customElements.get("talk-feed")) customElements.define("talk-feed", TalkFeed);
})();
