// Plays through the dates: the button of the time control (`time_control.py`) moves the selected
// date on by one step, and here it is pressed again once each step stands on the page. Whether the
// dates are playing is known to this window alone; the date is the page's, as if it were chosen.
(() => {
  "use strict";
  const BUTTON = ".st-key-play button";
  const SLIDER = ".st-key-time-day input";
  const STALE = '[data-stale="true"]';
  // What says more on one date than on another: while the dates play it does not shrink, so that
  // nothing below it moves to and fro.
  const ABOVE =
    ".st-key-opening, .st-key-scope, .stHtml:has(> .cards), [class*='st-key-picture-'] [data-testid='stHeading']";
  // Milliseconds for which a step is looked at.
  const LOOK = 1400;
  const LOOK_WITHOUT_MOTION = 2800;
  const quiet = matchMedia("(prefers-reduced-motion: reduce)");
  const one = (selector) => document.querySelector(selector);
  const shown = () => one(SLIDER)?.getAttribute("aria-valuetext");
  const isLast = () => one(SLIDER)?.value === one(SLIDER)?.max;
  let playing = false;
  let pressing = false; // the click is ours
  let from = null; // what the slider said before the step that is on its way
  let timer;

  const mark = () => {
    for (const button of document.querySelectorAll(BUTTON)) {
      if (button.ariaPressed !== String(playing)) button.ariaPressed = String(playing);
    }
  };

  const keepHeights = () => {
    document.documentElement.dataset.playing = ""; // `style.css` keeps the room of the chips
    for (const each of document.querySelectorAll(ABOVE)) each.style.minHeight = `${each.getBoundingClientRect().height}px`;
  };

  const freeHeights = () => {
    delete document.documentElement.dataset.playing;
    for (const each of document.querySelectorAll(ABOVE)) each.style.minHeight = "";
  };

  const stop = () => {
    clearTimeout(timer);
    playing = false;
    from = null;
    mark();
  };

  const step = () => {
    const button = [...document.querySelectorAll(BUTTON)].find((each) => each.checkVisibility());
    if (!button) {
      stop();
      return;
    }
    from = shown();
    pressing = true;
    button.click();
    pressing = false;
  };

  const start = () => {
    playing = true;
    announce("time", "");
    mark();
    keepHeights();
    timer = setTimeout(step); // a key's click is under way, and a button takes one at a time
  };

  // The next step waits until this one has arrived, however slow the server or the network.
  const arrive = () => {
    if (from === null || shown() === from) return;
    if (one('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning" || one(STALE)) return;
    from = null;
    if (!shown()) {
      stop();
      return;
    }
    announce("time", shown()); // each date with its number, once
    keepHeights();
    if (isLast()) {
      stop();
      return;
    }
    // From when it is painted, however long that takes.
    requestAnimationFrame(() => {
      if (playing) timer = setTimeout(step, quiet.matches ? LOOK_WITHOUT_MOTION : LOOK);
    });
  };

  new MutationObserver(() => {
    mark();
    if (playing) arrive();
  }).observe(document, {
    childList: true,
    subtree: true,
    attributeFilter: ["aria-valuetext", "data-stale", "data-test-script-state"],
  });

  // Before the page hears of it: the button plays or stops; any other choice stops and is made.
  addEventListener(
    "click",
    (event) => {
      if (pressing) return;
      const wasPlaying = playing;
      const isButton = Boolean(event.target.closest?.(BUTTON));
      if (isButton) event.stopImmediatePropagation();
      if (playing) stop();
      else freeHeights();
      if (isButton && !wasPlaying) start();
    },
    true,
  );
  addEventListener(
    "keydown",
    (event) => {
      const chosen = event.target.matches?.("input") && !["Tab", "Shift"].includes(event.key);
      if (playing && (chosen || event.key === "Escape")) stop();
    },
    true,
  );
  addEventListener(
    "pointerdown",
    (event) => {
      if (playing && event.target.closest?.(".st-key-time-day")) stop();
    },
    true,
  );
  for (const left of ["popstate", "resize"]) {
    addEventListener(left, () => {
      stop();
      freeHeights();
    });
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) stop();
  });
})();
