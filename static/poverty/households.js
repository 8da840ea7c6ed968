"use strict";
/* No ID number in an address: what looks like one is posted instead of searched for. */
(function () {
  var byNumber = document.querySelector("[data-number-form]");
  var search = document.querySelector(".search-form input[name=q]");
  if (!byNumber || !search) return;
  search.form.addEventListener("submit", function (event) {
    var text = search.value.replace(/\s/g, "");
    if (!/^\d{15}(\d{2}[\dXx])?$/.test(text)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    search.value = "";
    byNumber.querySelector("[name=id_number]").value = text;
    byNumber.submit();
  }, true);
})();
