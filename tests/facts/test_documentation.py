"""docs/quantities.md says what the grammar does."""

import re

from atlas_ssg.facts import units
from atlas_ssg.facts.documentation import quantities_markdown
from atlas_ssg.facts.quantities import find
from atlas_ssg.facts.readings import READINGS


def test_every_reading_has_examples_that_it_reads() -> None:
    text = quantities_markdown()
    for reading in READINGS:
        assert reading.__doc__ is not None
        assert reading.__doc__ in text
    rows = re.findall(r"^\| `([^`]+)` \| (.*) \|$", text.split("## What is no figure")[0], re.M)
    assert len(rows) > 30
    assert all(said for _, said in rows)


def test_what_is_no_figure_is_none() -> None:
    section = quantities_markdown().split("## What is no figure")[1].split("## ")[0]
    examples = re.findall(r"`([^`]+)`", section)
    assert len(examples) > 20
    assert [text for text in examples if find(text)] == []


def test_every_word_of_the_tables_is_there() -> None:
    text = quantities_markdown()
    tables = (units.DURATIONS, units.SIZES, units.DATA_RATES, units.RATES, units.HEDGES,
              units.NOUNS, units.CURRENCIES, units.CURRENCY_WORDS, units.SCALE_WORDS,
              units.SCALE_LETTERS, units.NAMING_WORDS, units.PHYSICAL, units.VERSIONED)  # fmt: skip
    assert [word for table in tables for word in table if f"`{word}`" not in text] == []
