// A visitor's own list of named views, in the menu for sharing (`saved_views.py`), which brings the
// words. The list is kept in this browser alone; names are text, and an address is one of ours or it
// is left out.
(() => {
  "use strict";
  const BOX = ".saved-views";
  const KEPT = "ascn-saved-views";
  const MOST = 50;
  const LONGEST_NAME = 80;
  const LONGEST_ADDRESS = 2000;
  const FILE = "ascn-saved-views.json";
  const base = new URL(window.__streamlit.BACKEND_BASE_URL.replace(/\/*$/, "/"));

  // An address below ours, without what stands before it; null for any other.
  const ours = (address) => {
    try {
      const url = new URL(String(address).slice(0, LONGEST_ADDRESS), base);
      const inside = url.origin === base.origin && url.href.startsWith(base.href);
      return inside ? url.href.slice(base.href.length) : null;
    } catch {
      return null;
    }
  };

  const cleaned = (list) => {
    const found = new Map();
    for (const each of Array.isArray(list) ? list : []) {
      const name = String(each?.name ?? "").trim().slice(0, LONGEST_NAME);
      const address = typeof each?.address === "string" ? ours(each.address) : null;
      if (name && address !== null) found.set(name, address);
    }
    return [...found].map(([name, address]) => ({ name, address }));
  };

  const read = () => {
    try {
      return cleaned(JSON.parse(localStorage.getItem(KEPT))).slice(0, MOST);
    } catch {
      return [];
    }
  };

  // Whether the browser keeps them: some keep nothing in a private window.
  const keep = (views) => {
    try {
      localStorage.setItem(KEPT, JSON.stringify(views));
      return true;
    } catch {
      return false;
    }
  };

  const make = (tag, values, ...inside) => {
    const made = Object.assign(document.createElement(tag), values);
    made.append(...inside);
    return made;
  };

  const fill = (box) => {
    const words = JSON.parse(box.dataset.words);
    const told = make("p", { className: "told" });
    told.setAttribute("role", "status");
    const list = make("ul", {});
    const field = make("input", { type: "text", maxLength: LONGEST_NAME, required: true });
    field.setAttribute("aria-label", words.name);
    field.placeholder = words.name;
    const file = make("input", { type: "file", accept: ".json,application/json", hidden: true });
    const button = (label, act, name = label) => {
      const made = make("button", { type: "button" }, label);
      made.setAttribute("aria-label", name);
      // What was clicked stays until the click is over: the menu closes at a click on nothing.
      made.addEventListener("click", () => setTimeout(act));
      return made;
    };

    // Keeps a list, draws it and says what was done.
    const take = (views, said) => {
      told.textContent = keep(views) ? said : words.refused;
      draw();
    };

    const remove = (at) => {
      const views = read();
      const [gone] = views.splice(at, 1);
      take(views, words.removed.replace("{name}", () => gone.name));
      const links = list.querySelectorAll("a");
      (links[Math.min(at, links.length - 1)] ?? field).focus();
    };

    const rename = (at) => {
      const views = read();
      const entry = list.children[at];
      const changed = make("input", { type: "text", value: views[at].name, maxLength: LONGEST_NAME });
      changed.setAttribute("aria-label", words.name);
      const finish = (name) => {
        const free = name && !views.some((each, other) => other !== at && each.name === name);
        if (free && name !== views[at].name) {
          views[at].name = name;
          take(views, words.renamed.replace("{name}", () => name));
        } else draw();
        list.children[at]?.querySelector("a").focus();
      };
      changed.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation(); // the menu stays open
        finish(event.key === "Enter" ? changed.value.trim() : "");
      });
      entry.replaceChildren(changed, button(words.save, () => finish(changed.value.trim())));
      changed.focus();
      changed.select();
    };

    const draw = () => {
      const views = read();
      list.replaceChildren(
        ...views.map(({ name, address }, at) =>
          make(
            "li",
            {},
            make("a", { href: base.href + address, textContent: name }),
            button(words.rename, () => rename(at), `${words.rename}: ${name}`),
            button(words.remove, () => remove(at), `${words.remove}: ${name}`),
          ),
        ),
      );
      save.disabled = views.length >= MOST;
      out.disabled = !views.length;
    };

    const form = make("form", {});
    const save = make("button", { type: "submit" }, words.save);
    form.append(field, save);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const name = field.value.trim();
      if (!name) return;
      const views = read().filter((each) => each.name !== name);
      if (views.length >= MOST) {
        told.textContent = words.full;
        return;
      }
      views.push({ name, address: ours(location.href) });
      field.value = "";
      take(views, words.saved.replace("{name}", () => name));
    });

    const out = button(words.export, () => {
      const text = JSON.stringify({ views: read() }, null, 2);
      const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      make("a", { href, download: FILE }).click();
      setTimeout(() => URL.revokeObjectURL(href), 1000);
    });
    file.addEventListener("change", async () => {
      let views = [];
      try {
        views = cleaned(JSON.parse(await file.files[0].text()).views);
      } catch {
        // Not a list of views: said below.
      }
      file.value = "";
      if (!views.length) {
        told.textContent = words.unreadable;
        return;
      }
      const all = cleaned([...read(), ...views]);
      take(all.slice(0, MOST), all.length > MOST ? words.full : words.imported);
    });
    box.replaceChildren(
      form,
      told,
      list,
      make("p", { className: "file" }, out, button(words.import, () => file.click()), file),
    );
    draw();
  };

  new MutationObserver(() => {
    for (const box of document.querySelectorAll(`${BOX}:empty`)) fill(box);
  }).observe(document, { childList: true, subtree: true });
})();
