"""What other programs say when asked, such as the crontab; it lies here because this room starts programs."""

from __future__ import annotations

import shutil
import subprocess

_SECONDS = 20


def is_there(*names: str) -> str | None:
    """Give the path of the first of these programs that is installed."""
    return next((found for name in names if (found := shutil.which(name))), None)


def said(*command: str) -> str | None:
    """Run a program and give what it prints; None where it is missing, fails or does not end."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
