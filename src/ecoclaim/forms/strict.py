"""What Word refuses to open though every parser takes it: the check of each part before it is written."""

from __future__ import annotations

from lxml import etree

from ecoclaim.words import _

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMES = {"w": W[1:-1]}


def faults(root: etree._Element) -> tuple[str, ...]:
    """Name what would make Word call the file unreadable; empty when the part is sound."""
    checks = (
        (
            _CELL_WITHOUT_PARAGRAPH,
            _("a table cell ends without a paragraph; put an empty paragraph after what may be left out in it"),
        ),
        (_TABLE_WITHOUT_ROWS, _("a table is left without rows; give it a row that always stays")),
        (_ROW_WITHOUT_CELLS, _("a table row is left without cells; repeat whole rows, not their cells")),
        (_ELEMENT_IN_TEXT, _("text holds an element; write the tag without r, as {{ name }}")),
        (
            _TEXT_OUTSIDE_RUN,
            _("text stands outside a run; put each block tag into a paragraph of its own, as {%p if name %}"),
        ),
    )
    return tuple(message for wrong, message in checks if wrong(root))


def _path(path: str) -> etree.XPath:
    return etree.XPath(f"boolean({path})", namespaces=_NAMES)


_CELL_WITHOUT_PARAGRAPH = _path("//w:tc[not(*[last()][self::w:p])]")
_TABLE_WITHOUT_ROWS = _path("//w:tbl[not(.//w:tr)]")
_ROW_WITHOUT_CELLS = _path("//w:tr[not(w:tc or w:sdt or w:customXml)]")
_ELEMENT_IN_TEXT = _path("//w:t[*] | //w:instrText[*]")
_TEXT_OUTSIDE_RUN = _path(
    "//text()[parent::w:r or parent::w:p or parent::w:tc or parent::w:tr or parent::w:tbl or parent::w:body]"
    "[normalize-space()]"
)
