"use strict";
/* Beside a question: words that recur, put in by a key, and what the household answered
   the last time, to be read. Neither is written unless somebody puts it in. */
(function () {
  var page = window.visitEntry, form = page && page.form;
  if (!form || !form.dataset.phrases) return;
  var gives = "givesPhrases" in form.dataset;
  var phrases = [], strip = null, shownFor = null;

  function isText(field) { return field && field.tagName === "TEXTAREA" && /-a_/.test(field.name); }
  function codeOf(field) { return field.name.split("-a_")[1]; }
  function of(field) {
    return phrases.filter(function (phrase) { return phrase.question === codeOf(field); }).slice(0, 9);
  }

  /* ---- words that recur ---- */
  function send(values) {
    var body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    Object.keys(values || {}).forEach(function (name) { body.append(name, values[name]); });
    return fetch(form.dataset.phrases, values ? {method: "POST", body: body, credentials: "same-origin"} : {credentials: "same-origin"})
      .then(function (answer) {
        if (!answer.ok || answer.redirected) throw new Error("没有记住：没有连上服务器，或者登录已过期");
        return answer.json();
      })
      .then(function (told) { phrases = told.phrases; return told.fault; });
  }
  function put(field, text) {
    var start = field.selectionStart, value = field.value;
    field.value = value.slice(0, start) + text + value.slice(field.selectionEnd);
    field.selectionStart = field.selectionEnd = start + text.length;
    field.focus();
    field.dispatchEvent(new Event("input", {bubbles: true}));
  }
  function button(words, title, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.tabIndex = -1;
    made.className = "btn btn-sm btn-outline-primary";
    made.textContent = words;
    made.title = title;
    /* The cursor stays in the box. */
    made.addEventListener("mousedown", function (event) { event.preventDefault(); });
    made.addEventListener("click", act);
    return made;
  }
  function remember(field) {
    var text = field.value.trim();
    if (!text) return;
    send({question: codeOf(field), text: text}).then(function (fault) { show(field, fault || "已记为常用语"); }, function (error) { show(field, error.message); });
  }
  function forget(field, phrase) {
    send({drop: phrase.key}).then(function (fault) { show(field, fault); }, function (error) { show(field, error.message); });
  }
  function give(field, phrase) {
    send({question: phrase.question, text: phrase.text, for_all: "on"}).then(function (fault) { show(field, fault || "已提供给所有人"); }, function (error) { show(field, error.message); });
  }
  function show(field, told) {
    if (strip) strip.remove();
    if (document.activeElement !== field) return;
    strip = document.createElement("div");
    shownFor = field;
    strip.className = "phrases";
    of(field).forEach(function (phrase, at) {
      strip.appendChild(button((at + 1) + " " + phrase.text, "Alt+" + (at + 1) + " 填入", function () { put(field, phrase.text); }));
      if (phrase.own && gives) strip.appendChild(button("给所有人", "所有录入走访的人都可以用这条常用语", function () { give(field, phrase); }));
      if (phrase.own || gives) strip.appendChild(button("删", phrase.own ? "删去这条常用语" : "删去这条常用语，所有人都不再有", function () { forget(field, phrase); }));
    });
    if (field.value.trim()) strip.appendChild(button("记为常用语", "Alt+S", function () { remember(field); }));
    if (told) {
      var note = document.createElement("span");
      note.setAttribute("role", "status");
      note.textContent = told;
      strip.appendChild(note);
    }
    if (strip.children.length) field.parentNode.appendChild(strip);
  }
  form.addEventListener("focusin", function (event) {
    if (strip && event.target !== shownFor) { strip.remove(); strip = null; }
    if (isText(event.target)) show(event.target);
  });
  form.addEventListener("keydown", function (event) {
    var digit = /^Digit([1-9])$/.exec(event.code), field = event.target;
    if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing || event.keyCode === 229 || !isText(field)) return;
    if (event.code === "KeyS") { event.preventDefault(); remember(field); }
    var phrase = digit && of(field)[Number(digit[1]) - 1];
    if (phrase) { event.preventDefault(); put(field, phrase.text); }
  });
  send(null).then(function () { if (isText(document.activeElement)) show(document.activeElement); }, function () { /* none are offered */ });

  /* ---- what the household answered the last time ---- */
  function last(block, key) {
    fetch(form.dataset.last + "?household=" + encodeURIComponent(key), {credentials: "same-origin"})
      .then(function (answer) { return answer.ok && !answer.redirected ? answer.json() : {answers: {}}; })
      .then(function (told) { if (block.dataset.lastOf === key) shown(block, told); }, function () { /* nothing to read */ });
  }
  function shown(block, told) {
    page.each(block, ".last-answer", function (old) { old.remove(); });
    Object.keys(told.answers).forEach(function (code) {
      var field = block.querySelector("[name$='-a_" + code + "']"), place = field && field.closest(".answer");
      if (!place) return;
      var line = document.createElement("p");
      line.className = "last-answer";
      line.textContent = "上次（" + told.day + "）：" + told.answers[code];
      place.appendChild(line);
    });
  }
  function lookAll() {
    if (form.dataset.visit) return;
    page.each(form, "#calls [data-call]", function (block) {
      var key = block.querySelector("input[name$='-household']").value;
      if (!key || block.dataset.lastOf === key) return;
      block.dataset.lastOf = key;
      last(block, key);
    });
  }
  form.addEventListener("calls:changed", lookAll);
  lookAll();
})();
