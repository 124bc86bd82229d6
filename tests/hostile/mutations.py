"""Makes the files of a ledger hostile: bytes, scalars, keys, lines and whole files that nobody should write."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

# fmt: off
SCALARS = [
    "0001-01-01", "9999-12-31", "2026-02-30", "0000-00-00", "2026-13-01", "-2026-01-01", "2026-9-8", "２０２６-０９-０８",
    "1" * 40, "9" * 40 + ".99", "9" * 15 + ".99", "1e999", "-1", "1_000", "NaN", "Infinity", "0x10", "1.005", "٣", "１２８６４００",
    "%s %(x)s %d %", "{0} {name} {", "}", '"{{ case.id }}"', "'{% for x in y %}'", "'`$(id)`'", "'=1+1'", "'@x'",
    "null", "~", "", "true", "on", "[]", "{}", "[[[[[[]]]]]]", "{a: {b: {c: d}}}", "[{}, [], ~]", "- - -",
    "&a x", "*a", "!!python/object:os.system x", "!x y", "<<", "? x", "|", ">", "|-\n", '"', "'", "#", ": ", "-", "@", "`",
    '"\\u0000"', '"\\ud800"', '"\\x1b[31m"', '"\\uFFFE"', "\ufeff", "\x00", "\x1b[2J", "\x85", "\u2028", "\u202e甲", "𠮷㙓",
    "../../etc/passwd", "/etc/passwd", "C:\\\\x", "CON", "a/b", "..", ".", "a\\\\b", "evidence/../../x", "~/x", "file:///x",
    "agreement 99999999999999999999", "agreement -1", "judgment judgment", "2026Q9", "99999999999999999999", "999999999",
    "甲" * 3000, "x" * 100_000, '"' + "\\\\n" * 5000 + '"', "[" + "a, " * 5000 + "a]",
]
KEYS = [
    "", "<<", "null", "~", "?", "a b", "'x'", '"\\u0000"', "9", "甲", "：", "id", "event", "date", "obligor", "x" * 2000,
    "*a", "&b",
]
BYTES = [
    b"\x00", b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\t", b"\x1b",
    b"\x85",
]
WHOLE = {
    "nothing": b"",
    "a line end": b"\n",
    "an empty list": b"[]",
    "an empty group": b"{}",
    "a word": b"a",
    "a dash": b"- ",
    "null": b"~",
    "two documents": b"---\n---\n",
    "a directive": b"%YAML 9.9\n---\na: b\n",
    "UTF-16": b"\xff\xfe\x61\x00",
    "GBK": "id: 2026-0002\ntitle: 案由\n".encode("gbk"),
    "every byte": bytes(range(256)),
    "a file of another kind": b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 400,
    "merge keys": b"id: 2026-0002\ntitle: x\nincident:\n  <<: {place: y}\n",
    "100,000 brackets": b"[" * 100_000,
    "50,000 groups": b"{a: " * 50_000,
    "50,000 lists": b"- " * 50_000,
    "20,000 empty entries": b"- \n" * 20_000,
    "50,000 keys of one name": b"a:\n" * 50_000,
    "an open quotation mark": b'"' + b"x" * 900_000,
    "a scalar of 10 MB": b"x" * 10_000_000,
    "a title of nearly a MiB": b"id: 2026-0002\ntitle: " + b"x" * 1_000_000,
    "ever deeper": b"\n".join(b" " * n + b"a:" for n in range(2000)),
    "an alias bomb": b"a: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"%c: &%c [*%c,*%c,*%c,*%c]\n" % (98 + n, 98 + n, *[97 + n] * 4) for n in range(20)),
    "a million events": b"- {event: clue-found, date: 2026-01-01}\n" * 1_000_000,
    "25,000 events": b"- {event: clue-found, date: 2026-01-01}\n" * 25_000,
    "2,000 notices": b"- {event: notice-served, obligor: [A, B], date: 2026-01-01, meeting: 1}\n" * 2_000,
    "20,000 obligors": b"id: 2026-0002\ntitle: x\nobligors:\n" + b"".join(b"  - {key: K%d, name: x}\n" % n for n in range(20_000)),
    "5,000 obligors of one key": b"id: 2026-0002\ntitle: x\nobligors:\n" + b"  - {key: A, name: x}\n" * 5_000,
    "50,000 entries": b"- 1\n" * 50_000,
    "20,000 keys": b"".join(b"k%d: \n" % n for n in range(20_000)),
}
# fmt: on
_VALUE = re.compile(r"(?<=: )[^,}\]\n]+")
_KEY = re.compile(r"(?<![a-z_])[a-z_]{1,40}(?=:)")  # of bounded length: it may look at a hundred thousand letters


def mutated(chance: Random, data: bytes) -> bytes:
    """Change a file once to thrice."""
    if chance.random() < 0.12:
        return chance.choice(list(WHOLE.values()))
    for _time in range(chance.choice((1, 1, 2, 3))):
        data = chance.choice(_WAYS)(chance, data)
    return data


def _bytes(chance: Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return (
        data[:at] + chance.choice((*BYTES, chance.randbytes(chance.randrange(1, 9)))) + data[at + chance.randrange(3) :]
    )


def _cut(chance: Random, data: bytes) -> bytes:
    first, last = sorted(chance.randrange(len(data) + 1) for _end in "ab")
    return data[:first] if chance.random() < 0.5 else data[:first] + data[last:]


def _scalar(chance: Random, data: bytes) -> bytes:
    return _put(chance, data, _VALUE, chance.choice(SCALARS))


def _key(chance: Random, data: bytes) -> bytes:
    return _put(chance, data, _KEY, chance.choice(KEYS))


def _put(chance: Random, data: bytes, pattern: re.Pattern[str], what: str) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    places = list(pattern.finditer(text))
    if not places:
        return what.encode("utf-8", "surrogateescape")
    place = chance.choice(places)
    return (text[: place.start()] + what + text[place.end() :]).encode("utf-8", "surrogateescape")


def _lines(chance: Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            lines[one:one] = [lines[other]] * chance.choice((1, 1, 300))
        case 1:
            del lines[one]
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case 3:
            lines[one] = b" " * chance.randrange(1, 40) + lines[one]
        case _:
            lines[one] = lines[one].lstrip()
    return b"\n".join(lines)


def _encoded(chance: Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    encoding = chance.choice(("gbk", "utf-16", "utf-8-sig", "utf-32", "big5"))
    return text.encode(encoding, "replace") if chance.random() < 0.7 else data.replace(b"\n", b"\r\n")


_WAYS = [_scalar, _scalar, _scalar, _key, _lines, _bytes, _cut, _encoded]


def odd_places(root: Path) -> dict[str, Path]:
    """Put things into a ledger that are not what their name says; gives each by a name, to be looked at or not."""
    cases = root / "cases"
    made = {}
    for number, kind in enumerate(
        ("empty", "file", "folder-in-place", "loop", "nowhere", "device", "outside", "large"), 11
    ):
        case = cases / f"2026-{number:04d}"
        made[kind] = case
        if kind == "file":
            case.write_text("x")
            continue
        case.mkdir()
        events = case / "events.yaml"
        (case / "case.yaml").write_text(f"id: {case.name}\ntitle: x\n")
        if kind == "empty":
            (case / "case.yaml").unlink()
        elif kind == "folder-in-place":
            events.mkdir()
        elif kind == "large":
            with events.open("wb") as file:
                file.truncate(1 << 40)
        else:
            target = {
                "loop": events,
                "nowhere": Path("nowhere"),
                "device": Path("/dev/zero"),
                "outside": Path("/etc/hostname"),
            }
            events.symlink_to(target[kind])
    for name in ("2026-1", "２０２６-0001", "2026-0001.bak", "x", "2026-9999999", "-C", "2026-0001 "):
        (cases / name).mkdir()
    return made
