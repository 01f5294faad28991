// The picture of a chart that a visitor saves says what the page says around it: its title, the
// selected date, its unit and its sources. The page sends these words with the chart (`pictures.py`)
// and shows them as text of its own, so the chart itself does not hold them. While plotly copies
// the chart for the picture, which it does before the click is over, its layout holds them too.
(() => {
  const EDGE = 16, TITLE = 18, SMALL = 12, LEADING = 1.3;

  const parts = (text) => globalThis.Intl?.Segmenter
    ? [...new Intl.Segmenter(document.documentElement.lang, {granularity: 'word'}).segment(text)]
        .map((part) => part.segment)
    : text.split(/(?<=\s)/);

  // `text` in lines of at most `room` pixels: Thai has no spaces to break at.
  const broken = (text, font, room) => {
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = font;
    return parts(text).reduce((lines, part) => {
      const longer = lines.at(-1) + part;
      // A mark that ends a sentence begins no line.
      const fits = pen.measureText(longer.trimEnd()).width <= room || /^[\p{P}\s]+$/u.test(part);
      return fits ? [...lines.slice(0, -1), longer] : [...lines, part];
    }, ['']).map((line) => line.trim());
  };

  const markup = (lines) => lines.join('\n').replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;').replaceAll('\n', '<br>');

  const captioned = (plot, said) => {
    const {layout} = plot, {family, color} = layout.font, large = said.scale ?? 1;
    const room = plot.clientWidth - 2 * EDGE;
    const title = broken(said.title, `bold ${TITLE * large}px ${family}`, room);
    const small = said.lines.flatMap((line) => broken(line, `${SMALL * large}px ${family}`, room));
    const above = EDGE + (title.length * TITLE + (small.length + 1) * SMALL) * LEADING * large;
    const margin = {...layout.margin, t: (layout.margin?.t ?? 0) + above};
    const head = {
      text: `<b>${markup(title)}</b>`, font: {size: TITLE * large, family, color},
      subtitle: {text: markup(small), font: {size: SMALL * large, family, color}},
      x: 0, xref: 'container', xanchor: 'left', y: 1, yref: 'container', yanchor: 'top',
      pad: {l: EDGE, t: EDGE},
    };
    return {above, layout: {...layout, title: head, margin, paper_bgcolor: said.paper}};
  };

  addEventListener('click', (event) => {
    const plot = event.target.closest?.('.modebar-btn')?.closest('.js-plotly-plot');
    const options = plot?._context?.toImageButtonOptions;
    if (!options?.caption) return;
    const {layout} = plot, {height} = options;
    const saved = captioned(plot, options.caption);
    plot.layout = saved.layout;
    options.height = plot.clientHeight + saved.above;
    setTimeout(() => { plot.layout = layout; options.height = height; });
  }, true);
})()
