from pathlib import Path

import pytest

from atlas_ssg.config import ConfigFile, load, locate, parse
from atlas_ssg.model.diagnostic import Diagnostic, InputError

ROOT = Path(__file__).parent.parent


def refused(text: str) -> Diagnostic:
    with pytest.raises(InputError) as caught:
        parse(text, "atlas.toml")
    return caught.value.diagnostics[0]


def test_an_empty_file_is_all_defaults() -> None:
    assert parse("", "atlas.toml") == ConfigFile()


def test_the_atlas_itself() -> None:
    config = load(start=ROOT)
    counted = [c for c in config.file.categories if c.counted]
    assert (len(counted), sum(c.target for c in counted)) == (10, 900)
    assert len(config.systems) == 30
    assert [len([s for s in config.file.systems if s.tier == t]) for t in (1, 2, 3)] == [10] * 3
    assert len(config.kinds) == 8
    assert config.categories["systems"].target == len(config.systems) * len(config.kinds)
    assert sum(len(gate.items) for gate in config.file.gates) == 20
    assert {p.class_: p.fill for p in config.file.planes} == {
        "edgeStyle": "#0066CC",
        "serviceStyle": "#00AA00",
        "stateStyle": "#FF8800",
        "controlStyle": "#CC0000",
    }


def test_an_unknown_key_is_placed_and_the_nearest_offered() -> None:
    found = refused('[site]\ntitle = "A"\n\n[build]\nouptut = "x"\n')
    assert str(found.place) == "atlas.toml:5:1"
    assert found.message == "unknown key `ouptut`"
    assert found.help == "did you mean `output`?"
    assert (found.source_line, found.length) == ('ouptut = "x"', 6)


def test_an_unknown_table_is_placed() -> None:
    found = refused("[sites]\n")
    assert str(found.place) == "atlas.toml:1:2"
    assert found.help.startswith("did you mean `site`")


def test_a_key_of_the_second_entry_is_found_there() -> None:
    text = '[[systems]]\nid = "a"\ntitle = "A"\n\n[[systems]]\nid = "b"\ntitle = "B"\nfocsu = ""\n'
    assert str(refused(text).place) == "atlas.toml:8:1"


def test_a_wrong_type_says_what_was_expected() -> None:
    found = refused('[build]\njobs = "two"\n')
    assert str(found.place) == "atlas.toml:2:1"
    assert found.message == "Expected `int`, got `str`"


def test_broken_toml_is_placed() -> None:
    found = refused('[site]\ntitle = "A\n')
    assert found.place.line == 2
    assert found.message.startswith("not TOML")


def test_an_id_declared_twice() -> None:
    text = '[[kinds]]\nid = "a"\ntitle = "A"\n[[kinds]]\nid = "a"\ntitle = "B"\n'
    found = refused(text)
    assert (str(found.place), found.message) == (
        "atlas.toml:5:1",
        "`a` is declared twice in [[kinds]]",
    )


def test_an_owner_that_does_not_exist() -> None:
    text = (
        '[[kinds]]\nid = "storage"\ntitle = "S"\n[[gates]]\nid = "g"\ntitle = "G"\n'
        '[[gates.items]]\nid = "i"\ntitle = "I"\nowners = ["storge"]\n'
    )
    found = refused(text)
    assert (str(found.place), found.help) == ("atlas.toml:10:1", "did you mean `storage`?")


def test_a_colour_must_be_one() -> None:
    text = (
        '[[planes]]\nid = "edge"\ntitle = "E"\nclass = "e"\nfill = "blue"\n'
        'stroke = "#000000"\ntext = "#000000"\ncue = "E"\n'
    )
    assert str(refused(text).place) == "atlas.toml:5:1"


def test_arguments_override_the_file(tmp_path: Path) -> None:
    (tmp_path / "atlas.toml").write_text('[build]\noutput = "site"\njobs = 3\n')
    config = load(start=tmp_path)
    assert (config.output, config.file.build.jobs) == (tmp_path / "site", 3)
    config = load(start=tmp_path, output=Path("o"), jobs=1, base_url="https://a.b/c/")
    assert (config.output, config.file.build.jobs) == (tmp_path / "o", 1)
    assert (config.site.base_url, config.to_file) == ("https://a.b/c/", False)


@pytest.mark.parametrize(
    "address", ["example.org/x", "ftp://a.b/", "https://", "/x", "https://a b"]
)
def test_a_base_url_is_an_address_of_the_web(tmp_path: Path, address: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(f'[site]\nbase_url = "{address}"\n', "atlas.toml")
    assert (caught.value.diagnostics[0].code, caught.value.diagnostics[0].place.line) == (
        "CF001",
        2,
    )
    with pytest.raises(InputError):
        load(start=tmp_path, base_url=address)


def test_a_folder_without_configuration_has_defaults(tmp_path: Path) -> None:
    config = load(start=tmp_path, content=Path("notes"))
    assert (config.path, config.root, config.content) == (None, tmp_path, tmp_path / "notes")
    assert config.to_file


def test_a_missing_configuration_file_is_a_diagnostic(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read the configuration"):
        load(start=tmp_path, config=Path("none.toml"))


def test_locate_falls_back_to_what_holds_the_key() -> None:
    assert locate("[site]\ntitle = 1\n", ("site", "nothing")) == (1, 2)


FEEDS = """\
[[systems]]
id = "netflix"
title = "Netflix"
[[sources.feeds]]
title = "Blog"
url = "https://blog.test/feed"
system = "netflix"
[[sources.feeds]]
title = "Other"
url = "https://other.test/feed"
system = "netflx"
"""


def test_a_feed_of_an_unknown_system_is_told_at_its_place() -> None:
    with pytest.raises(InputError) as error:
        parse(FEEDS, "atlas.toml")
    (found,) = error.value.diagnostics
    assert str(found.place) == "atlas.toml:11:1"
    assert "did you mean `netflix`" in found.help


@pytest.mark.parametrize(
    ("toml", "place"),
    [
        ("[[sources.feeds]]\ntitle = 'B'\nurl = 'file:///etc/passwd'\n", "atlas.toml:3:1"),
        ("[sources]\nscale_words = ['a']\n", "atlas.toml:2:1"),
        ("[[velocity]]\nmonths = 'spring'\nper_week = 1\n", "atlas.toml:2:1"),
    ],
)
def test_feeds_words_and_months_have_a_form(toml: str, place: str) -> None:
    with pytest.raises(InputError) as error:
        parse(toml, "atlas.toml")
    assert str(error.value.diagnostics[0].place) == place


def test_what_is_nested_too_deeply_is_no_traceback() -> None:
    found = refused("a = " + "[" * 100_000)
    assert found.message.startswith("not TOML")


def test_two_categories_cannot_share_a_folder() -> None:
    table = '[[categories]]\nid = "{id}"\ntitle = "T"\nfolder = "costs"\n'
    found = refused(table.format(id="a") + table.format(id="b"))
    assert str(found.place) == "atlas.toml:8:1"
    assert found.message == "the category `a` has the folder costs/ already"


def test_the_file_is_found_beside_the_content_and_else_in_it(tmp_path: Path) -> None:
    (tmp_path / "atlas.toml").write_text('[site]\ntitle = "Beside"\n')
    (tmp_path / "notes").mkdir()
    assert load(start=tmp_path, content=Path(".")).site.title == "Beside"
    assert load(start=tmp_path / "notes", content=Path(".")).site.title == "Beside"
    (tmp_path / "notes/deep").mkdir()
    (tmp_path / "notes/deep/atlas.toml").write_text('[site]\ntitle = "Within"\n')
    found = load(start=tmp_path, content=Path("notes/deep"))
    assert (found.site.title, found.root) == ("Within", tmp_path / "notes/deep")
