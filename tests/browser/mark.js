([key, choice]) => {
  // Where the mark of a chart lies in the window that chooses this: the middle of a bar, a point, or
  // the label of an area, else its middle.
  const chart = document.querySelector(`.st-key-picture-${key} .js-plotly-plot`);
  chart.scrollIntoView({ block: "center" });
  const mean = (values) => values.reduce((sum, each) => sum + each, 0) / values.length;
  // Of the first ring of an area, up to the gap before the next one.
  const middle = ({ x, y }) => ({ x: mean(x.slice(0, x.indexOf(null))), y: mean(y.slice(0, y.indexOf(null))) });
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
      const label = layout.annotations.find((each) => each.text.includes(named));
      ({ x, y } = label ?? middle(trace));
    }
    const [across, down] = [axis("x")._offset + axis("x").c2p(x), axis("y")._offset + axis("y").c2p(y)];
    // A chart may be higher than the window.
    const above = chart.getBoundingClientRect().top + down - innerHeight / 2;
    if (Math.abs(above) > innerHeight / 3) chart.closest('[data-testid="stMain"]').scrollBy(0, above);
    const { left, top } = chart.getBoundingClientRect();
    return [left + across, top + down];
  }
  return null;
}
