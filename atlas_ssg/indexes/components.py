"""Which component a figure is about: a technology of the library, or the node or row it is in."""

from __future__ import annotations

from atlas_ssg.indexes.vocabulary import Vocabulary
from atlas_ssg.model.fact import Fact

_LABELS = frozenset({"node", "group", "text"})


def component(fact: Fact, vocabulary: Vocabulary) -> str:
    """The component's name; "" where nothing says which."""
    for text in (fact.subject, fact.context):
        name = next(vocabulary.named(text), "")
        if name:
            return name
    if fact.where in _LABELS:
        return fact.subject
    return fact.subject.partition(" — ")[0] if fact.where == "cell" else ""
