"""XML from outside: no document type, no entities, no network, and bounds on size, depth and attributes.

The only door to the XML parser for parts of Word files and workbooks.
"""

from __future__ import annotations

from xml.parsers import expat

from lxml import etree

from ecoclaim.outside.files import MIB, refused
from ecoclaim.words import _

_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LARGEST = 16 * MIB
MOST_ELEMENTS = 1_000_000
DEEPEST = 200
MOST_ATTRIBUTES = 256  # of one element; Word's own have some forty


class _TooMuch(Exception):
    """A bound that a part breaks; the argument is the sentence."""


def parsed(part: bytes, name: str, field: str = "") -> etree._Element:
    """Parse one part; raises BadFile where it is not well-formed, declares a type, or breaks a bound."""
    if len(part) > LARGEST:
        raise refused(
            name, _("this part is larger than {size} MiB; shorten the document").format(size=LARGEST // MIB), field
        )
    # An element has one bracket at least; no tree is begun that memory might not hold.
    if part.count(b"<") > 2 * MOST_ELEMENTS:
        raise refused(
            name, _("this part holds over {count} elements; shorten the document").format(count=MOST_ELEMENTS), field
        )
    try:
        _measure(part)
        return etree.fromstring(part, _parser())
    except _TooMuch as fault:
        raise refused(name, str(fault), field) from None
    except (etree.XMLSyntaxError, expat.ExpatError, ValueError) as error:
        message = _("this is not well-formed XML ({error}); save it again from Word or WPS")
        raise refused(name, message.format(error=error), field) from error


def written(root: etree._Element) -> bytes:
    """Write a part the way every part is written."""
    return _HEAD + etree.tostring(root, encoding="UTF-8")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_blank_text=False
    )


def _measure(part: bytes) -> None:
    """Walk along the part without building anything; raises _TooMuch at the first bound that it breaks."""
    walker = expat.ParserCreate()
    depth = 0

    def begun(_name: str, attributes: list[str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _TooMuch(
                _("elements stand more than {limit} deep in one another; save it again from Word or WPS").format(
                    limit=DEEPEST
                )
            )
        if len(attributes) > 2 * MOST_ATTRIBUTES:
            raise _TooMuch(
                _("an element has more than {limit} attributes; save it again from Word or WPS").format(
                    limit=MOST_ATTRIBUTES
                )
            )

    def ended(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def typed(*_declared: object) -> None:
        raise _TooMuch(_("a document type is not allowed in a form; save it again from Word or WPS"))

    walker.ordered_attributes = True
    walker.StartElementHandler = begun
    walker.EndElementHandler = ended
    walker.StartDoctypeDeclHandler = typed
    walker.Parse(part, True)
