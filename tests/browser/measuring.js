/* What of a page is not as it should be, told by rule; run in the page by the tests. */
(width) => {
  const told = {};
  const tell = (rule, element) => {
    const words = (element.innerText || element.value || element.name || "").trim().slice(0, 30);
    (told[rule] = told[rule] || []).push(`${element.tagName}.${element.className} ${words}`);
  };
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const is_seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.right > 0 && getComputedStyle(element).visibility === "visible";
  };
  if (document.documentElement.scrollWidth > width) tell("wider than the page", document.body);
  if (width < 800) {
    /* A link within a sentence is as high as its line; what stands for itself is for a thumb. */
    all("main button, main .btn, main summary, main select, main input, main textarea, .tabs a, .side a").filter(is_seen).forEach((element) => {
      const own = element.getBoundingClientRect();
      const around = (element.labels && element.labels[0]) || element.closest("td.tick, .form-check") || element;
      const is_ticked = /^(checkbox|radio)$/.test(element.type);
      const height = is_ticked ? Math.max(own.height, around.getBoundingClientRect().height) : own.height;
      if (height < 43.5) tell("too small for a thumb", element);
    });
  } else {
    all(".table.one-line tbody tr").forEach((row) => {
      if (row.getBoundingClientRect().height > 44) tell("a row of two lines", row);
    });
  }
  /* What a cell cuts it tells by pointing; anything else must stand there whole. */
  all("main a, main .btn, main h1, main h2, main .tag, main .due, main dd, main label, .side a").filter(is_seen).forEach((element) => {
    if (element.closest(".one-line td, .visually-hidden, svg")) return;
    const is_cut = getComputedStyle(element).overflow !== "visible" && element.scrollWidth > element.clientWidth + 1;
    if (is_cut) tell("text cut", element);
  });
  const bars = all(".form-buttons").filter((bar) => getComputedStyle(bar).position === "sticky");
  bars.forEach((bar) => {
    all("main a[href], main button, main input, main select, main textarea, main summary").filter(is_seen).forEach((element) => {
      if (bar.contains(element)) return;
      element.focus();
      const box = element.getBoundingClientRect(), edge = bar.getBoundingClientRect();
      const is_beside = box.right <= edge.left || box.left >= edge.right;
      /* Of a text of several lines the browser shows the one that is written. */
      const shown = element.tagName === "TEXTAREA" ? Math.min(box.height, 36) : box.height;
      if (document.activeElement === element && !is_beside && box.top + shown > edge.top + 1 && box.top < edge.bottom) tell("covered by the bar", element);
    });
  });
  return told;
}
