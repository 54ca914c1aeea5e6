// The view of my talks: #my is one's own, #my=key,key a selection of someone else.
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
// The events are those of the site's calendar, with their ids, so that no calendar has one twice.
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
// A talk that this page does not list is read from its own page.
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
// On a large site the pages do not have all talks: those of mine are listed from what was stored.
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
