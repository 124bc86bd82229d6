"""What is known of persons from the cases – names, numbers, addresses – found in any text, however it is spelled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ecoclaim.checks.spelling import HAN, Plain, plain
from ecoclaim.checks.surnames import surname_of

NAMES = ("name", "official", "firm")
_SPACES = " \t\n·_*\u3000"
# Whoever wants a name not to be found parts its signs; a full stop of a sentence, a comma and 、 part two words.
_IN_A_NAME = _SPACES + "./()"
# A name of another people is parted by a dot, which is written in many ways, or in Latin by much else.
_IN_A_LONG_NAME = _IN_A_NAME + "。,-'’"
_IN_A_NUMBER = _IN_A_LONG_NAME + ",、:;\\"
_GAPS = frozenset(_IN_A_NUMBER)
_MOST_BETWEEN = 40
_LATIN = re.compile(r"[a-z0-9@]")
_LEFT_OUT = "某×xX*＊○〇□■_✕✖?"
_SHORTENED = re.compile(rf"([{HAN}]{{1,2}})[{re.escape(_LEFT_OUT)}]{{1,3}}([{HAN}])")
_PLACE = re.compile(r"^(?:[^省市州县区旗]{2,8}(?:省|自治区))?(?:[^省市州县区旗]{1,8}(?:市|自治州|地区|盟))?")
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class Datum:
    """One thing known of somebody: what kind of thing, its text, and where a case says it, as `set` writes it."""

    kind: str
    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a plain text where something known stands."""

    start: int
    end: int
    datum: Datum


@dataclass(frozen=True, slots=True)
class _Spelling:
    signs: str
    gaps: str
    datum: Datum


class Known:
    """What is known of persons, made ready to be found in many texts."""

    __slots__ = ("_by_start", "_first", "_shortened")

    def __init__(self, data: Iterable[Datum] = ()) -> None:
        """Take what is known; of what is known twice the first counts."""
        self._by_start: dict[str, list[_Spelling]] = {}
        self._shortened: dict[tuple[str, str], Datum] = {}
        seen: set[tuple[str, str]] = set()
        for one in data:
            for spelling in _spellings(one):
                if (spelling.signs, spelling.gaps) not in seen:
                    seen.add((spelling.signs, spelling.gaps))
                    self._by_start.setdefault(spelling.signs[:2], []).append(spelling)
            if ends := _ends(one):
                self._shortened.setdefault(ends, one)
        starts = sorted({start[0] for start in self._by_start})
        self._first = re.compile(f"[{re.escape(''.join(starts))}]") if starts else None

    def found(self, text: Plain) -> Iterator[Found]:
        """Find what is known, in any order; places may overlap."""
        if self._first is None:
            return
        lower = text.text.translate(_LOWER)
        figures = text.figures().translate(_LOWER)
        for written, numbers in dict.fromkeys(((lower, False), (lower, True), (figures, True))):
            yield from self._in(written, numbers)
        if self._shortened:
            yield from self._with_signs_left_out(lower)

    def _with_signs_left_out(self, text: str) -> Iterator[Found]:
        """Find Han names with signs left out: 王*明, 王某明, 王×明."""
        for at in _SHORTENED.finditer(text):
            for before in (at[1], at[1][-1:]):
                if datum := self._shortened.get((before, at[2])):
                    yield Found(at.end(1) - len(before), at.end(), datum)
                    break

    def _in(self, text: str, numbers: bool) -> Iterator[Found]:
        assert self._first is not None
        places = [place for place, sign in enumerate(text) if sign not in _GAPS]
        squeezed = "".join(text[place] for place in places)
        for at in self._first.finditer(squeezed):
            for one in self._by_start.get(squeezed[at.start() : at.start() + 2], ()):
                if (one.datum.kind in NAMES) == numbers or not squeezed.startswith(one.signs, at.start()):
                    continue
                span = places[at.start() : at.start() + len(one.signs)]
                if _stands(text, span, one):
                    yield Found(span[0], span[-1] + 1, one.datum)


NOBODY = Known()


def _stands(text: str, span: list[int], one: _Spelling) -> bool:
    """Tell whether nothing stands between the signs but what may, and no more of the same around."""
    for before, after in pairwise(span):
        between = text[before + 1 : after]
        if between and (len(between) > _MOST_BETWEEN or not all(sign in one.gaps for sign in between)):
            return False
    around = (text[span[0] - 1 : span[0]], text[span[-1] + 1 : span[-1] + 2])
    ends = (one.signs[0], one.signs[-1])
    return not any(
        sign and _same_word(sign, end, one.datum.kind in NAMES) for sign, end in zip(around, ends, strict=True)
    )


def _same_word(sign: str, end: str, name: bool) -> bool:
    if not _LATIN.match(end) or not _LATIN.match(sign):
        return False
    return name or (sign.isdigit() and end.isdigit())


def squeezed(text: str) -> str:
    """Write a text without what may stand between the signs of a name or a number."""
    return "".join(sign for sign in plain(text).text.translate(_LOWER) if sign not in _GAPS)


def _spellings(one: Datum) -> Iterator[_Spelling]:
    whole = plain(one.text)
    if one.kind not in NAMES:
        text = whole.figures().translate(_LOWER)
        forms = {text, _PLACE.sub("", text)} if one.kind == "home" else {text}
        for form in forms:
            signs = "".join(sign for sign in form if sign not in _GAPS)
            if len(signs) >= 5:
                yield _Spelling(signs, _IN_A_NUMBER, one)
        return
    text = " ".join(whole.text.translate(_LOWER).split())
    if len(text) < 2 or ("某" in text and one.kind != "firm"):
        return
    parts = [part for part in re.split(r"[·.。•\s\-]+", text) if part]
    han = all(re.fullmatch(f"[{HAN}]+", part) for part in parts)
    gaps = _IN_A_NAME if han and not re.search(r"[·.。•]", text) else _IN_A_LONG_NAME
    signs = "".join(sign for sign in text if sign not in _GAPS)
    if len(signs) >= 2:
        yield _Spelling(signs, gaps if one.kind != "firm" else _SPACES, one)
    if one.kind == "firm" or len(parts) < 2:
        return
    if not han:
        yield _Spelling("".join(reversed(parts)) if len(parts) == 2 else signs, gaps, one)
        return
    if gaps == _IN_A_LONG_NAME:
        yield from (_Spelling(part, _IN_A_NAME, one) for part in parts if len(part) >= 2)


def _ends(one: Datum) -> tuple[str, str] | None:
    """Give what is left of a Han name where its middle is left out: its surname and its last sign."""
    text = plain(one.text).text
    if one.kind not in ("name", "official") or not re.fullmatch(f"[{HAN}]{{3,4}}", text) or "某" in text:
        return None
    return surname_of(text), text[-1]
