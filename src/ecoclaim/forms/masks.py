"""The people of a case as the public may see them: 李某某 for a name, nothing of what else is known of them.

Follows the way courts publish (法释〔2016〕19号: the surname stays, 某 stands for the rest, equal ones are told apart).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ecoclaim.checks.known import Datum, Known
from ecoclaim.checks.people import firms_of, persons_of
from ecoclaim.checks.spelling import HAN, plain
from ecoclaim.checks.surnames import surname_of
from ecoclaim.model.case import CaseFile
from ecoclaim.model.events import Event
from ecoclaim.model.office import Office
from ecoclaim.model.parties import Obligor

_APART = "甲乙丙丁戊己庚辛壬癸"
_TITLES = "先生|女士|小姐|太太|老板|师傅|老师|同志|老汉|大爷|大妈|大娘|阿姨|经理|总|氏"
_PLACES = "村庄镇乡屯沟坪河湾家寨营堡店铺岭山集园场"


def withheld(file: CaseFile) -> Iterator[str]:
    """List the fields about persons that a case holds and no text for the public gives, as `set` writes them."""
    for one in file.obligors:
        at = f"obligors.{one.key}"
        yield from (f"{at}.{name}" for name in _known(one))
        if one.representative is not None:
            yield from (f"{at}.representative.{name}" for name in _given(one.representative.model_dump()))
        if one.agents:
            yield f"{at}.agents"
    yield from (name for name, there in (("handlers", file.handlers), ("team", file.team.department)) if there)
    yield from (f"meetings.{one.no}.attendees" for one in file.meetings if one.attendees)


def _known(one: Obligor) -> Iterator[str]:
    own = ("credit_code", "phone", "address") if one.nature == "organization" else ("id_number", "phone", "address")
    more = ("sex", "born", "ethnicity", "occupation")
    yield from (name for name in (*own, *more) if getattr(one, name))


def _given(fields: Mapping[str, object]) -> list[str]:
    return [name for name, value in fields.items() if value]


@dataclass(frozen=True, slots=True)
class Masks:
    """What the public reads in place of each name that is known, and the firms whose names stay."""

    names: Mapping[str, str]
    firms: tuple[str, ...]

    def masked(self, text: str) -> tuple[str, frozenset[str]]:
        """Put the masks in place of the names, however they are spelled; gives the text and the names that stood there.

        A name within a firm's name stays.
        """
        whole = plain(text)
        known = Known([*(Datum("firm", one) for one in self.firms), *(Datum("name", one) for one in self.names)])
        places = [(one.start, one.end, one.datum) for one in known.found(whole)]
        places += self._by_surname(whole.text)
        done: list[str] = []
        seen: set[str] = set()
        last = 0
        for start, end, datum in sorted(places, key=lambda one: (one[0], -one[1], one[2].kind)):
            first, after = whole.original(start, end)
            if first < last:
                continue
            firm = datum.kind == "firm"
            done += [text[last:first], text[first:after] if firm else self.names.get(datum.text, datum.path)]
            seen |= set() if firm or datum.text not in self.names else {datum.text}
            last = after
        return "".join((*done, text[last:])), frozenset(seen)

    def _by_surname(self, text: str) -> Iterator[tuple[int, int, Datum]]:
        """Find 张先生 and 老张, where a 张 is known; who of several is meant stays open."""
        by_surname: dict[str, list[str]] = {}
        for name in self.names:
            if re.fullmatch(f"[{HAN}]{{2,4}}", name):
                by_surname.setdefault(surname_of(name), []).append(name)
        for surname, names in by_surname.items():
            datum = Datum("name", names[0] if len(names) == 1 else surname, f"{surname}某")
            titled = rf"{surname}(?:{_TITLES})(?!局|部|站)"
            called = rf"(?:(?<![{HAN}])|(?<=[与和向由被给找让叫把]))[老小阿]{surname}(?![{_PLACES}])"
            yield from ((at.start(), at.end(), datum) for at in re.finditer(rf"{titled}|{called}", text))


def masks(file: CaseFile, events: Sequence[Event], office: Office) -> Masks:
    """Give for each person's name what the public reads in its place; the longest names first."""
    firms = tuple(dict.fromkeys(firms_of(file, events, office)))
    found: dict[str, str] = {}
    for one in persons_of(file, events, office):
        name = one.text
        if len(name) >= 2 and "某" not in name and name not in firms:
            found.setdefault(name, "")
    for name in found:
        found[name] = _apart(mask(name), found.values())
    return Masks(dict(sorted(found.items(), key=lambda one: -len(one[0]))), firms)


def _apart(masked: str, taken: Iterable[str]) -> str:
    known = set(taken)
    choices = (masked, *(f"{masked}{sign}" for sign in _APART), *(f"{masked}{number}" for number in range(11, 1000)))
    return next(one for one in choices if one not in known)


def mask(name: str) -> str:
    """Write a person's name for the public: 李某某, 欧阳某某; the first sign of a name of another kind."""
    if len(name) < 2 or "某" in name:
        return name if "某" in name else "某"
    surname = surname_of(name)
    return surname + ("某" if len(name) - len(surname) == 1 else "某某")
