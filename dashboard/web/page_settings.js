// SETTINGS is filled in by the server (`html_head.py`): base, languages and source.
((settings) => {
  // Where the server is, below `server.baseUrlPath` if it is set.
  window.__streamlit = { BACKEND_BASE_URL: location.origin + settings.base };
  // Tells screen readers the language: Streamlit changes the address when the reader changes the
  // language, and leaves the page's own as it was.
  const tell = () => {
    const asked = new URLSearchParams(location.search).get('lang');
    const home = navigator.language.split('-')[0].toLowerCase();
    document.documentElement.lang =
      [asked, home].find((code) => settings.languages.includes(code)) || settings.source;
  };
  for (const step of ['pushState', 'replaceState']) {
    const go = history[step];
    history[step] = function (...to) {
      go.apply(this, to);
      tell();
    };
  }
  addEventListener('popstate', tell);
  tell();
})(SETTINGS);
