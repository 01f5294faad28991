// Entries that a reader has opened stay open where the list is drawn anew, and those that were shut stay
// shut, until the reader leaves the page: the HTML of a list (`components/folds.py`) changes with each
// link in it.
(() => {
  "use strict";
  const FOLD = "#root details[data-fold]";
  const told = new Map();
  let page = location.pathname;

  addEventListener("click", (event) => {
    const fold = event.target.closest?.("summary")?.closest(FOLD);
    if (fold) told.set(fold.dataset.fold, !fold.open);
  });
  new MutationObserver(() => {
    if (page !== location.pathname) told.clear();
    page = location.pathname;
    for (const fold of told.size ? document.querySelectorAll(FOLD) : []) {
      const open = told.get(fold.dataset.fold);
      if (open !== undefined && open !== fold.open) fold.open = open;
    }
  }).observe(document, { childList: true, subtree: true });
})();
