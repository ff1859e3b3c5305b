// Added by `atlas-ssg serve` to its own responses; nothing that `build` writes holds a script.
// Keeps the open page current: new content without losing the reader's place, a new stylesheet
// without reloading, and an overlay while something is broken.
"use strict";
(() => {
  const self = document.currentScript;
  const path = self.dataset.path;
  let digest = self.dataset.digest;
  const HOST = "atlas-ssg-overlay";

  function keep() {
    const inputs = [...document.querySelectorAll("input[type=radio], input[type=checkbox]")];
    return {
      open: [...document.querySelectorAll("details")].map((d) => d.open),
      checked: new Map(inputs.filter((i) => i.id).map((i) => [i.id, i.checked])),
      scroll: [window.scrollX, window.scrollY],
      boxes: [...document.querySelectorAll("[tabindex='0']")].map((b) => [b.scrollLeft, b.scrollTop]),
    };
  }

  function restore(state) {
    document.querySelectorAll("details").forEach((d, n) => { if (n in state.open) d.open = state.open[n]; });
    for (const [id, checked] of state.checked) {
      const input = document.getElementById(id);
      if (input) input.checked = checked;
    }
    document.querySelectorAll("[tabindex='0']").forEach((b, n) => {
      if (n in state.boxes) [b.scrollLeft, b.scrollTop] = state.boxes[n];
    });
    window.scrollTo(...state.scroll);
  }

  async function renew() {
    const response = await fetch(location.pathname + location.search, { cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    const state = keep();
    const link = document.querySelector("link[rel=stylesheet]");
    const next = fresh.querySelector("link[rel=stylesheet]");
    if (link && next && link.getAttribute("href") !== next.getAttribute("href")) await restyle(next.getAttribute("href"));
    document.title = fresh.title;
    const overlay = document.getElementById(HOST);
    document.body.replaceWith(document.adoptNode(fresh.body));
    if (overlay) document.documentElement.append(overlay);
    restore(state);
    const tag = fresh.querySelector("script[data-digest]");
    if (tag) digest = tag.dataset.digest;
    document.dispatchEvent(new Event("atlas:renewed"));
  }

  function restyle(href) {
    const old = document.querySelector("link[rel=stylesheet]");
    const fresh = old.cloneNode();
    fresh.href = href;
    return new Promise((done) => {
      fresh.onload = fresh.onerror = () => { old.remove(); done(); document.dispatchEvent(new Event("atlas:restyled")); };
      old.after(fresh);
    });
  }

  function show(html) {
    let host = document.getElementById(HOST);
    if (!html) { if (host) host.remove(); return; }
    if (!host) {
      host = document.createElement("aside");
      host.id = HOST;
      host.setAttribute("role", "alert");
      document.documentElement.append(host);
      host.attachShadow({ mode: "open" });
    }
    host.shadowRoot.innerHTML = `<style>
      :host { position: fixed; inset: auto 0 0 0; max-height: 60vh; overflow: auto; z-index: 2147483647;
              background: #1b1113; color: #f6e9ea; border-top: 4px solid #cc0000; padding: 1rem 1.5rem;
              font: 14px/1.5 ui-monospace, monospace; }
      h2 { font-size: 1em; margin: .5em 0; } pre { overflow-x: auto; background: #000; padding: .5em; }
      code { color: #ff9d9d; } p { margin: .3em 0; }
    </style>${html}`;
  }

  function listen() {
    const query = new URLSearchParams({ path, digest });
    const events = new EventSource(`/_atlas/events?${query}`);
    events.addEventListener("page", (event) => { if (event.data !== digest) renew(); });
    events.addEventListener("style", (event) => restyle(event.data));
    events.addEventListener("problems", (event) => show(event.data));
    events.addEventListener("fine", () => show(""));
    // After a restart of the server the stream is opened anew, with what is shown now.
    events.onerror = () => { events.close(); setTimeout(listen, 500); };
  }
  listen();
})();
