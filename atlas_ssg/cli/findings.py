"""What `check` does with what was found: prints, mends, keeps a baseline, and says how it went."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atlas_ssg.checks import baseline, fixes
from atlas_ssg.checks.formats import FORMATS
from atlas_ssg.checks.rules import RULES
from atlas_ssg.cli.exits import FINDINGS, FINE
from atlas_ssg.cli.report import Reporter, counts
from atlas_ssg.model.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from atlas_ssg.cli.inspection import Look


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the options ask for; `narrowed` when paths or codes leave findings out."""

    paths: tuple[Path, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    statistics: bool = False
    baseline: bool | None = None
    strict: bool = False
    exit_zero: bool = False
    output_format: str = "full"
    output_file: Path | None = None
    narrowed: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of a run, as the options want them."""

    wishes: Wishes
    reporter: Reporter = field(default_factory=Reporter)

    def wanted(self, look: Look) -> list[Diagnostic]:
        """Those in the files and folders that were asked for."""
        inside = _inside(self.wishes.paths, look.config.root)
        return [d for d in look.diagnostics if inside(d.place.path)]

    def show_diff(self, look: Look) -> int:
        """Print what fixes would change; exit 1 when that is something."""
        fixed = fixes.fix(look.texts, self.wanted(look), unsafe=self.wishes.unsafe_fixes)
        click.echo(fixes.diff(look.texts, fixed), nl=False)
        self.reporter.line(f"{_files(len(fixed))} would change.")
        return FINDINGS if fixed and not self.wishes.exit_zero else FINE

    def mend(self, look: Look) -> bool:
        """Write the fixes; whether there were any. A file that was saved meanwhile stays."""
        fixed = fixes.fix(look.texts, self.wanted(look), unsafe=self.wishes.unsafe_fixes)
        done = [path for path, text in fixed.items() if _mended(path, text, look)]
        if done:
            self.reporter.line(f"Mended {', '.join(done)}.")
        return bool(fixed)

    def report(self, look: Look) -> int:
        """Print what was found, and the exit code that it deserves."""
        found = self.wanted(look)
        known = look.config.root / baseline.NAME
        if self.wishes.baseline:
            from atlas_ssg.output.parcel import put

            put(known, baseline.encoded(found))
            count = len(found)
            self.reporter.line(
                f"{count} finding{'' if count == 1 else 's'} are known from now on: {known.name}. "
                "Only new ones are reported; --no-baseline shows all."
            )
            return FINE
        if self.wishes.baseline is None and known.exists():
            found = self._without_known(found, known)
        self._print(found)
        self._sum_up(found, look)
        least = Severity.WARNING if self.wishes.strict else Severity.ERROR
        failed = any(d.severity >= least for d in found)
        return FINDINGS if failed and not self.wishes.exit_zero else FINE

    def _without_known(self, found: list[Diagnostic], known: Path) -> list[Diagnostic]:
        fresh, mended = baseline.new_findings(found, baseline.read(known))
        hidden = len(found) - len(fresh)
        if hidden:
            self.reporter.line(f"{hidden} known from {known.name} are not shown.", "dim")
        if mended and not self.wishes.narrowed:
            self.reporter.line(
                f"{mended} of {known.name} are mended: "
                "write it anew with --baseline, so that they cannot come back."
            )
        return fresh

    def _print(self, found: Sequence[Diagnostic]) -> None:
        wishes = self.wishes
        if wishes.output_file is None and wishes.output_format == "full" and not wishes.statistics:
            Reporter.to(sys.stdout).diagnostics(found)
            return
        chosen = wishes.output_format
        text = _statistics(found, chosen) if wishes.statistics else FORMATS[chosen](found)
        if wishes.output_file:
            try:
                wishes.output_file.write_text(text, encoding="utf-8")
            except OSError as error:
                raise click.FileError(str(wishes.output_file), error.strerror) from None
        else:
            click.echo(text, nl=False)

    def _sum_up(self, found: Sequence[Diagnostic], look: Look) -> None:
        if not look.seen.pages:
            self.reporter.line("There is no page to check: no Markdown file was found.")
        elif not found:
            self.reporter.line(
                f"All checks passed: {_many(look.seen.pages, 'page')}, "
                f"{_many(look.seen.diagrams, 'diagram')}."
            )
        else:
            safe = sum(d.edit is not None and d.edit.safe for d in found)
            unsafe = sum(d.edit is not None for d in found) - safe
            hints = [f"{safe} can be mended with --fix"] if safe else []
            hints += [f"{unsafe} with --fix --unsafe-fixes"] if unsafe else []
            more = f" ({', '.join(hints)})" if hints else ""
            worst = max(d.severity for d in found)
            style = "bold red" if worst is Severity.ERROR else "yellow"
            self.reporter.line(f"{counts(found)}{more}", style)


def _mended(path: str, text: str, look: Look) -> bool:
    """Whether the mended text is written: not over what somebody saved since the look."""
    from atlas_ssg.output.parcel import put

    place = (look.config.root / path).resolve()
    try:
        with place.open("r+b") as file:  # a read-only file is not to be replaced either
            now = file.read()
    except OSError as error:
        raise click.FileError(path, error.strerror) from None
    content = fixes.encoded(now, look.texts[path], text)
    if content is not None:
        put(place, content)
    return content is not None


def _inside(paths: tuple[Path, ...], root: Path) -> Callable[[str], bool]:
    @cache
    def inside(shown: str) -> bool:
        place = (root / shown).resolve()
        return not paths or any(place == path or path in place.parents for path in paths)

    return inside


def _statistics(found: Iterable[Diagnostic], output_format: str) -> str:
    """A line for each rule with its count, the most frequent first; JSON when that is asked for."""
    names = {rule.code: rule.name for rule in RULES}
    tally = Counter(d.code for d in found)
    rows = sorted(tally.items(), key=lambda row: (-row[1], row[0]))
    if output_format == "json":
        objects = [{"code": c, "name": names.get(c, ""), "count": n} for c, n in rows]
        return json.dumps(objects, indent=1) + "\n"
    return "".join(f"{n:6}  {c}  {names.get(c, '')}".rstrip() + "\n" for c, n in rows)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _files(number: int) -> str:
    return _many(number, "file")
