"use strict";
/* What every page does beyond plain HTML. Nothing essential: each page works without. */
(function () {
  function each(root, selector, act) {
    Array.prototype.forEach.call(root.querySelectorAll(selector), act);
  }

  function prepare(root) {
    var summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
  }

  /* The button that sent a form: the browsers that we go back to do not tell it. */
  var pressed = null;
  document.addEventListener("click", function (event) { pressed = event.target.closest && event.target.closest("button, input[type=submit]"); }, true);
  window.pressedIn = function (event) {
    return event.submitter || (pressed && pressed.form === event.target && pressed.type === "submit" ? pressed : null);
  };

  /* Ctrl+Enter saves the form that one is typing in. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || event.keyCode === 229) return;
    var form = event.target.form;
    var button = form && form.method === "post" && form.querySelector("[type=submit], button:not([type])");
    if (button) { event.preventDefault(); button.click(); }
  });

  /* Without a network, or with a server that is dead, the press would end on the browser's
     own page of errors, and what is written here would be out of sight. Whether somebody
     is there is asked first, wherever something may be lost (data-draft). */
  var NOT_REACHED = "没有连上服务器，还没有保存。填写的内容都还在本页，网络恢复后请再按一次。";
  var REACHED_WITHIN = 8000;
  function reach() {
    var asked = fetch("/health/", {method: "HEAD", cache: "no-store"}).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
    });
    var late = new Promise(function (done, fail) { setTimeout(function () { fail(new Error("late")); }, REACHED_WITHIN); });
    return Promise.race([asked, late]);
  }
  function tell(form, text) {
    var note = form.querySelector("[data-unsent]"), bar = form.querySelector(".form-buttons");
    if (!note) {
      note = document.createElement("p");
      note.className = "notice notice-warning";
      note.dataset.unsent = "";
      note.setAttribute("role", "alert");
      if (bar) bar.insertAdjacentElement("beforebegin", note); else form.insertBefore(note, form.firstChild);
    }
    note.textContent = text;
    note.scrollIntoView({block: "nearest"});
  }
  document.addEventListener("submit", function (event) {
    var form = event.target, button = window.pressedIn(event);
    if (form.method !== "post" || form.dataset.reached || !form.requestSubmit) return;
    if (navigator.onLine && !form.hasAttribute("data-draft")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.reaching) return;
    form.dataset.reaching = "1";
    reach().then(function () {
      var note = form.querySelector("[data-unsent]");
      if (note) note.remove();
      delete form.dataset.reaching;
      /* A form kept by the browser: the server's own takes over, with its draft. */
      if (document.body.hasAttribute("data-offline")) { window.location.reload(); return; }
      form.dataset.reached = "1";
      form.requestSubmit(button || undefined);
      delete form.dataset.reached;
    }, function () {
      delete form.dataset.reaching;
      tell(form, NOT_REACHED);
    });
  }, true);

  /* A second press while the first is under way does nothing here (the server minds it too). */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(function () { delete form.dataset.sent; }, 8000);
  });
  window.addEventListener("pageshow", function () {
    each(document, "form[data-sent]", function (form) { delete form.dataset.sent; });
  });

  /* Ticked rows of a list. */
  function count() {
    var shown = document.querySelector("[data-ticked]"), bar = document.getElementById("bulk");
    var ticked = document.querySelectorAll("input[name=ids]:checked").length;
    if (shown) shown.textContent = ticked;
    if (!bar) return;
    /* Nothing is ticked, so nothing can be done to it. */
    if (!ticked) each(bar, "[name=all_results]", function (box) { box.checked = false; });
    bar.hidden = !ticked;
    fit(bar);
  }

  /* Each act says for how many of the ticked rows it comes into question; one that fits
     none is out of the way. Of what stands on other pages nobody knows it here. */
  function fit(bar) {
    var every = bar.querySelector("[name=all_results]").checked;
    each(bar, "[data-act]", function (button) {
      var fits = document.querySelectorAll('input[name=ids]:checked[data-fits~="' + button.dataset.act + '"]').length;
      button.querySelector("[data-fitting]").textContent = every ? "" : " " + fits + "条可办";
      button.hidden = !every && !fits;
    });
  }
  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-untick]")) return;
    event.preventDefault();
    each(document, "input[name=ids], [data-tick-all]", function (box) { box.checked = false; });
    count();
  });

  /* Fields that were left empty stay out of the address. */
  document.addEventListener("formdata", function (event) {
    if (event.target.method !== "get") return;
    var filled = [];
    event.formData.forEach(function (value, name) { filled.push([name, value]); });
    filled.forEach(function (pair) { event.formData.delete(pair[0]); });
    filled.forEach(function (pair) { if (pair[1] !== "") event.formData.append(pair[0], pair[1]); });
  });
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-tick-all]")) {
      each(document, "input[name=ids]", function (box) { box.checked = event.target.checked; });
    }
    if (event.target.matches("[data-tick-every]")) {
      each(event.target.closest(".panel"), "td.tick input", function (box) { box.checked = event.target.checked; });
    }
    if (event.target.matches("[data-tick-all], input[name=ids], [name=all_results]")) count();
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
  });

  /* What a cell had to cut is read by pointing at it. */
  document.addEventListener("mouseover", function (event) {
    var cell = event.target.closest && event.target.closest(".one-line td");
    if (cell && cell.scrollWidth > cell.clientWidth && !cell.title) cell.title = cell.textContent.trim();
  });

  /* A dropped-down box closes when one clicks elsewhere or presses Escape. */
  function close(except) {
    each(document, "details.drop[open], details.who[open]", function (box) {
      if (!except || !box.contains(except)) box.removeAttribute("open");
    });
  }
  document.addEventListener("click", function (event) { close(event.target); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") close(null); });

  /* ? opens the list of keys over the page. It comes from the manual, whose address the
     link 帮助 carries; what is typed stays where it is. */
  var keys = null, focused = null;
  function isTyping(event) {
    return event.isComposing || event.keyCode === 229 || event.target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  }
  function makeKeys(table) {
    keys = document.createElement("dialog");
    keys.className = "keys-box";
    keys.setAttribute("aria-label", "快捷键");
    var button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm btn-outline-secondary";
    button.textContent = "关闭";
    button.addEventListener("click", function () { keys.close(); });
    keys.appendChild(button);
    keys.appendChild(document.importNode(table, true));
    /* Chromium 80 does not go back by itself to where one was. */
    keys.addEventListener("close", function () { if (focused) focused.focus(); });
    document.body.appendChild(keys);
  }
  function showKeys(address) {
    focused = document.activeElement;
    if (keys) { keys.showModal(); return; }
    fetch(address).then(function (answer) { return answer.text(); }).then(function (text) {
      var table = new DOMParser().parseFromString(text, "text/html").querySelector("[data-keys-table]");
      if (!table) throw new Error("no keys");
      if (!keys) makeKeys(table);
      keys.showModal();
    }).catch(function () { window.open(address); });
  }
  document.addEventListener("keydown", function (event) {
    var link = document.querySelector("[data-keys]");
    if ((event.key !== "?" && event.key !== "？") || !link || event.ctrlKey || event.altKey || event.metaKey || isTyping(event) || (keys && keys.open)) return;
    event.preventDefault();
    showKeys(link.dataset.keys);
  });

  document.addEventListener("htmx:afterSettle", function (event) { prepare(event.target); count(); });
  /* A page instead of a part (sign-in, an error): show it whole. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (/<html/i.test(event.detail.xhr.responseText.slice(0, 300))) {
      event.preventDefault();
      window.location.assign(event.detail.xhr.responseURL);
    }
  });
  document.addEventListener("htmx:responseError", function (event) {
    window.location.assign(event.detail.xhr.responseURL);
  });
  prepare(document);
  count();
  /* Only over HTTPS or on this machine does a browser keep forms (ui/offline.py). */
  if (window.isSecureContext && navigator.serviceWorker && document.body.dataset.user) navigator.serviceWorker.register("/worker.js");
})();
