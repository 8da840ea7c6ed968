"use strict";
/* Who said it: the box offers the households that stand on the page now, and says what
   leaving it open means. Without this script the server does the same with each answer. */
(function () {
  var form = document.getElementById("visit-entry"), calls = document.getElementById("calls");
  if (!form || !calls) return;

  function each(root, selector, act) { Array.prototype.forEach.call(root.querySelectorAll(selector), act); }

  function homes() {
    var found = [];
    each(calls, "[data-call]:not(.is-removed)", function (block) {
      var key = block.querySelector("input[name$='-household']").value;
      if (key) found.push(["household-" + key, block.querySelector("[data-call-title]").textContent.trim()]);
    });
    return found;
  }
  function leftOpen(found) {
    if (found.length > 1) return "请选择";
    return "默认：" + (found.length ? found[0][1] : "本村（选了代表的为代表）");
  }
  function offer(box, wanted) {
    var found = homes(), chosen = wanted === undefined ? box.value : wanted, first = box.options[0];
    each(box, "option[value^='household-']", function (option) { box.removeChild(option); });
    first.textContent = leftOpen(found);
    found.slice().reverse().forEach(function (home) {
      box.insertBefore(new Option(home[1], home[0]), first.nextSibling);
    });
    box.value = chosen;
    /* The household that was chosen is on the page no more: it is asked again. */
    if (box.selectedIndex < 0) box.value = "";
  }
  function offerAll() { each(form, "select[data-said-by]", function (box) { offer(box); }); }

  form.addEventListener("calls:changed", offerAll);
  form.addEventListener("draft:restored", function (event) {
    var values = event.detail.values;
    setTimeout(function () {
      values.forEach(function (pair) {
        var box = form.elements[pair[0]];
        if (box && box.matches && box.matches("select[data-said-by]")) offer(box, pair[1]);
      });
    }, 0);
  });
  offerAll();
})();
