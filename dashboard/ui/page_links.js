// Links of the class `page-link` in HTML of ours lead on as the links of the navigation do: another
// page comes, and no script is loaded anew. Streamlit listens to the history for that. With a modifier
// key they open as any link does. What is embedded leads to what is embedded.
(() => {
  addEventListener("click", (event) => {
    const link = event.target.closest?.("#root a.page-link[href]");
    const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented) return;
    event.preventDefault();
    const to = new URL(link.href);
    for (const [key, value] of new URLSearchParams(location.search))
      if (key.startsWith("embed")) to.searchParams.append(key, value);
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  });
})();
