"use strict";
/* The page on which visits are typed. Everything here is also done by the server when
   this script is missing; with it nobody waits and nobody reaches for the mouse. */
(function () {
  var form = document.getElementById("visit-entry");
  if (!form) return;
  var calls = document.getElementById("calls"), sheet = document.getElementById("call-template");
  var picker = form.querySelector(".entry-picker");

  /* What the scripts of the page's keys use; choosing is the names being fetched. */
  var isChoosing = false;
  var page = {choosing: Promise.resolve(), isChoosing: function () { return isChoosing; }};

  function each(root, selector, act) { Array.prototype.forEach.call(root.querySelectorAll(selector), act); }
  function value(name) {
    var field = form.elements[name + "_pk"] || form.elements[name];
    return field ? field.value : "";
  }

  /* ---- what the server is asked while somebody types ---- */
  var HEAD = ["kind", "visited_on", "group", "group_pk", "village", "village_pk", "deputies", "team", "activity"];

  function typed(pairs) {
    var query = new URLSearchParams();
    pairs.forEach(function (pair) {
      if (HEAD.indexOf(pair[0]) >= 0 || /^calls-\d+-household$/.test(pair[0])) query.append(pair[0], pair[1]);
    });
    if (form.dataset.visit) query.append("visit", form.dataset.visit);
    return query.toString();
  }
  function soFar() {
    var pairs = [];
    new FormData(form).forEach(function (data, name) {
      if (typeof data === "string" && !isRemoved(name)) pairs.push([name, data]);
    });
    return pairs;
  }
  function isRemoved(name) {
    var found = /^calls-(\d+)-household$/.exec(name);
    var box = found && form.elements["calls-" + found[1] + "-removed"];
    return Boolean(box && box.checked);
  }
  /* Only the newest answer counts; a page instead of a part means: signed out. */
  var asked = {};
  function ask(address, pairs, show) {
    if (document.body.hasAttribute("data-offline")) return Promise.resolve();
    var mine = asked[address] = (asked[address] || 0) + 1;
    return fetch(address + "?" + typed(pairs || soFar()), {credentials: "same-origin"})
      .then(function (answer) {
        var busy = answer.status >= 500 ? "系统正忙，名单没有更新。请稍后再试，填写的内容会保留。" : "";
        tell(answer.redirected ? "登录已过期，名单没有更新。请按“保存”重新登录，填写的内容和照片会保留。" : busy);
        return answer.ok && !answer.redirected ? answer.text() : null;
      })
      .then(function (text) { if (text !== null && mine === asked[address]) show(text); })
      .catch(function () { tell("没有连上服务器，名单没有更新。请检查网络，填写的内容会保留。"); });
  }
  function tell(trouble) {
    var place = form.querySelector("[data-trouble]");
    place.textContent = trouble;
    place.hidden = !trouble;
  }
  function fill(id, text) {
    var part = document.createElement("div"), place = document.getElementById(id);
    part.innerHTML = text;
    place.textContent = "";
    while (part.firstChild) place.appendChild(part.firstChild);
  }

  var timer = null;
  function askForDoubts() {
    clearTimeout(timer);
    timer = setTimeout(function () {
      ask(form.dataset.doubts, null, function (text) {
        var before = form.elements.confirmed, seen = before && before.checked ? before.value.split(" ") : [];
        fill("entry-doubts", text);
        var now = form.elements.confirmed;
        if (now) now.checked = now.value.split(" ").every(function (key) { return seen.indexOf(key) >= 0; });
      });
    }, 250);
  }
  /* What was ticked while the answer was on its way stays ticked. */
  function ticked() {
    return Array.prototype.map.call(form.querySelectorAll("input[name=deputies]:checked"), function (box) { return box.value; });
  }
  function askForChoices(pairs) {
    var mine = page.choosing = ask(form.dataset.choices, pairs, function (text) {
      var kept = pairs ? null : ticked(), focused = document.activeElement.id;
      fill("entry-choices", text);
      if (kept) each(form, "input[name=deputies]", function (box) { box.checked = kept.indexOf(box.value) >= 0; });
      if (focused && document.activeElement === document.body && document.getElementById(focused)) document.getElementById(focused).focus();
      countDeputies();
      proposeRecorder();
      proposeActivity();
    });
    function done() { if (mine === page.choosing) isChoosing = false; }
    isChoosing = true;
    mine.then(done, done);
    return mine;
  }
  /* The hand that writes for one group does not write for the next; a name typed stays. */
  var proposed = usualRecorder();
  function usualRecorder() {
    var told = form.querySelector("[data-recorder]");
    return told ? told.dataset.recorder : null;
  }
  function proposeRecorder() {
    var usual = usualRecorder(), box = form.elements.recorder;
    if (usual === null) return;
    if (!box.value || box.value === proposed) box.value = usual;
    proposed = usual;
  }

  /* The group's activity of the day; one that somebody chose stays. */
  var activity = proposedActivity();
  function proposedActivity() {
    var told = form.querySelector("[data-activity]");
    return told ? told.dataset.activity : "";
  }
  function proposeActivity() {
    var box = form.elements.activity, usual = proposedActivity();
    if (box && !form.dataset.visit && (!box.value || box.value === activity)) box.value = usual;
    activity = usual;
  }

  /* ---- the number of deputies, and whether it wants a reason ---- */
  function countDeputies() {
    var count = form.querySelectorAll("input[name=deputies]:checked").length;
    var isJoint = value("kind") !== "paired", box = form.querySelector("[data-few]");
    var reason = box.querySelector("input"), label = form.querySelector("[data-deputies] .form-label");
    box.hidden = !(isJoint && count && (count < 3 || count > 5)) && !reason.value && !reason.classList.contains("is-invalid");
    if (!label) return;
    var told = label.querySelector(".count") || label.appendChild(document.createElement("span"));
    told.className = "count";
    told.textContent = " 已选 " + count + " 名";
  }

  /* ---- households ---- */
  /* The number of a new block; a household may still be looked for (entry_keys.js). */
  function free() {
    var most = -1;
    each(calls, "[data-call]", function (block) { most = Math.max(most, Number(block.dataset.call)); });
    return most + 1;
  }
  function addCall(key, shown, number) {
    var at = number === undefined ? free() : number;
    var place = document.createElement("div");
    place.innerHTML = sheet.innerHTML.replace(/__number__/g, at);
    var block = place.firstElementChild;
    calls.appendChild(block);
    form.dispatchEvent(new CustomEvent("call:added", {detail: block}));
    name(block, key, shown);
    prepare(block);
    return block;
  }
  /* Whose block it is: a household, or the text that was typed for one. */
  function name(block, key, shown) {
    var title = key ? shown : shown + "（还没有选定）";
    block.setAttribute("aria-label", title);
    block.querySelector("[data-call-title]").textContent = title;
    block.querySelector("[data-call-shown]").value = shown;
    block.querySelector("input[name$='-household']").value = key;
    block.toggleAttribute("data-unknown", !key);
    countCalls();
  }
  function blockOf(key) {
    var found = null;
    if (!key) return found;
    each(calls, "[data-call]", function (block) {
      if (block.querySelector("input[name$='-household']").value === String(key)) found = block;
    });
    return found;
  }
  function take(key, shown) {
    var waiting = blockOf(key) ? null : page.waiting && page.waiting();
    if (waiting) page.settle(waiting, key, shown);
    enter(waiting || blockOf(key) || addCall(key, shown));
    askForDoubts();
  }
  /* The cursor into the first answer of a block. */
  function enter(block) {
    var removed = block.querySelector("input[name$='-removed']"), first = block.querySelector(".answers textarea, .answers input");
    if (removed.checked) { removed.checked = false; toggle(block); }
    if (first) first.focus();
    block.scrollIntoView({block: "nearest"});
    form.dispatchEvent(new Event("input", {bubbles: true}));
  }
  function toggle(block) {
    block.classList.toggle("is-removed", block.querySelector("input[name$='-removed']").checked);
    countCalls();
  }
  function countCalls() {
    var count = calls.querySelectorAll("[data-call]:not(.is-removed)").length;
    form.querySelector("[data-call-count]").textContent = count + " 户";
    form.dispatchEvent(new CustomEvent("calls:changed"));
  }
  /* The list under a box keeps its own idea of what is typed: a box that is filled from
     elsewhere is taken back to plain HTML and dressed anew (lookup.js). Who has come back
     to it meanwhile is in it still, and what he types next stands for what was filled in. */
  function setLookup(name, key, shown) {
    var hidden = form.elements[name + "_pk"], text = form.elements[name];
    if (!hidden) return;
    hidden.value = key;
    text.value = shown;
    var note = form.querySelector("[data-open-note='" + name + "']");
    if (note) note.remove();
    var box = text.closest("[data-lookup]"), typing = box.querySelector(".autocomplete__input");
    if (!typing) return;
    var id = typing.id, isTyping = typing === document.activeElement;
    box.removeChild(box.firstElementChild);
    text.type = "text";
    text.id = id;
    delete box.dataset.dressed;
    box.parentNode.dispatchEvent(new CustomEvent("lookup:dress", {bubbles: true}));
    if (isTyping) { typing = box.querySelector(".autocomplete__input"); typing.focus(); typing.select(); }
  }

  /* ---- answers ---- */
  function grow(box) {
    box.style.height = "auto";
    box.style.height = Math.min(box.scrollHeight + 2, 260) + "px";
  }
  function prepare(root) {
    each(root, "textarea[data-grow]", grow);
    each(root, "input[type=radio]", function (radio) { radio.dataset.was = radio.checked ? "1" : ""; });
  }

  form.addEventListener("change", function (event) {
    var name = event.target.name || "";
    if (name === "add_household_pk" && event.target.value) {
      var shown = form.elements.add_household.value, key = event.target.value;
      setTimeout(function () { setLookup("add_household", "", ""); take(key, shown); }, 0);
      return;
    }
    if (/^calls-\d+-removed$/.test(name)) { toggle(event.target.closest("[data-call]")); askForDoubts(); }
    if (["kind", "visited_on", "group", "group_pk"].indexOf(name) >= 0) askForChoices();
    if (name === "deputies" && value("kind") === "paired") askForChoices();
    if (name === "team") tickTeam(event.target.value);
    if (["visited_on", "group", "group_pk", "village_pk"].indexOf(name) >= 0) askForDoubts();
    countDeputies();
  });
  function tickTeam(key) {
    var team = form.querySelector("[data-team='" + key + "']");
    if (!team) return;
    var members = team.dataset.members.split(" ");
    each(form, "input[name=deputies]", function (box) { box.checked = members.indexOf(box.value) >= 0; });
  }

  form.addEventListener("click", function (event) {
    var pair = event.target.closest("[data-pair]"), radio = event.target;
    if (pair) {
      event.preventDefault();
      if (!value("village")) setLookup("village", pair.dataset.village, pair.dataset.villageName);
      take(pair.dataset.pair, pair.dataset.shown);
    }
    /* A second click on a chosen answer takes it back. */
    if (radio.type === "radio" && radio.name !== "kind") {
      if (radio.dataset.was) { radio.checked = false; radio.dispatchEvent(new Event("change", {bubbles: true})); }
      each(form, "input[type=radio]", function (one) { if (one.name === radio.name) one.dataset.was = one.checked ? "1" : ""; });
    }
  });
  /* How many pictures a folded box holds. */
  form.addEventListener("change", function (event) {
    var fold = event.target.type === "file" && event.target.closest("details"), count = fold && fold.querySelector("[data-file-count]");
    if (count) count.textContent = event.target.files.length ? "（" + event.target.files.length + "）" : "";
  });
  form.addEventListener("input", function (event) {
    if (event.target.matches && event.target.matches("textarea[data-grow]")) grow(event.target);
  });

  /* ---- a draft: blocks first, then what stood in them ---- */
  form.addEventListener("draft:restored", function (event) {
    var pairs = event.detail.values, plain = [];
    pairs.forEach(function (pair) {
      var found = /^calls-(\d+)-household$/.exec(pair[0]);
      if (!found || form.elements[pair[0]]) return;
      var shown = shownIn(pairs, found[1]);
      if (pair[1] || shown) addCall(pair[1], shown, Number(found[1]));
    });
    pairs.forEach(function (pair) {
      if (/^calls-\d+-/.test(pair[0])) put(pair);
      if (typeof pair[1] === "string") plain.push(pair); else if (pair[1][1]) plain.push([pair[0], pair[1][0]]);
    });
    ["group", "village", "add_household"].forEach(function (name) {
      var hidden = form.elements[name + "_pk"];
      if (hidden) setLookup(name, hidden.value, form.elements[name].value);
    });
    each(calls, "[data-call]", toggle);
    each(form, "details[data-part]", openFilled);
    prepare(form);
    /* The group may be the page's own: a draft without a network has none. */
    askForChoices(soFar().filter(isHead).concat(plain.filter(isTicked)));
    askForDoubts();
  });
  function openFilled(fold) {
    fold.open = fold.open || Array.prototype.some.call(fold.querySelectorAll("textarea, input[type=text]"), function (field) { return field.value; });
  }
  function isTicked(pair) { return pair[0] === "deputies"; }
  function isHead(pair) { return !isTicked(pair); }
  function shownIn(pairs, number) {
    var found = pairs.filter(function (pair) { return pair[0] === "calls-" + number + "-shown"; })[0];
    return found ? found[1] : "";
  }
  function put(pair) {
    each(form, "[name='" + pair[0] + "']", function (field) {
      if (typeof pair[1] === "string") field.value = pair[1];
      else if (field.value === pair[1][0]) field.checked = pair[1][1];
    });
  }

  /* On a phone what nobody has written on is opened by who writes on it. */
  page.isNarrow = window.matchMedia("(max-width: 40rem)").matches;
  if (page.isNarrow) each(form, "details.entry-part", function (fold) { fold.open = Boolean(fold.querySelector(".invalid-feedback")); openFilled(fold); });

  page.addCall = addCall;
  page.askForDoubts = askForDoubts;
  page.blockOf = blockOf;
  page.each = each;
  page.enter = enter;
  page.form = form;
  page.name = name;
  page.setLookup = setLookup;
  page.take = take;
  window.visitEntry = page;
  each(calls, "[data-call]", toggle);
  prepare(form);
  countDeputies();
  if (!document.querySelector("[data-focus]")) {
    var start = form.querySelector("input[name=visited_on]");
    if (location.search.indexOf("after=") >= 0) start = picker.querySelector(".autocomplete__input");
    if (start) { start.focus(); if (start.select) start.select(); }
  }
})();
