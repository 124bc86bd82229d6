"""What is wrong with a pack as a whole: entries that change nothing there is, names used twice or described nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import get_close_matches

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile, Problem
from ecoclaim.model.events import EVENTS
from ecoclaim.model.values import Loc, problem
from ecoclaim.packs.condition import Condition
from ecoclaim.packs.joining import EARLIER, JOINED_BY_ID, as_now, entry_id
from ecoclaim.packs.pack import Pack, sources
from ecoclaim.packs.rule import Cap, Rule
from ecoclaim.roles import CapRole, RuleRole
from ecoclaim.words import _


def slips(own: yamlfile.Document, parents: list[yamlfile.Document]) -> Iterator[tuple[str, Problem]]:
    """Find entries that only change one taken over, of an id that nothing taken over has; each by its list and id."""
    tree = own.tree if isinstance(own.tree, dict) else {}
    for written, key in {**{one: one for one in ("rules", "caps", "conditions")}, **EARLIER}.items():
        there = tree.get(written)
        known = {name for parent in parents for name in _ids(parent, key)}
        for number, one in enumerate(there if isinstance(there, list) else []):
            name = entry_id(one)
            if name is None or name in known or (isinstance(one, dict) and "title" in one):
                continue
            near = get_close_matches(name, known, n=3, cutoff=0.6)
            message = (
                _("{id} is not in the pack that this one extends; did you mean {near}?")
                if near
                else _(
                    "{id} is not in the pack that this one extends; one of your own wants a title and the rest of it"
                )
            )
            line, column = own.place((written, number))
            text = message.format(id=name, near=_(", ").join(near))
            yield f"{key}.{name}", Problem(own.path, line, column, f"{written}.{name}", text)


def _ids(document: yamlfile.Document, key: str) -> Iterator[str]:
    tree = as_now(document.tree) if isinstance(document.tree, dict) else {}
    entries = tree.get(key)
    return (name for one in (entries if isinstance(entries, list) else ()) if (name := entry_id(one)) is not None)


def taken(pack: Pack) -> Iterator[tuple[Loc, str]]:
    """Find ids that an own entry of another role shares with one taken over."""
    lists: tuple[tuple[str, tuple[Rule | Cap | Condition, ...]], ...] = (
        ("rules", pack.rules),
        ("caps", pack.caps),
        ("conditions", pack.conditions),
    )
    for key, entries in lists:
        for name, number in Counter(one.id for one in entries).items():
            if number > 1:
                message = _(
                    "{id} is also the id of one that the pack takes over; choose another id, or without: [{id}]"
                )
                yield (key, next(n for n, one in enumerate(entries) if one.id == name)), message.format(id=name)


def twice(own: yamlfile.Document) -> Iterator[tuple[Loc, str]]:
    """Find ids and roles that one list of the file names twice."""
    for key in JOINED_BY_ID:
        entries = own.tree.get(key) if isinstance(own.tree, dict) else None
        listed = entries if isinstance(entries, list) else []
        for name, number in Counter(map(entry_id, listed)).items():
            if number > 1 and name is not None:
                yield (key,), _("{id} stands here twice; join the two").format(id=name)
        roles = Counter(one["means"] for one in listed if isinstance(one, dict) and isinstance(one.get("means"), str))
        for role, number in roles.items():
            if number > 1:
                yield (key,), _("means: {role} stands here twice; there is one of each role").format(role=role)


def dangling(pack: Pack, documents: list[yamlfile.Document]) -> Iterator[tuple[Loc, str]]:
    """Find what the pack names and nobody describes."""
    quoted: dict[str, Loc] = {source.document: ("documents",) for source in sources(pack)}
    quoted |= {rule.source.document: ("rules", number, "source") for number, rule in enumerate(pack.rules)}
    if pack.document is not None:
        quoted[pack.document] = ("document",)
    for name in sorted(set(quoted) - set(pack.documents)):
        yield quoted[name], _("document {name} is quoted but not described under documents").format(name=name)
    for number, rule in enumerate(pack.rules):
        ground = rule.on_expiry.ground if rule.on_expiry else None
        if ground is not None and ground not in pack.failure_grounds:
            yield (
                ("rules", number, "on_expiry", "ground"),
                _("there is no failure ground {name}; known are: {known}").format(
                    name=ground, known=_(", ").join(pack.failure_grounds)
                ),
            )
    yield from _unknown_in_conditions(pack)
    if pack.without:
        offered = {entry_id(one) for parent in documents[1:] for one in _entries(parent)}
        for name in sorted(set(pack.without) - offered):
            yield ("without",), _("{name} is not in the pack that this one extends").format(name=name)


def _unknown_in_conditions(pack: Pack) -> Iterator[tuple[Loc, str]]:
    """Find rules and caps that a condition names and nobody has."""
    rules = {*RuleRole, *(one.id for one in pack.rules)}
    caps = {*CapRole, *(one.id for one in pack.caps)}
    for number, one in enumerate(pack.conditions):
        for key, name, known in (("rule", one.rule, rules), ("cap", one.cap, caps)):
            if name is not None and name not in known:
                message = _("{name} is none here; known are: {known}")
                yield ("conditions", number, key), message.format(name=name, known=_(", ").join(sorted(known)))


def refuse_unknown_forms(pack: Pack, own: yamlfile.Document, place: Callable[[Loc], tuple[int, int]]) -> None:
    """Refuse conditions that are tested at neither an event nor a form of the pack."""
    known = [*EVENTS, *(form.id for form in pack.all_forms)]
    wrong = []
    for number, one in enumerate(pack.conditions):
        if one.on.form is not None and pack.form(one.on.form) is None:
            near = get_close_matches(one.on.form, known, n=3, cutoff=0.5)
            message = _("there is no event or form {name}; did you mean {near}?")
            message = message if near else _("there is no event or form {name}")
            text = message.format(name=one.on.form, near=_(", ").join(near))
            wrong.append(
                replace(problem(own.path, place, ("conditions", number, "on"), text), field=f"conditions.{one.id}.on")
            )
    if wrong:
        raise BadFile(wrong)


def _entries(document: yamlfile.Document) -> Iterator[object]:
    tree = as_now(document.tree) if isinstance(document.tree, dict) else {}
    for key in JOINED_BY_ID:
        entries = tree.get(key)
        yield from entries if isinstance(entries, list) else ()
