// What is chosen, above every page (`chips.py`):
// - whoever takes a chip off with the keyboard goes on at the next one;
// - what a large change did is told to those who hear the page. The way back follows the page while
//   it scrolls, for a while; then it stays at its place.
(() => {
  "use strict";
  const BUTTONS = ".st-key-chips button";
  const CHANGE = ".st-key-undo";
  const FOLLOWS = 12_000;
  const one = (selector) => document.querySelector(selector);
  // Streamlit draws a button twice where it has a tooltip: for wide and for narrow windows.
  const visible = (selector) =>
    [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility());
  let told = "";
  let taken = null; // the button that a key has pressed, and its place among the chips
  let at = 0;
  let timer;

  const tell = () => {
    const text = one(`${CHANGE} [data-testid="stMarkdownContainer"]`)?.textContent ?? "";
    if (text === told) return;
    told = text;
    announce("change", text);
    clearTimeout(timer);
    const page = document.documentElement;
    page.style.setProperty("--ground", getComputedStyle(one('[data-testid="stApp"]')).backgroundColor);
    page.toggleAttribute("data-way-back", text !== "");
    timer = setTimeout(rest, FOLLOWS);
  };

  const rest = () => {
    if (one(`${CHANGE}:is(:hover, :focus-within)`)) timer = setTimeout(rest, FOLLOWS);
    else document.documentElement.removeAttribute("data-way-back");
  };

  const keepFocus = () => {
    if (!taken || taken.isConnected) return;
    if (one('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning") return;
    if (document.activeElement === document.body) {
      const left = visible(BUTTONS);
      const next = left[Math.min(at, left.length - 1)] ?? visible(`${CHANGE} button`)[0];
      (next ?? one(".st-key-asof input"))?.focus();
    }
    taken = null;
  };

  let due = false;
  const look = () => {
    due = false;
    tell();
    keepFocus();
  };
  new MutationObserver(() => {
    if (due) return;
    due = true;
    setTimeout(look);
  }).observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
    attributeFilter: ["data-test-script-state"],
  });
  addEventListener(
    "click",
    (event) => {
      // A key's click is counted as none.
      const byKey = event.detail === 0;
      taken = byKey ? event.target.closest?.(`${BUTTONS}, ${CHANGE} button`) : null;
      at = Math.max(0, visible(BUTTONS).indexOf(taken));
    },
    true,
  );
})();
