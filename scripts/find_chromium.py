"""Makes sure there is a Chromium to render with: an installed one, Playwright's, or Debian's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from atlas_ssg.diagrams.browser import find_executable

ADVICE = """\
No Chrome or Chromium was found, and none could be installed. Do one of these, then try again:
  - install Google Chrome or Chromium (Debian: sudo apt-get install chromium)
  - .venv/bin/python -m playwright install chromium
  - set ATLAS_CHROMIUM=/path/to/chrome"""


def main() -> int:
    """Exit status 0 when a browser is there at the end, 2 otherwise."""
    steps = (
        [sys.executable, "-m", "playwright", "install", "chromium"],
        ["apt-get", "install", "-y", "chromium"],
    )
    found = find_executable()
    for command in steps:
        if found:
            break
        if command[0] == "apt-get" and (os.geteuid() != 0 or not shutil.which("apt-get")):
            continue
        print("No browser yet; trying:", " ".join(command), file=sys.stderr)
        if command[0] == "apt-get":
            subprocess.run(["apt-get", "update"], check=False, stdout=subprocess.DEVNULL)
        subprocess.run(command, check=False)
        found = find_executable()
    print(f"Chromium: {found}" if found else ADVICE, file=sys.stderr)
    return 0 if found else 2


if __name__ == "__main__":
    sys.exit(main())
