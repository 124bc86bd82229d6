"""What a person typed, understood: forgiving here, and strict in the files, which hold what was understood.

Every option, argument, assignment and answer to a question passes here. What is not certain is not guessed: where
several things may be meant they are named, and where nothing is, the text stays for the strict rules to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ecoclaim import typed
from ecoclaim.errors import WrongUsage
from ecoclaim.model.scalars import quoted
from ecoclaim.words import Label, _

Names = Mapping[str, Sequence[str]]


def _to_nobody(_line: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Ear:
    """What takes in what a person types: the day that 今天 is, and who is told where text and meaning differ."""

    on: date | None = None
    tell: Callable[[str], None] = _to_nobody

    def named(self, said: str, names: Names, least: int = 2) -> str | None:
        """Give the key that a text means by its name, title, another word or a unique part; None where none fits.

        Raises WrongUsage with the candidates where several fit.
        """
        found = typed.fitting(said, names, least)
        if len(found) > 1:
            listed = _(", ").join(_called(key, names) for key in found[:_NAMED])
            raise WrongUsage(
                _("{text} may mean several: {listed}; name one of them").format(text=quoted(said), listed=listed)
            )
        if not found:
            return None
        key = found[0]
        if said not in (key, *names[key][:_TITLES]):
            self._told(said, _called(key, names))
        return key

    def scalar(self, kind: str, said: str) -> str:
        """Write a day, amount, number, time or yes as a file holds it; what is not certain stays as it is."""
        meant = self._meant(kind, said)
        if meant is None or meant == said:
            return said
        self._told(said, meant)
        return meant

    def _meant(self, kind: str, said: str) -> str | None:
        match kind:
            case "day":
                day = typed.day(said) or (typed.near_day(said, self.on) if self.on else None)
                return day.isoformat() if day else None
            case "amount":
                money = None if _is_plain(said) else typed.money(said)
                return f"{money.yuan:.2f}" if money else None
            case "percent":
                return typed.narrow(said).removesuffix("%").strip()
            case "whole":
                number = typed.whole(said)
                return None if number is None else str(number)
            case "yes":
                answer = None if said in ("是", "否", "true", "false", "yes", "no") else typed.yes(said)
                return None if answer is None else str(answer).lower()
            case "clock":
                return typed.time(said)
        return None

    def _told(self, said: str, meant: str) -> None:
        self.tell(_("{text} is understood as {meant}").format(text=quoted(said), meant=meant))


#: Hears, and tells nobody.
QUIET = Ear()
_NAMED = 8  # candidates that are told
_TITLES = 2  # the names of a thing that are its titles, before other words for it


def called(labels: Mapping[str, Label], other: Mapping[str, Sequence[str]] | None = None) -> Names:
    """Give what things are called: their titles in both languages, then other words for them."""
    words = other or {}
    return {key: (label.zh, label.en, *words.get(key, ())) for key, label in labels.items()}


def _called(key: str, names: Names) -> str:
    zh, en = (*names[key], "", "")[:_TITLES]
    title = Label(zh, en).text or zh
    return _("{title} ({about})").format(title=key, about=title) if title else key


def _is_plain(said: str) -> bool:
    return said.isascii() and said.replace(".", "", 1).isdigit()
