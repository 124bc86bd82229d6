"""What others changed by hand in the files a command is about to write, and did not enter into git: told as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ecoclaim.archive.objects import Objects
from ecoclaim.archive.repository import Repository
from ecoclaim.ledger.begun import begun, holds_still
from ecoclaim.ledger.changes import Change, changes
from ecoclaim.outside.files import contents_if_any
from ecoclaim.views.history import summary
from ecoclaim.words import _


@dataclass(frozen=True, slots=True)
class Handwork:
    """What was done by hand, by file."""

    done: Mapping[str, tuple[Change, ...]]

    @property
    def case(self) -> str:
        """The case that all of it is about; empty where it is several, or none."""
        cases = {change.case for those in self.done.values() for change in those}
        return cases.pop() if len(cases) == 1 else ""

    @property
    def subject(self) -> str:
        """The subject of its commit."""
        what = summary([change for those in self.done.values() for change in those])
        text = _("changed by hand: {what}").format(what=what or _(", ").join(self.done))
        return f"{self.case}: {text}" if self.case else text

    def lines(self, *, entered: bool) -> Iterator[str]:
        """Tell it: what was changed in which file, and whether it goes into git now."""
        yield (
            _("Changed by hand and not in git yet; it is entered first, in a commit of its own:")
            if entered
            else _("Changed in these files and not in git yet:")
        )
        for name, those in self.done.items():
            yield _("  {file}: {what}").format(file=name, what=summary(those) or _("changed in form only"))


def done_by_hand(place: Repository, states: Mapping[str, str]) -> Handwork:
    """Compare files, by their paths from the top with git's letters for each, with the last commit."""
    done: dict[str, tuple[Change, ...]] = {}
    with Objects(place.top) as objects:
        for path, state in states.items():
            name, file = path.removeprefix(place.prefix), place.top / path
            is_new = state == "??" or "A" in state
            if name.endswith(".yaml"):
                new = contents_if_any(file)
                found = None if is_new else objects.find(f"HEAD:{path}")
                old = found.data if found else None
            else:
                # Of other files it is only told that they came, went or changed.
                new = b"" if file.is_file() else None
                old = None if is_new else b""
            # A copy that fetched only a part of the history may not have what the file held before.
            done[name] = changes(name, old, new) if is_new or old is not None else (Change("changed", name),)
    return Handwork(done)


def noted_by_us(root: Path) -> set[str]:
    """List the files that hold what a command of ours wrote and git refused; they are no hand edit."""
    return {name for one in begun(root) for name, held in one.holds.items() if holds_still(root, name, held)}
