# ruff: noqa: E501 - a source is easier to read on one line
"""Diagrams that try something. Each is refused or drawn without it; none may get through."""

# Name -> source. `http://evil.invalid` stands for wherever it would like to go.
REFUSED: dict[str, str] = {
    "click call": "flowchart LR\n A --> B\n click A call steal()",
    "click bare": "flowchart LR\n A --> B\n click A steal",
    "callback": 'classDiagram\n class A\n callback A "steal" "tip"',
    "actor links": 'sequenceDiagram\n participant A\n links A: {"x": "javascript:1"}\n A->>A: x',
    "actor link": "sequenceDiagram\n participant A\n link A: Home @ http://evil.invalid\n A->>A: x",
    "properties": 'sequenceDiagram\n participant A\n properties A: {"class": "x"}\n A->>A: x',
    "image node": 'flowchart LR\n A@{ img: "http://evil.invalid/a.png", label: "x" }',
    "ticket base": "---\nconfig:\n  kanban:\n    ticketBaseUrl: http://evil.invalid/#TICKET#\n---\n"
    "kanban\n a[b]",
    "unknown layout": "---\nconfig:\n  layout: elk\n---\nflowchart LR\n A --> B",
    "nul": "flowchart LR\n A[a\x00b] --> B",
    "escape": "flowchart LR\n A[a\x1b[31mb] --> B",
    "script label": 'flowchart LR\n A["<script>alert(1)</script>"] --> B',
    "img label": "flowchart LR\n A[\"<img src=x onerror='alert(1)'>\"] --> B",
    "iframe label": 'flowchart LR\n A["<iframe src=http://evil.invalid></iframe>"] --> B',
    "svg label": 'flowchart LR\n A["<svg onload=alert(1)></svg>"] --> B',
    "form label": 'flowchart LR\n A["<form action=http://evil.invalid><input></form>"] --> B',
    "style label": 'flowchart LR\n A["<style>@import url(http://evil.invalid)</style>"] --> B',
    "math label": 'flowchart LR\n A["<math><mi>x</mi></math>"] --> B',
    "sequence script": "sequenceDiagram\n A->>B: <script>alert(1)</script>",
    "class script": 'classDiagram\n class A["<script>alert(1)</script>"]',
    "state image": "stateDiagram-v2\n s1: <img src=http://evil.invalid/x>",
    "gantt script": "gantt\n dateFormat YYYY-MM-DD\n <script>x</script> :a, 2024-01-01, 3d",
    "open directive": "%%{init: {'theme': 'dark'}\nflowchart LR\n A --> B",
}

DRAWN: dict[str, str] = {
    "theme css": "%%{init: {'themeCSS': '.node{background:url(http://evil.invalid/x)}'}}%%\n"
    "flowchart LR\n A --> B",
    "theme variable": "%%{init: {'themeVariables': {'primaryColor': 'red;} *{x:url(//evil.invalid)}'}}}%%"
    "\nflowchart LR\n A --> B",
    "font family": "%%{init: {'fontFamily': 'x;background:url(http://evil.invalid)'}}%%\n"
    "flowchart LR\n A --> B",
    "security level": "%%{init: {'securityLevel': 'loose', 'htmlLabels': true}}%%\n"
    "flowchart LR\n A --> B",
    "secure list": "%%{init: {'secure': [], 'dompurifyConfig': {'ADD_TAGS': ['script']}}}%%\n"
    "flowchart LR\n A --> B",
    "html labels deep": "---\nconfig:\n  flowchart:\n    htmlLabels: true\n---\nflowchart LR\n A --> B",
    "prototype key": "%%{init: {'__proto__': {'securityLevel': 'loose'}}}%%\nflowchart LR\n A --> B",
    "class def url": "flowchart LR\n A --> B\n classDef x fill:url(http://evil.invalid/x)\n class A x",
    "class def escape": "flowchart LR\n A --> B\n classDef x fill:#f00;}*{position:fixed\n class A x",
    "style position": "flowchart LR\n A --> B\n style A position:fixed,top:0,left:0,width:100vw",
    "style import": "flowchart LR\n A --> B\n style A fill:#fff,behavior:url(http://evil.invalid)",
    "link style": "flowchart LR\n A --> B\n linkStyle 0 stroke:url(//evil.invalid/x)",
    "bold label": 'flowchart LR\n A["<b>bold</b> and <i>more</i>"] --> B',
    "markdown link": 'flowchart LR\n A["`[x](javascript:alert)`"] --> B',
    "encoded script": "flowchart LR\n A[#lt;script#gt;alert#lpar;1#rpar;#lt;/script#gt;] --> B",
    "entity script": 'flowchart LR\n A["&lt;img src=x onerror=alert(1)&gt;"] --> B',
    "ids": "flowchart LR\n main[x] --> top[y]\n top --> diagram[z]",
    "class names": "flowchart LR\n A --> B\n class A page\n class B hidden",
    "width": "flowchart LR\n A[" + "very long label " * 30 + "] --> B",
    "title html": "---\ntitle: <script>alert(1)</script>\n---\nflowchart LR\n A --> B",
    "accessible html": 'flowchart LR\n accTitle: <b onclick="x">t</b>\n A --> B',
    "box colour": "sequenceDiagram\n box url(http://evil.invalid)\n participant A\n end\n A->>A: x",
    "rect colour": "sequenceDiagram\n participant A\n rect rgb(0,0,0)\n A->>A: x\n end",
    "pie label": 'pie\n "&lt;script&gt;alert(1)&lt;/script&gt;" : 5',
    "mindmap icon": "mindmap\n root((r))\n  a\n  ::icon(fa fa-book)\n  :::urgent",
    "c4 link": 'C4Context\n Person(a, "A", $link="javascript:alert(1)")\n System(b, "B")\n Rel(a, b, "x")',
    "class link": 'classDiagram\n class A\n link A "javascript:alert(1)" "tip"',
    "click script": 'flowchart LR\n A --> B\n click A href "javascript:alert(1)"',
    "click data": 'flowchart LR\n A --> B\n click A href "data:text/html,<b>x</b>"',
    "katex": 'flowchart LR\n A["$$x^2$$"] --> B',
    "icon node": 'flowchart LR\n A@{ icon: "fa:user", label: "x" } --> B',
    "right to left": "flowchart LR\n A[\u202eevil\u202c] --> B",
    "gantt link": 'gantt\n dateFormat YYYY-MM-DD\n a :a1, 2024-01-01, 3d\n click a1 href "javascript:alert(1)"',
}
