"use strict";
/* Rows beneath a record: [data-rows=PREFIX] holds the rows, a template[data-row] for an
   empty one and a button[data-more]. */
(function () {
  function total(box) { return box.querySelector("[name=" + box.dataset.rows + "-TOTAL_FORMS]"); }
  function addRow(box) {
    var pattern = box.querySelector("template[data-row]"), count = total(box);
    var holder = document.createElement("div");
    holder.innerHTML = pattern.innerHTML.replace(/__prefix__/g, count.value);
    var row = holder.firstElementChild;
    pattern.parentNode.insertBefore(row, pattern);
    count.value = Number(count.value) + 1;
    row.dispatchEvent(new CustomEvent("row:added", {bubbles: true}));
    return row;
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-more]"), box = button && button.closest("[data-rows]");
    if (!box) return;
    event.preventDefault();
    var field = addRow(box).querySelector("input:not([type=hidden]), textarea");
    if (field) field.focus();
  });
  /* A draft may hold more rows than the page came with. */
  document.addEventListener("draft:restored", function (event) {
    Array.prototype.forEach.call(document.querySelectorAll("[data-rows]"), function (box) {
      var start = box.dataset.rows + "-";
      event.detail.values.forEach(function (pair) {
        if (pair[0].indexOf(start) !== 0) return;
        var number = parseInt(pair[0].slice(start.length), 10);
        if (!(number < 40)) return;
        while (number >= Number(total(box).value)) addRow(box);
        var field = document.getElementsByName(pair[0])[0];
        if (field && typeof pair[1] === "string") field.value = pair[1];
      });
    });
  });
})();
