"""The one way to write in a ledger: gate, lock, what was broken off, others' edits, the files, their commit.

Nothing is printed here: what the person is to be told is kept in the pen, as sentences in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ecoclaim.archive import inside_repository
from ecoclaim.archive.commits import (
    differing,
    enter,
    enter_earlier,
    enter_paths,
    message,
    refuse_conflicts,
    refuse_wrong_time,
    written_only,
)
from ecoclaim.archive.driver import register_driver
from ecoclaim.archive.gate import gate, is_tracked, refuse_hidden, refuse_private, refuse_strange
from ecoclaim.archive.repository import Repository, repository
from ecoclaim.desk.handwork import done_by_hand, noted_by_us
from ecoclaim.desk.opened import Opened
from ecoclaim.errors import GitRefused
from ecoclaim.ledger.begun import begun, complete, files_done, note, note_file
from ecoclaim.ledger.changes import Change, changes
from ecoclaim.ledger.load import shown
from ecoclaim.ledger.manifest import MANIFEST
from ecoclaim.ledger.places import CASE, EVENTS, MARK, PRIVATE, REPORTS, case_folder
from ecoclaim.ledger.whole import Files, put_down
from ecoclaim.ledger.write import locked, unwritten
from ecoclaim.model.office import Office
from ecoclaim.views.history import summary
from ecoclaim.words import _

#: Takes a sentence for the person.
Tell = Callable[[str], None]
# What every command reads besides a case; what git hides of it would be judged as if it were not there.
OFFICE = (MARK, REPORTS, "packs", "calendars")


@dataclass(frozen=True, slots=True)
class Act:
    """What a commit is called: the command, the case, the subject (else made of what changed), the number before.

    `reason` is why it was done, where the command asks for that.
    """

    command: str
    case: str = ""
    subject: str = ""
    was: str = ""
    reason: str = ""


@dataclass(slots=True)
class Pen:
    """The right to write in a ledger, held while its lock is; `said` is what the person is to be told.

    `looked_for` are the paths that git was already asked whether it hides.
    """

    root: Path
    commits: bool
    place: Repository | None
    looked_for: frozenset[str] = frozenset()
    said: list[str] = field(default_factory=list)

    def write(self, files: Files, act: Act) -> int:
        """Write files as one and commit them; gives the exit code: 0, or 6 where git refused, which is told.

        What others changed by hand in these files, and did not enter into git, is told and entered first, in a commit
        of its own. Raises GitRefused where that cannot be, BadFile where a file changed since it was read or cannot
        be written: nothing is written then.
        """
        try:
            self._enter_handwork(files)
        except GitRefused as fault:
            raise _nothing_written(fault) from None
        if act.command != "archive":
            self._tell_archived(act.case, files)
        try:
            notes = put_down(self.root, files, self._message(files, act), begun(self.root))
            if not (self.commits and inside_repository(self.root)):
                note(self.root, notes[:-1])
        except OSError as fault:
            raise unwritten(self.root, fault, self.root) from None
        return self._commit() if self.commits else 0

    def _enter_handwork(self, files: Files) -> None:
        place = self.place
        if place is None:
            return
        wanted = {shown(self.root, files.after(path)) for path in (*files.new, *files.copies)}
        refuse_hidden(place, wanted - self.looked_for)
        names = [place.prefix + shown(self.root, path) for path in files.paths]
        states = differing(place, names, filtered=self.commits)
        refuse_conflicts(place, states)
        if self.commits:
            refuse_private(place, states)
        written = {place.prefix + shown(self.root, path) for path in (*files.changed, *files.moved)}
        ours = {place.prefix + name for name in noted_by_us(self.root)}
        found = {path: state for path, state in states.items() if path in written and path not in ours}
        if not found:
            return
        told = done_by_hand(place, found)
        self.said += told.lines(entered=self.commits)
        if self.commits:
            refuse_wrong_time(place)
            register_driver(place)
            enter_paths(place, found, message(told.subject, [("Ecoclaim-Case", told.case)]))

    def _commit(self) -> int:
        if not inside_repository(self.root):
            self.said.append(
                _(
                    "This ledger lies in no git repository, so nothing keeps its history; make one with git init, or "
                    "write git: {commit: false} in ecoclaim.yaml to read this no more."
                )
            )
            return 0
        try:
            enter(self.place or repository(self.root), self.root)
        except GitRefused as fault:
            self.said.append(_("Error: {sentence}").format(sentence=written_only(fault)))
            return fault.exit_code
        return 0

    def _tell_archived(self, case: str, files: Files) -> None:
        """Tell of an archived case that what is written is not in its manifest, which is no fault, and what to do."""
        folder = case_folder(self.root, case)
        inside = any(files.after(path).is_relative_to(folder) and path.name != PRIVATE for path in files.paths)
        there = any((one / MANIFEST).is_file() for one in (folder, *files.moves))
        if case and inside and there:
            self.said.append(
                _("{case} was archived; what is written since belongs to it once it is archived again").format(
                    case=case
                )
            )

    def _message(self, files: Files, act: Act) -> str:
        made = {path: files.old.get(path) for path in files.changed}
        if any(source.parent.name.startswith(".new-") for source in files.moves):
            made = dict.fromkeys(files.new)
        done = [
            change
            for path, old in made.items()
            for change in changes(shown(self.root, files.after(path)), old, files.new[path])
        ]
        text = act.subject or summary(done)
        if act.reason:
            text = _("{done} ({reason})").format(done=text, reason=act.reason)
        return message(f"{act.case}: {text}" if act.case else text, _trailers(act, done))


@contextmanager
def writing(root: Path, *, commits: bool, reads: Sequence[str] = ()) -> Iterator[Pen]:
    """Hold the right to write in a ledger: nobody else writes, git is ready, what was broken off before is done.

    `commits` is whether the office has its writes committed; `reads` are the paths, besides the office's, by which
    the draft is judged. Raises Busy, GitRefused or BadFile, and nothing is written then.
    """
    with locked(root):
        try:
            place = gate(root)
            looked_for = (*OFFICE, *reads)
            if place is not None:
                if commits:
                    refuse_strange(place)
                refuse_hidden(place, looked_for)
            pen = Pen(root, commits, place, frozenset(looked_for))
            _complete(pen)
        except GitRefused as fault:
            raise _nothing_written(fault) from None
        yield pen


@contextmanager
def writing_told(root: Path, office: Office, tell: Tell, *, reads: Sequence[str] = ()) -> Iterator[Pen]:
    """Hold the right to write in the ledger of an office, and tell what the pen has to say, whatever comes of it."""
    with writing(root, commits=office.git.commit, reads=reads) as pen:
        try:
            yield pen
        finally:
            for line in pen.said:
                tell(line)


def writing_in(at: Opened, *, case: str = "", reads: Sequence[str] = ()) -> AbstractContextManager[Pen]:
    """Hold the right to write in an opened ledger; a case is judged by its files."""
    return writing_told(at.root, at.office, at.tell, reads=(*(files_of_case(case) if case else ()), *reads))


def files_of_case(case: str) -> tuple[str, ...]:
    """List the paths by which a case is judged."""
    return tuple(f"cases/{case}/{name}" for name in (CASE, PRIVATE, EVENTS))


def _complete(pen: Pen) -> None:
    """Do what is left of commands that were broken off: their files, then their commits."""
    root, place = pen.root, pen.place
    those = begun(root)
    if not those:
        return
    if place is not None and note_file(root).parent == root and is_tracked(place, note_file(root).name):
        raise GitRefused(
            _("{path} is in git, where no ecoclaim puts it; ask who sent the ledger, then: {command}").format(
                path=note_file(root), command=place.command("rm", "--", place.prefix + note_file(root).name)
            )
        )
    try:
        for one in those:
            for path in complete(root, one):
                for step in one.steps:
                    if step.path == path:
                        (root / step.waiting).unlink(missing_ok=True)
                pen.said.append(
                    _(
                        "{path} was changed after a command was broken off; what that one was to write there is not "
                        "written, so give the command again"
                    ).format(path=path)
                )
        waits = pen.commits and inside_repository(root)
        note(root, [files_done(one) for one in those] if waits else ())
        if waits and place is not None:
            pen.said += [
                _("Entered into git what had been left out before: {subject}").format(subject=subject)
                for subject in enter_earlier(place, root)
            ]
    except OSError as fault:
        raise unwritten(root, fault, root) from None


def _nothing_written(fault: GitRefused) -> GitRefused:
    return type(fault)(_("{why} (nothing was written)").format(why=fault))


def _trailers(act: Act, done: Sequence[Change]) -> Iterator[tuple[str, str]]:
    yield "Ecoclaim-Command", act.command
    yield "Ecoclaim-Case", act.case
    yield "Ecoclaim-Was", act.was
    yield "Ecoclaim-Reason", act.reason
    for one in () if act.was else done:
        if one.kind == "recorded" and one.case == act.case:
            yield "Ecoclaim-Event", one.event
            yield "Ecoclaim-Date", one.date.isoformat() if one.date else ""
            yield "Ecoclaim-Obligor", ", ".join(one.obligors)
