// Every page is whole without this. It knows the visitor's clock and time zone.
"use strict";
(() => {
{% include "local.js" +%}
{% include "page.js" +%}
keepLive(document);
{% include "media.js" +%}
if (document.querySelector("#Find")) {
{% include "index.js" +%}
}
})();
