"use strict";
/* The line of a long page's parts, by name. On a form its parts are [data-part]: what is
   complete is ticked, faults are counted; without this script the line leads to the
   parts that the page came with. On a record they are the headings. */
(function () {
  var line = document.querySelector("[data-anchors]"), form = document.querySelector("form[data-draft]");
  /* Fewer parts, or a page of hardly more than a screen, need no line. */
  var FEWEST = 3, SCREENS = 1.5;
  function all(root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }
  function linkTo(id, words) {
    var link = document.createElement("a");
    link.href = "#" + id;
    link.textContent = words;
    return link;
  }

  /* ---- a form ---- */
  function isFilled(field) {
    if (field.type !== "radio" && field.type !== "checkbox") return field.value.trim() !== "";
    return Boolean(form.querySelector("input[name='" + field.name + "']:checked"));
  }
  /* What must be filled is; a part that asks for nothing is never called complete. */
  function isComplete(part) {
    var needed = all(part, "[required]"), ticks = all(part, "[data-wants-one]"), answers = all(part, ".answer");
    /* Of a household each question has an answer, or something would be passed over. */
    if (answers.length) return answers.every(function (answer) { return all(answer, "input, select, textarea").some(isFilled); });
    return needed.length + ticks.length > 0 && needed.every(isFilled) &&
      ticks.every(function (box) { return box.querySelector("input:checked"); });
  }
  function nameOf(part) {
    var title = part.querySelector("[data-call-title]"), order = title && all(form, "[data-call]:not(.is-removed)").indexOf(part) + 1;
    return title ? "第" + order + "户 " + title.textContent.split("（")[0].trim() : part.dataset.part;
  }
  function mark(link, name, words) {
    var mark = document.createElement("span");
    mark.className = name;
    mark.textContent = words;
    link.appendChild(mark);
  }
  function linkToPart(part) {
    var link = linkTo(part.id, nameOf(part)), faults = all(part, ".invalid-feedback").length;
    if (faults) mark(link, "faults", faults + "处需更正");
    else if (isComplete(part)) mark(link, "is-complete", " ✓");
    return link;
  }
  function parts() { return all(form, "[data-part]:not(.is-removed)"); }
  function draw() {
    all(line, "a").forEach(function (link) { link.remove(); });
    parts().reverse().forEach(function (part) { line.insertBefore(linkToPart(part), line.firstChild); });
  }
  /* Nobody reads the line while he types: once in a while is enough. */
  var timer = null;
  function later() { clearTimeout(timer); timer = setTimeout(draw, 300); }
  function ofForm() {
    line.addEventListener("click", function (event) {
      var link = event.target.closest("a"), part = link && document.getElementById(link.hash.slice(1));
      if (part && part.tagName === "DETAILS") part.open = true;
    });
    ["input", "change", "calls:changed", "draft:restored"].forEach(function (news) { form.addEventListener(news, later); });
    draw();
    if (parts().length >= FEWEST) line.hidden = false;
  }

  /* ---- a record ---- */
  function ofRecord() {
    var heads = all(document.querySelector(".content"), "h2").filter(function (head) { return !head.closest("aside"); });
    if (heads.length < FEWEST || document.documentElement.scrollHeight < SCREENS * window.innerHeight) return;
    heads.forEach(function (head, at) {
      head.id = head.id || "part-" + at;
      line.appendChild(linkTo(head.id, head.textContent.trim()));
    });
    line.hidden = false;
  }

  if (line && line.dataset.anchors === "headings") ofRecord();
  else if (line && form) ofForm();
})();
