// The document that the server sent stands over the live page until that has drawn its first
// screen; then it goes, and scroll position and focus stay where they were.
(() => {
  const first = document.getElementById('first-paint');
  const page = first.querySelector('.doc');
  const live = (selector) => document.querySelector(`#root ${selector}`);
  const all = (selector) => [...document.querySelectorAll(`#root ${selector}`)];
  // A theme that the reader chose is kept by Streamlit, for each address.
  try {
    const kept = JSON.parse(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`));
    const name = { Light: 'light', Dark: 'dark' }[kept?.name];
    if (name) page.dataset.theme = name;
  } catch {
    // Without storage there is no theme but the system's.
  }
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();

  const onScreen = (element) => {
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.top < innerHeight && box.bottom > 0;
  };
  const drawn = () =>
    live('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning' &&
    live('[data-testid="stMain"] [data-testid="stHeading"]') &&
    !live('[data-testid="stSkeleton"]') &&
    !live('[data-stale="true"]') &&
    all('[data-testid="stPlotlyChart"]')
      .filter(onScreen)
      .every((chart) => chart.querySelector('.main-svg')) &&
    all('[data-testid="stDeckGlJsonChart"]')
      .filter(onScreen)
      .every((map) => map.querySelector('canvas'));

  // Whoever chooses a date or a filter is not interrupted.
  const busy = () =>
    first.querySelector('details[open].filters, details[open].menu') ||
    first.querySelector(':is(select, .filters button):focus');

  const path = (link) => new URL(link.href).pathname;
  const focusLive = (had) => {
    if (had?.matches?.('a[href]')) {
      const same = all('a[href]').find((link) => path(link) === path(had));
      same?.focus({ preventScroll: true });
    } else if (had?.matches?.('select')) {
      live('.st-key-asof input')?.focus({ preventScroll: true });
    }
  };

  const take = () => {
    const main = live('[data-testid="stMain"]');
    const had = first.contains(document.activeElement) ? document.activeElement : null;
    const top = first.scrollTop;
    first.remove();
    main.scrollTop = top;
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
    if (had) focusLive(had);
  };

  let quiet;
  let over = false;
  const end = () => {
    if (over || busy()) return;
    over = true;
    watch.disconnect();
    clearInterval(pulse);
    requestAnimationFrame(() => requestAnimationFrame(take));
  };
  const look = () => {
    clearTimeout(quiet);
    // Two frames after the last change a chart stands on the screen.
    quiet = setTimeout(() => drawn() && end(), QUIET_MS);
  };
  const QUIET_MS = 120;
  const watch = new MutationObserver(look);
  // A page may change all the time, as while its dates play: from when it was first seen drawn, it
  // is not waited for any longer than this.
  const [PULSE_MS, MOST_PULSES] = [500, 3];
  let pulses = 0;
  const pulse = setInterval(() => {
    if (pulses || drawn()) pulses += 1;
    if (pulses > MOST_PULSES) end();
  }, PULSE_MS);
  addEventListener('DOMContentLoaded', () => {
    watch.observe(document.body, { childList: true, subtree: true, attributes: true });
    look();
  });
  first.addEventListener('focusout', look);
  first.addEventListener('toggle', look, true);

  // Without scripts of the live page or without a connection the document stays, and says so.
  const sayLate = () => {
    const late = document.getElementById('first-paint-late');
    if (late) late.hidden = false;
  };
  const LATE_MS = 20_000;
  setTimeout(sayLate, LATE_MS);

  // The words stand on the screen first, then the drawings, which a weak device paints for long, and
  // only then the live page begins: its scripts would take the processor from the painting. Where
  // nothing is painted, as in the background, it begins all the same.
  const PAINT_MS = 1_000;
  const afterPaint = (next) => {
    let begun = false;
    const begin = () => {
      if (!begun) next();
      begun = true;
    };
    new PerformanceObserver(begin).observe({ type: 'paint', buffered: true });
    setTimeout(begin, document.hidden ? 0 : PAINT_MS);
  };
  const start = () => {
    for (const link of document.querySelectorAll('link[data-rel]')) link.rel = link.dataset.rel;
    const script = document.createElement('script');
    script.type = 'module';
    script.crossOrigin = '';
    script.src = document.querySelector('link[data-start]').href;
    script.addEventListener('error', sayLate);
    document.head.append(script);
  };
  first.classList.add('words-first');
  afterPaint(() => {
    first.classList.remove('words-first');
    if (document.hidden) start(); // a page in the background has no frames to wait for
    else requestAnimationFrame(() => setTimeout(start));
  });
})();
