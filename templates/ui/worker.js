"use strict";
/* Keeps the forms that are filled in where there is no network, with the scripts and
   styles they need, and never a row: a page out of reach is answered by its shell. */
var STORE = "shells", KEPT = {{ kept }}, ANEW_AFTER = 600000, keptAt = 0;

function filesOf(text) {
  return (text.match(/(?:href|src)="\/static\/[^"#]+/g) || []).map(function (found) { return found.slice(found.indexOf('"') + 1); });
}
/* The files first: a shell without its scripts is none. Signed out, or asked by somebody
   else, what is kept stays. */
function keepOne(store, address) {
  return fetch(address, {credentials: "same-origin", cache: "no-store"}).then(function (answer) {
    if (answer.status === 403 || answer.status === 404) return store.delete(address).then(function () { return []; });
    if (!answer.ok || answer.redirected) return null;
    var shell = answer.clone();
    return answer.text().then(function (text) {
      var files = filesOf(text);
      return store.addAll(files).then(function () { return store.put(address, shell); }).then(function () { return files.concat(address); });
    });
  });
}
function keep() {
  var addresses = [KEPT.instead].concat(Object.keys(KEPT.shells).map(function (form) { return KEPT.shells[form]; }));
  keptAt = Date.now();
  return caches.open(STORE).then(function (store) {
    return Promise.all(addresses.map(function (address) { return keepOne(store, address); })).then(function (found) {
      /* Files of an earlier version go once all is there in the new one. */
      if (found.indexOf(null) >= 0) return null;
      var wanted = [].concat.apply([], found);
      return store.keys().then(function (requests) {
        return Promise.all(requests.map(function (request) {
          return wanted.indexOf(new URL(request.url).pathname) < 0 ? store.delete(request) : null;
        }));
      });
    });
  }).catch(function () { keptAt = 0; });
}
function kept(address) {
  return caches.open(STORE).then(function (store) { return store.match(address); });
}

self.addEventListener("install", function (event) { self.skipWaiting(); event.waitUntil(keep()); });
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
self.addEventListener("fetch", function (event) {
  var request = event.request, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).then(function (answer) {
      if (KEPT.shells[url.pathname] && Date.now() - keptAt > ANEW_AFTER) event.waitUntil(keep());
      return answer;
    }, function (error) {
      return kept(KEPT.shells[url.pathname]).then(function (shell) { return shell || kept(KEPT.instead); })
        .then(function (page) { if (page) return page; throw error; });
    }));
  } else if (url.pathname.indexOf("/static/") === 0) {
    event.respondWith(fetch(request).catch(function (error) {
      return kept(url.pathname).then(function (file) { if (file) return file; throw error; });
    }));
  }
});
