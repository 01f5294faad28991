// A click on a mark of a chart is a link to the same page with more chosen, or less. Traces name
// what their marks choose (`leads_to` in `charts/base.py`): keys of the address with their ids. The
// same click again takes it back, and so does Escape; Shift or Ctrl adds where a key holds several.
// Streamlit's own selection would not do: filled areas never answer, a finger could no longer
// scroll over a chart, and it remembers the click of a chart that has changed since.
(() => {
  "use strict";
  const CHART = ".js-plotly-plot";
  // The keys that hold several ids, and how many (`url_state.py`).
  const SEVERAL = new Map([["city", 3]]);
  const STILL = 8; // pixels within which a finger or a mouse has not been moved
  const APART = 400; // milliseconds: a tap is a click of the finger, then one of the mouse it plays
  const OPEN = '[role="dialog"], [role="listbox"], [data-testid="stPopoverBody"]';
  let down = { x: 0, y: 0 };
  let moved = false;
  let last = -APART;

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
    const wanted = [...new URLSearchParams(choice)];
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
      const now = performance.now();
      if (!choice || moved || event.button > 0 || now - last < APART) return;
      last = now;
      choose(choice, event.shiftKey || event.ctrlKey || event.metaKey);
    });
  };

  addEventListener("pointerover", ({ target }) => {
    const chart = target.closest?.(CHART);
    if (chart) watch(chart);
  }, true);
  addEventListener("pointerdown", ({ clientX: x, clientY: y }) => {
    down = { x, y };
    moved = false;
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
