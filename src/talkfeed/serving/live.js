(() => {
"use strict";
const {version, events, note, mistakes} = document.currentScript.dataset;
const own = mistakes ? JSON.parse(mistakes) : [];
const isTop = self === top;
let source = null, panel = null, isOpen = true, shown = "[]";

const style = `
:host { all: initial; }
* { box-sizing: border-box; margin: 0; }
.talkfeed {
  --ground: light-dark(#fff, #191b21); --ink: light-dark(#16181d, #eceef3);
  --soft: light-dark(#5b616d, #a3a9b6); --line: light-dark(#dfe2e9, #30343f);
  --code: light-dark(#f5f6f9, #111318); --red: light-dark(#b3131f, #ff8a8f);
  --wash: light-dark(#fdecec, #3a1d21); --tip: light-dark(#0d5f4a, #7fdcc0);
  color-scheme: light dark; position: fixed; inset: 0; z-index: 2147483647; display: grid;
  align-items: end; justify-items: center; padding: min(4vh, 2rem) min(4vw, 2rem);
  background: light-dark(#10121822, #00000066); pointer-events: none;
  font: 16px/1.5 system-ui, sans-serif; color: var(--ink); text-align: left; direction: ltr;
}
.panel {
  width: min(100%, 54rem); max-height: min(80vh, 46rem); overflow: auto; pointer-events: auto;
  overscroll-behavior: contain; background: var(--ground); border: 1px solid var(--line);
  border-top: 4px solid var(--red); border-radius: 10px;
  box-shadow: 0 1.5rem 4rem #0004, 0 .25rem 1rem #0002;
}
header {
  position: sticky; top: 0; display: flex; gap: 1rem; align-items: start; background: var(--ground);
  padding: 1rem 1.25rem .9rem; border-bottom: 1px solid var(--line); z-index: 1;
}
h2 { font: 650 1.125rem/1.35 system-ui, sans-serif; }
header p { color: var(--soft); font-size: .875rem; }
header div { flex: 1; }
button {
  font: 500 .875rem/1 system-ui, sans-serif; color: var(--ink); background: none; cursor: pointer;
  border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; min-height: 2.25rem;
}
button:hover { background: var(--code); }
button:focus-visible { outline: 2px solid var(--red); outline-offset: 2px; }
ol { list-style: none; padding: 0; }
li { padding: 1rem 1.25rem 1.1rem; }
li + li { border-top: 1px solid var(--line); }
.place { font: 600 .8125rem/1.5 ui-monospace, monospace; color: var(--soft); overflow-wrap: anywhere; }
.place b { color: var(--ink); font-weight: 600; }
.what { font-size: 1.0625rem; font-weight: 550; color: var(--red); overflow-wrap: anywhere; }
pre {
  margin: .6rem 0; padding: .5rem 0; background: var(--code); border-radius: 6px; overflow-x: auto;
  font: .8125rem/1.65 ui-monospace, monospace; tab-size: 2;
}
pre span { display: block; padding: 0 .9rem; width: max-content; min-width: 100%; }
pre i { font-style: normal; color: var(--soft); display: inline-block; min-width: 2.5em;
  padding-right: 1em; text-align: right; user-select: none; }
pre span:not(.here) { color: var(--soft); }
pre .here { background: var(--wash); box-shadow: inset 3px 0 var(--red); }
mark { background: none; color: inherit; border-bottom: 2px solid var(--red); font-weight: 700; }
.hint { white-space: pre-wrap; overflow-wrap: anywhere; color: var(--tip); font-size: .9375rem; }
.hint::before { content: "Hint  "; font-weight: 650; }
.pill {
  pointer-events: auto; justify-self: end; background: var(--ground); border-color: var(--red);
  color: var(--red); border-radius: 99px; padding: .7rem 1.1rem; box-shadow: 0 .25rem 1rem #0003;
}
.closed { background: none; }
[hidden] { display: none !important; }
@media (max-width: 34rem) {
  .talkfeed { padding: 0; }
  .panel { border-radius: 12px 12px 0 0; max-height: 75vh; border-inline: 0; border-bottom: 0; }
  .pill { margin: 1rem; }
  header, li { padding-inline: 1rem; }
}
@media print { .talkfeed { display: none; } }
`;

const make = (name, className, ...content) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
};

const excerpt = ({lines, line, column}) => make("pre", "", ...lines.map(([number, text]) => {
  const row = make("span", number === line ? "here" : "", make("i", "", String(number)));
  if (number !== line) row.append(text || " ");
  else {
    const letters = Array.from(text), at = column - 1;
    row.append(letters.slice(0, at).join(""), make("mark", "", letters[at] || " "),
      letters.slice(at + 1).join(""));
  }
  return row;
}));

const entry = (one) => {
  const item = make("li");
  if (one.path) item.append(make("p", "place", make("b", "", `${one.path}:${one.line}:${one.column}`),
    ` ${one.code}`));
  item.append(make("p", "what", one.message));
  if (one.lines.length) item.append(excerpt(one));
  if (one.hint) item.append(make("p", "hint", one.hint));
  return item;
};

const toggle = (root, open) => {
  isOpen = open;
  root.querySelector(".panel").hidden = !open;
  root.querySelector(".pill").hidden = open;
  root.querySelector(".talkfeed").classList.toggle("closed", !open);
};

const draw = (list, name) => {
  const count = `${list.length} problem${list.length === 1 ? "" : "s"}`;
  const close = make("button", "", "Hide"), pill = make("button", "pill", count);
  const label = make("h2", "", `${count} in ${name}`);
  const panel = make("section", "panel",
    make("header", "", make("div", "", label, make("p", "", note)), close),
    make("ol", "", ...list.map(entry)));
  label.id = "Problems";
  panel.setAttribute("role", "alert");
  panel.setAttribute("aria-labelledby", "Problems");
  const host = make("talkfeed-problems"), root = host.attachShadow({mode: "open"});
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  root.append(make("div", "talkfeed", panel, pill));
  close.addEventListener("click", () => { toggle(root, false); pill.focus(); });
  pill.addEventListener("click", () => { toggle(root, true); close.focus(); });
  toggle(root, isOpen);
  return host;
};

const show = (list, name) => {
  const text = JSON.stringify(list);
  if (!isTop || text === shown) return;
  shown = text;
  panel?.remove();
  panel = list.length ? draw(list, name) : null;
  if (panel) document.documentElement.append(panel);
  else isOpen = true;
};

const connect = () => {
  if (source || document.hidden) return;
  source = new EventSource(events);
  source.onmessage = ({data}) => {
    const state = JSON.parse(data);
    if (state.version !== version) {
      disconnect();
      location.reload();
    } else show(state.mistakes.length ? state.mistakes : own, state.name);
  };
};
const disconnect = () => { source?.close(); source = null; };

// A browser has few connections to one host: a page that nobody sees holds none.
document.addEventListener("visibilitychange", () => { document.hidden ? disconnect() : connect(); });
addEventListener("pagehide", disconnect);
addEventListener("pageshow", connect);
addEventListener("keydown", ({key}) => {
  if (key === "Escape" && panel && isOpen) toggle(panel.shadowRoot, false);
});
connect();
})();
