// A click on a mark of a chart or map is a link to the same page with more chosen, or less. Traces
// name what their marks choose (`leads_to` in `charts/base.py`), and so do the objects and layers of
// maps (`maps/deckgl.py`): keys of the address with their ids, or with nothing for a key that goes.
// The same click again takes it back, and so does Escape; Shift or Ctrl adds where a key holds
// several. Streamlit's own selection would not do: filled areas never answer, a finger could no
// longer scroll over a chart, it says nothing of Shift, and it remembers the click of a chart or map
// that has changed since.
(() => {
  "use strict";
  const CHART = ".js-plotly-plot";
  const MAP = '[data-testid="stDeckGlJsonChart"]';
  // The keys that hold several ids, and how many (`url_state.py`).
  const SEVERAL = new Map([["city", 3]]);
  const STILL = 8; // pixels within which a finger or a mouse has not been moved
  const TWICE = 300; // milliseconds within which a second click on a map enlarges it instead
  // Which column of a place has the id of what it stands for.
  const IDS = { city: "place_id", country: "country_id" };
  const OPEN = '[role="dialog"], [role="listbox"], [data-testid="stPopoverBody"]';
  let down = { x: 0, y: 0 };
  let moved = false;
  // A tap is a click of the finger, then one of the mouse it plays, which comes when it may: one choice
  // for each time that something is pressed.
  let spent = false;
  let last = -TWICE;
  let waiting;

  const choiceOf = (points) => {
    for (const point of points ?? []) {
      const choose = point.data?.meta?.choose;
      const found = Array.isArray(choose) ? choose[point.pointNumber] : choose;
      if (found) return found;
    }
    return "";
  };

  const go = (query, state) => {
    const said = query.toString();
    history.pushState(state, "", location.pathname + (said && `?${said}`));
    dispatchEvent(new PopStateEvent("popstate", { state }));
  };

  const choose = (choice, add) => {
    const query = new URLSearchParams(location.search);
    const said = [...new URLSearchParams(choice)];
    for (const [key, id] of said) if (!id) query.delete(key);
    const wanted = said.filter(([, id]) => id);
    const chosen = wanted.every(([key, id]) => query.getAll(key).includes(id));
    const alone = wanted.every(([key]) => query.getAll(key).length === 1);
    const takesBack = chosen && (add || alone);
    // What was chosen before this choice stays: a region may have come to a country.
    const before = new URLSearchParams(history.state?.choice === choice ? history.state.before : "");
    for (const [key, id] of wanted) {
      const most = (add && SEVERAL.get(key)) || 1;
      const others = query.getAll(key).filter((each) => each !== id);
      if (takesBack && before.get(key) === id) continue;
      query.delete(key);
      // It would bring its country back.
      if (key === "country") query.delete("region");
      const kept = takesBack ? most : most - 1;
      for (const other of kept ? others.slice(-kept) : []) query.append(key, other);
      if (!takesBack) query.append(key, id);
    }
    go(query, takesBack ? null : { choice, before: location.search });
  };

  const watch = (chart) => {
    if (chart.dataset.watched || !chart.on) return;
    chart.dataset.watched = "";
    chart.on("plotly_hover", ({ points }) => chart.toggleAttribute("data-leads", Boolean(choiceOf(points))));
    chart.on("plotly_unhover", () => chart.removeAttribute("data-leads"));
    chart.on("plotly_click", ({ points, event }) => {
      const choice = choiceOf(points);
      if (!choice || moved || event.button > 0 || spent) return;
      spent = true;
      choose(choice, event.shiftKey || event.ctrlKey || event.metaKey);
    });
  };

  // Nobody but React leads to the deck of a map.
  const deckOf = (map) => {
    const box = map.querySelector("#deckgl-wrapper");
    const inside = Object.keys(box ?? {}).find((key) => key.startsWith("__reactFiber$"));
    for (let part = box?.[inside]; part && part.stateNode !== map; part = part.return) {
      for (let kept = part.memoizedState; kept?.next; kept = kept.next) {
        if (kept.memoizedState?.current?.deck) return kept.memoizedState.current.deck;
      }
    }
    return null;
  };

  // Beside all marks, a layer says what goes: the ring around what is chosen.
  const choiceOn = (map, { clientX, clientY }) => {
    const deck = deckOf(map);
    const box = map.querySelector("#deckgl-wrapper")?.getBoundingClientRect();
    const hit = deck?.pickObject({ x: clientX - box.left, y: clientY - box.top });
    if (!hit) return deck?.props.layers.find((layer) => layer?.props.beside)?.props.beside ?? "";
    const key = hit.layer.props.chooses;
    return hit.object?.choice ?? (key ? `${key}=${hit.object[IDS[key]]}` : "");
  };

  addEventListener("click", (event) => {
    const map = event.target.closest?.(MAP);
    if (!map || event.target.closest("button, a") || moved) return;
    clearTimeout(waiting);
    const now = performance.now();
    const again = now - last < TWICE;
    last = now;
    const choice = again ? "" : choiceOn(map, event);
    const add = event.shiftKey || event.ctrlKey || event.metaKey;
    if (choice) waiting = setTimeout(() => choose(choice, add), TWICE);
  }, true);
  addEventListener("pointerover", ({ target }) => {
    const chart = target.closest?.(CHART);
    if (chart) watch(chart);
  }, true);
  addEventListener("pointerdown", ({ clientX: x, clientY: y }) => {
    down = { x, y };
    moved = spent = false;
  }, true);
  addEventListener("pointerup", ({ clientX: x, clientY: y }) => {
    moved = Math.hypot(x - down.x, y - down.y) > STILL;
  }, true);
  // The finger scrolls.
  addEventListener("pointercancel", () => {
    moved = true;
  }, true);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !history.state?.choice) return;
    if (event.target.matches("input, textarea") || document.querySelector(OPEN)) return;
    history.back();
  });
})();
