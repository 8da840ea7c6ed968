"use strict";
/* The keys of the page on which visits are typed. Nobody waits: Enter goes on at once, and
   what was typed is looked up meanwhile. Of several that fit none is taken unseen. */
(function () {
  var page = window.visitEntry;
  if (!page) return;
  var form = page.form, each = page.each;
  var picker = "add_household";

  /* Keys of an input method are not ours: it is choosing characters. */
  function isComposing(event) { return event.isComposing || event.keyCode === 229; }

  /* ---- where Enter leads ---- */
  function isStop(field) {
    return field.getClientRects().length > 0 && !field.disabled && field.tabIndex >= 0 && ["hidden", "file", "submit", "button"].indexOf(field.type) < 0 &&
      !field.closest("[data-enter=skip]") && !isFolded(field) && !isChosen(field);
  }
  function isFolded(field) {
    var fold = field.closest("details:not([open])");
    return Boolean(fold);
  }
  function isChosen(field) { return Boolean(field.closest("[data-enter=if-empty]") && field.value); }
  function isOneOf(field, other) { return field === other || (Boolean(field.name) && field.name === other.name && /^(radio|checkbox)$/.test(other.type)); }
  function isAfter(field, from) { return Boolean(from.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING); }
  /* The deputies are ticked by their letters, or stepped through once one is among them. */
  function isPassed(field, from) {
    if (field.name === "deputies") return from.name !== "deputies" && quick && !quickBox.hidden;
    return field.type !== "text" && isOneOf(field, from);
  }
  function next(from, past) {
    var fields = Array.prototype.filter.call(form.querySelectorAll("input, textarea, select"), function (field) {
      return isAfter(field, from) && !(past && past.contains(field)) && isStop(field) && !isPassed(field, from);
    });
    var first = fields[0];
    if (first && first.type === "radio") first = form.querySelector("input[name='" + first.name + "']:checked") || first;
    return first;
  }
  function goOn(from, past) {
    var field = next(from, past);
    if (!field) return;
    field.focus();
    if (field.select && field.type === "text") field.select();
  }

  /* ---- a name typed ahead of its list ---- */
  var pending = [], waiting = {};
  function boxOf(name) { return form.elements[name].closest("[data-lookup]"); }
  function wait(promise) {
    pending.push(promise);
    function done() { pending.splice(pending.indexOf(promise), 1); }
    promise.then(done, done);
    return promise;
  }
  /* Villages are found among those of a group, households in a village: each in turn. */
  function found(name, text) {
    var box = boxOf(name), before = (box.dataset.given || "").split(" ").map(function (given) { return waiting[given]; });
    return Promise.all(before).then(function () { return window.lookups.find(box, text); });
  }
  /* What the list shows for just this text has been seen: its first is meant. */
  function sure(box, text) {
    var offered = box.offered;
    return offered && !box.dataset.asking && offered.text === text && offered.choices[0];
  }
  function only(choices, text) {
    var same = choices.filter(function (row) { return row.label === text; });
    return choices.length === 1 ? choices[0] : same.length === 1 ? same[0] : null;
  }
  function why(choices, text) { return choices.length ? "“" + text + "”有" + choices.length + "个，请选定：" : "没有找到“" + text + "”。"; }

  function note(key, place, words, choices, choose) {
    each(form, "[data-open-note='" + key + "']", function (old) { old.remove(); });
    var told = document.createElement("div");
    told.className = "open-note";
    told.dataset.openNote = key;
    told.setAttribute("role", "alert");
    told.appendChild(document.createTextNode(words));
    choices.forEach(function (row) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm btn-outline-primary";
      button.textContent = row.label;
      button.addEventListener("click", function () { told.remove(); choose(row); });
      told.appendChild(button);
    });
    place(told);
  }

  function choose(name, row) {
    var hidden = form.elements[name + "_pk"];
    page.setLookup(name, row.value, row.label);
    hidden.dispatchEvent(new Event("change", {bubbles: true}));
  }
  function takeAhead(name, text) {
    var box = boxOf(name);
    function told(words, choices) {
      note(name, function (node) { box.parentNode.insertBefore(node, box.nextSibling); }, words, choices, function (row) { choose(name, row); });
    }
    waiting[name] = wait(found(name, text).then(function (choices) {
      /* Somebody has come back and typed something else. */
      if (form.elements[name].value.trim() !== text || form.elements[name + "_pk"].value) return;
      var row = only(choices, text);
      if (row) choose(name, row); else told(why(choices, text), choices);
    }).catch(function (error) { told(error.message, []); }));
  }

  /* ---- a household typed ahead: its block is there at once, its name follows ---- */
  function callAhead(text) {
    var block = page.waiting();
    page.setLookup(picker, "", "");
    if (block) page.name(block, "", text); else block = page.addCall("", text);
    each(block, ".open-note", function (old) { old.remove(); });
    page.enter(block);
    lookFor(block, text);
  }
  var AGAIN = [{again: true, label: "再查找一次"}];
  function lookFor(block, text) {
    function told(words, choices, label) {
      note("call-" + block.dataset.call, function (node) { block.insertBefore(node, block.querySelector(".call-body")); }, words, choices, function (row) {
        if (row.again) lookFor(block, text); else settle(block, row.value, row.label);
      });
    }
    wait(found(picker, text).then(function (choices) {
      var row = only(choices, text);
      if (row) settle(block, row.value, row.label);
      else told(why(choices, text) + (choices.length ? "" : "请在“加入走访户”中另外输入，选定后填在这里的内容归该户。"), choices.concat(choices.length ? [] : AGAIN));
    }).catch(function (error) { told(error.message, AGAIN); }));
  }
  function settle(block, key, shown) {
    var other = page.blockOf(key);
    each(block, ".open-note", function (old) { old.remove(); });
    if (other && other !== block) {
      note("call-" + block.dataset.call, function (node) { block.insertBefore(node, block.querySelector(".call-body")); }, shown + "已经在这次走访中。请移除此处，或者另外选定一户。", [], null);
      return;
    }
    page.name(block, key, shown);
    form.dispatchEvent(new Event("input", {bubbles: true}));
    page.askForDoubts();
  }
  page.settle = settle;
  /* A draft of a page without a network: its village is looked for now, before its
     households. */
  form.addEventListener("draft:restored", function () {
    var village = form.elements.village;
    if (document.body.hasAttribute("data-offline")) return;
    if (village.value.trim() && !form.elements.village_pk.value) takeAhead("village", village.value.trim());
  });
  /* A block that was looked for in vain: the next household named is its own. */
  page.waiting = function () {
    var note = form.querySelector("[data-call][data-unknown]:not(.is-removed) > .open-note");
    return note && note.parentNode;
  };

  /* Nothing is sent before everything typed has been looked up. */
  form.addEventListener("submit", function (event) {
    var button = window.pressedIn(event), left = quick && quick.value.trim();
    if (pending.length) {
      event.preventDefault();
      event.stopImmediatePropagation();
      Promise.all(pending.slice()).then(function () { form.requestSubmit(button || undefined); });
    } else if (left && !tickTyped()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      quick.focus();
    }
  }, true);

  /* ---- deputies by their initials ---- */
  var quick = document.getElementById("quick-deputy"), quickBox = form.querySelector("[data-quick]"), told = document.getElementById("quick-told");
  quickBox.hidden = document.body.hasAttribute("data-offline");
  function plain(text) { return text.toLowerCase().replace(/\s/g, ""); }
  function deputies(text) {
    var all = [];
    each(form, "[data-deputy]", function (person) {
      var box = form.querySelector("input[name=deputies][value='" + person.dataset.deputy + "']");
      var fits = person.dataset.initials.indexOf(text) === 0 || plain(person.dataset.pinyin).indexOf(text) === 0 || person.textContent.indexOf(text) >= 0;
      if (box && fits) all.push({box: box, name: person.textContent, isWhole: person.dataset.initials === text || person.textContent === text});
    });
    return all;
  }
  function one(typed) {
    var parts = /^(.*?)(\d*)$/.exec(plain(typed)), text = parts[1], all = deputies(text);
    var free = all.filter(function (each) { return !each.box.checked; }), whole = free.filter(function (each) { return each.isWhole; });
    if (!all.length) return {words: "没有“" + typed + "”这位代表"};
    if (!free.length) return {words: all[0].name + "已经勾选", isDone: true};
    if (parts[2]) return free[Number(parts[2]) - 1] || {words: "没有第" + parts[2] + "位"};
    if (free.length === 1) return free[0];
    if (whole.length === 1) return whole[0];
    return {words: "有" + free.length + "位，请再输入字母或数字：" + free.map(function (each, at) { return (at + 1) + " " + each.name; }).join("，")};
  }
  /* Whether the text in the box named somebody, who is now ticked. */
  function tickTyped() {
    var found = one(quick.value.trim());
    told.textContent = found.words || "已勾选 " + found.name;
    if (!found.box && !found.isDone) return false;
    quick.value = "";
    if (!found.box) return true;
    found.box.checked = true;
    found.box.dispatchEvent(new Event("change", {bubbles: true}));
    return true;
  }
  /* The names of another day may still be on their way. */
  var typedAhead = [];
  function tickLater(text) {
    typedAhead.push(text);
    quick.value = "";
    wait(page.choosing.then(function () {
      var typing = quick.value;
      quick.value = typedAhead.shift();
      if (!tickTyped() && typing) told.textContent += "（" + quick.value + "）";
      if (typing || !quick.value) quick.value = typing;
    }));
  }
  function tick() {
    if (page.isChoosing()) tickLater(quick.value.trim()); else tickTyped();
  }
  quick.addEventListener("blur", function () { if (quick.value.trim()) tick(); });

  /* ---- Enter ---- */
  function isOpen(field) {
    var box = field.closest("[data-lookup]");
    return Boolean(box && field.value.trim() && !box.querySelector("input[type=hidden][name$=_pk]").value);
  }
  function takeName(field) {
    var box = field.closest("[data-lookup]"), text = field.value.trim();
    var name = box.querySelector("input[name$=_pk]").name.slice(0, -3), row = sure(box, text);
    if (!(name === picker || name === "village" || name === "group")) return false;
    if (name === picker) {
      if (row) choose(name, row); else callAhead(text);
      return true;
    }
    var from = box.parentNode, to = next(field);
    if (row) choose(name, row); else takeAhead(name, text);
    if (to) to.focus(); else goOn(from);
    return true;
  }
  form.addEventListener("keydown", function (event) {
    var field = event.target;
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || isComposing(event)) return;
    if (!field.matches(".autocomplete__input") || !isOpen(field) || !takeName(field)) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  /* The list of other boxes: the first name offered, as soon as it is. */
  function takeFirst(field, tries) {
    var box = field.closest("[data-lookup]"), first = box.querySelector(".autocomplete__option:not(.autocomplete__option--no-results)");
    if (first && !box.dataset.asking) first.click();
    else if (tries) setTimeout(function () { takeFirst(field, tries - 1); }, 50);
  }

  function again() {
    var button = form.querySelector("button[name=again]");
    if (button) button.click();
    return Boolean(button);
  }
  form.addEventListener("keydown", function (event) {
    var field = event.target;
    if (event.key !== "Enter" || isComposing(event)) return;
    if ((event.ctrlKey || event.metaKey) && event.shiftKey) {
      if (again()) { event.preventDefault(); event.stopPropagation(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented || ["INPUT", "SELECT", "TEXTAREA"].indexOf(field.tagName) < 0) return;
    event.preventDefault();
    if (field === quick && quick.value.trim()) { tick(); return; }
    if (field.matches(".autocomplete__input") && isOpen(field)) { takeFirst(field, 60); return; }
    goOn(field, emptyOpinion(field));
  });
  /* An opinion without a title is none: Enter there passes over all of it. */
  function emptyOpinion(field) {
    var row = field.closest("[data-spot]");
    if (!row || !field.hasAttribute("data-spot-title") || field.value.trim()) return null;
    return row.querySelector("textarea").value.trim() ? null : row;
  }

  /* ---- a number chooses an answer ---- */
  form.addEventListener("keydown", function (event) {
    var field = event.target;
    if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey || isComposing(event)) return;
    if (!/^(radio|checkbox)$/.test(field.type) || !field.closest(".answer")) return;
    var options = form.querySelectorAll("input[name='" + field.name + "']"), wanted = options[Number(event.key) - 1];
    if (!wanted) return;
    event.preventDefault();
    if (field.type === "checkbox") { wanted.click(); wanted.focus(); return; }
    if (!wanted.checked) wanted.click();
    goOn(wanted);
  });

  /* ---- a select by the initials of what it offers ---- */
  var letters = "", lettersOf = null, lastLetter = 0;
  form.addEventListener("keydown", function (event) {
    var field = event.target, now = Date.now();
    if (!/^[a-z]$/i.test(event.key) || event.ctrlKey || event.altKey || event.metaKey || isComposing(event)) return;
    if (field.tagName !== "SELECT" || !field.querySelector("option[data-sound]")) return;
    letters = (lettersOf === field && now - lastLetter < 1500 ? letters : "") + event.key.toLowerCase();
    lettersOf = field;
    lastLetter = now;
    event.preventDefault();
    Array.prototype.some.call(field.options, function (option) {
      if ((option.getAttribute("data-sound") || "").indexOf(letters) !== 0 || !option.value) return false;
      field.value = option.value;
      field.dispatchEvent(new Event("change", {bubbles: true}));
      return true;
    });
  });

  /* ---- Alt with a letter: to what is written next ---- */
  function focusAll(field) {
    if (!field) return;
    field.focus();
    if (field.select) field.select();
  }
  function typing(name) { return boxOf(name).querySelector(".autocomplete__input") || form.elements[name]; }
  /* A household that the roster lacks is entered in a tab of its own; this page stays. */
  var entering = form.querySelector("[data-new-household]");
  function enterHousehold() {
    if (!entering) return;
    entering.href = entering.href.replace(/for-visit=[^&]*/, "for-visit=" + encodeURIComponent(form.elements.village_pk.value));
  }
  if (entering) entering.addEventListener("click", enterHousehold);
  if (entering && window.BroadcastChannel) {
    new BroadcastChannel("household-entered").addEventListener("message", function (event) {
      var home = event.data || {};
      if (home.user !== document.body.dataset.user || home.village !== form.elements.village_pk.value) return;
      window.visitEntry.take(home.key, home.shown);
    });
  }
  var PLACES = {
    KeyN: function () { if (entering) entering.click(); },
    KeyV: function () { focusAll(typing("village")); },
    KeyH: function () { focusAll(typing(picker)); },
    KeyR: function () { focusAll(quick); },
    KeyO: function (from) {
      var block = from.closest && from.closest("[data-call]");
      var button = (block || form.querySelector(".entry-part") || form).querySelector("[data-more-opinions]");
      if (button) button.click();
    }
  };
  form.addEventListener("keydown", function (event) {
    var go = PLACES[event.code];
    if (!go || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    go(event.target);
  });

  /* Shown again, or restored: what had found nobody yet is looked for once more. */
  function lookAgain() {
    each(form, "[data-call][data-unknown]:not(.is-removed)", function (block) {
      var text = block.querySelector("[data-call-shown]").value;
      if (text && !block.querySelector(".open-note")) lookFor(block, text);
    });
  }
  form.addEventListener("draft:restored", function () { setTimeout(lookAgain, 0); });
  lookAgain();
})();
