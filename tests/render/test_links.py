"""Whatever site is made, its links lead somewhere."""

import pytest

from tests.render.small import FILES, TOML, broken_links, make

PLAIN: dict[str, str | bytes] = {
    "README.md": "# Docs\n\nSee [guide](guide/a.md#setup).\n",
    "guide/a.md": "# A\n\n## Setup\n\n```mermaid\nflowchart LR\n  A --> B\n```\n\n### Metrics\n\n"
    "- `up` above 3 ms\n\n## Error messages\n\n- `ERROR: no such thing`\n",
    "guide/deep/b.md": "---\nincident: {operator: We, began: 2020-01-01}\ntags: [x]\n"
    "technologies: {PostgreSQL: {version: '17.0'}}\nrelated: [/guide/a/]\n"
    "not_published:\n  - {what: cost, looked_in: blog, on: 2026-01-01}\n---\n\n# B\n",
    "pic.png": b"\x89PNG",
}
SITES = {
    "an atlas": make(FILES),
    "an atlas with a base URL": make(FILES, base_url="https://atlas.example/deep/"),
    "an atlas without pages": make({}, TOML),
    "a plain folder": make(PLAIN, ""),
    "an empty folder": make({}, ""),
    "a page at the root of a category": make({"systems.md": "# All systems\n", **FILES}),
    "sources and no categories": make(
        {"a.md": "# A\n\n3 ms [@acme-2018]\n", "sources/acme.yaml": FILES["sources/acme.yaml"]}, ""
    ),
}


@pytest.mark.parametrize("name", SITES)
def test_links_lead_to_files_and_anchors_of_the_site(name: str) -> None:
    assert broken_links(SITES[name]) == []
