"""What a call of the command line gives back, and how to call it as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


Run = Callable[..., Answer]


def process(
    *arguments: str, shell: str = "", stdin: str | None = "", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run ecoclaim as a process; `shell` takes the place of the plain call, with ecoclaim as "$@"."""
    call = [sys.executable, "-m", "ecoclaim", *arguments]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ECOCLAIM", "LC_", "LANG"))}
    return subprocess.run(
        ["sh", "-c", shell, "sh", *call] if shell else call,
        capture_output=True,
        input=None if stdin is None else stdin.encode(),
        env={**clean, **environment},
        cwd=cwd,
        check=False,
    )
