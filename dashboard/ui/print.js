// Printing prints the page as a document, on sheets that stand upright, instead of the screen.
(() => {
  const ID = 'paper';
  const address = () => {
    const base = window.__streamlit.BACKEND_BASE_URL;
    const name = location.pathname.slice(new URL(base).pathname.length).replace(/\/$/, '');
    const url = new URL(`page/${name || 'overview'}`, base);
    url.search = location.search;
    if (!url.searchParams.has('lang')) {
      url.searchParams.set('lang', document.documentElement.lang);
    }
    return url;
  };
  // The sheets are laid out right after this event: there is no time to wait for an answer.
  const fetched = (url) => {
    const asked = new XMLHttpRequest();
    try {
      asked.open('GET', url, false);
      asked.send();
    } catch {
      return '';
    }
    return asked.status === 200 ? asked.responseText : '';
  };
  addEventListener('beforeprint', () => {
    // Tables of one's own have no address, and a page that has not opened is the document.
    if (document.querySelector('#first-paint, .st-key-own-edition')) return;
    const url = address();
    const text = fetched(url);
    if (!text) return;
    const made = new DOMParser().parseFromString(text, 'text/html');
    for (const link of made.querySelectorAll('a[href]')) {
      link.href = new URL(link.getAttribute('href'), url);
    }
    const paper = document.createElement('div');
    paper.id = ID;
    const style = document.createElement('style');
    style.textContent = `@media screen { #${ID} { display: none } }
      @media print { body { background: none !important } #root { display: none !important } }`;
    paper.append(...made.querySelectorAll('style'), style, ...made.body.children);
    document.body.append(paper);
  });
  addEventListener('afterprint', () => document.getElementById(ID)?.remove());
})();
