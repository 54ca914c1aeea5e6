// The page of a talk: a video plays in its place.
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
// The page of a person or an event: a call for papers that is closed is not shown.
const about = document.querySelector(".about");
if (about) {
  for (const part of about.querySelectorAll("dl [data-over]")) part.hidden = isOver(part);
  localise(about);
}
// A schedule marks the talks that come next within a day, by the visitor's clock.
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
