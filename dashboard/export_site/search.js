// Finds names in the index that `search-<language>.js` holds; nothing is asked of a server.
(() => {
  const MOST = 30;
  const field = document.getElementById('words');
  const list = document.getElementById('found');
  const nothing = document.getElementById('nothing');
  const folded = (text) =>
    text
      .normalize('NFD')
      .replaceAll(/[\u0300-\u036f]/g, '')
      .toLowerCase();
  const rows = FOUND.map(([label, kind, words, href]) => [label, kind, folded(words), href]);
  const item = ([label, kind, , href]) => {
    const line = document.createElement('li');
    const link = document.createElement('a');
    const small = document.createElement('small');
    link.href = href;
    link.textContent = label;
    small.textContent = kind;
    line.append(link, small);
    return line;
  };
  const show = () => {
    const wanted = folded(field.value).split(/\s+/).filter(Boolean);
    const hits = wanted.length
      ? rows.filter((row) => wanted.every((word) => row[2].includes(word))).slice(0, MOST)
      : [];
    list.replaceChildren(...hits.map(item));
    nothing.hidden = !wanted.length || hits.length > 0;
  };
  field.addEventListener('input', show);
  field.focus();
})();
