"""From planned pages to files: a page whose inputs are the last build's is not made again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.output import OutputFile
from atlas_ssg.model.route import output_path
from atlas_ssg.render.addresses import make_relative
from atlas_ssg.render.assets import PLAIN_NAME
from atlas_ssg.render.edition import Edition
from atlas_ssg.render.environment import TemplateFailure, compiled
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.sections import NOT_FOUND
from atlas_ssg.render.theme import TemplateSet

_MEMO = "html"
# A page calls its stylesheet by the plain name until that of the theme is known.
_PLAIN = PLAIN_NAME.encode()
_UNSETTLED = (_PLAIN, _PLAIN)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A page that was made, with the stylesheet's plain name; and what was wrong with it."""

    file: OutputFile | None
    failure: Diagnostic | None


@dataclass(slots=True)
class Press:
    """Collects the files of one edition; the first to claim a path keeps it."""

    templates: TemplateSet
    edition: Edition
    _files: dict[str, OutputFile] = field(default_factory=dict)
    _addresses: list[str] = field(default_factory=list)
    _diagnostics: dict[Diagnostic, None] = field(default_factory=dict)

    def print_all(self, pages: Iterable[Planned]) -> None:
        """Make every page, or take it from the last build."""
        memo = self.edition.memo
        shared = (self.templates, self.edition.layout, self.edition.config.site)
        for page in pages:
            path = output_path(page.address)
            if path in self._files:
                continue
            inputs = (*shared, page.template, *page.inputs)
            printed: _Printed = memo.known(_MEMO, path, inputs) or memo.put(
                _MEMO, path, inputs, self._print(page, path)
            )
            if printed.failure is not None:
                self._diagnostics[printed.failure] = None
            if printed.file is not None:
                self._files[path] = printed.file
                if page.address != NOT_FOUND:
                    self._addresses.append(page.address)

    def add(self, files: Iterable[OutputFile]) -> None:
        """Files that are no pages."""
        for file in files:
            self._files.setdefault(file.path, file)

    def _print(self, page: Planned, path: str) -> _Printed:
        """One page as a file. A template of the project's own that fails is named, and the
        built-in one is used in its place, so that no page is lost."""
        templates = compiled(self.templates)
        view = page.view()
        failure = None
        try:
            html = templates.render(page.template, view)
        except TemplateFailure as error:
            failure = error.diagnostic
            try:
                html = templates.render_built_in(page.template, view)
            except TemplateFailure:
                return _Printed(None, failure)
        html = make_relative(html, page.address, self.edition.config)
        return _Printed(OutputFile(path, html.encode(), _UNSETTLED), failure)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the pages, in the order in which they were made."""
        return tuple(self._addresses)

    @property
    def files(self) -> tuple[OutputFile, ...]:
        """All files, pages first."""
        return tuple(self._files.values())

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with templates, each thing once."""
        self.edition.memo.keep(_MEMO, self._files.keys())
        return tuple(self._diagnostics)


def settled(files: Iterable[OutputFile], style: str) -> tuple[OutputFile, ...]:
    """Pages with the stylesheet of this name; any other file as it is."""
    named = (_PLAIN, style.encode())
    return tuple(
        [file if file.named is None else OutputFile(file.path, file.raw, named) for file in files]
    )
