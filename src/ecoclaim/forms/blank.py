"""A blank that waits for a person: what a form prints where a fact is missing. Knows nothing of Word."""

from __future__ import annotations

from dataclasses import dataclass

# Unicode noncharacters: no input method makes them, and a value that holds one is refused.
OPEN, CLOSE = "\ufdd0", "\ufdd1"


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact nobody has written yet; `label` is what the person who can supply it calls it."""

    label: str

    def __str__(self) -> str:
        """Mark the place, so that a draft can show 【待补：label】 there."""
        return f"{OPEN}{self.label}{CLOSE}"
