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
