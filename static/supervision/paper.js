"use strict";
document.querySelector("[data-print]").addEventListener("click", function () { window.print(); });
