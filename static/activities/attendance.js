// 全部到会: one press marks every deputy as present; exceptions come afterwards.
(function () {
  "use strict";
  var button = document.querySelector("[data-all-present]");
  if (!button) { return; }
  button.hidden = false;
  button.addEventListener("click", function () {
    document.querySelectorAll('.attendance input[value="present"]').forEach(function (radio) {
      radio.checked = true;
    });
    button.form.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
// A part of which something is written down took place; the tick can be taken back.
(function () {
  "use strict";
  document.querySelectorAll(".activity-part").forEach(function (part) {
    var tick = part.querySelector("input[type=checkbox]"), record = part.querySelector("textarea"), was = record.value.trim();
    record.addEventListener("input", function () {
      var now = record.value.trim();
      if (now && !was) { tick.checked = true; }
      was = now;
    });
  });
})();
// Rows of speeches are added by a script alone; without one two more come with each saving.
(function () {
  "use strict";
  var more = document.querySelector("[data-rows=speeches] [data-more]");
  if (more) { more.hidden = false; }
})();
