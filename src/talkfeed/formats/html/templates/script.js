// Every page is whole without this. It knows the visitor's clock and time zone.
"use strict";
(() => {
{% include "local.js" %}
{% include "page.js" %}
{% include "media.js" %}
if (document.querySelector("#Find")) {
{% include "index.js" %}
}
})();
