"""What templates are given: one frozen dataclass a template, the contract between code and theme.

Every field of a context is a variable of its template. Addresses of this site
are site-absolute ("/systems/netflix/"); they become relative when the page is
written. `Markup` is HTML that was made safe before; everything else is text
and is escaped.
"""
