// Added by `atlas-ssg serve` to its own responses; nothing that `build` writes holds a script.
// Keeps the open page current: new content in the reader's place, a new stylesheet without
// reloading, and an overlay while something is broken.
"use strict";
(() => {
  const KEPT = "link[rel=stylesheet], script";
  let digest = document.currentScript.dataset.digest;

  // --- What the reader did to the page, and must find again ---------------------------------

  const name = (element, text) => `${element.id || element.name || ""}|${element.value || ""}|${text || ""}`;
  const openable = () => [...document.querySelectorAll("details")]
    .map((d) => [name(d, d.querySelector("summary")?.textContent), d]);
  const choices = () => [...document.querySelectorAll("input[type=radio], input[type=checkbox]")]
    .map((i) => [name(i), i]);
  const boxes = () => [...document.querySelectorAll("[tabindex='0']")].map((b, n) => [n, b]);

  // [what is remembered of an element, how it is brought back], for each sort of element.
  const HABITS = [
    [openable, (d) => d.open, (d, open) => { d.open = open; }],
    [choices, (i) => i.checked, (i, checked) => { if (i.checked !== checked) i.checked = checked; }],
    [boxes, (b) => [b.scrollLeft, b.scrollTop], (b, [x, y]) => b.scrollTo({ left: x, top: y, behavior: "instant" })],
  ];

  function remember() {
    const kept = HABITS.map(([all, get]) => {
      const states = new Map();
      for (const [key, element] of all()) states.set(key, [...(states.get(key) || []), get(element)]);
      return states;
    });
    const shown = document.querySelector(":popover-open")?.id;
    const focused = document.activeElement?.id;
    const [left, top] = [window.scrollX, window.scrollY];
    return () => {
      HABITS.forEach(([all, , set], n) => {
        for (const [key, element] of all()) {
          const states = kept[n].get(key);
          if (states?.length) set(element, states.shift());
        }
      });
      if (shown) document.getElementById(shown)?.showPopover?.();
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
      window.scrollTo({ left, top, behavior: "instant" });
    };
  }

  // --- New content ----------------------------------------------------------------------------

  async function renew() {
    const asked = { cache: "no-store", headers: { "If-None-Match": `"${digest}"` } };
    const response = await fetch(location.pathname + location.search, asked);
    if (response.status === 304) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    digest = fresh.querySelector("script[data-digest]")?.dataset.digest ?? digest;
    const restore = remember();
    renewHead(fresh);
    exchange(document.body, document.adoptNode(fresh.body));
    restore();
    document.dispatchEvent(new Event("atlas:renewed"));
  }

  // Exchange what differs between two elements and leave the rest of the old one where it is.
  function exchange(old, fresh) {
    if (old.isEqualNode(fresh)) return;
    if (old.nodeType !== Node.ELEMENT_NODE || !old.cloneNode().isEqualNode(fresh.cloneNode())) {
      old.replaceWith(fresh);
      return;
    }
    const before = [...old.childNodes];
    const after = [...fresh.childNodes];
    const least = Math.min(before.length, after.length);
    let start = 0;
    while (start < least && before[start].isEqualNode(after[start])) start += 1;
    let same = 0;
    while (same < least - start && before.at(-1 - same).isEqualNode(after.at(-1 - same))) same += 1;
    const gone = before.slice(start, before.length - same);
    const come = after.slice(start, after.length - same);
    if (gone.length === come.length) {
      gone.forEach((child, n) => exchange(child, come[n]));
      return;
    }
    const next = before[before.length - same] ?? null;
    gone.forEach((child) => child.remove());
    come.forEach((child) => old.insertBefore(child, next));
  }

  function renewHead(fresh) {
    const texts = new Set([...fresh.head.children].map((e) => e.outerHTML));
    const known = new Set();
    for (const element of [...document.head.children]) {
      if (element.matches(KEPT)) continue;
      if (texts.has(element.outerHTML)) known.add(element.outerHTML);
      else element.remove();
    }
    for (const element of [...fresh.head.children]) {
      if (!element.matches(KEPT) && !known.has(element.outerHTML)) document.head.append(document.adoptNode(element));
    }
  }

  // --- A new style ----------------------------------------------------------------------------

  // A stylesheet's name without its fingerprint, which is all that a new style changes.
  const stem = (url) => url.pathname.split("/").pop().replace(/[.-][0-9a-f]{6,}(?=\.)/, "");
  const absolute = (link) => new URL(link.href);

  function restyle(addresses) {
    const links = [...document.querySelectorAll("link[rel=stylesheet]")];
    return Promise.all(addresses.map((address) => {
      const wanted = new URL(address, location.origin);
      const old = links.find((link) => stem(absolute(link)) === stem(wanted));
      return old && absolute(old).href !== wanted.href ? swap(old, wanted.href) : null;
    }));
  }

  function swap(old, href) {
    const fresh = old.cloneNode();
    fresh.href = href;
    return new Promise((done) => {
      fresh.onload = fresh.onerror = () => {
        old.remove();
        document.dispatchEvent(new Event("atlas:restyled"));
        done();
      };
      old.after(fresh);
    });
  }

  // --- Problems -------------------------------------------------------------------------------

  const LOOK = `
    :host { position: fixed; inset: auto 0 0 0; max-height: 60vh; overflow: auto; z-index: 2147483647;
            background: #1b1113; color: #f6e9ea; border-top: 4px solid #cc0000; padding: .5rem 1.5rem;
            font: 14px/1.5 ui-monospace, monospace; }
    h1 { font-size: 1em; margin: .5em 5em .5em 0; } h2 { font-size: 1em; font-weight: normal; margin: .5em 0; }
    pre { overflow-x: auto; background: #000; padding: .5em; margin: .3em 0; } p { margin: .3em 0; }
    code, em { color: #ff9d9d; font-style: normal; }
    button { position: absolute; top: .7rem; right: 1.5rem; font: inherit; }`;
  let host = null;
  let problems = "";

  function show(html) {
    if (html === problems) return;
    problems = html;
    host?.remove();
    host = null;
    if (!html) return;
    host = document.createElement("aside");
    host.id = "atlas-problems";
    host.setAttribute("role", "alert");
    const root = host.attachShadow({ mode: "open" });
    const look = new CSSStyleSheet();
    look.replaceSync(LOOK);
    root.adoptedStyleSheets = [look];
    root.innerHTML = `<button type="button">hide</button>${html}`;
    root.querySelector("button").onclick = () => host?.remove();
    document.documentElement.append(host);
  }

  // --- The stream -----------------------------------------------------------------------------

  let waiting = null;
  let busy = false;

  // One state at a time; of those that came meanwhile only the last counts.
  async function receive(data) {
    waiting = data;
    while (waiting !== null && !busy) {
      busy = true;
      const state = JSON.parse(waiting);
      waiting = null;
      try {
        show(state.problems);
        await restyle(state.styles);
        await renew();
      } catch {
        // The server went away in between: its next state says it all again.
      } finally {
        busy = false;
      }
    }
  }

  let close = () => {};

  function shared() {
    const worker = new SharedWorker("/_atlas/stream.js");
    worker.port.onmessage = (event) => receive(event.data);
    return () => worker.port.postMessage("bye");
  }

  // Where browsers have no shared worker (on phones), a page listens while it is looked at.
  function alone() {
    if (document.hidden) return () => {};
    const events = new EventSource("/_atlas/events");
    events.onmessage = (event) => receive(event.data);
    events.onerror = () => { if (events.readyState === EventSource.CLOSED) setTimeout(listen, 500); };
    return () => events.close();
  }

  function listen() {
    close();
    close = "SharedWorker" in window ? shared() : alone();
  }

  addEventListener("pagehide", () => close());
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  if (!("SharedWorker" in window)) document.addEventListener("visibilitychange", listen);
  listen();
})();
