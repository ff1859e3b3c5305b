// Runs in the page that draws. Everything that could make two drawings of the same text differ
// (clock, randomness) is pinned here, and prototypes are closed once Mermaid has loaded.
"use strict";
(() => {
  const EPOCH = Date.UTC(2020, 0, 1);
  const RealDate = Date;
  class FrozenDate extends RealDate {
    constructor(...given) { if (given.length) super(...given); else super(EPOCH); }
    static now() { return EPOCH; }
  }
  const clock = performance.now.bind(performance);
  globalThis.Date = FrozenDate;

  // A small generator with 32 bits of state (mulberry32), seeded from the diagram's digest.
  let state = 0;
  function random() {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  Math.random = random;
  Object.defineProperty(globalThis, "crypto", { value: Object.freeze({
    getRandomValues(array) { for (let i = 0; i < array.length; i++) array[i] = Math.floor(random() * 4294967296); return array; },
    randomUUID() { return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, () => Math.floor(random() * 16).toString(16)); },
  }) });

  const CLOSED = [Object, Array, Function, String, Number, Boolean, RegExp, Map, Set, WeakMap, Promise, Symbol, Error, RealDate, Node, Element, SVGElement, HTMLElement, EventTarget];

  globalThis.atlasSetup = async ({ font, config }) => {
    const bytes = Uint8Array.from(atob(font), (c) => c.charCodeAt(0));
    const face = new FontFace("Inter", bytes.buffer, { weight: "100 900" });
    document.fonts.add(await face.load());
    // The first layout with the font is made before anything is measured.
    const probe = document.createElement("span");
    probe.style.fontFamily = "Inter";
    probe.textContent = "Ag";
    document.body.append(probe);
    await document.fonts.ready;
    probe.getBoundingClientRect();
    probe.remove();
    mermaid.initialize(config);
    for (const built of CLOSED) { Object.preventExtensions(built.prototype); Object.preventExtensions(built); }
  };

  // Where a Jison grammar stopped. Languages made with Langium say it in their message.
  function place(error) {
    const hash = error && error.hash;
    const loc = hash && hash.loc;
    if (!loc) return {};
    return { line: loc.first_line, column: (loc.first_column || 0) + 1,
             length: loc.last_line === loc.first_line ? Math.max(1, loc.last_column - loc.first_column) : 1,
             expected: (hash.expected || []).map((word) => String(word).replace(/^'|'$/g, "")),
             found: String(hash.text || "") };
  }

  function refusal(reason, error, started) {
    const message = String((error && (error.str || error.message)) || error).slice(0, 4000);
    const large = /^(?:Edge limit exceeded|Too many edges)/.test(message);
    return { refused: large ? "too-large" : reason, message, ...place(error), seconds: (clock() - started) / 1000 };
  }

  function tooLarge(graph, most) {
    for (const what of ["nodes", "edges"])
      if (graph[what].length > most[what]) return `${graph[what].length} ${what}; at most ${most[what]} are drawn`;
    return "";
  }

  // A letter in the corner of each node of a plane: the second cue beside its colour.
  function cues(svg, planes) {
    for (const { name, cue, text } of planes) {
      for (const node of svg.querySelectorAll(`g.node.${CSS.escape(name)}`)) {
        const shape = node.querySelector("rect, path, polygon, circle, ellipse, g") || node;
        const box = shape.getBBox();
        const wide = node.getBBox();
        const label = document.createElementNS("http://www.w3.org/2000/svg", "text");
        label.setAttribute("class", "plane-cue");
        label.setAttribute("x", (wide.x + 5).toFixed(2));
        label.setAttribute("y", (wide.y + Math.min(12, box.height / 2)).toFixed(2));
        label.setAttribute("fill", text);
        label.textContent = cue;
        node.append(label);
      }
    }
  }

  // The titles of subgraphs are drawn last, so that no edge strikes them through.
  function titlesAbove(svg) {
    for (const paths of svg.querySelectorAll("g.edgePaths")) {
      const titles = [...paths.parentNode.querySelectorAll(":scope > .clusters > .cluster > .cluster-label")];
      if (!titles.length) continue;
      const above = document.createElementNS("http://www.w3.org/2000/svg", "g");
      above.setAttribute("class", "cluster");
      for (const title of titles) {
        const styled = title.querySelector("text");
        const holder = title.closest(".cluster");
        if (styled && holder.style.color) styled.style.fill = holder.style.color;
        above.append(title);
      }
      paths.after(above);
    }
  }

  // Mermaid forgets to centre the label of a mind map's round nodes where labels are SVG text.
  function centre(svg) {
    for (const node of svg.querySelectorAll("g.mindmap-node"))
      if (node.querySelector(":scope > circle")) for (const label of node.querySelectorAll("text")) label.setAttribute("text-anchor", "middle");
  }

  // Mermaid tells what it parsed before it draws it (see `faster.py`); one that does not parses for
  // the graph alone first. Reading a few types changes what is drawn: they are parsed again after it.
  const TOUCHY = /^(gantt|journey|timeline)/;
  let parsed;
  let most;
  let seed;
  globalThis.atlasParsed = (diagram, title) => {
    parsed = { touchy: TOUCHY.test(diagram.type) && Boolean(globalThis.atlasFaster) };
    if (parsed.touchy) return;
    parsed.graph = atlasGraph(diagram, title);
    parsed.excess = tooLarge(parsed.graph, most);
    if (parsed.excess) throw new Error(parsed.excess);
  };

  function reason() {
    if (!parsed) return "syntax";
    return parsed.excess ? "too-large" : "browser";
  }

  function finished(svg, planes) {
    const holder = document.createElement("div");
    holder.style.fontFamily = "Inter";
    document.body.append(holder);
    holder.innerHTML = svg;
    const drawn = holder.querySelector("svg");
    titlesAbove(drawn);
    centre(drawn);
    cues(drawn, planes);
    return new XMLSerializer().serializeToString(drawn);
  }

  globalThis.atlasDraw = async (asked) => {
    const started = clock();
    parsed = undefined;
    ({ most, seed } = asked);
    state = seed | 0;
    try {
      if (!globalThis.atlasFaster) {
        atlasParsed(await mermaid.mermaidAPI.getDiagramFromText(asked.text));
        state = seed | 0;
      }
      const { svg } = await mermaid.render(asked.id, asked.text);
      if (parsed.touchy) parsed.graph = atlasGraph(await mermaid.mermaidAPI.getDiagramFromText(asked.text));
      return { svg: finished(svg, asked.planes), graph: parsed.graph, seconds: (clock() - started) / 1000 };
    } catch (error) {
      return refusal(reason(), error, started);
    } finally {
      document.body.replaceChildren();
    }
  };
})();
