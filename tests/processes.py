"""What runs below a process: the browsers that a test or a server started."""

import subprocess


def below(root: int) -> dict[int, str]:
    """The command of every process below `root` that has not ended, by its id."""
    asked = ["ps", "-ww", "-eo", "pid=,ppid=,stat=,args="]
    listing = subprocess.run(asked, capture_output=True, text=True, check=True)
    rows = [line.split(None, 3) for line in listing.stdout.splitlines()]
    running = [
        (int(row[0]), int(row[1]), row[3])
        for row in rows
        if len(row) == 4 and row[2][0] != "Z" and row[3] != " ".join(asked)
    ]
    family = {root}
    while more := {pid for pid, parent, _ in running if parent in family} - family:
        family |= more
    return {pid: command for pid, _, command in running if pid in family - {root}}


def browsers(root: int) -> set[int]:
    """The ids of the browsers below `root`; their own child processes are not among them."""
    return {
        pid
        for pid, command in below(root).items()
        if "--headless" in command and "--type=" not in command
    }
