// Collects the boxes of all visible text, and says which overlap, are cut, or leave the window.
// Text on a canvas cannot be read and is left out.
(only) => {
  const SLACK = 1.5;
  const wide = document.documentElement.clientWidth;
  const tall = document.documentElement.clientHeight;
  const LAYERS = 'dialog, [role="dialog"], [data-testid="stPopoverBody"], [role="tooltip"],'
    + ' [data-testid="stTooltipContent"], [data-testid="stToast"], [role="listbox"],'
    + ' [data-testid="stHeader"], body > footer';  // page and slides scroll below them
  const styles = new Map();
  const style = (e) => styles.get(e) || (styles.set(e, getComputedStyle(e)), styles.get(e));
  const shown = (e) => e.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const layerOf = (e) => e.closest(LAYERS);
  // What is there for those who hear the page, icons (which are words in the page's text), and
  // the pixels of text that lies in a corner of one pixel.
  const unseen = (e) => {
    if (style(e).fontFamily.includes('Material')) return true;
    for (let p = e; p && p !== document.body; p = p.parentElement) {
      const s = style(p);
      if (s.clipPath.startsWith('inset') || s.clip === 'rect(0px, 0px, 0px, 0px)') return true;
      if (s.overflowX !== 'visible' && p.clientWidth <= 1 && p instanceof HTMLElement
          && s.display !== 'inline') return true;
      if (s.opacity === '0') return true;
    }
    return false;
  };
  const faults = new Set();
  const brief = (text) => JSON.stringify(text.replace(/\s+/g, ' ').trim().slice(0, 50));

  // How far a box can be seen: what cuts it is a fault, what scrolls only hides it for now.
  const limits = (e, box, words) => {
    const scrolls = (way) => way === 'auto' || way === 'scroll';
    let hidden = false, across = false, rolls = false;
    for (let p = e; p && p !== document.documentElement; p = p.parentElement) {
      const s = style(p);
      if (s.overflowX === 'visible' && s.overflowY === 'visible') continue;
      if (s.display === 'inline' || p === document.body) continue;
      const c = p.getBoundingClientRect();
      // The box of drawn text is that of its ink: a J reaches a little beyond where it begins.
      const reach = e instanceof SVGElement ? Math.max(SLACK, box.height * 0.1) : SLACK;
      const x = box.left < c.left - reach || box.right > c.right + reach;
      const y = box.top < c.top - box.height * 0.25 - SLACK
        || box.bottom > c.bottom + box.height * 0.25 + SLACK;
      rolls = rolls || scrolls(s.overflowY);
      if (x && scrolls(s.overflowX)) { across = true; hidden = true; }
      else if (x && !across && s.overflowX !== 'visible')
        faults.add(`cut: ${words} by ${p.dataset?.testid || p.className?.baseVal
          || p.className || p.tagName}`);
      if (y && scrolls(s.overflowY)) {
        if (p.dataset?.testid === 'stMain') return {hidden, across, rolls};
        // Lists and what opens may scroll; a chart or a paragraph may not.
        if (!layerOf(e) && !e.closest('nav, pre, section[data-testid="stSidebar"]'))
          faults.add(`cut: ${words} by ${p.dataset?.testid || p.className || p.tagName}`);
        return {hidden: true, across, rolls};
      }
      if (y && s.overflowY !== 'visible')
        faults.add(`cut: ${words} by ${p.dataset?.testid || p.className?.baseVal
          || p.className || p.tagName}`);
      if (s.position === 'fixed') break;
    }
    return {hidden, across, rolls};
  };

  const boxes = [];
  const keep = (e, block, box, corners, words) => {
    const {hidden, across, rolls} = limits(e, box, words);
    if (!across && (box.left < -SLACK || box.right > wide + SLACK))
      faults.add(`leaves the window: ${words} ${Math.round(box.left)}..${Math.round(box.right)}`);
    if (layerOf(e) && !hidden && !rolls && (box.top < -SLACK || box.bottom > tall + SLACK))
      faults.add(`leaves the window: ${words} ${Math.round(box.top)}..${Math.round(box.bottom)}`);
    if (!hidden) boxes.push({layer: layerOf(e), block, box, corners, words});
  };
  const blockOf = (e) => {
    while (e.parentElement && style(e).display.startsWith('inline')
        && !style(e).display.startsWith('inline-')) e = e.parentElement;
    return e;
  };
  const middle = (r) => {
    const up = r.height * 0.22, side = Math.min(1.5, r.width / 4);
    return [[r.left + side, r.top + up], [r.right - side, r.top + up],
            [r.right - side, r.bottom - up], [r.left + side, r.bottom - up]];
  };
  const root = only ? document.querySelector(only) : document.body;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const drawn = new Set();
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode, e = node.parentElement;
    if (!node.data.trim() || e.closest('script, style, noscript, canvas, [data-testid="stDataFrame"]'))
      continue;
    if (!shown(e) || unseen(e)) continue;
    const text = e.closest('svg text');
    if (text) {
      if (drawn.has(text)) continue;
      drawn.add(text);
      if (!text.getClientRects().length) continue;
      const b = text.getBBox(), m = text.getScreenCTM(), up = b.height * 0.18;
      if (!b.width) continue;
      const at = (x, y) => [m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f];
      keep(text, text, text.getBoundingClientRect(), [
        at(b.x + 1, b.y + up), at(b.x + b.width - 1, b.y + up),
        at(b.x + b.width - 1, b.y + b.height - up), at(b.x + 1, b.y + b.height - up),
      ], brief(text.textContent));
      continue;
    }
    range.selectNodeContents(node);
    const block = blockOf(e);
    for (const r of range.getClientRects())
      if (r.width > 1 && r.height > 1) keep(e, block, r, middle(r), brief(node.data));
  }
  // What stands in a field is no text of the page.
  const pen = document.createElement('canvas').getContext('2d');
  for (const field of root.querySelectorAll('input:not([type=checkbox]):not([type=radio])')) {
    const words = field.value || field.placeholder;
    if (!words || !shown(field) || unseen(field) || field.clientWidth < 20) continue;
    const s = style(field);
    pen.font = `${s.fontWeight} ${s.fontSize} ${s.fontFamily}`;
    const room = field.clientWidth - parseFloat(s.paddingLeft) - parseFloat(s.paddingRight);
    if (pen.measureText(words).width > room + 2) faults.add(`cut: ${brief(words)} in its field`);
  }

  // Two convex shapes are apart when a line along an edge of one divides them.
  const apart = (a, b) => [a, b].some((shape) => shape.some((p, i) => {
    const q = shape[(i + 1) % shape.length], nx = q[1] - p[1], ny = p[0] - q[0];
    const on = (all) => all.map(([x, y]) => x * nx + y * ny);
    const s = on(a), t = on(b);
    return Math.max(...s) <= Math.min(...t) || Math.max(...t) <= Math.min(...s);
  }));
  boxes.sort((a, b) => a.box.top - b.box.top);
  boxes.forEach((one, at) => {
    for (let next = at + 1; next < boxes.length; next++) {
      const other = boxes[next];
      if (other.box.top >= one.box.bottom) break;
      if (one.layer !== other.layer || one.block === other.block) continue;
      if (other.box.left >= one.box.right || one.box.left >= other.box.right) continue;
      if (!apart(one.corners, other.corners))
        faults.add(`overlap: ${one.words} and ${other.words}`);
    }
  });
  return {count: boxes.length, faults: [...faults].slice(0, 12)};
}
