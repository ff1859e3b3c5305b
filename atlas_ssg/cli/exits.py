"""Exit codes, the same for every command."""

FINE = 0
FINDINGS = 1
COULD_NOT_RUN = 2
BUSY = 75  # EX_TEMPFAIL of sysexits.h: try again later
INTERRUPTED = 130  # 128 + SIGINT, as shells count
