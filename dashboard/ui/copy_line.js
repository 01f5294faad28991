// The button of a headline card puts the line in it on the clipboard. Where the browser has none for
// pages, as without HTTPS, or refuses, the line is shown and selected. The words stand in the element
// around the cards (`metric_cards.py`).
(() => {
  "use strict";
  const element = (name, properties, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  };

  // Closed, it hands the focus back to the button.
  const show = (line, words) => {
    const text = element("textarea", { value: line, readOnly: true, rows: 4 });
    const close = element("button", { textContent: words.close });
    const label = element("label", {}, words.refused, text);
    const dialog = element("dialog", { className: "line-to-copy" });
    dialog.append(element("form", { method: "dialog" }, label, close));
    dialog.addEventListener("close", () => dialog.remove());
    document.querySelector('[data-testid="stApp"]').append(dialog);
    dialog.showModal();
    text.select();
  };

  addEventListener("click", async (event) => {
    const button = event.target.closest?.("#root .card .copy");
    if (!button) return;
    const line = button.querySelector(".quotation").textContent;
    const words = button.closest(".cards").dataset;
    try {
      await navigator.clipboard.writeText(line);
      announceOn("copy", button.querySelector(".name"), words.copied);
    } catch {
      show(line, words);
    }
  });
})();
