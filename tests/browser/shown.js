() => {
  // What a page shows: its address, its chips, its first number, the marks of its charts by the keys of
  // their sections, the places on its maps, and the rows of its tables, as far as they are open.
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility());
  const key = (element, start) =>
    [...element.classList].find((name) => name.startsWith(start))?.slice(start.length) ?? "";
  const inside = (element, start, found = element) => {
    for (; found && found !== document.body; found = found.parentElement) if (key(found, start)) return found;
    return null;
  };
  const fiber = (element) =>
    element[Object.keys(element).find((name) => name.startsWith("__reactFiber$"))];
  // Plotly keeps numbers packed, and beside them as they are.
  const open = (values) => values?._inputArray ?? values;
  const at = (values, point) =>
    Array.isArray(open(values)) || ArrayBuffer.isView(open(values)) ? open(values)[point] : values;

  const marks = (chart) =>
    chart.data.flatMap((trace, order) => {
      if (!trace.meta?.choose) return [];
      const filled = Boolean(trace.fill);
      const count = filled ? 1 : open(trace.x).length;
      return Array.from({ length: count }, (_, point) => ({
        choice: at(trace.meta.choose, point),
        trace: order,
        x: filled ? null : at(trace.x, point),
        y: filled ? null : at(trace.y, point),
        text: at(trace.text, point) ?? null,
        said: at(trace.hovertext, point) ?? null,
        colour: at(trace.fillcolor ?? trace.marker?.color, point) ?? null,
        edge: at(trace.marker?.line?.color, point) ?? null,
        opacity: trace.opacity ?? 1,
      }));
    });

  const places = (map) => {
    let part = fiber(map.querySelector("#deckgl-wrapper") ?? map);
    for (; part; part = part.return)
      for (let kept = part.memoizedState; kept?.next; kept = kept.next) {
        const deck = kept.memoizedState?.current?.deck;
        if (!deck) continue;
        const rows = deck.props.layers.flatMap((layer) => layer?.props?.data ?? []);
        return [...new Set(rows.map((row) => row.place_id).filter(Boolean))].toSorted();
      }
    return null;
  };

  const rows = (canvas) => {
    let part = fiber(canvas);
    while (part && !part.memoizedProps?.getCellContent) part = part.return;
    if (!part) return null;
    const { columns, rows: count, getCellContent } = part.memoizedProps;
    const said = ({ data, displayData }) =>
      String(displayData ?? data?.displayText ?? data?.displayDate ?? data?.value ?? data ?? "");
    return Array.from({ length: count }, (_, row) =>
      columns
        .map((_column, column) => getCellContent([column, row]))
        .filter(({ kind }) => kind !== "marker")
        .map(said),
    );
  };

  const charts = {};
  for (const chart of seen(".js-plotly-plot")) {
    const section = inside(chart, "st-key-picture-");
    if (section && chart.data) charts[key(section, "st-key-picture-")] = marks(chart);
  }
  const maps = {};
  for (const map of seen('[data-testid="stDeckGlJsonChart"]'))
    maps[key(inside(map, "st-key-picture-"), "st-key-picture-")] = places(map);
  const tables = {};
  for (const table of seen('[data-testid="stDataFrame"]')) {
    const named = inside(table, "st-key-rows-");
    const canvas = table.querySelector("canvas");
    if (named && canvas)
      tables[key(named, "st-key-rows-").replace(/-[0-9a-f]{8}$/, "")] = rows(canvas);
  }
  return {
    changed: window.__changed,
    query: [...new URLSearchParams(location.search)].toSorted(),
    chips: seen("[class*='st-key-chip-']").map((chip) => [
      key(chip, "st-key-chip-"),
      [...chip.querySelectorAll("button p")].find((each) => each.checkVisibility())?.innerText ?? "",
    ]),
    number: seen("#root .card .value")[0]?.innerText.trim() ?? "",
    charts,
    maps,
    tables,
  };
}
