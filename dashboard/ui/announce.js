// Tells those who hear the page something. Each kind of news has a place of its own, which is there
// before its words: screen readers speak only of places that they know.
globalThis.announce = (kind, text) => {
  let place = document.querySelector(`.${kind}-said`);
  if (!place) {
    place = document.createElement("div");
    place.className = `said ${kind}-said`;
    place.setAttribute("role", "status");
    document.body.append(place);
  }
  setTimeout(() => {
    place.textContent = text;
  });
};

// Tells it to those who see the page as well, for a moment in place of an element's own words.
globalThis.announceOn = (() => {
  const SHOWN = 3000, shown = new WeakMap();
  return (kind, element, text) => {
    const { own = element.textContent, timer } = shown.get(element) ?? {};
    clearTimeout(timer);
    element.textContent = element.dataset.said = text;
    announce(kind, text);
    const after = () => {
      announce(kind, "");
      element.textContent = own;
      delete element.dataset.said;
      shown.delete(element);
    };
    shown.set(element, { own, timer: setTimeout(after, SHOWN) });
  };
})();
