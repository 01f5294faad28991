([key, choice]) => {
  // Where the mark of a chart lies in the window that chooses this: the middle of a bar, a point, or
  // the label of an area.
  const chart = document.querySelector(`.st-key-picture-${key} .js-plotly-plot`);
  chart.scrollIntoView({ block: "center" });
  const { x: left, y: top } = chart.getBoundingClientRect();
  const layout = chart._fullLayout;
  for (const [at, trace] of chart.data.entries()) {
    const choose = trace.meta?.choose;
    const point = Array.isArray(choose) ? choose.indexOf(choice) : choose === choice ? 0 : -1;
    if (point < 0) continue;
    const axis = (name) => layout[(chart._fullData[at][`${name}axis`] || name).replace(name, `${name}axis`)];
    let { x, y, b, s, p } = chart.calcdata[at].find((each) => (each.i ?? each.index) === point) ?? chart.calcdata[at][point];
    if (trace.type === "bar") [x, y] = trace.orientation === "h" ? [b + s / 2, p] : [p, b + s / 2];
    if (trace.fill) {
      const named = trace.text.split(":")[0];
      ({ x, y } = layout.annotations.find((each) => each.text.includes(named)));
    }
    return [left + axis("x")._offset + axis("x").c2p(x), top + axis("y")._offset + axis("y").c2p(y)];
  }
  return null;
}
