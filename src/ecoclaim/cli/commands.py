"""The table of commands: what each does, in one line, and where its function lies; imports none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ecoclaim.words import later


@dataclass(frozen=True, slots=True)
class Row:
    """One command: its line in the listing (a message id), and `module:function` in this package.

    A name of two words is a command under the first. A row without a function only holds such commands.
    """

    help: str
    where: str = ""


COMMANDS: Mapping[str, Row] = {
    "init": Row(later("Make a ledger and its git repository."), "init:init"),
    "new-case": Row(later("Make the next case folder with its first event."), "cases:new_case"),
    "import": Row(later("Take the office's own register in, each row a case."), "importing:import_register"),
    "record": Row(later("Record what happened, and see which deadlines it moves."), "record:record"),
    "undo": Row(later("Take the last entry back."), "mend:undo"),
    "set": Row(later("Write fields of case.yaml by their path."), "mend:set_fields"),
    "correct": Row(later("Mend an entry of events.yaml."), "mend:correct"),
    "remove": Row(later("Take an entry or an item out, with the reason."), "removing:remove"),
    "edit": Row(later("Edit a file of a case in your editor, checked before it is kept."), "edit:edit"),
    "deadlines": Row(later("Every open duty and right, the soonest first."), "answers:deadlines"),
    "next": Row(later("What to do now, by when, with which form."), "cases_shown:next_steps"),
    "show": Row(later("One case: its stage, tracks, open deadlines and all that happened."), "cases_shown:show"),
    "list": Row(later("All cases, each with its stage and the soonest open duty."), "cases_shown:list_cases"),
    "stats": Row(later("How far the cases came, the money, the days; each figure with its cases."), "stats:stats"),
    "board": Row(later("The cases on one page to look at: what presses, stages, weeks, money."), "board:board"),
    "export": Row(later("Flat tables for other programs, without what belongs to persons."), "export:export"),
    "why": Row(later("How a date came about: event, rule, each day counted or skipped."), "why:why"),
    "forms": Row(later("The forms, and what each still lacks."), "rendering:forms"),
    "fill": Row(later("Ask for what a form still lacks, and write it at once."), "filling:fill"),
    "render": Row(later("Fill forms as Word files."), "rendering:render"),
    "drift": Row(later("What was changed by hand in rendered forms."), "drifting:drift"),
    "templates": Row(later("The templates of the forms.")),
    "templates check": Row(later("Look over an office's own templates."), "templates:check"),
    "templates export": Row(later("Write the shipped templates for editing."), "templates:export"),
    "check": Row(later("Every problem of form, order, law and arithmetic."), "checking:check"),
    "count": Row(later("The calculator: the Nth day after or before a day, day by day."), "days:count"),
    "calendar": Row(later("Which days of a year are off, and which weekends are worked."), "days:calendar"),
    "calendar impact": Row(later("What a new holiday notice does to the open deadlines."), "impact:impact"),
    "report": Row(later("The periodic reports.")),
    "report due": Row(later("The periodic reports that are still owed."), "reports:due"),
    "report make": Row(later("Make a periodic report: the list of clues, or figures."), "report_made:make"),
    "report sent": Row(later("Record that a periodic report was sent."), "reports:sent"),
    "packs": Row(later("The rules as data.")),
    "packs list": Row(later("The rule packs there are."), "packs:list_packs"),
    "packs show": Row(later("A pack as a page to read: articles, periods, readings, examples."), "packs:show"),
    "packs check": Row(later("Whether a pack reads, and its examples come out right."), "packs_own:check"),
    "packs diff": Row(later("Two packs side by side."), "packs:diff"),
    "packs new": Row(later("A rule pack of your own, to be filled in."), "packs_own:new"),
    "evidence": Row(later("The evidence of a case.")),
    "evidence add": Row(later("Take files into a case as evidence, numbered and hashed."), "evidence:add"),
    "verify": Row(later("Whether every file of evidence is there, unchanged and listed."), "verifying:verify"),
    "archive": Row(later("Make the dossier of a closed case: cover, catalogue, manifest."), "archiving:archive"),
    "publish": Row(later("A text for the public, without what belongs to persons."), "publishing:publish"),
    "publish scan": Row(later("What files, or a push, would tell of persons."), "scanning:scan"),
    "publish allow": Row(later("Let through what somebody looked at, with the reason."), "allowing:allow"),
    "publish hook": Row(later("Have git look for that before each push."), "scanning:hook"),
    "schema": Row(later("The JSON Schemas that help an editor."), "schema:schema"),
    "log": Row(later("What was written down, when and by whom."), "log:log"),
    "doctor": Row(later("Look over a ledger and what it needs around it."), "doctor:doctor"),
    "renumber": Row(later("Another number for a case, where two were opened under one."), "renumber:renumber"),
    "merge-events": Row(later("Merge two states of a list of entries; git calls it."), "merging:merge_events"),
    "help": Row(later("What holds for every command: exit codes, files, formats, law."), "helping:show_help"),
    "demo": Row(later("Lay out the example ledger and look at it."), "demo:demo"),
}
