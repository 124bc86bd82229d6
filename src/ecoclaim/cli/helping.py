"""`help`: what holds for every command – exit codes, environment, files, formats, law – and the page of a command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, NamedTuple

import typer

from ecoclaim.cli import console
from ecoclaim.cli.commands import COMMANDS
from ecoclaim.cli.page import block, explained
from ecoclaim.errors import WrongUsage
from ecoclaim.views.text import wrapped
from ecoclaim.words import _, later


class Topic(NamedTuple):
    """A topic: its line in the listing, and each thing that is explained."""

    line: str
    told: Mapping[str, str]


TOPICS: Mapping[str, Topic] = {
    "exit-codes": Topic(
        later("What the number says with which a command ends."),
        {
            "0": later("Done."),
            "1": later("check found errors, verify found damage, doctor found something broken, import left rows out."),
            "2": later("The command line cannot be understood; nothing was done."),
            "3": later("What was named is not there: a ledger, a case, an event, a form."),
            "4": later("A file is bad; it is named with its line, and the rest was answered."),
            "5": later("A form lacks what it must say; each field is named with the command that fills it."),
            "6": later("git refused, or is in the middle of something; the sentence says what to type."),
            "7": later("The procedure does not allow it; the article is named. --despite records the reason."),
            "10": later("deadlines --exit-code: something is due soon, exceeded or lapsed."),
            "20": later("deadlines --exit-code: something is overdue."),
            "70": later("A fault of the program; please report it."),
            "130": later("Interrupted with Ctrl-C."),
        },
    ),
    "environment": Topic(
        later("The variables that the program reads."),
        {
            "ECOCLAIM_LEDGER": later("The ledger's folder, where no -C names one."),
            "ECOCLAIM_LANG": later("The language, where no --lang names one; else the ledger's."),
            "ECOCLAIM_TODAY": later("The day to take for today, where no --on names one."),
            "ECOCLAIM_ME": later("Who I am for --mine, where it is not the name in git."),
            "VISUAL, EDITOR": later("The editor that edit opens."),
            "TZ": later("Is not read: today is the day in China, whatever zone the computer is set to."),
        },
    ),
    "files": Topic(
        later("What lies where in a ledger."),
        {
            "ecoclaim.yaml": later("The office's settings; the folder with this file is the ledger."),
            "cases/2026-0007/case.yaml": later("What a case is about: who, what, meetings, agreements, evidence."),
            "cases/2026-0007/case.private.yaml": later("What belongs to persons; not in git, laid over it."),
            "cases/2026-0007/events.yaml": later("What happened, an entry each, with its day."),
            "cases/2026-0007/documents/": later("The rendered forms."),
            "cases/2026-0007/evidence/": later("The evidence, each file with its checksum in the file of the case."),
            "reports.yaml": later("Which periodic reports were sent."),
            "calendars/": later("Holiday notices that the program does not have yet."),
            "packs/": later("Rule packs of your own."),
            "templates/": later("Forms of your own."),
            "publish-allowed.yaml": later("What somebody looked at and allowed in public."),
            ".ecoclaim/": later("The schemas by which an editor completes and explains these files."),
        },
    ),
    "formats": Topic(
        later("How an answer may be written."),
        {
            "table": later("For reading; fitted to the terminal."),
            "json": later("For programs: ids are never translated, fields are only ever added; see schema."),
            "csv": later("For a spreadsheet: UTF-8 with a mark at its beginning, no text that would run as a formula."),
            "xlsx": later("A workbook that prints on A4, with charts where there are figures."),
            "docx": later("A Word file: a form, or a report as a letter."),
            "html, svg": later("A page or a picture that fetches nothing: the board, the sheet of a case."),
            "ics": later("For a calendar program; taken in again, what has moved moves."),
            "parquet": later("Tables for a database, by export."),
        },
    ),
    "law": Topic(
        later("Where the law stands, and how sure a date is."),
        {
            "packs show": later("Prints every rule with its article, its text and worked examples."),
            "why": later("Shows how a date came about: event, rule, each day counted or skipped."),
            "plan by": later("The day that is in time by every reading of the text."),
            "last day": later("The last day by the prevailing reading, moved to a worked day where the law says so."),
            "?": later("Provisional: the holiday notice for that time is not known yet."),
            "verified": later("no says that a text is known from reports only; it warns and never refuses."),
            "check": later("Judges the cases by the conditions of the pack, each finding with its article."),
        },
    ),
}


@explained(
    later(
        "Explains what holds for every command: exit-codes, environment, files, formats or law. With the name of a "
        "command its page is shown, as by --help; without anything the listing of commands."
    ),
    "ecoclaim help exit-codes",
    "ecoclaim help report make",
)
def show_help(
    topic: Annotated[
        list[str] | None,
        typer.Argument(metavar=later("TOPIC"), help=later("The topic, or the words of a command.")),
    ] = None,
) -> int:
    """Explain a topic, or show the page of a command."""
    words = " ".join(topic or ())
    if words in TOPICS:
        console.answer(_topic(words))
        return 0
    if words and words not in COMMANDS:
        raise WrongUsage(
            _("there is no help on {topic}; there is on {topics}, and on every command").format(
                topic=words, topics=_(", ").join(TOPICS)
            )
        )
    from ecoclaim.cli.tree import root

    root().main([*words.split(), "--help"], prog_name="ecoclaim", standalone_mode=False)
    if not words:
        listed = [(f"help {name}", _(one.line)) for name, one in TOPICS.items()]
        console.answer("\n" + "\n".join(block(_("More:"), listed, console.page_width())))
    return 0


def _topic(name: str) -> str:
    found, width = TOPICS[name], console.page_width()
    head = "\n".join(wrapped(_(found.line), width))
    return "\n".join([head, "", *block("", ((term, _(text)) for term, text in found.told.items()), width)[1:]])
