// Times of chapters and transcripts play the recording in its place; a transcript can be searched.
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
