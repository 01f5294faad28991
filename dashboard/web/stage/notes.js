// Speaker's notes in a window of their own; they follow the slides, and their keys move them.
'use strict';
(() => {
  const channel = new BroadcastChannel('ascn-present');
  const articles = [...document.querySelectorAll('article')];
  const started = Date.now();
  const two = (number) => String(number).padStart(2, '0');

  const show = (at) => {
    articles.forEach((article) => { article.hidden = +article.dataset.slide !== at; });
    document.getElementById('place').textContent = `${at} / ${articles.length}`;
  };

  const tick = () => {
    const now = new Date();
    const past = Math.floor((now - started) / 1000);
    document.getElementById('clock').textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
    document.getElementById('elapsed').textContent = `${Math.floor(past / 60)}:${two(past % 60)}`;
  };

  channel.onmessage = ({ data }) => { if (data.slide) show(data.slide); };
  document.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, PageDown: 1, ' ': 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    if (!step || event.repeat) return;
    event.preventDefault();
    channel.postMessage({ step });
  });
  show(parseInt(new URLSearchParams(location.search).get('slide'), 10) || 1);
  channel.postMessage('where');
  tick();
  setInterval(tick, 1000);
})();
