// Shows what another choice answers without leaving the field, and copies a line.
'use strict';
(() => {
  const status = document.querySelector('[role=status]');
  let asked = 0;

  const load = async (form) => {
    const turn = ++asked, url = new URL(form.action);
    url.search = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(url);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const main = page.querySelector('main');
      if (!answer.ok || !main) throw new Error(answer.status);
      if (turn !== asked) return;
      const {name} = document.activeElement;
      document.querySelector('main').replaceWith(document.adoptNode(main));
      history.replaceState(null, '', url);
      prepare();
      if (name) document.querySelector(`form [name="${name}"]`)?.focus();
      status.textContent = document.querySelector('.line code').textContent;
    } catch {
      form.submit();
    }
  };

  const prepare = () => {
    const form = document.querySelector('form');
    form.addEventListener('change', () => load(form));
    for (const button of document.querySelectorAll('.line button')) {
      button.hidden = !navigator.clipboard;
      button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(
          button.parentElement.querySelector('code').textContent);
        button.textContent = button.dataset.copied;
        status.textContent = button.dataset.copied;
      });
    }
  };

  prepare();
})();
