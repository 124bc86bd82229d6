"""What git answered."""

from __future__ import annotations

import os
from dataclasses import dataclass

_MARKS = ("fatal: ", "error: ")


@dataclass(frozen=True, slots=True)
class Reply:
    """What git answered: its exit code, its answer as bytes, and what it said beside."""

    code: int
    out: bytes
    said: str

    @property
    def text(self) -> str:
        """The answer as text, without its last line end."""
        return os.fsdecode(self.out).removesuffix("\n")

    @property
    def reason(self) -> str:
        """The lines in which git says what is wrong, as one and without its own prefixes."""
        lines = [line.strip() for line in self.said.splitlines() if line.strip()]
        marked = [line for line in lines if line.startswith(_MARKS)] or lines[-1:] or [str(self.code)]
        return "; ".join(line.removeprefix(_MARKS[0]).removeprefix(_MARKS[1]) for line in marked[-3:])
