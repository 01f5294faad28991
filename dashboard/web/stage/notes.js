// The presenter's window: this slide, the next one and the notes. It follows the slides step by
// step, and its keys move them.
'use strict';
(() => {
  const channel = new BroadcastChannel('ascn-present');
  const articles = [...document.querySelectorAll('article')];
  const started = Date.now();
  const two = (number) => String(number).padStart(2, '0');
  const stepsOf = (number) =>
    +articles[number - 1].querySelector('template').content.firstElementChild.dataset.steps;

  // A slide in a frame, as it looks after a step.
  const draw = (frame, number, step) => {
    const slide = articles[number - 1].querySelector('template').content.cloneNode(true);
    slide.querySelectorAll('[data-step]').forEach((part) => {
      part.classList.toggle('waiting', +part.dataset.step > step);
    });
    document.getElementById(frame).replaceChildren(slide);
  };

  const show = (asked, step) => {
    const at = Math.min(Math.max(asked, 1), articles.length);
    articles.forEach((article) => { article.hidden = +article.dataset.slide !== at; });
    draw('now', at, step);
    const more = step < stepsOf(at);
    const last = !more && at === articles.length;
    document.getElementById('next').hidden = last;
    document.getElementById('end').hidden = !last;
    if (!last) draw('next', more ? at : at + 1, more ? step + 1 : 0);
    document.getElementById('place').textContent = `${at} / ${articles.length}`;
  };

  const tick = () => {
    const now = new Date();
    const past = Math.floor((now - started) / 1000);
    document.getElementById('clock').textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
    document.getElementById('elapsed').textContent = `${Math.floor(past / 60)}:${two(past % 60)}`;
  };

  channel.onmessage = ({ data }) => { if (data.slide) show(data.slide, data.step); };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    // Full screen needs a key in the window itself, and Escape would leave the slides.
    if (['f', 'n', 'Escape', 'Tab'].includes(event.key)) return;
    event.preventDefault();
    channel.postMessage({ key: event.key });
  });
  show(parseInt(new URLSearchParams(location.search).get('slide'), 10) || 1, 0);
  channel.postMessage('where');
  tick();
  setInterval(tick, 1000);
})();
