// My talks: stars are in this browser only, by the path of the site; of each talk what a list shows.
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
// The key of a talk is the last part of its address.
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
