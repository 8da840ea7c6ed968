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

  /* ---- on a phone one item is open; the bar leads to the next without a score ---- */
  var items = Array.prototype.slice.call(form.querySelectorAll("details.item"));
  var isNarrow = window.matchMedia("(max-width: 800px)").matches, onward = form.querySelector("[data-next]"), line = form.querySelector("[data-progress]");
  function scoreOf(item) { return item.querySelector("[data-score] input"); }
  function isOpen(item) { return item.open; }
  function waits(item) { return scoreOf(item) && scoreOf(item).value === ""; }
  function nameOf(item) { return item.querySelector("h2").textContent.replace(/^\d+\.\s*/, ""); }
  function following() {
    var at = items.findIndex(isOpen) + 1, waiting = items.slice(at).concat(items.slice(0, at)).filter(waits);
    return waiting.filter(function (item) { return !item.open; })[0];
  }
  function tell() {
    var next = following();
    add();
    items.forEach(function (item) {
      var given = item.querySelector("[data-given]");
      if (given) given.textContent = scoreOf(item).value || "—";
    });
    line.hidden = false;
    line.querySelector("[data-checked]").textContent = line.querySelector("progress").value = items.length - items.filter(waits).length;
    onward.hidden = !isNarrow || !next;
    if (next) onward.textContent = "下一项：" + nameOf(next);
  }
  function open(item) {
    items.forEach(function (each) { each.open = each === item; });
    item.scrollIntoView({block: "start"});
  }
  /* What was opened by hand closes the others. */
  items.forEach(function (item) {
    item.querySelector("summary").addEventListener("click", function (event) {
      if (!isNarrow || item.open) return;
      event.preventDefault();
      open(item);
    });
    item.addEventListener("toggle", tell);
  });
  onward.addEventListener("click", function () { open(following()); });
  function begin() {
    var wrong = items.filter(function (item) { return item.querySelector(".invalid-feedback"); })[0];
    if (isNarrow) items.forEach(function (item) { item.open = item === (wrong || items.filter(waits)[0] || items[0]); });
  }
  /* A link of the summary of faults leads into an item that may be closed. */
  form.addEventListener("click", function (event) {
    var link = event.target.closest(".error-summary a"), field = link && document.getElementById(link.hash.slice(1)), item = field && field.closest("details.item");
    if (item && isNarrow) open(item);
  });

  /* ---- pictures: a button that says how many were taken ---- */
  form.classList.add("has-script");
  form.addEventListener("change", function (event) {
    var box = event.target.type === "file" && event.target.closest(".pictures"), label = box && box.querySelector(".form-label"), many = event.target.files;
    if (label) label.textContent = "照片" + (many.length ? "（" + many.length + "）" : "");
  });

  form.addEventListener("input", tell);
  form.addEventListener("change", tell);
  document.addEventListener("draft:restored", function () { begin(); tell(); });
  begin();
  tell();
})();
