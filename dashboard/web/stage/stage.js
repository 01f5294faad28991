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
  let step = 0;
  let typed = '';
  let typedAt = 0;

  // In the hand a slide is read, not presented: all of it is there at once.
  const stepsOf = (number) => {
    const steps = getComputedStyle(document.documentElement).getPropertyValue('--steps').trim();
    return steps === 'none' ? 0 : +slides[number - 1].dataset.steps;
  };

  const tell = () => channel.postMessage({ slide: at, step });

  const write = () => {
    address.searchParams.set('slide', at);
    if (seconds) address.searchParams.set('auto', seconds);
    else address.searchParams.delete('auto');
    address.hash = '';
    history.replaceState(null, '', address);
  };

  const show = (number, from = 0) => {
    at = between(1, number, slides.length);
    step = between(0, from, stepsOf(at));
    const held = stepsOf(at);
    slides[at - 1].querySelectorAll('[data-step]').forEach((part) => {
      part.classList.toggle('waiting', held > 0 && +part.dataset.step > step);
    });
    slides.forEach((slide, index) => slide.classList.toggle('on', index + 1 === at));
    dots.forEach((dot, index) =>
      index + 1 === at ? dot.setAttribute('aria-current', 'step') : dot.removeAttribute('aria-current'));
    document.querySelector('footer .number').textContent = `${at} / ${slides.length}`;
    out.href = slides[at - 1].dataset.page;
    scrollTo(0, 0);
    write();
    tell();
  };

  // One step on or back; a slide that is come back to is whole.
  const turn = (by) => {
    if (by > 0 && step < stepsOf(at)) show(at, step + 1);
    else if (by < 0 && step > 0) show(at, step - 1);
    else if (by > 0) show(at + 1, at === slides.length ? step : 0);
    else if (at > 1) show(at - 1, stepsOf(at - 1));
  };

  const play = () => {
    clearTimeout(timer);
    playing.hidden = !seconds;
    if (!seconds) return;
    const on = () => (at === slides.length && step === stepsOf(at) ? show(1) : turn(1));
    timer = setTimeout(() => { on(); play(); }, between(1, seconds, 3600) * 1000);
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
    ArrowRight: () => turn(1), ArrowDown: () => turn(1), PageDown: () => turn(1),
    ' ': () => turn(1), Enter: () => turn(1),
    ArrowLeft: () => turn(-1), ArrowUp: () => turn(-1), PageUp: () => turn(-1),
    Backspace: () => turn(-1),
    Home: () => show(1), End: () => show(slides.length),
    f: () => (document.fullscreenElement ? document.exitFullscreen()
      : document.documentElement.requestFullscreen?.().catch(() => {})),
    b: () => { blank.hidden = !blank.hidden; }, '.': () => { blank.hidden = !blank.hidden; },
    n: () => open(`present/notes${address.search}`, 'ascn-notes', 'width=1280,height=860'),
    Escape: leave,
  };

  const actOf = (key) => (/^[0-9]$/.test(key) ? () => jump(key) : keys[key]);

  // Whatever a key does, it ends playing, and a black screen.
  const press = (key, act) => {
    stop();
    if (!blank.hidden && key !== 'b' && key !== '.') { blank.hidden = true; return; }
    act();
  };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = actOf(key);
    if (!act || (key === 'Enter' && document.activeElement?.matches('footer a'))) return;
    event.preventDefault();
    // A key that is held down counts once: a remote control must never skip a slide.
    if (!event.repeat) press(key, act);
  });

  document.addEventListener('click', (event) => {
    const link = event.target.closest('footer a');
    const played = seconds;
    stop();
    if (link === out) return;
    if (!blank.hidden) { blank.hidden = true; event.preventDefault(); return; }
    if (link) {
      event.preventDefault();
      if (link.dataset.turn) turn(+link.dataset.turn);
      else show(+link.dataset.slide);
      return;
    }
    if (!played) turn(event.clientX < innerWidth / 4 ? -1 : 1);
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
    turn(moved < 0 ? 1 : -1);
  });

  channel.onmessage = ({ data }) => {
    if (data === 'where') tell();
    else if (data.key && actOf(data.key)) press(data.key, actOf(data.key));
  };
  document.body.classList.add('playable');
  show(at);
  play();
})();
