// A time of day is told in the visitor's zone too, where that differs from the talk's.
const localise = (within) => {
  for (const line of within.querySelectorAll("[data-local]")) {
    const then = line.dataset.local, start = new Date(then);
    const here = new Date(start - start.getTimezoneOffset() * 6e4).toISOString();
    if (here.slice(0, 16) === then.slice(0, 16)) continue;
    const parts = {hour: "2-digit", minute: "2-digit"};
    if (here.slice(0, 10) !== then.slice(0, 10)) Object.assign(parts, {weekday: "short", day: "numeric", month: "short"});
    line.append(` (${start.toLocaleString([], parts)} your time)`);
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
      made.textContent = "Live now";
      row.querySelector(".p-name").before(made, " ");
    }
  }
};
const keepLive = (within) => {
  markLive(within);
  document.addEventListener("visibilitychange", () => markLive(within));
  setInterval(() => markLive(within), 3e4);
};
