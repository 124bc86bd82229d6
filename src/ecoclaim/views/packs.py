"""What `packs` answers: the packs there are, a pack as a page a lawyer can read, two packs side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ecoclaim.packs import Cap, Extension, Pack, Rule
from ecoclaim.packs.citing import cited
from ecoclaim.views import json
from ecoclaim.views.deadlines import lines_on, source_json
from ecoclaim.views.packconditions import condition_json, condition_lines, grounded
from ecoclaim.views.packforms import form_json, form_lines
from ecoclaim.views.packlists import archive_lines, document_lines, list_lines, lists_json
from ecoclaim.views.packrules import cap_json, cap_lines, period, rule_json, rule_lines
from ecoclaim.views.packtriggers import deeper
from ecoclaim.views.table import Column, Paper, table
from ecoclaim.views.why import quoted
from ecoclaim.words import _


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """The packs there are, each with whether it is the office's own."""

    today: date
    packs: Sequence[tuple[Pack, bool]]

    def json(self) -> str:
        """Write the answer as JSON."""
        return json.answer(
            self.today, {"packs": [{**_head_json(pack, self.today), "own": own} for pack, own in self.packs]}
        )

    def table(self, paper: Paper) -> str:
        """Write the answer as a table."""
        columns = [
            *(Column(_("Name")), Column(_("Rule pack"), breaks=True), Column(_("In force"), breaks=True)),
            *(Column(_("Extends")), Column(_("Rules"), right=True), Column(_("From"))),
        ]
        rows = (
            (
                *(pack.name, pack.title.text, _in_force(pack, self.today), pack.extends or "-", str(len(pack.rules))),
                _("this office") if own else _("shipped"),
            )
            for pack, own in self.packs
        )
        return table(columns, rows, paper)


@dataclass(frozen=True, slots=True)
class PackAnswer:
    """One pack, with all that it takes from the packs it extends."""

    today: date
    pack: Pack

    def json(self) -> str:
        """Write the answer as JSON."""
        pack = self.pack
        return json.answer(
            self.today,
            {
                **_head_json(pack, self.today),
                "rules": [rule_json(pack, rule) for rule in pack.rules],
                "caps": [cap_json(pack, cap) for cap in pack.caps],
                "bars": [
                    {"id": one.id, "title": one.title, "source": source_json(pack, source)}
                    for one, source in grounded(pack)
                    if one.severity == "refuse"
                ],
                "conditions": [condition_json(pack, one, source) for one, source in grounded(pack)],
                "forms": [form_json(form) for form in pack.forms],
                **lists_json(pack),
            },
        )

    def table(self, paper: Paper) -> str:
        """Write the pack as a page."""
        return lines_on(paper, *self._lines())

    def _lines(self) -> Iterator[str]:
        pack = self.pack
        yield f"{pack.title} ({pack.name})"
        yield _("In force: {time}").format(time=_in_force(pack, self.today))
        if pack.extends:
            yield _("What it does not say itself it takes from: {name}").format(name=pack.extends)
        if pack.source:
            yield from quoted(pack, pack.source)
        yield ""
        yield from document_lines(pack)
        yield ""
        yield _("How days are counted")
        if pack.calendar:
            yield "  " + _(
                "with the days off of the region: {calendar} (`ecoclaim calendar --pack {pack}` shows them)"
            ).format(calendar=pack.calendar, pack=pack.name)
        for entry in pack.counting.values():
            yield f"  {entry.title}"
            if entry.source:
                yield from deeper(quoted(pack, entry.source))
        yield from list_lines(pack)
        yield ""
        yield _("Rules")
        for rule in pack.rules:
            yield ""
            yield from rule_lines(pack, rule)
        yield ""
        yield _("Limits")
        for cap in pack.caps:
            yield ""
            yield from cap_lines(pack, cap)
        yield ""
        yield _("Conditions")
        for condition, source in grounded(pack):
            yield ""
            yield from condition_lines(pack, condition, source)
        yield ""
        yield _("Forms")
        for form in pack.forms:
            yield from form_lines(form)
        yield ""
        yield from archive_lines(pack)


@dataclass(frozen=True, slots=True)
class DiffAnswer:
    """Two packs side by side, rule by rule."""

    today: date
    one: Pack
    other: Pack

    def json(self) -> str:
        """Write the answer as JSON."""
        return json.answer(
            self.today,
            {
                "packs": [self.one.name, self.other.name],
                "heads": [_head_json(pack, self.today) for pack in (self.one, self.other)],
                "rules": [
                    {
                        "rule": name,
                        "same": _told(self.one, mine) == _told(self.other, theirs),
                        self.one.name: rule_json(self.one, mine) if mine else None,
                        self.other.name: rule_json(self.other, theirs) if theirs else None,
                    }
                    for name, mine, theirs in self._pairs()
                ],
            },
        )

    def table(self, paper: Paper) -> str:
        """Write the differences side by side; what is the same stands below by name."""
        columns = [
            Column(_("Rule"), breaks=True),
            Column(self.one.title.text, breaks=True),
            Column(self.other.title.text, breaks=True),
        ]
        pairs = [(name, _told(self.one, mine), _told(self.other, theirs)) for name, mine, theirs in self._pairs()]
        same = [name for name, mine, theirs in pairs if mine == theirs]
        times = (_("In force"), _in_force(self.one, self.today), _in_force(self.other, self.today))
        text = table(columns, [pair for pair in (times, *pairs) if pair[1] != pair[2]], paper)
        if not same:
            return text
        return text + "\n" + lines_on(paper, _("The same in both: {names}").format(names=_(", ").join(same)))

    def _pairs(self) -> Iterator[tuple[str, Rule | Cap | None, Rule | Cap | None]]:
        mine, theirs = _by_id(self.one), _by_id(self.other)
        for name in dict.fromkeys((*mine, *theirs)):
            yield name, mine.get(name), theirs.get(name)


def _by_id(pack: Pack) -> dict[str, Rule | Cap]:
    return {**{one.id: one for one in pack.rules}, **{one.id: one for one in pack.caps}}


def _told(pack: Pack, rule: Rule | Cap | None) -> str:
    """Say in one line what a rule says, to be laid beside another."""
    if rule is None:
        return _("none")
    what = str(rule.max) if isinstance(rule, Cap) else period(rule)
    text = _("{what}; {source}").format(what=what, source=cited(pack, rule.source))
    if not isinstance(rule, Cap) and rule.readings:
        text = _("{text}; also read: {readings}").format(
            text=text, readings=_(", ").join(one.title.text for one in rule.readings)
        )
    return text if rule.source.verified else _("{text} [second-hand]").format(text=text)


def _head_json(pack: Pack, today: date) -> dict[str, object]:
    return {
        "name": pack.name,
        "title": pack.title,
        "extends": pack.extends,
        "calendar": pack.calendar,
        "in_force_from": pack.in_force_from,
        "in_force_until": pack.in_force_until,
        "in_force_at_latest": pack.in_force_at_latest,
        "expired": pack.expired_on(today),
    }


def _in_force(pack: Pack, today: date) -> str:
    if pack.in_force_from is None and pack.in_force_until is None:
        return _("no time stated")
    text = _("{first} to {last}").format(
        first=pack.in_force_from.isoformat() if pack.in_force_from else "…",
        last=pack.in_force_until.isoformat() if pack.in_force_until else "…",
    )
    latest = pack.in_force_at_latest
    if latest is not None and pack.last_day_disputed(latest):
        text = _("{time} (counted otherwise {other})").format(time=text, other=latest.isoformat())
    if pack.extended_by is not None:
        text = _("{time}, extended by {document}").format(time=text, document=_extension(pack.extended_by))
    return _("{time} (over)").format(time=text) if pack.expired_on(today) else text


def _extension(by: Extension) -> str:
    named = [by.document, by.number, by.date.isoformat() if by.date else None]
    return _(", ").join(part for part in named if part) or "…"
