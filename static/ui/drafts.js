"use strict";
/* Keeps what is typed into form[data-draft] in this browser until the server has it.
   One draft for each opening of a form: two tabs have two, and neither is offered the
   other's while that is open; a form without a network (data-offline) is offered only
   what was written on such a one, as it could not hold the rest; never passwords, tokens or what is marked
   data-no-draft (personal numbers). Pictures and papers of boxes marked data-keep lie
   beside it (draft_files.js). One day at most; signing out forgets them, the end of a
   session does not (docs/decisions/0005). */
(function () {
  var isOffline = document.body.hasAttribute("data-offline"), LAST = "offline-user";
  var user = document.body.dataset.user || (isOffline && window.localStorage ? localStorage.getItem(LAST) : ""), DAY = 24 * 3600 * 1000, hasLeft = false, files = window.draftFiles;
  if (!window.localStorage) return;

  function keysOf(prefix) {
    return Object.keys(localStorage).filter(function (key) { return key.indexOf(prefix) === 0; });
  }
  /* Before every other listener: who stays has sent nothing. */
  document.addEventListener("submit", function (event) {
    if (!event.target.matches("[data-sign-out]")) return;
    var mine = keysOf("draft:" + event.target.dataset.signOut + ":");
    if (mine.length && !window.confirm("本机还有" + mine.length + "份没有保存的草稿，退出登录时会清除。确定退出吗？")) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    hasLeft = true;
    localStorage.removeItem(LAST);
    mine.forEach(function (key) { localStorage.removeItem(key); });
    if (!mine.length) return;
    event.preventDefault();
    sweep().then(function () { event.target.submit(); });
  }, true);
  if (!user) return;
  /* Whose drafts those are that are written while nobody can sign in. */
  if (window.isSecureContext && navigator.serviceWorker) localStorage.setItem(LAST, user);
  var PREFIX = "draft:" + user + ":", MOST_OFFERED = 3;

  function read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch (error) { return null; }
  }
  var OFFLINE = "offline-";
  function tokenOf(key) { return (read(key) || {}).token; }
  function sweep() { return files ? files.sweep(tokenOf).catch(function () { /* no store, no files */ }) : Promise.resolve(); }
  function keep(key, draft) {
    if (hasLeft) return;
    try { localStorage.setItem(key, JSON.stringify(draft)); } catch (error) { /* full: the page still works */ }
  }
  function isKept(field) {
    return field.name && !field.disabled && !field.hasAttribute("data-no-draft") && ["password", "file", "submit", "button"].indexOf(field.type) < 0 &&
      ["csrfmiddlewaretoken", "form_token", "version", "confirmed"].indexOf(field.name) < 0 && field.name.slice(-11) !== "TOTAL_FORMS";
  }
  function kept(form) { return Array.prototype.filter.call(form.elements, isKept); }
  function values(form) {
    return kept(form).map(function (field) {
      var ticked = field.type === "checkbox" || field.type === "radio";
      return [field.name, ticked ? [field.value, field.checked] : field.value];
    });
  }
  /* The names of chosen files, box by box: what is asked for when they are gone. */
  function chosen(form) {
    return Array.prototype.filter.call(form.elements, function (field) {
      return field.matches("[type=file][data-keep]") && field.files.length;
    }).map(function (field) {
      return [field.name, Array.prototype.map.call(field.files, function (file) { return file.name; })];
    });
  }
  function say(form, text, tone) {
    Array.prototype.forEach.call(form.querySelectorAll("[data-files-lost]"), function (note) { note.remove(); });
    var note = document.createElement("p");
    note.className = "notice" + (tone ? " notice-" + tone : "");
    note.setAttribute("role", "status");
    note.dataset.filesLost = "";
    note.textContent = text;
    /* What is to be done stands before the bar where one saves; what was done, above. */
    if (tone) form.querySelector(".form-buttons").insertAdjacentElement("beforebegin", note);
    else (form.querySelector(".conflict, .error-summary") || form.firstElementChild).insertAdjacentElement("afterend", note);
  }
  function putBack(form, key, draft) {
    if (!draft.files || !draft.files.length) return Promise.resolve();
    var asked = files ? files.putBack(form, key, draft.token).catch(function () { return []; }) : Promise.resolve([]);
    return asked.then(function (placed) {
      var lost = [];
      draft.files.forEach(function (box) { if (placed.indexOf(box[0]) < 0) lost = lost.concat(box[1]); });
      if (lost.length) say(form, "保存前请重新选择照片或附件：" + lost.join("、"), "warning");
      else say(form, "已选的照片和附件已放回原处，不用重新选择。");
    });
  }
  function restore(form, key, draft) {
    var left = draft.values.slice();
    kept(form).forEach(function (field) {
      var ticked = field.type === "checkbox" || field.type === "radio";
      var at = left.findIndex(function (pair) {
        return pair[0] === field.name && (!ticked || pair[1][0] === field.value);
      });
      if (at < 0) return;
      var value = left.splice(at, 1)[0][1];
      if (ticked) field.checked = value[1]; else field.value = value;
      field.dispatchEvent(new Event("change", {bubbles: true}));
    });
    form.dispatchEvent(new CustomEvent("draft:restored", {bubbles: true, detail: draft}));
    Array.prototype.forEach.call(form.querySelectorAll("[data-lookup]"), function (box) {
      var shown = box.querySelector(".autocomplete__input"), text = box.querySelector("input[type=hidden]");
      if (shown && text) shown.value = text.value;
    });
    return putBack(form, key, draft);
  }
  /* Whether another tab is still writing this draft: it is asked, and answers at once. */
  var HEARD_WITHIN = 150, writing = [], line = window.BroadcastChannel ? new BroadcastChannel("drafts") : null, taken = [];
  if (line) line.addEventListener("message", function (event) {
    var word = event.data || {};
    if (word.taken) taken = taken.concat(word.taken);
    else if (word.asks) line.postMessage({taken: writing});
  });
  function whenHeard(act) {
    if (!line) { act(); return; }
    line.postMessage({asks: true});
    setTimeout(act, HEARD_WITHIN);
  }
  function inWords(when) {
    var parts = [when.getMonth() + 1, when.getDate(), when.getHours(), when.getMinutes()].map(function (n) { return ("0" + n).slice(-2); });
    return when.getFullYear() + "-" + parts[0] + "-" + parts[1] + " " + parts[2] + ":" + parts[3];
  }
  function offer(form, key, draft, goOn) {
    var box = document.createElement("div"), when = new Date(draft.at);
    box.className = "draft-offer";
    box.setAttribute("role", "status");
    box.textContent = "有一份没有保存的草稿（" + inWords(when) + "）。";
    [["恢复", function () { restore(form, key, draft).then(goOn); }], ["丢弃", function () { localStorage.removeItem(key); }]].forEach(function (act) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm btn-outline-primary";
      button.textContent = act[0];
      button.addEventListener("click", function () { act[1](); box.remove(); });
      box.appendChild(button);
    });
    form.parentNode.insertBefore(box, form);
  }

  function tell(form) {
    if (form.dataset.drafted) return;
    var note = document.createElement("p");
    note.className = "draft-note muted";
    note.textContent = "没有保存的内容在这台电脑上最多保留1天，退出登录时清除。公用电脑用完请退出登录。";
    form.appendChild(note);
    form.dataset.drafted = "1";
  }

  /* Forget what the server has taken, and what is old. */
  var meta = document.querySelector("meta[name=saved-forms]");
  var saved = meta ? meta.content.split(" ") : [];
  keysOf("draft:").forEach(function (key) {
    var draft = read(key);
    if (!draft || saved.indexOf(draft.token) >= 0 || Date.now() - draft.at > DAY) localStorage.removeItem(key);
  });
  sweep();
  /* A page that is no form says that something lies here unsaved. */
  Array.prototype.forEach.call(document.querySelectorAll("[data-drafts-of]"), function (note) {
    note.hidden = !keysOf(PREFIX + note.dataset.draftsOf).length;
  });
  var sent = sessionStorage.getItem("draft-sent"), isShownAgain = Boolean(document.querySelector("[data-focus], .conflict, #check"));
  sessionStorage.removeItem("draft-sent");

  var drafted = document.querySelectorAll("form[data-draft]"), isAlone = drafted.length === 1;
  Array.prototype.forEach.call(drafted, function (form) {
    var page = PREFIX + location.pathname + (form.dataset.draft ? "#" + form.dataset.draft : "");
    var token = form.elements.form_token ? form.elements.form_token.value : OFFLINE + Date.now();
    var key = page + "~" + token, timer = null;
    writing.push(key);
    function save() {
      clearTimeout(timer);
      timer = null;
      tell(form);
      keep(key, {at: Date.now(), token: token, values: values(form), files: chosen(form)});
      return token;
    }
    /* The newest first. */
    function left() {
      return keysOf(page).filter(function (old) { return old !== key && (old === page || old.charAt(page.length) === "~") && taken.indexOf(old) < 0; })
        .map(function (old) { return [old, read(old)]; })
        .filter(function (pair) { return pair[1] && (!isOffline || String(pair[1].token).indexOf(OFFLINE) === 0); })
        .sort(function (one, other) { return other[1].at - one[1].at; });
    }
    /* What led here, from this page or from a record's page that holds the same form. */
    function justSent() {
      return keysOf(isAlone ? PREFIX : page).filter(function (old) { return old !== key && sent && tokenOf(old) === sent; });
    }
    /* From now on this page holds what the older draft held; scripts of the page may
       still be putting it in its place. */
    function goOnWith(old) {
      return function () { setTimeout(function () { save(); localStorage.removeItem(old); }, 100); };
    }
    function isSame(draft) { return !(draft.files || []).length && JSON.stringify(draft.values) === JSON.stringify(values(form)); }
    /* What this very page sent comes back without its files. */
    if (isShownAgain) {
      justSent().forEach(function (old) { putBack(form, old, read(old)).then(goOnWith(old)); });
    } else if (left().length) {
      whenHeard(function () {
        left().slice(0, MOST_OFFERED).forEach(function (pair) {
          /* One that says just what the page says is none. */
          if (!isSame(pair[1])) offer(form, pair[0], pair[1], goOnWith(pair[0]));
          else if (pair[1].token === sent) localStorage.removeItem(pair[0]);
        });
      });
    }
    form.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(save, 400); });
    form.addEventListener("change", function () { clearTimeout(timer); timer = setTimeout(save, 400); });
    /* Who leaves within the pause loses nothing: neither by reloading nor by locking the phone. */
    function saveNow() { if (timer) save(); }
    window.addEventListener("pagehide", saveNow);
    document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden") saveNow(); });
    form.addEventListener("change", function (event) {
      if (!files || !event.target.matches("[type=file][data-keep]")) return;
      files.keep(key, save(), event.target).catch(function () { /* full: the names are kept */ });
    });
    form.addEventListener("submit", function (event) {
      var busy = files && files.busy(), button = window.pressedIn(event);
      sessionStorage.setItem("draft-sent", save());
      if (!busy) return;
      event.preventDefault();
      event.stopPropagation();
      busy.then(function () { form.requestSubmit(button || undefined); });
    });
  });
})();
