// A time of day is told in the visitor's zone first, where that differs from the talk's.
const {lang} = document.documentElement;
const said = {{ words.of_scripts|tojson }};
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
// A talk at a time of day is marked while it is held, by the visitor's clock.
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
