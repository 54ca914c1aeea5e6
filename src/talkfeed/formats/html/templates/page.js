// The page is whole without this: it plays the video in place and tells the visitor's time.
"use strict";
(() => {
{% include "local.js" %}
for (const link of document.querySelectorAll("[data-frame]")) link.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.src = link.dataset.frame;
  frame.title = link.dataset.title;
  frame.allow = "autoplay; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  link.replaceWith(frame);
  frame.focus();
});
for (const link of document.querySelectorAll("[data-over]")) {
  link.hidden = isOver(link);
}
localise(document);
})();
