"""Bring the catalogues up to date: `python tests/catalogue.py [PAIRS.tsv …]`.

Takes every message out of the source, keeps the translations there are, adds those of the given files (one a
line: English, a tab, Chinese, with line ends written as \\n), drops what is no longer said, and compiles. The
same source and the same pairs always give the same bytes.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parents[1] / "src" / "ecoclaim"
PO = SOURCE / "locale" / "zh" / "LC_MESSAGES" / "ecoclaim.po"
KEYWORDS = {"_": None, "later": None, "ngettext": (1, 2)}
HEADER = "# The Chinese of ecoclaim; written by tests/catalogue.py."

MessageId = str | tuple[str, ...]


def said() -> set[MessageId]:
    """Take every message id out of the source."""
    return {
        message if isinstance(message, str) else tuple(message)
        for _file, _line, message, _comments, _context in extract_from_dir(
            SOURCE, method_map=[("**.py", "python")], keywords=KEYWORDS
        )
    }


def translated() -> dict[MessageId, MessageId]:
    """Read the translations there are."""
    with PO.open("rb") as file:
        return {_key(message.id): _key(message.string) for message in read_po(file, locale="zh") if message.id}


def pairs(files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Read the pairs of the given files."""
    for file in files:
        for line in file.read_text("utf-8-sig").splitlines():
            message, tab, text = line.partition("\t")
            if tab and text.strip() and not line.startswith("#"):
                yield message.replace("\\n", "\n"), text.replace("\\n", "\n")


def catalogue(texts: dict[MessageId, MessageId]) -> Catalog:
    """Lay out the catalogue of everything said."""
    # Fixed, so that a file only changes with its messages.
    never = datetime(2026, 1, 1, tzinfo=UTC)
    made = Catalog(
        locale="zh",
        project="ecoclaim",
        version="1",
        header_comment=HEADER,
        creation_date=never,
        revision_date=never,
        last_translator="ecoclaim",
        language_team="ecoclaim",
        msgid_bugs_address="",
        charset="utf-8",
        fuzzy=False,
    )
    for message in sorted(said(), key=_first):
        # A number changes nothing in a Chinese sentence: of a plural there is one form, found by either id.
        text = _first(texts.get(_first(message), "")) or _first(texts.get(message, ""))
        made.add(message, (text,) if isinstance(message, tuple) else text)
    return made


def po_bytes(made: Catalog) -> bytes:
    """Write the catalogue as people read it."""
    file = io.BytesIO()
    write_po(file, made, no_location=True, sort_output=False, width=110)
    return file.getvalue()


def mo_bytes(made: Catalog) -> bytes:
    """Write the catalogue as programs read it."""
    file = io.BytesIO()
    write_mo(file, made)
    return file.getvalue()


def main(files: list[Path]) -> int:
    """Bring both files up to date and list what is still without Chinese."""
    texts = translated() if PO.exists() else {}
    made = catalogue({**texts, **dict(pairs(files))})
    PO.write_bytes(po_bytes(made))
    PO.with_suffix(".mo").write_bytes(mo_bytes(made))
    missing = [_first(message.id) for message in made if message.id and not _first(message.string)]
    for message in missing:
        print(message.replace("\n", "\\n"))
    return 1 if missing else 0


def _key(text: str | list[str] | tuple[str, ...]) -> MessageId:
    return text if isinstance(text, str) else tuple(text)


def _first(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else next(iter(text), "")


if __name__ == "__main__":
    sys.exit(main([Path(argument) for argument in sys.argv[1:]]))
