// Where the focus is, for those who use the keyboard:
// - the search opens in its field; Enter opens the first result, the arrow keys move;
// - an open popover (Filter, Share, Copy) holds the focus until it is closed. Streamlit draws it at
//   the end of the page, so that Tab would walk through everything else first. Escape closes it
//   and goes back to its button: that is Streamlit's own.
(() => {
  "use strict";
  const FIELD = '[role="dialog"] .st-key-find-words input';
  const RESULTS = '[role="dialog"] [class*="st-key-found"]';
  const POPOVER = '[data-testid="stPopoverBody"]';
  const OPENER = '[data-testid="stPopoverButton"][aria-expanded="true"]';
  const STOPS = "a[href], button, input, select, textarea, summary, [tabindex]";
  const one = (selector) => document.querySelector(selector);
  let met = null; // the search's field, once the focus has been handed to it
  let entered = null; // the popover that the focus has been handed to
  let wanted = null; // what Enter was pressed on before its results had come

  // The dialog takes the focus itself, or leaves it with the page as a whole. The field keeps the
  // words of the last search: they are selected, so that typing begins anew.
  const enterSearch = () => {
    const field = one(FIELD);
    if (!field || field === met) return;
    const dialog = field.closest('[role="dialog"]');
    const at = document.activeElement;
    if (at === dialog || at === document.body) {
      field.focus();
      field.select();
    }
    if (dialog.contains(document.activeElement)) met = field;
  };

  const enterPopover = () => {
    const popover = one(POPOVER);
    if (!popover) return;
    // Nowhere is where the focus is when the control that had it is gone or idle.
    const nowhere = document.activeElement === document.body;
    if (popover === entered && !nowhere) return;
    entered = popover;
    if (!nowhere && !document.activeElement.matches(OPENER)) return;
    popover.tabIndex = -1;
    popover.focus({ preventScroll: true });
  };

  const stopsIn = (box) =>
    [...box.querySelectorAll(STOPS)].filter(
      (each) => each.tabIndex >= 0 && !each.disabled && each.checkVisibility({ visibilityProperty: true }),
    );

  // Tab goes round inside: behind the last control of a popover the page ends.
  const goRound = (event) => {
    const popover = one(POPOVER);
    const at = document.activeElement;
    if (!popover || !popover.contains(at)) return;
    const stops = stopsIn(popover);
    const ends = event.shiftKey ? [stops[0], popover] : [stops.at(-1)];
    if (stops.length && !ends.includes(at)) return;
    event.preventDefault();
    stops.at(event.shiftKey ? -1 : 0)?.focus();
  };

  // Results carry the text that they were found for; those of other texts are not what is wanted.
  const openFirst = () => {
    const field = one(FIELD);
    if (wanted === null || !field || field.value !== wanted) {
      wanted = null;
      return;
    }
    const hex = [...new TextEncoder().encode(wanted)].map((b) => b.toString(16).padStart(2, "0"));
    const link = one(`[role="dialog"] .st-key-found-${hex.join("")} a`);
    if (!link || one('[data-testid="stApp"]').dataset.testScriptState !== "notRunning") return;
    wanted = null;
    link.click();
  };

  const search = (event) => {
    const field = one(FIELD);
    if (!field || event.isComposing) return;
    const places = [field, ...document.querySelectorAll(`${RESULTS} a`)];
    const at = places.indexOf(document.activeElement);
    if (at < 0) return;
    if (event.key === "Enter") {
      if (at) return; // a link of its own
      wanted = field.value;
      openFirst();
      return;
    }
    event.preventDefault();
    places[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
  };

  let due = false;
  const look = () => {
    due = false;
    enterSearch();
    enterPopover();
    openFirst();
  };
  // Never in the midst of a change of the page or of the focus, which is nowhere meanwhile.
  const soon = () => {
    if (due) return;
    due = true;
    setTimeout(look);
  };
  new MutationObserver(soon).observe(document, {
    childList: true,
    subtree: true,
    attributeFilter: ["data-test-script-state"],
  });
  for (const moved of ["focusin", "focusout"]) addEventListener(moved, soon);
  addEventListener("keydown", (event) => {
    if (event.key === "Tab" && !event.defaultPrevented) goRound(event);
    if (["Enter", "ArrowDown", "ArrowUp"].includes(event.key)) search(event);
  });
})();
