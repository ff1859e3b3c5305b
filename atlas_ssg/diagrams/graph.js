// Reads the graph out of Mermaid's own parsed diagram, type by type, into plain data:
// { type, nodes: [{id, label, classes, shape, group}], edges: [{source, target, label, directed,
// dashed}], groups: [{id, label, members}], texts: [], classes: [[name, style]], title, description }
"use strict";
(() => {
  const member = (m) => text(m.text || m.id).replace(/^\\(?=[#~+-])/, ""); // Mermaid escapes the visibility
  const list = (value) => !value ? [] : value instanceof Map ? [...value.values()] : Array.isArray(value) ? value : Object.values(value);
  const entries = (value) => !value ? [] : value instanceof Map ? [...value.entries()] : Object.entries(value);
  const call = (db, name) => { try { return typeof db[name] === "function" ? db[name]() : undefined; } catch { return undefined; } };
  const words = (value) => Array.isArray(value) ? value.map(String) : String(value || "").split(/\s+/).filter(Boolean);
  const text = (value) => value === undefined || value === null ? "" : Array.isArray(value) ? value.join(" ") : String(value);

  function classes(db) {
    return entries(call(db, "getClasses"))
      .filter(([, style]) => style && (style.styles || style.textStyles))
      .map(([name, style]) => [name, [...list(style.styles), ...list(style.textStyles)].join(",")]);
  }

  function flowchart(db) {
    const groups = list(call(db, "getSubGraphs")).map((g) => ({ id: text(g.id), label: text(g.title), members: words(g.nodes) }));
    const home = new Map(groups.flatMap((g) => g.members.map((m) => [m, g.id])));
    return {
      nodes: entries(call(db, "getVertices")).filter(([id]) => !groups.some((g) => g.id === id)).map(([id, v]) => ({
        id, label: text(v.text ?? id), classes: words(v.classes), shape: text(v.type || "rect"), group: home.get(id) || "" })),
      edges: list(call(db, "getEdges")).map((e) => ({
        source: text(e.start), target: text(e.end), label: text(e.text),
        directed: !/^(arrow_open)$/.test(text(e.type)), dashed: e.stroke === "dotted" })),
      groups, classes: classes(db),
    };
  }

  function sequence(db) {
    const actors = entries(call(db, "getActors")).map(([id, a]) => ({ id, label: text(a.description || a.name || id), classes: [], shape: text(a.type || "participant"), group: "" }));
    const edges = [], texts = [];
    for (const m of list(call(db, "getMessages"))) {
      const said = text(m.message && m.message.text !== undefined ? m.message.text : m.message);
      const between = m.from && m.to && actors.some((a) => a.id === m.from) && actors.some((a) => a.id === m.to);
      if (between && m.placement === undefined) edges.push({ source: text(m.from), target: text(m.to), label: said, directed: ![5, 6].includes(m.type), dashed: [1, 4, 6, 25].includes(m.type) });
      else if (said && said !== "[object Object]") texts.push(said);
    }
    const groups = list(call(db, "getBoxes")).map((b, n) => ({ id: `box-${n + 1}`, label: text(b.name), members: words(b.actorKeys) }));
    for (const g of groups) for (const a of actors) if (g.members.includes(a.id)) a.group = g.id;
    return { nodes: actors, edges, groups, texts };
  }

  // state, class, ER, requirement, mindmap, kanban: Mermaid's common layout data.
  function data(db) {
    const found = call(db, "getData") || {};
    const groups = [], nodes = [];
    for (const n of list(found.nodes)) {
      const named = n.label ? [n.alias || n.label, n.description] : [n.name, n.type, n.requirementId, n.text, n.risk, n.verifyMethod, n.docRef];
      const parts = [...named, ...list(n.members).map(member), ...list(n.methods).map(member), ...list(n.attributes).map((a) => `${a.type} ${a.name} ${a.comment || ""}`)];
      const label = parts.map(text).filter(Boolean).join(" ");
      if (n.isGroup) groups.push({ id: text(n.id), label, members: [] });
      else nodes.push({ id: text(n.id), label, classes: words(n.cssClasses), shape: text(n.shape), group: text(n.parentId) });
    }
    for (const g of groups) g.members = nodes.filter((n) => n.group === g.id).map((n) => n.id);
    const edges = list(found.edges).map((e) => ({ source: text(e.start), target: text(e.end), label: text(e.label), directed: ![e.arrowTypeEnd, e.arrowTypeStart].every((t) => !t || t === "none" || t === "arrow_open"), dashed: /dash|dot/.test(text(e.pattern)) }));
    return { nodes, edges, groups, classes: classes(db) };
  }

  const sections = (db) => ({ texts: entries(call(db, "getSections")).map(([name, value]) => `${name} ${value}`) });
  const tasks = (db) => ({ texts: [...list(call(db, "getSections")).map(text), ...list(call(db, "getTasks")).flatMap((t) => [text(t.task), ...list(t.events).map(text), ...list(t.people).map(text)])].filter(Boolean) });

  function sankey(db) {
    const graph = call(db, "getGraph") || {};
    const name = (n) => text(n.id ?? n.ID);
    return { nodes: list(graph.nodes).map((n) => ({ id: name(n), label: name(n), classes: [], shape: "", group: "" })),
             edges: list(graph.links).map((l) => ({ source: text(l.source), target: text(l.target), label: text(l.value), directed: true, dashed: false })) };
  }

  function commits(db) {
    const found = list(call(db, "getCommitsArray") || call(db, "getCommits"));
    return { nodes: found.map((c) => ({ id: text(c.id), label: [c.message || c.id, ...(c.tags || [])].map(text).filter(Boolean).join(" "), classes: [], shape: "", group: text(c.branch) })),
             edges: found.flatMap((c) => list(c.parents).map((p) => ({ source: text(p), target: text(c.id), label: "", directed: true, dashed: false }))) };
  }

  function architecture(db) {
    const services = [...list(call(db, "getServices")), ...list(call(db, "getJunctions"))];
    const groups = list(call(db, "getGroups")).map((g) => ({ id: text(g.id), label: text(g.title || g.id), members: services.filter((s) => s.in === g.id).map((s) => text(s.id)) }));
    return { nodes: services.map((s) => ({ id: text(s.id), label: text(s.title || s.id), classes: [], shape: text(s.icon), group: text(s.in) })), groups,
             edges: list(call(db, "getEdges")).map((e) => ({ source: text(e.lhsId), target: text(e.rhsId), label: text(e.title), directed: Boolean(e.lhsInto || e.rhsInto), dashed: false })) };
  }

  function c4(db) {
    return { nodes: list(call(db, "getC4ShapeArray")).map((s) => ({ id: text(s.alias), label: [s.label, s.techn, s.descr].map((p) => text(p && p.text)).filter(Boolean).join(" "), classes: [], shape: text(s.typeC4Shape && s.typeC4Shape.text), group: text(s.parentBoundary) })),
             edges: list(call(db, "getRels")).map((r) => ({ source: text(r.from), target: text(r.to), label: [r.label, r.techn].map((p) => text(p && p.text)).filter(Boolean).join(" "), directed: true, dashed: false })) };
  }

  function block(db) {
    const flat = list(call(db, "getBlocksFlat")).filter((b) => b.id !== "root" && b.type !== "space");
    const isGroup = (b) => b.type === "composite";
    const groups = flat.filter(isGroup).map((b) => ({ id: text(b.id), label: text(b.label), members: list(b.children).map((c) => text(c.id)) }));
    const home = new Map(groups.flatMap((g) => g.members.map((m) => [m, g.id])));
    return { nodes: flat.filter((b) => !isGroup(b)).map((b) => ({ id: text(b.id), label: text(b.label ?? b.id), classes: words(b.classes), shape: text(b.type), group: home.get(b.id) || "" })), groups, classes: classes(db),
             edges: list(call(db, "getEdges")).map((e) => ({ source: text(e.start), target: text(e.end), label: text(e.label), directed: ![e.arrowTypeEnd, e.arrowTypeStart].every((t) => !t || t === "none" || t === "arrow_open"), dashed: /dash|dot/.test(text(e.pattern)) })) };
  }

  const READERS = [
    [/^(flowchart|graph)/, flowchart], [/^sequence/, sequence],
    [/^(state|class|er|requirement|mindmap|kanban)/, data], [/^block/, block],
    [/^pie/, sections], [/^(gantt|journey|timeline)/, tasks], [/^sankey/, sankey],
    [/^gitGraph/, commits], [/^architecture/, architecture], [/^c4/, c4],
  ];

  // What a type without a reader still holds: the words under the names that its labels go by.
  const LABEL_KEYS = ["text", "label", "title", "name", "categories"];
  function anything(db) {
    const texts = new Set();
    const seen = new Set();
    const keep = (value) => { if (typeof value === "string" && value.trim() && value.length < 300) texts.add(value.trim()); };
    (function walk(value, depth) {
      if (depth > 8 || texts.size > 500 || value === null || typeof value !== "object" || seen.has(value)) return;
      seen.add(value);
      for (const [key, inner] of entries(value)) {
        if (LABEL_KEYS.includes(key) && !(key === "name" && value.label)) { keep(inner); if (Array.isArray(inner)) inner.forEach(keep); }
        walk(inner, depth + 1);
      }
    })(["getNodes", "getAxes", "getCurves", "getPacket", "getXYChartData", "getQuadrantData", "getRoot", "getSets", "getElements"].map((n) => call(db, n)), 0);
    return { texts: [...texts] };
  }

  // `given` is the title of the front matter, where Mermaid was told it before: it is none of the graph.
  globalThis.atlasGraph = (diagram, given) => {
    const db = diagram.db;
    const common = call(db, "getCommonDb") || db; // timelines keep their title a step away
    const reader = READERS.find(([pattern]) => pattern.test(diagram.type));
    const found = reader ? reader[1](db) : anything(db);
    const title = text(call(common, "getDiagramTitle"));
    return { type: diagram.type, nodes: [], edges: [], groups: [], texts: [], classes: [], ...found,
             title: text(call(common, "getAccTitle")) || (title === given ? "" : title), description: text(call(common, "getAccDescription")) };
  };
})();
