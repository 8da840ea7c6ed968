"use strict";
/* Opinions stand beside the household that voiced them; another one comes without asking
   the server. Who said it: the box offers the households that stand on the page now, and
   says what leaving it open means. Without this script the server does all of it. */
(function () {
  var form = document.getElementById("visit-entry"), calls = document.getElementById("calls");
  if (!form || !calls) return;
  var BESIDE = document.getElementById("opinion-template"), GENERAL = document.getElementById("opinion-template-general");

  function each(root, selector, act) { Array.prototype.forEach.call(root.querySelectorAll(selector), act); }

  /* ---- another one ---- */
  function free() {
    var most = 0;
    each(form, "[name^='opinions-'][name$='-text']", function (box) {
      if (box.closest("template")) return;
      most = Math.max(most, Number(box.name.split("-")[1]));
    });
    return most + 1;
  }
  function placeOf(block) { return form.querySelector("[data-opinions='" + block + "']"); }
  function addRow(place, number) {
    var block = place.dataset.opinions, sheet = block ? BESIDE : GENERAL, holder = document.createElement("div");
    var at = number === undefined ? free() : number;
    holder.innerHTML = sheet.innerHTML.replace(/__opinion__/g, at).replace(/__number__/g, block);
    var row = holder.firstElementChild;
    place.appendChild(row);
    row.dispatchEvent(new CustomEvent("row:added", {bubbles: true}));
    offerAll();
    return row;
  }
  form.addEventListener("click", function (event) {
    var button = event.target.closest("[data-more-opinions]");
    if (!button) return;
    event.preventDefault();
    addRow(placeOf(button.value === "add" ? "" : button.value)).querySelector("[data-spot-title]").focus();
  });
  form.addEventListener("call:added", function (event) {
    var place = event.detail.querySelector("[data-opinions]");
    /* On a phone the button is enough. */
    if (window.visitEntry.isNarrow) return;
    if (place && !place.children.length) addRow(place);
  });

  /* ---- who said it ---- */
  function homes() {
    var found = [];
    each(calls, "[data-call]:not(.is-removed)", function (block) {
      var key = block.querySelector("input[name$='-household']").value;
      if (key) found.push(["household-" + key, block.querySelector("[data-call-title]").textContent.trim()]);
    });
    return found;
  }
  function leftOpen(box, found) {
    var own = box.closest("[data-call]");
    if (own) return "默认：" + own.querySelector("[data-call-title]").textContent.trim();
    if (found.length > 1) return "请选择";
    return "默认：" + (found.length ? found[0][1] : "本村（选了代表的为代表）");
  }
  function offer(box, wanted) {
    var found = homes(), chosen = wanted === undefined ? box.value : wanted, first = box.options[0];
    each(box, "option[value^='household-']", function (option) { box.removeChild(option); });
    first.textContent = leftOpen(box, found);
    found.slice().reverse().forEach(function (home) {
      box.insertBefore(new Option(home[1], home[0]), first.nextSibling);
    });
    box.value = chosen;
    /* The household that was chosen is on the page no more: it is asked again. */
    if (box.selectedIndex < 0) box.value = "";
  }
  function offerAll() { each(form, "select[data-said-by]", function (box) { offer(box); }); }

  form.addEventListener("calls:changed", offerAll);

  /* ---- a draft may hold more of them than the page came with ---- */
  function restoreRow(pair) {
    var found = /^opinions-(\d{1,3})-call$/.exec(pair[0]), place = found && placeOf(pair[1]);
    if (place && !form.elements["opinions-" + found[1] + "-text"]) addRow(place, Number(found[1]));
  }
  function restoreValue(pair) {
    var box = form.elements[pair[0]];
    if (!box || !box.matches || pair[0].indexOf("opinions-") !== 0 || /-(call|count)$/.test(pair[0])) return;
    if (box.matches("select[data-said-by]")) offer(box, pair[1]);
    else if (typeof pair[1] === "string") box.value = pair[1];
    else box.checked = pair[1][1];
    if (box.closest("details") && (typeof pair[1] === "string" ? pair[1] : pair[1][1])) box.closest("details").open = true;
  }
  /* A block that the draft made brought an empty row, whose number may be another's. */
  function clearBlocks() { each(calls, "[data-spot]", function (row) { row.remove(); }); }
  function fillBlocks() {
    if (window.visitEntry.isNarrow) return;
    each(calls, "[data-opinions]", function (place) { if (!place.children.length) addRow(place); });
  }
  form.addEventListener("draft:restored", function (event) {
    var values = event.detail.values;
    setTimeout(function () {
      clearBlocks();
      values.forEach(restoreRow);
      fillBlocks();
      values.forEach(restoreValue);
      each(form, "[data-spot] [data-lookup]", function (box) {
        var shown = box.querySelector(".autocomplete__input"), text = box.querySelector("input[type=hidden]");
        if (shown && text) shown.value = text.value;
      });
    }, 0);
  });
  offerAll();
})();
