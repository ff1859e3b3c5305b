"""Exact messages: what enters the error index, and what stands beside it."""

import pytest

from tests.facts.pages import facts_of

ABOVE = "# Slots\n\n## At 3 AM\n\n### Error messages\n\n"


def test_exact_messages_stand_below_their_heading() -> None:
    errors = facts_of(
        """\
# Slots

## At 3 AM

### Error messages

- `FATAL: sorry, too many clients already`, from `psql`
- `TooManyConnectionsException` and `ECONNREFUSED`

```text
ERROR: no space left

code 8
```

### Logs

`journalctl -u etcd`
"""
    ).errors
    assert [(e.text, e.anchor, e.title) for e in errors] == [
        ("FATAL: sorry, too many clients already", "error-messages", "Slots"),
        ("TooManyConnectionsException", "error-messages", "Slots"),
        ("ECONNREFUSED", "error-messages", "Slots"),
        ("ERROR: no space left", "error-messages", "Slots"),
        ("code 8", "error-messages", "Slots"),
    ]


def test_in_a_table_only_the_column_of_messages_holds_them() -> None:
    errors = facts_of(
        """\
# Killed

## At 3 AM

### Error messages

| where | message |
|---|---|
| `kubectl get pod` | `Back-off restarting failed container` |
"""
    ).errors
    assert [e.text for e in errors] == ["Back-off restarting failed container"]


@pytest.mark.parametrize(
    ("header", "listed"),
    [
        ("message", ["SlowDown", "Reduce your request rate."]),
        ("exact string", ["SlowDown", "Reduce your request rate."]),
        ("code", ["SlowDown", "Reduce your request rate."]),
        ("what you see", ["Reduce your request rate."]),
    ],
)
def test_in_a_column_for_messages_every_name_is_one(header: str, listed: list[str]) -> None:
    table = f"| {header} |\n|---|\n| `SlowDown` |\n| `Reduce your request rate.` |\n| `503` |\n"
    assert [e.text for e in facts_of(ABOVE + table).errors] == listed


@pytest.mark.parametrize(
    "typed",
    [
        "dig @1.1.1.1 facebook.com", "dig +trace NAME", "kubectl describe pod NAME", "show ip bgp",
        "orchestrator-client -c topology", "journalctl -u etcd | grep space", "sudo reboot now",
        "SELECT count(*) FROM pg_stat_activity;", "GET _cat/allocation?v", "CONFIG GET maxmemory",
        "./check-dc.sh now", "redis-cli info memory", "somecommand --with option",
    ],
)  # fmt: skip
def test_commands_are_no_messages(typed: str) -> None:
    assert facts_of(f"{ABOVE}- `{typed}`\n\nTry `{typed}`.\n").errors == ()


@pytest.mark.parametrize(
    "said",
    [
        "java invoked oom-killer:", "-OOM command not allowed when used memory > 'maxmemory'.",
        "show must go on", "docker: Error response from daemon", "host not found", "% Network lost",
        "storage_service - Disk error: std::system_error", "GET failed for key 5",
        "compact failed: etcdserver: mvcc: database space exceeded", "SELECT command denied",
    ],
)  # fmt: skip
def test_messages_that_look_like_commands_are_messages(said: str) -> None:
    assert [e.text for e in facts_of(f"{ABOVE}- `{said}`\n").errors] == [said]


@pytest.mark.parametrize(
    ("language", "listed"),
    [("text", ["disk is full"]), ("", ["disk is full"]), ("console", ["disk is full"]),
     ("sh", []), ("python", [])],
)  # fmt: skip
def test_blocks_of_output_hold_messages_and_programs_none(language: str, listed: list[str]) -> None:
    block = f"```{language}\n$ fill it up\n\ndisk is full\n```\n"
    assert [e.text for e in facts_of(ABOVE + block).errors] == listed
