"""Prices, glossary and technologies, and what is wrong with them."""

import pytest

from atlas_ssg.cache import Memo
from atlas_ssg.content.library import Shelf, load_library
from atlas_ssg.content.reference_data import read_glossary, read_prices, read_technologies
from atlas_ssg.model.source import SourceFile

READERS = (
    (lambda path: path.startswith("prices/"), read_prices),
    (lambda path: path == "glossary.yaml", read_glossary),
    (lambda path: path == "technologies.yaml", read_technologies),
)
PRICES = """\
id: aws-2026
provider: AWS
region: us-east-1
as_of: {as_of}
source: aws-prices
prices:
  egress: {{price: 0.05 USD/GB, what: Egress over 150 TB}}
  hour: {{price: 1.33 USD/hour}}
"""


def shelf_of(*files: tuple[str, str]) -> Shelf:
    return load_library([SourceFile(p, text, p) for p, text in files], READERS, Memo())


def problems(shelf: Shelf) -> list[str]:
    return [f"{d.code} {d.place.line}:{d.place.column} {d.message}" for d in shelf.diagnostics]


def test_prices_have_the_id_of_their_list() -> None:
    shelf = shelf_of(("prices/a.yaml", PRICES.format(as_of="2026-07-20")))
    assert shelf.diagnostics == []
    assert list(shelf.library.prices) == ["aws-2026/egress", "aws-2026/hour"]
    price = shelf.library.prices["aws-2026/egress"]
    assert (price.amount, price.what) == ("0.05 USD/GB", "Egress over 150 TB")
    assert (price.provider, price.region, price.as_of) == ("AWS", "us-east-1", "2026-07-20")
    assert (price.source, price.place.line) == ("aws-prices", 7)


def test_a_list_may_be_dated_to_the_month() -> None:
    assert shelf_of(("prices/a.yaml", PRICES.format(as_of="2026-07"))).diagnostics == []


@pytest.mark.parametrize(
    ("as_of", "problem"),
    [
        ("2026-13", "PR001 4:8 `as_of` is no date: `2026-13`"),
        ("2026-02-30", "PR001 4:8 `as_of` is no date: `2026-02-30`"),
        ("July", "PR001 4:8 Expected `str` matching regex"),
    ],
)
def test_price_lists_have_dates(as_of: str, problem: str) -> None:
    (found,) = problems(shelf_of(("prices/a.yaml", PRICES.format(as_of=as_of))))
    assert found.startswith(problem)


def test_a_price_is_given_once() -> None:
    text = PRICES.format(as_of="2026-07")
    shelf = shelf_of(("prices/a.yaml", text), ("prices/b.yaml", text))
    assert [d.message.partition(" is already")[0] for d in shelf.diagnostics] == [
        "the price `aws-2026/egress`",
        "the price `aws-2026/hour`",
    ]


def test_a_price_list_says_what_is_missing() -> None:
    (found,) = shelf_of(("prices/a.yaml", "id: x\npriecs: {}")).diagnostics
    assert (found.message, found.help) == ("unknown key `priecs`", "did you mean `prices`?")
    assert (found.place.line, found.place.column) == (2, 1)


def test_a_price_that_does_not_fit_hides_no_other() -> None:
    text = PRICES.format(as_of="2026-07") + "  bad: {prise: 1 USD}\n  none: 5\n"
    shelf = shelf_of(("prices/a.yaml", text))
    assert list(shelf.library.prices) == ["aws-2026/egress", "aws-2026/hour"]
    assert problems(shelf) == [
        "PR001 9:9 unknown key `prise`",
        "PR001 10:9 Expected `object`, got `int`",
    ]


def test_the_glossary() -> None:
    shelf = shelf_of(("glossary.yaml", "TLS: Transport Layer Security\nXYZ: ''\n"))
    assert shelf.library.glossary == {"TLS": "Transport Layer Security"}
    assert problems(shelf) == ["GL001 2:1 `XYZ` has no explanation"]
    assert problems(shelf_of(("glossary.yaml", "TLS: 5"))) == [
        "GL001 1:6 Expected `str`, got `int`"
    ]


def test_technologies() -> None:
    text = "Amazon S3: {managed: true, aliases: [S3], url: 'https://aws.example/s3'}\nZuul:\n"
    shelf = shelf_of(("technologies.yaml", text))
    assert shelf.diagnostics == []
    s3, zuul = shelf.library.technologies.values()
    assert (s3.name, s3.aliases, s3.managed) == ("Amazon S3", ("S3",), True)
    assert (zuul.name, zuul.managed, zuul.place.line) == ("Zuul", False, 2)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- Zuul", "1:1 expected `Name: {aliases: […], managed: true, url: …}` lines"),
        ("Zuul: {manged: true}", "1:8 unknown key `manged`"),
        ("Zuul: {url: ftp}", "1:13 Expected `str` matching regex"),
        ("A: {aliases: [x]}\nB: {aliases: [y, x]}", "2:18 `x` already stands for `A`"),
        ("A: {aliases: [B]}\nB:", "1:15 `B` already stands for `B`"),
    ],
)
def test_technologies_that_do_not_fit(text: str, problem: str) -> None:
    (found,) = problems(shelf_of(("technologies.yaml", text)))
    assert found.startswith(f"TE001 {problem}")
