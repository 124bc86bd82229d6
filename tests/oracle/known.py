"""The differences that are known and still open, each with its reason; none is skipped without a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oracle.comparison import Difference


@dataclass(frozen=True)
class Known:
    """A difference that stays for now: why, and where it is seen."""

    reason: str
    where: Callable[[str, Difference], bool]


KNOWN: tuple[Known, ...] = (
    Known(
        "a second clue counts as a start of limitation where nobody recorded the day of knowledge",
        lambda pack, one: one.kind[0] == "limitation" and one.kind[1] in ("readings", "may_act_from", "safe"),
    ),
    Known(
        "a sum owed jointly, in force or not, makes those who owe it joint debtors of the whole damage",
        lambda pack, one: one.kind[0] == "limitation" and one.kind[1] in ("start", "due", "rolled", "safe", "readings"),
    ),
    Known(
        "a duty of ours that holds in principle only is given a day from which its lapse may be held against somebody",
        lambda pack, one: one.kind == ("procuratorate-notice", "may_act_from") and one.text is None,
    ),
    Known(
        "a period with two readings is said to have lapsed between them",
        lambda pack, one: one.field == "status" and one.said == "lapsed" and one.text <= {"open", "due-soon"},
    ),
    Known(
        "a judgment about the rest is taken for a title to the unconfirmed agreement on the part",
        lambda pack, one: one.kind[0] in ("enforce", "sue", "enforcement-window"),
    ),
)


def known(pack: str, found: Difference) -> Known | None:
    """Give the known difference that one is an instance of."""
    return next((one for one in KNOWN if one.where(pack, found)), None)
