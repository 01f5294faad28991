// Copying cells of a table. Streamlit's own copy is off (config.toml): it takes the address for what
// a link says, and formulas that spreadsheets run. This one takes the chosen cells that are drawn
// from the HTML table that the grid keeps for screen readers; dates stand there as in the files.
(() => {
  "use strict";
  const DELAY = 250; // milliseconds; the grid takes 200
  const FORMULA = /^[-=+@\t\r]/, NUMBER = /^[+-]?[\d.,\s]+%?$/, NAMED = /^(?:[\w-]+\?[^#]*#|https?:.*#:~:)(.+)$/;

  const said = (cell) => {
    const text = cell.textContent.replace(NAMED, (_all, name) => decodeURIComponent(name)).trim();
    return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  };

  const quoted = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  const chosen = (grid) => {
    const rows = [...grid.querySelectorAll("tbody tr")]
      .map((row) => [...row.querySelectorAll('td[aria-selected="true"]')].map(said))
      .filter((cells) => cells.length);
    if (rows.length === 1 && rows[0].length === 1) return rows[0][0];
    return rows.map((cells) => cells.map(quoted).join("\t")).join("\n");
  };

  addEventListener("copy", (event) => {
    const grid = event.target.closest?.('[data-testid="stDataFrame"]')?.querySelector("table");
    if (!grid || !event.clipboardData) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", chosen(grid));
    // The table follows a click with a delay: what was chosen just now is in it a moment later.
    setTimeout(() => navigator.clipboard?.writeText(chosen(grid)).catch(() => {}), DELAY);
  });
})();
