"use strict";
/* Puts a list of suggestions under each lookup box. The box and the hidden field behind
   it stay what is sent, so the server sees the same with and without this. */
(function () {
  var SIGNED_OUT = "登录已过期，请重新登录。正在填写的表单按“保存”即可重新登录，内容会保留。";
  var NO_NETWORK = "没有连上服务器，请检查网络后再试。";
  var BUSY = "系统正忙，请稍后再试。";

  function query(box) {
    var parts = [];
    (box.dataset.given || "").split(" ").forEach(function (name) {
      var form = box.closest("form");
      var field = name && form && (form.elements[name + "_pk"] || form.elements[name]);
      if (field) parts.push(encodeURIComponent(name) + "=" + encodeURIComponent(field.value));
    });
    return parts;
  }

  /* What fits a text, for whoever asks ahead of the list; an error says why nobody knows. */
  function find(box, typed) {
    var address = box.dataset.lookup + "?" + query(box).concat("q=" + encodeURIComponent(typed)).join("&");
    return fetch(address, {credentials: "same-origin", headers: {Accept: "application/json"}})
      .then(function (answer) {
        if (answer.redirected) throw new Error(SIGNED_OUT);
        if (answer.status >= 500) throw new Error(BUSY);
        return answer.ok ? answer.json() : {choices: []};
      })
      .then(function (found) { return found.choices; })
      .catch(function (error) {
        throw new Error([SIGNED_OUT, BUSY].indexOf(error.message) < 0 ? NO_NETWORK : error.message);
      });
  }
  window.lookups = {find: find};

  function dress(box) {
    if (box.dataset.dressed) return;
    box.dataset.dressed = "1";
    var text = box.querySelector("input:not([type=hidden])");
    var hidden = box.querySelector("input[type=hidden]");
    /* Why nothing can be offered, when it is not that nothing fits. */
    var id = text.id, timer = null, asked = 0, trouble = "";
    var place = document.createElement("div");
    box.insertBefore(place, text);

    function ask(typed, mine, show) {
      find(box, typed)
        .then(function (choices) {
          if (mine !== asked) return;
          trouble = "";
          box.offered = {text: typed, choices: choices};
          show(choices);
        })
        .catch(function (error) { if (mine === asked) { trouble = error.message; show([]); } });
    }

    window.accessibleAutocomplete({
      element: place,
      id: id,
      name: "",
      minLength: 0,
      /* A click or the down key shows the first ones before anything is typed. */
      showAllValues: true,
      dropdownArrow: function () { return ""; },
      confirmOnBlur: false,
      defaultValue: text.value,
      placeholder: text.placeholder,
      displayMenu: "overlay",
      inputClasses: text.className,
      tNoResults: function () { return trouble || box.dataset.none; },
      tStatusQueryTooShort: function () { return ""; },
      tStatusNoResults: function () { return trouble || box.dataset.none; },
      tStatusSelectedOption: function (option, length, index) { return option + "，第" + (index + 1) + "项，共" + length + "项"; },
      tStatusResults: function (length) { return "有" + length + "项可选"; },
      tAssistiveHint: function () { return "输入名称、拼音或首字母，用上下键选择"; },
      templates: {
        inputValue: function (row) { return row ? row.label || row : ""; },
        suggestion: function (row) { return escape((row.label || row) + (row.hint ? "，" + row.hint : "")); }
      },
      /* What is shown meanwhile answers an older question: data-asking says so. */
      source: function (typed, show) {
        var mine = ++asked;
        box.dataset.asking = "1";
        clearTimeout(timer);
        timer = setTimeout(function () {
          ask(typed, mine, function (choices) {
            show(choices);
            setTimeout(function () { if (mine === asked) delete box.dataset.asking; }, 30);
          });
        }, 150);
      },
      onConfirm: function (row) {
        if (!row || !row.label) return;
        text.value = row.label;
        hidden.value = row.value;
        hidden.dispatchEvent(new Event("change", {bubbles: true}));
      }
    });
    var typing = place.querySelector("input");
    ["aria-describedby", "aria-invalid"].forEach(function (name) {
      if (text.hasAttribute(name)) typing.setAttribute(name, text.getAttribute(name));
    });
    text.type = "hidden";
    text.removeAttribute("id");
    typing.addEventListener("input", function () {
      if (typing.value !== text.value) { text.value = typing.value; hidden.value = ""; }
    });
  }

  function escape(words) {
    var node = document.createElement("span");
    node.textContent = words;
    return node.innerHTML;
  }

  function dressAll(root) { Array.prototype.forEach.call(root.querySelectorAll("[data-lookup]"), dress); }
  ["htmx:afterSettle", "row:added"].forEach(function (news) {
    document.addEventListener(news, function (event) { dressAll(event.target); });
  });
  document.addEventListener("lookup:dress", function (event) { dressAll(event.target); });
  dressAll(document);
})();
