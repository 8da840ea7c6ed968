"use strict";
/* Scores: buttons for a thumb, and the sum while typing. The server adds up again. */
(function () {
  var form = document.querySelector("[data-inspection]");
  var boxes = Array.prototype.slice.call(form.querySelectorAll("[data-score] input"));
  var total = form.querySelector("[data-total]");

  function add() {
    var given = boxes.filter(function (box) { return box.value !== ""; });
    total.textContent = given.length ? given.reduce(function (sum, box) { return sum + (parseInt(box.value, 10) || 0); }, 0) : "—";
  }
  function stepper(box, step, label) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "score-step";
    button.textContent = step < 0 ? "−" : "＋";
    button.setAttribute("aria-label", label);
    button.addEventListener("click", function () {
      var most = Number(box.max), now = box.value === "" ? (step < 0 ? most + 1 : most - 1) : parseInt(box.value, 10) || 0;
      box.value = Math.min(most, Math.max(0, now + step));
      box.dispatchEvent(new Event("input", {bubbles: true}));
    });
    return button;
  }
  boxes.forEach(function (box) {
    var holder = document.createElement("div");
    holder.className = "score-box";
    box.parentNode.insertBefore(holder, box);
    holder.appendChild(stepper(box, -1, "减一分"));
    holder.appendChild(box);
    holder.appendChild(stepper(box, 1, "加一分"));
  });
  form.addEventListener("input", add);
  form.addEventListener("change", add);
  document.addEventListener("draft:restored", add);
  add();
})();
