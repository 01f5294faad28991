// "Copy image" below a chart: its link leads to the image, which this puts on the clipboard instead.
// What to say then, in the reader's language, stands behind the # of the link. Where the browser
// keeps no images on its clipboard, or refuses, the link opens the image.
(() => {
  "use strict";
  const LINK = '[class*="st-key-copy-image-"] a[href]';

  addEventListener("click", (event) => {
    const link = event.target.closest?.(LINK);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!globalThis.ClipboardItem || !navigator.clipboard?.write) return;
    event.preventDefault();
    const image = fetch(link.href).then((answer) => {
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.blob();
    });
    navigator.clipboard.write([new ClipboardItem({ "image/png": image })]).then(
      () => announceOn("copy", link.querySelector("p") ?? link, decodeURIComponent(new URL(link.href).hash.slice(1))),
      () => open(link.href, "_blank", "noopener"),
    );
  });
})();
