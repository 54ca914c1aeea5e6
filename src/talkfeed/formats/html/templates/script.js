// Every page is whole without this. It knows the visitor's clock and time zone.
"use strict";
(() => {
const site = new URL("../", document.currentScript.src).href;
{% include "local.js" +%}
{% include "stars.js" +%}
{% include "page.js" +%}
keepLive(document);
{% include "media.js" +%}
if (document.querySelector("#Find")) {
{% include "index.js" +%}
}
})();
