"""What is wrong with a rule pack that reads: examples that come out differently, quotes that their source lacks.

Alone knows how a quote is compared with its source: without white space, since texts are copied out of print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ecoclaim.deadlines import work_example, work_prompt_example
from ecoclaim.errors import Problem
from ecoclaim.model.events import EVENTS
from ecoclaim.packs import Pack, Rule
from ecoclaim.packs.joining import EARLIER, as_now, entry_id
from ecoclaim.packs.lists import EVENT_LISTS, applies, source_of
from ecoclaim.roles import CapRole, RuleRole
from ecoclaim.words import _
from ecoclaim.workdays import Workdays
from ecoclaim.yamlfile import Document, Loc, Tree

_SHOWN = 12  # signs of a quote that tell where it departs from its source


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of a pack's own file, and where it stands."""

    loc: Loc
    document: str
    text: str


def example_problems(pack: Pack, document: Document, workdays: Workdays) -> Iterator[Problem]:
    """List the examples, also those a changed rule still takes from the pack it extends, that come out differently."""
    own = _own_rules(document)
    for rule in pack.rules:
        for name, number, title, wrong in _worked(rule, workdays):
            mine = rule.id in own and name in own[rule.id][1]
            place: Loc = ("rules",)
            if rule.id in own:
                place = ("rules", own[rule.id][0], name, number) if mine else ("rules", own[rule.id][0])
            cure = (
                _("mend the example, or the rule")
                if mine or rule.id not in own
                else _("the example is of the pack it extends: give the rule examples of its own")
            )
            line, column = document.place(place)
            message = _("the example “{title}” comes out differently: {what}; {cure}").format(
                title=title, what="; ".join(wrong), cure=cure
            )
            yield Problem(document.path, line, column, rule.id, message)


def quotes(document: Document) -> tuple[Quote, ...]:
    """List the quotes that a pack's own file holds."""
    return tuple(_quotes(document.tree, ()))


def quote_problems(document: Document, sources: Mapping[str, str]) -> Iterator[Problem]:
    """List the quotes that do not stand word for word in their source; `sources` are texts by the document's id."""
    texts = {name: _bare(text) for name, text in sources.items()}
    for quote in quotes(document):
        if quote.document not in texts:
            continue
        wanted, whole = _bare(quote.text), texts[quote.document]
        if wanted in whole:
            continue
        line, column = document.place((*quote.loc, "quote"))
        message = _("the quote does not stand so in {document}: they part at “{text}”; copy it as printed")
        yield Problem(
            document.path,
            line,
            column,
            "quote",
            message.format(document=quote.document, text=wanted[_agreeing(wanted, whole) :][:_SHOWN]),
        )


def without_examples(pack: Pack, document: Document) -> tuple[str, ...]:
    """Name the rules of a pack's own file that have no worked example, their own or taken over."""
    own = _own_rules(document)
    return tuple(one.id for one in pack.rules if one.id in own and not one.examples and not one.prompt_examples)


def unfilled(pack: Pack) -> tuple[StrEnum, ...]:
    """Name the roles that no rule or cap of a pack has: what the program does with them is left out."""
    having: set[StrEnum | None] = {*(one.means for one in pack.rules), *(one.means for one in pack.caps)}
    return tuple(role for role in (*RuleRole, *CapRole) if role not in having)


def cap_problems(pack: Pack, document: Document) -> Iterator[Problem]:
    """List the caps of a pack that no condition tests: they would be printed as law and never kept."""
    tested = {found.id for one in pack.conditions if (found := pack.tested_cap(one)) is not None}
    own = document.tree.get("caps") if isinstance(document.tree, dict) else None
    for number, cap in enumerate(own if isinstance(own, list) else []):
        name = cap.get("id") if isinstance(cap, dict) else None
        if isinstance(name, str) and name not in tested:
            line, column = document.place(("caps", number))
            message = _("no condition tests this cap; give it means: ROLE, or a condition with cap: {name}")
            yield Problem(document.path, line, column, name, message.format(name=name))


def sourceless_problems(pack: Pack, document: Document) -> Iterator[Problem]:
    """List the conditions of a pack's own file that no text says: they would never be tested."""
    own = as_now(document.tree).get("conditions") if isinstance(document.tree, dict) else None
    named = {one.get("id") for one in own if isinstance(one, dict)} if isinstance(own, list) else set()
    for condition in pack.conditions:
        if condition.id in named and applies(pack, condition) and source_of(pack, condition) is None:
            line, column = document.place(_where(document, condition.id))
            message = _("no text says this condition, so it is never tested; write a source")
            yield Problem(document.path, line, column, condition.id, message)


def wanted_problems(pack: Pack, document: Document) -> Iterator[Problem]:
    """List the fields that an own channel or ground wants and its event does not have."""
    tree = document.tree if isinstance(document.tree, dict) else {}
    for name, events in EVENT_LISTS.items():
        entries = tree.get(name)
        for key in entries if isinstance(entries, dict) else ():
            known = {field: None for event in events for field in EVENTS[event].all_fields}
            for wanted in getattr(pack, name)[key].wants:
                if wanted not in known:
                    line, column = document.place((name, key, "wants"))
                    message = _("event {event} has no field {field}; it has: {known}").format(
                        event=events[0], field=wanted, known=_(", ").join(known)
                    )
                    yield Problem(document.path, line, column, key, message)


def _where(document: Document, condition: str) -> Loc:
    tree = document.tree if isinstance(document.tree, dict) else {}
    for key in ("conditions", *EARLIER):
        entries = tree.get(key)
        for number, one in enumerate(entries if isinstance(entries, list) else []):
            if entry_id(one) == condition:
                return key, number
    return ()


def _worked(rule: Rule, workdays: Workdays) -> Iterator[tuple[str, int | str, str, list[str]]]:
    """Work the examples of a rule; give those that come out differently: of which list, which, its title, what."""
    if rule.of_agreement is not None:
        for _name, _number, title, wrong in _worked(rule.of_agreement, workdays):
            yield "agreed", "examples", title, wrong
    for number, example in enumerate(rule.examples):
        if wrong := work_example(rule, example, workdays):
            yield "examples", number, example.title.text, wrong
    for number, prompt in enumerate(rule.prompt_examples):
        if wrong := work_prompt_example(prompt):
            yield "prompt_examples", number, prompt.title.text, wrong


def _own_rules(document: Document) -> dict[str, tuple[int, dict[str, Tree]]]:
    tree = document.tree if isinstance(document.tree, dict) else {}
    rules = tree.get("rules")
    found: dict[str, tuple[int, dict[str, Tree]]] = {}
    for number, rule in enumerate(rules if isinstance(rules, list) else []):
        if isinstance(rule, dict) and isinstance(name := rule.get("id"), str):
            found[name] = (number, rule)
    return found


def _quotes(tree: Tree, loc: Loc) -> Iterator[Quote]:
    if isinstance(tree, list):
        for number, item in enumerate(tree):
            yield from _quotes(item, (*loc, number))
    elif isinstance(tree, dict):
        document, text = tree.get("document"), tree.get("quote")
        if isinstance(document, str) and isinstance(text, str):
            yield Quote(loc, document, text)
        for key, value in tree.items():
            yield from _quotes(value, (*loc, key))


def _bare(text: str) -> str:
    return "".join(text.split())


def _agreeing(wanted: str, whole: str) -> int:
    """Count the signs at the beginning of a quote that stand together in its source."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wanted[:middle] in whole else (low, middle - 1)
    return low
