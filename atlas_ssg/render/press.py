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
from atlas_ssg.render.theme import Theme

_MEMO = "html"


@dataclass(slots=True)
class _Printed:
    """A page that was made, and how it last looked with its stylesheet's fingerprint.

    A new style is no reason to make every page anew.
    """

    file: OutputFile | None
    failure: Diagnostic | None
    style: str = ""
    styled: OutputFile | None = None

    def with_style(self, style: str) -> OutputFile | None:
        """The page with its link to the stylesheet of this name."""
        if self.file is not None and style != self.style:
            content = self.file.content.replace(PLAIN_NAME.encode(), style.encode(), 1)
            self.style, self.styled = style, OutputFile(self.file.path, content)
        return self.styled


@dataclass(slots=True)
class Press:
    """Collects the files of one edition; the first to claim a path keeps it."""

    theme: Theme
    edition: Edition
    style: str  # the stylesheet's name with its fingerprint
    _files: dict[str, OutputFile] = field(default_factory=dict)
    _addresses: list[str] = field(default_factory=list)
    _diagnostics: dict[Diagnostic, None] = field(default_factory=dict)

    def print_all(self, pages: Iterable[Planned]) -> None:
        """Make every page, or take it from the last build."""
        memo = self.edition.memo
        shared = (self.theme.templates, self.edition.layout, self.edition.config.site)
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
            file = printed.with_style(self.style)
            if file is not None:
                self._files[path] = file
                if page.address != NOT_FOUND:
                    self._addresses.append(page.address)

    def add(self, files: Iterable[OutputFile]) -> None:
        """Files that are no pages."""
        for file in files:
            self._files.setdefault(file.path, file)

    def _print(self, page: Planned, path: str) -> _Printed:
        """One page as a file. A template of the project's own that fails is named, and the
        built-in one is used in its place, so that no page is lost."""
        templates = compiled(self.theme.templates)
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
        return _Printed(OutputFile(path, html.encode()), failure)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the pages, in the order in which they were made."""
        return tuple(self._addresses)

    @property
    def files(self) -> tuple[OutputFile, ...]:
        """All files by path."""
        return tuple(self._files[path] for path in sorted(self._files))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with templates, each thing once."""
        self.edition.memo.keep(_MEMO, self._files.keys())
        return tuple(self._diagnostics)
