([key, choice, longitude, latitude]) => {
  // Where a point of a map lies in the window, once a click there would choose this; else null.
  const map = document.querySelector(`.st-key-picture-${key} [data-testid="stDeckGlJsonChart"]`);
  const box = map?.querySelector("#deckgl-wrapper");
  const inside = Object.keys(box ?? {}).find((name) => name.startsWith("__reactFiber$"));
  for (let part = box?.[inside]; part; part = part.return)
    for (let kept = part.memoizedState; kept?.next; kept = kept.next) {
      const deck = kept.memoizedState?.current?.deck;
      if (!deck) continue;
      map.scrollIntoView({ block: "center" });
      const [x, y] = deck.getViewports()[0].project([longitude, latitude]);
      const { left, top } = box.getBoundingClientRect();
      return deck.pickObject({ x, y })?.object?.choice === choice ? [left + x, top + y] : null;
    }
  return null;
}
