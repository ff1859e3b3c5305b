"""The replacements in Mermaid: they fit the pinned bundle, or nothing is replaced at all.

That they change no drawing is held by `test_chromium.py`, in a second browser.
"""

import pytest

from atlas_ssg.diagrams.assets import asset, mermaid
from atlas_ssg.diagrams.faster import TRANSFORMS, Transform, faster


@pytest.fixture(scope="module")
def bundle() -> str:
    return asset("mermaid.min.js").decode()


def test_each_fits_the_pinned_bundle_exactly_once(bundle: str) -> None:
    assert {t.why: bundle.count(t.old) for t in TRANSFORMS} == {t.why: 1 for t in TRANSFORMS}


def test_what_is_loaded_holds_them_all_and_what_they_call(bundle: str) -> None:
    loaded = mermaid().decode()
    assert [t.why for t in TRANSFORMS if t.new not in loaded or t.old in loaded] == []
    assert loaded.index("globalThis.atlasFaster =") < loaded.index("atlasFaster.copyOfConfig($x)")
    grown = sum(len(t.new) - len(t.old) for t in TRANSFORMS)
    assert loaded.endswith(bundle[-1000:])
    assert len(faster(bundle) or "") == len(bundle) + grown


@pytest.mark.parametrize("transform", TRANSFORMS, ids=lambda t: t.why)
def test_one_that_does_not_fit_leaves_the_bundle_as_it_is(
    bundle: str, transform: Transform
) -> None:
    assert faster(bundle.replace(transform.old, "")) is None
    assert faster(bundle + transform.old) is None
