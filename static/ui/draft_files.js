"use strict";
/* Files chosen in form[data-draft], kept beside its draft: a page shown again (a mistake,
   a question, a new session) comes without them, and nobody chooses ten pictures twice.
   They live in this browser's own store exactly as long as the draft they belong to; one
   record per file box, marked with the token of the form (docs/decisions/0005). */
window.draftFiles = (function () {
  var opening = null, writing = 0, last = null;

  function open() {
    opening = opening || new Promise(function (done, fail) {
      var asked = window.indexedDB.open("drafts", 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore("files"); };
      asked.onsuccess = function () { done(asked.result); };
      asked.onerror = function () { fail(asked.error); };
    });
    return opening;
  }
  function work(mode, act) {
    return open().then(function (store) {
      return new Promise(function (done, fail) {
        var all = store.transaction("files", mode), files = all.objectStore("files"), found = act(files);
        all.oncomplete = function () { done(found && found.result); };
        all.onerror = all.onabort = function () { fail(all.error); };
      });
    });
  }
  function range(key) { return IDBKeyRange.bound(key + "|", key + "|\uffff"); }

  function keep(key, token, box) {
    var files = Array.prototype.slice.call(box.files), place = key + "|" + box.name;
    var done = work("readwrite", function (store) {
      if (files.length) store.put({name: box.name, token: token, files: files}, place);
      else store.delete(place);
    });
    function end() { writing -= 1; }
    writing += 1;
    last = done.then(end, end);
    return done;
  }
  /* The end of what is being written, or nothing: leaving the page would cut it short. */
  function busy() { return writing ? last : null; }
  function kept(key, token) {
    return work("readonly", function (store) { return store.getAll(range(key)); }).then(function (records) {
      return records.filter(function (record) { return record.token === token; });
    });
  }
  /* A box with a fault waits for other files. */
  function isFree(box) { return box && box.type === "file" && !box.files.length && !box.classList.contains("is-invalid"); }
  /* Puts them into their boxes again; an answer of the names that found their place. */
  function putBack(form, key, token) {
    return kept(key, token).then(function (records) {
      return records.filter(function (record) {
        var box = form.elements[record.name], carrier = new DataTransfer();
        if (!isFree(box)) return false;
        record.files.forEach(function (file) { carrier.items.add(file); });
        box.files = carrier.files;
        box.dispatchEvent(new Event("change", {bubbles: true}));
        return true;
      }).map(function (record) { return record.name; });
    });
  }
  /* Drops every record whose draft is gone or belongs to another opening of the form. */
  function sweep(tokenOf) {
    return work("readwrite", function (store) {
      store.openCursor().onsuccess = function (event) {
        var at = event.target.result;
        if (!at) return;
        if (tokenOf(String(at.key).split("|")[0]) !== at.value.token) at.delete();
        at.continue();
      };
    });
  }
  return {keep: keep, busy: busy, putBack: putBack, sweep: sweep};
})();
