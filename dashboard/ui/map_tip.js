// A map's tooltip stays inside the map. deck.gl puts its corner at the pointer, and the map cuts off
// what is beyond its edge: here it stands beside the pointer, and above it where there is no room.
(() => {
  "use strict";
  const GAP = 14; // pixels from the pointer
  const EDGE = 4; // pixels from the edge of the map
  const watched = new WeakSet();

  const keepInside = (tip) => {
    if (tip.style.display === "none") return;
    const map = tip.parentElement.getBoundingClientRect();
    const { e: x, f: y } = new DOMMatrix(tip.style.transform);
    const left = Math.min(x + GAP, map.width - tip.offsetWidth - EDGE);
    const below = y + GAP + tip.offsetHeight + EDGE <= map.height;
    const top = below ? y + GAP : y - GAP - tip.offsetHeight;
    const moved = `${Math.max(left, EDGE) - x}px ${Math.max(top, EDGE) - y}px`;
    if (tip.dataset.moved === moved) return;
    tip.dataset.moved = moved;
    tip.style.translate = moved;
  };

  new MutationObserver(() => {
    for (const tip of document.querySelectorAll(".deck-tooltip")) {
      if (watched.has(tip)) continue;
      watched.add(tip);
      const watch = { attributeFilter: ["style"], childList: true };
      new MutationObserver(() => keepInside(tip)).observe(tip, watch);
    }
  }).observe(document, { childList: true, subtree: true });
})();
