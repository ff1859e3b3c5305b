"""A small atlas with a bit of everything, for the tests of this folder."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from atlas_ssg import pipeline
from atlas_ssg.cache import Memo
from atlas_ssg.config import Config
from atlas_ssg.model.output import Build
from tests.fake_renderer import FakeRenderer
from tests.sites import ROOT, config_of

Files = Mapping[str, str | bytes]

TOML = """
[site]
title = "Small atlas"
description = "For tests."

[[categories]]
id = "systems"
title = "Deep-dives"
folder = "systems"
target = 4

[[categories]]
id = "debugging"
title = "Debugging guides"
folder = "debugging"
target = 2

[[categories]]
id = "incidents"
title = "Incidents"
folder = "incidents"
target = 2

[[categories]]
id = "patterns"
title = "Patterns"
folder = "patterns"
target = 3

[[kinds]]
id = "architecture"
title = "Architecture"
question = "What runs?"
shows = ["every component"]

[[kinds]]
id = "storage"
title = "Storage"

[[tiers]]
id = 1
title = "The giants"

[[systems]]
id = "acme"
title = "Acme"
tier = 1
focus = "Anvils"

[[systems]]
id = "roadrunner"
title = "Roadrunner"
tier = 1

[[planes]]
id = "edge"
title = "Edge plane"
class = "edgeStyle"
fill = "#0066CC"
stroke = "#004499"
text = "#FFFFFF"
cue = "E"

[[planes]]
id = "state"
title = "State plane"
class = "stateStyle"
fill = "#FF8800"
stroke = "#CC6600"
text = "#000000"
cue = "D"

[[gates]]
id = "three-am"
title = "3 AM"

[[gates.items]]
id = "error-messages"
title = "Which exact messages appear?"
heading = ["At 3 AM", "Error messages"]
evidence = ["code"]
owners = ["debugging"]

[[gates]]
id = "new-hire"
title = "New hire"

[[gates.items]]
id = "direction"
title = "Does every edge point?"
evidence = ["direction"]
"""

SOURCES = """
references:
  - id: acme-2018
    type: post-weblog
    title: "How we made it <fast>"
    author: [{family: Coyote, given: Wile}]
    container-title: Acme Blog
    publisher: Acme
    issued: {date-parts: [[2018, 3, 1]]}
    accessed: {date-parts: [[2026, 11, 1]]}
    URL: https://blog.acme.example/fast
    custom: {provenance: first-party}
  - id: press-2020
    type: article
    title: A talk, retold
    publisher: The Press
    issued: {date-parts: [[2020]]}
    URL: https://press.example/talk
    custom: {provenance: reported}
"""

ARCHITECTURE = """---
title: Acme architecture
description: What runs at Acme, in one sentence.
updated: 2026-11-02
tags: [anvils, dispatch]
technologies:
  Anvilstore: {version: "2.1", source: acme-2018}
related: [/systems/acme/storage/]
calculations:
  double:
    what: Twice the requests
    expression: requests * 2
    inputs:
      requests: {value: 100, source: acme-2018}
    result: dimensionless
not_published:
  - {what: "Cost of an anvil", looked_in: blog, on: 2026-11-01}
---

Read this before you drop anything.

```mermaid
flowchart LR
    A["Gate<br/>1M req/s [@acme-2018]"]:::edgeStyle
    A -->|"p99 10 ms [@press-2020]"| B["Anvilstore"]:::stateStyle
```

## Numbers

It serves 200 requests [@calc:double] and costs $12 per month [@press-2020].

### Detail

See [storage](storage.md#shards).
"""
STORAGE = """---
title: Acme storage
description: Where anvils lie.
updated: 2026-11-01
---

```mermaid
flowchart LR
    A["Store"]:::stateStyle --- B["Other"]
```

## Shards

There are 3 shards.
"""
GUIDE = """---
title: "Anvil: out of gravity"
description: What the message means.
tags: [anvils]
---

```mermaid
flowchart LR
    A["Client"] --> B["Anvil"]
```

## At 3 AM

### Error messages

- `ERROR: out of gravity <now>`

### Metrics

- `anvil_height` above 3 m means trouble.
"""
INCIDENT = """---
title: The long fall
description: How it fell.
incident:
  operator: Acme
  began: 2020-05-01T10:00Z
  ended: 2020-05-01T14:17Z
  source: acme-2018
---

```mermaid
flowchart LR
    A["Cliff"] --> B["Ground"]
```

Acme fell for 4 hours [@acme-2018].
"""
FILES: dict[str, str | bytes] = {
    "systems/acme/index.md": "---\ntitle: Acme\ndescription: Anvils at scale.\n---\n\nIt sells.\n",
    "systems/acme/architecture.md": ARCHITECTURE,
    "systems/acme/storage.md": STORAGE,
    "debugging/gravity.md": GUIDE,
    "incidents/fall.md": INCIDENT,
    "sources/acme.yaml": SOURCES,
    "glossary.yaml": "API: Application Programming Interface\n",
    "technologies.yaml": "Anvilstore: {}\n",
}


def make(
    files: Files = FILES,
    toml: str = TOML,
    *,
    root: Path = ROOT,
    base_url: str = "",
    memo: Memo | None = None,
    cache: Path | None = None,
) -> Build:
    """The site of these files; a project's own themes lie below `root`."""
    return pipeline.build(
        configured(toml, root=root, base_url=base_url, cache=cache),
        FakeRenderer(),
        files=files,
        memo=memo,
    )


def configured(
    toml: str = TOML, *, root: Path = ROOT, base_url: str = "", cache: Path | None = None
) -> Config:
    """The configuration of such a site."""
    from msgspec.structs import replace as with_fields

    config = config_of(toml, root=root, cache=cache)
    site = with_fields(config.file.site, base_url=base_url)
    return replace(config, file=with_fields(config.file, site=site), path=None)


def pages(build: Build) -> dict[str, str]:
    """The HTML of a build by path."""
    return {f.path: f.content.decode() for f in build.files if f.path.endswith(".html")}


def broken_links(build: Build) -> list[str]:
    """Links that lead to no file or to no anchor of the site, each with its page."""
    texts = pages(build)
    anchors = {path: set(re.findall(r'\sid="([^"]*)"', text)) for path, text in texts.items()}
    files = {file.path for file in build.files}
    broken = []
    for path, text in texts.items():
        for href in re.findall(r'<(?:a|link|img)\s[^>]*?(?:href|src)="([^"]*)"', text):
            if "://" in href:
                continue
            target, _, fragment = href.partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            if path == "404.html" and target.startswith("/"):
                there = target.removeprefix("/deep/")
            there = path if not target else there.removeprefix("/").removeprefix("./")
            if there not in files:
                there = posixpath.normpath(posixpath.join(there, "index.html"))
            if there not in files or (fragment and fragment not in anchors[there]):
                broken.append(f"{path}: {href}")
    return broken
