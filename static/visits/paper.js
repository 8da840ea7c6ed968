"use strict";
/* The button that opens the browser's print box. */
document.querySelector("[data-print]").addEventListener("click", function () { window.print(); });
