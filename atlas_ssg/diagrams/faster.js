// What the transforms of `faster.py` put in Mermaid's hands: the same results for less work.
// Loaded before Mermaid; nothing here changes a drawing.
"use strict";
(() => {
  // `getConfig` copies the configuration at each of thousands of calls. The copy is Mermaid's own
  // (two levels anew, the third flat, arrays without repetitions, no nulls), but what is to be
  // copied how is found out once for each configuration: Mermaid replaces it, and never edits it.
  const isPart = (value) => typeof value === "object" && value !== null;
  const distinct = (list) => list.reduce((kept, value) => { if (!kept.includes(value)) kept.push(value); return kept; }, []);
  const leaf = (value) => (Array.isArray(value) ? distinct(value) : Object.assign({}, value));

  function planned(object) {
    const flat = {};
    const parts = [];
    for (const [key, value] of Object.entries(object)) {
      if (value === null || (key === "__proto__" && !isPart(value))) continue;
      Object.defineProperty(flat, key, { value: isPart(value) ? undefined : value, writable: true, enumerable: true, configurable: true });
      if (isPart(value)) parts.push([key, value]);
    }
    return { flat, parts };
  }

  let source;
  let flat;
  let sections;
  function copyOfConfig(config) {
    if (config !== source) {
      source = config;
      const plan = planned(config);
      flat = plan.flat;
      sections = plan.parts.map(([key, value]) => [key, value, Array.isArray(value) ? undefined : planned(value)]);
    }
    const copy = { ...flat };
    for (const [key, value, plan] of sections) {
      if (!plan) { copy[key] = distinct(value); continue; }
      const section = (copy[key] = { ...plan.flat });
      for (const [name, part] of plan.parts) section[name] = leaf(part);
    }
    return copy;
  }

  // DOMPurify returns a text without "<" as it is (its own first test), and is a pure function of
  // any other; Mermaid asks it several times for each label.
  const MOST = 2000;
  const purified = new Map();
  function purify(text, purifier) {
    if (!text.includes("<")) return text;
    let clean = purified.get(text);
    if (clean === undefined) {
      clean = purifier.sanitize(text, { FORBID_TAGS: ["style"] }).toString();
      if (purified.size >= MOST) purified.clear();
      purified.set(text, clean);
    }
    return clean;
  }

  globalThis.atlasFaster = Object.freeze({ copyOfConfig, purify });
})();
