"""`python -m bench [NAME …]`: run the benchmarks (all of them, or those named) and print rows."""

from __future__ import annotations

import sys
from collections.abc import Callable

from bench import render, serve

BENCHMARKS: dict[str, Callable[[], None]] = {"render": render.run, "serve": serve.run}


def main(names: list[str]) -> int:
    """Exit status 2 for a name that is no benchmark."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; known: {', '.join(BENCHMARKS)}")
        return 2
    for name in names or BENCHMARKS:
        print(f"\n{name}")
        BENCHMARKS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
