"""The selectors that Mermaid writes: tags, classes, ids and attributes, one below the other.

A selector with anything else (pseudo-classes, siblings) matches nothing in a
still picture and is left out, as is one that is not scoped to its drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

_Element = etree._Element
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on an attribute: `[name]`, `[name="value"]`, `[name$="end"]`."""

    name: str
    operator: str = ""
    value: str = ""

    def holds(self, element: _Element) -> bool:
        """Whether `element` meets it."""
        found = element.get(self.name)
        if found is None or not self.operator:
            return found is not None
        return found.endswith(self.value) if self.operator == "$=" else found == self.value


@dataclass(frozen=True, slots=True)
class Compound:
    """What one element must be. `child` when it must stand directly below the one before."""

    tag: str = ""
    ids: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()
    tests: tuple[Test, ...] = ()
    child: bool = False

    def fits(self, element: _Element, classes: Mapping[_Element, frozenset[str]]) -> bool:
        """Whether `element` is that."""
        if self.classes and not self.classes <= classes.get(element, _NONE):
            return False
        if self.tag and str(element.tag).rpartition("}")[2] != self.tag:
            return False
        if self.ids and any(element.get("id") != name for name in self.ids):
            return False
        return not self.tests or all(test.holds(element) for test in self.tests)


Selector = tuple[Compound, ...]


def parse_selectors(prelude: Iterable[Any]) -> tuple[Selector, ...]:
    """The selectors of a rule's prelude that are understood and begin with an id."""
    found = []
    for tokens in _split(prelude):
        selector = _selector(tokens)
        if selector and selector[0].ids:
            found.append(selector)
    return tuple(found)


def matches(
    selector: Selector, element: _Element, classes: Mapping[_Element, frozenset[str]]
) -> bool:
    """Whether `element` is what `selector` selects."""
    return selector[-1].fits(element, classes) and _above(selector, element, classes)


def _above(
    selector: Selector, element: _Element, classes: Mapping[_Element, frozenset[str]]
) -> bool:
    if len(selector) == 1:
        return True
    rest, only_parent = selector[:-1], selector[-1].child
    parent = element.getparent()
    while parent is not None:
        if rest[-1].fits(parent, classes) and _above(rest, parent, classes):
            return True
        if only_parent:
            return False
        parent = parent.getparent()
    return False


def text(
    selector: Selector,
    ids: Mapping[str, str],
    names: Mapping[str, str],
    tests: Mapping[Test, str],
) -> str:
    """The selector as CSS, with ids and classes renamed; a test is the class that stands for it."""
    parts = []
    for compound in selector:
        if compound.child:
            parts.append(">")
        part = compound.tag + "".join(f"#{ids[name]}" for name in compound.ids)
        part += "".join(f".{names.get(name, name)}" for name in sorted(compound.classes))
        part += "".join(f".{tests[test]}" for test in compound.tests)
        parts.append(part or "*")
    return " ".join(parts).replace(" > ", ">")


def _split(tokens: Iterable[Any]) -> Iterator[list[Any]]:
    part: list[Any] = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield part
            part = []
        elif token.type != "comment":
            part.append(token)
    yield part


def _selector(tokens: list[Any]) -> Selector:
    compounds: list[Compound] = []
    current: dict[str, Any] = {}
    child = False
    for position, token in enumerate([*tokens, None]):
        literal = token.value if token is not None and token.type == "literal" else ""
        if token is None or token.type == "whitespace" or literal == ">":
            if current:
                compounds.append(Compound(child=child, **_frozen(current)))
                current, child = {}, False
            child = child or literal == ">"
        elif token.type == "hash":
            current.setdefault("ids", []).append(token.value)
        elif token.type == "ident":
            before = tokens[position - 1] if position else None
            if before is not None and before.type == "literal" and before.value == ".":
                current.setdefault("classes", []).append(token.value)
            else:
                current["tag"] = token.value
        elif token.type == "[] block":
            test = _test(token.content)
            if test is None:
                return ()
            current.setdefault("tests", []).append(test)
        elif literal not in {".", "*"}:
            return ()
        elif literal == "*":
            current.setdefault("classes", [])
    return tuple(compounds)


def _frozen(found: dict[str, Any]) -> dict[str, Any]:
    kinds = {"ids": tuple, "classes": frozenset, "tests": tuple, "tag": str}
    return {key: kinds[key](value) for key, value in found.items()}


def _test(content: list[Any]) -> Test | None:
    parts = [token for token in content if token.type != "whitespace"]
    if len(parts) == 1 and parts[0].type == "ident":
        return Test(parts[0].value)
    if len(parts) == 3 and parts[1].type == "literal" and parts[1].value in {"=", "$="}:
        return Test(parts[0].value, parts[1].value, str(parts[2].value))
    return None
