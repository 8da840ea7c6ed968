"use strict";
/* A household entered from the page of a visit: that page, open in another tab, takes it. */
(function () {
  var told = document.querySelector("[data-entered]");
  if (!told || !window.BroadcastChannel) return;
  new BroadcastChannel("household-entered").postMessage({
    user: document.body.dataset.user, key: told.dataset.entered, shown: told.dataset.shown, village: told.dataset.village
  });
})();
