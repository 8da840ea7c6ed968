"use strict";
/* Households: one more row for a member, and no ID number in an address. */
(function () {
  var box = document.querySelector("[data-members]");
  if (box) {
    var total = box.querySelector("[name=members-TOTAL_FORMS]");
    var pattern = box.querySelector("template[data-member]").innerHTML;
    var addRow = function () {
      var holder = document.createElement("div"), number = Number(total.value);
      holder.innerHTML = pattern.replace(/__prefix__/g, number);
      var row = holder.firstElementChild;
      row.setAttribute("aria-label", "成员" + (number + 1));
      box.insertBefore(row, box.querySelector("template[data-member]"));
      total.value = number + 1;
      return row;
    };
    box.querySelector("[data-more]").addEventListener("click", function (event) {
      event.preventDefault();
      var row = addRow();
      row.querySelector("input:not([type=hidden])").focus();
      row.dispatchEvent(new CustomEvent("rows:added", {bubbles: true}));
    });
    /* A draft may hold more rows than the page came with. */
    document.addEventListener("draft:restored", function (event) {
      event.detail.values.forEach(function (pair) {
        var match = /^members-(\d+)-/.exec(pair[0]);
        if (!match || Number(match[1]) > 39) return;
        while (Number(match[1]) >= Number(total.value)) addRow();
        var field = document.getElementsByName(pair[0])[0];
        if (field && typeof pair[1] === "string") field.value = pair[1];
      });
    });
  }

  var byNumber = document.querySelector("[data-number-form]");
  var search = document.querySelector(".search-form input[name=q]");
  if (byNumber && search) {
    search.form.addEventListener("submit", function (event) {
      var text = search.value.replace(/\s/g, "");
      if (!/^\d{15}(\d{2}[\dXx])?$/.test(text)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      search.value = "";
      byNumber.querySelector("[name=id_number]").value = text;
      byNumber.submit();
    }, true);
  }
})();
