"use strict";
/* Beside a suggestion a button that takes it over; beside ticked units their names.
   Nothing is chosen beforehand, and the page works without. */
(function () {
  function each(root, selector, act) {
    Array.prototype.forEach.call(root.querySelectorAll(selector), act);
  }

  function offer(field) {
    var value = field.dataset.suggested;
    if (!field.querySelector('option[value="' + value + '"]')) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm btn-outline-primary take-suggestion";
    button.textContent = "采用“" + field.dataset.suggestedLabel + "”";
    button.addEventListener("click", function () {
      field.value = value;
      field.dispatchEvent(new Event("change", {bubbles: true}));
      field.focus();
    });
    field.insertAdjacentElement("afterend", button);
  }

  function name(box) {
    var ticked = box.querySelectorAll("input:checked");
    var names = Array.prototype.map.call(ticked, function (input) { return input.parentNode.textContent.trim(); });
    box.querySelector("[data-chosen]").textContent = names.join("、") || "未选";
  }

  each(document, "select[data-suggested]", offer);
  document.addEventListener("change", function (event) {
    var box = event.target.closest("[data-units]");
    if (box) name(box);
  });
})();
