// Tells the server how wide the window is: in a cookie before the page opens, since a map has to
// know it, and in a field that nobody sees where the width is another later (`viewport.py`).
(() => {
  const width = () => String(document.documentElement.clientWidth);
  const field = () => document.querySelector('.st-key-window-width input');
  const keep = () => {
    document.cookie = 'viewport=' + width() + ';path=/;SameSite=Lax';
  };
  let timer;
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(report, wait);
  };
  const report = () => {
    const box = field();
    if (!box || box.value === width()) return;
    // A rerun would close an open dialog: wait until it is shut.
    if (document.querySelector('[role=dialog]')) {
      later(1000);
      return;
    }
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, width());
    for (const step of ['input', 'focusout']) {
      box.dispatchEvent(new Event(step, { bubbles: true }));
    }
  };
  // It runs after the viewport's meta element: before it a phone lays pages out 980 pixels wide.
  // The width of the root is that of the layout, which neither zooming with two fingers nor the
  // keyboard of a phone changes.
  keep();
  addEventListener('resize', () => {
    keep();
    later(250);
  });
  new MutationObserver((_changes, watch) => {
    if (!field()) return;
    watch.disconnect();
    later(0);
  }).observe(document, { childList: true, subtree: true });
})();
