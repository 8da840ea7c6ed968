"use strict";
/* A calendar beside each day box: the browser's own, writing into the text box. */
(function () {
  function dress(box) {
    if (box.dataset.dressed) return;
    box.dataset.dressed = "1";
    var wrap = document.createElement("div");
    wrap.className = "day-box";
    box.parentNode.insertBefore(wrap, box);
    wrap.appendChild(box);
    var button = document.createElement("span");
    button.className = "day-button";
    button.title = "从日历中选择";
    button.innerHTML = '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path fill="none" stroke="currentColor" stroke-width="1.2" d="M2 3.500h12V14H2zM2 6.500h12M5 2v3M11 2v3"/></svg>';
    var picker = document.createElement("input");
    picker.type = "date";
    picker.tabIndex = -1;
    picker.setAttribute("aria-hidden", "true");
    picker.addEventListener("click", function () {
      if (/^\d{4}-\d{2}-\d{2}$/.test(box.value)) picker.value = box.value;
      if (picker.showPicker) picker.showPicker();
    });
    picker.addEventListener("change", function () {
      if (!picker.value) return;
      box.value = picker.value;
      box.dispatchEvent(new Event("input", {bubbles: true}));
      box.focus();
    });
    button.appendChild(picker);
    wrap.appendChild(button);
  }
  function dressAll(root) { Array.prototype.forEach.call(root.querySelectorAll("input[data-day]"), dress); }
  ["htmx:afterSettle", "row:added"].forEach(function (news) {
    document.addEventListener(news, function (event) { dressAll(event.target); });
  });
  dressAll(document);
})();
