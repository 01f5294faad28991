// The slides, all of them in the page already: what is shown changes without asking the server.
'use strict';
(() => {
  const address = new URL(location.href);
  const slides = [...document.querySelectorAll('.slide')];
  const dots = [...document.querySelectorAll('footer nav .dot')];
  const out = document.querySelector('footer .out');
  const blank = document.getElementById('blank');
  const playing = document.querySelector('.playing');
  const channel = new BroadcastChannel('ascn-present');
  const between = (low, value, high) => Math.min(Math.max(value, low), high);
  let at = between(1, parseInt(address.searchParams.get('slide'), 10) || 1, slides.length);
  let seconds = parseInt(address.searchParams.get('auto'), 10) || 0;
  let timer = 0;
  let typed = '';
  let typedAt = 0;

  const tell = () => channel.postMessage({ slide: at, lang: document.documentElement.lang });

  const write = () => {
    address.searchParams.set('slide', at);
    if (seconds) address.searchParams.set('auto', seconds);
    else address.searchParams.delete('auto');
    address.hash = '';
    history.replaceState(null, '', address);
  };

  const show = (number) => {
    at = between(1, number, slides.length);
    slides.forEach((slide, index) => slide.classList.toggle('on', index + 1 === at));
    dots.forEach((dot, index) =>
      index + 1 === at ? dot.setAttribute('aria-current', 'step') : dot.removeAttribute('aria-current'));
    document.querySelector('footer .number').textContent = `${at} / ${slides.length}`;
    out.href = slides[at - 1].dataset.page;
    scrollTo(0, 0);
    write();
    tell();
  };

  const play = () => {
    clearTimeout(timer);
    playing.hidden = !seconds;
    if (!seconds) return;
    timer = setTimeout(() => { show(at % slides.length + 1); play(); }, between(1, seconds, 3600) * 1000);
  };

  const stop = () => {
    if (!seconds) return;
    seconds = 0;
    play();
    write();
  };

  const leave = () => { location.href = out.href; };

  const jump = (digit) => {
    const now = performance.now();
    typed = now - typedAt < 900 ? typed + digit : digit;
    typedAt = now;
    if (+typed < 1 || +typed > slides.length) typed = digit;
    if (+typed) show(+typed);
  };

  const keys = {
    ArrowRight: () => show(at + 1), ArrowDown: () => show(at + 1), PageDown: () => show(at + 1),
    ' ': () => show(at + 1), Enter: () => show(at + 1),
    ArrowLeft: () => show(at - 1), ArrowUp: () => show(at - 1), PageUp: () => show(at - 1),
    Backspace: () => show(at - 1),
    Home: () => show(1), End: () => show(slides.length),
    f: () => (document.fullscreenElement ? document.exitFullscreen()
      : document.documentElement.requestFullscreen?.().catch(() => {})),
    b: () => { blank.hidden = !blank.hidden; }, '.': () => { blank.hidden = !blank.hidden; },
    n: () => open(`present/notes${address.search}`, 'ascn-notes', 'width=900,height=700'),
    Escape: leave,
  };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = /^[0-9]$/.test(key) ? () => jump(key) : keys[key];
    if (!act || (key === 'Enter' && document.activeElement?.matches('footer a'))) return;
    event.preventDefault();
    // A key that is held down counts once: a remote control must never skip a slide.
    if (event.repeat) return;
    stop();
    if (!blank.hidden && key !== 'b' && key !== '.') { blank.hidden = true; return; }
    act();
  });

  document.addEventListener('click', (event) => {
    const link = event.target.closest('footer a');
    const played = seconds;
    stop();
    if (link === out) return;
    if (!blank.hidden) { blank.hidden = true; event.preventDefault(); return; }
    if (link) {
      event.preventDefault();
      show(link.dataset.step ? at + +link.dataset.step : +link.dataset.slide);
      return;
    }
    if (!played) show(at + (event.clientX < innerWidth / 4 ? -1 : 1));
  });

  // A swipe to the side is a step; two fingers enlarge, and a stroke up or down scrolls.
  let touched = null;
  document.addEventListener('touchstart', (event) => {
    touched = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener('touchend', (event) => {
    if (!touched) return;
    const moved = event.changedTouches[0].clientX - touched.clientX;
    const down = event.changedTouches[0].clientY - touched.clientY;
    if (Math.abs(moved) < 40 || Math.abs(moved) < 2 * Math.abs(down)) return;
    event.preventDefault();
    stop();
    show(at + (moved < 0 ? 1 : -1));
  });

  channel.onmessage = ({ data }) => {
    if (data === 'where') tell();
    else if (data.step) { stop(); show(at + data.step); }
  };
  document.body.classList.add('playable');
  show(at);
  play();
})();
