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
