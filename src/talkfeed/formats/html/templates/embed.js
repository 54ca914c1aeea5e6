// The embed is whole without this: it adds the visitor's clock and tells its height to the page.
"use strict";
(() => {
{% include "local.js" %}
const one = (selector) => document.querySelector(selector);
const settle = () => {
  for (const row of document.querySelectorAll("#Upcoming .h-event[data-over]")) {
    if (isOver(row)) one("#Recent ol").prepend(row);
  }
  one("#None").hidden = !!one("#Upcoming [data-over]");
  one("#Recent").hidden = !one("#Recent :is(.h-event, .none)");
};
const tell = () => parent.postMessage({type: "talkfeed:height", height: document.documentElement.offsetHeight}, "*");
settle();
localise(one("#Upcoming"));
keepLive(document);
document.addEventListener("visibilitychange", settle);
new ResizeObserver(tell).observe(document.documentElement);
})();
