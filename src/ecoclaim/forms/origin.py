"""Whether a rendered file is still as it was written: it carries a fingerprint of itself in its keywords.

Word, WPS and LibreOffice rewrite the parts of a file they save, so a file that was saved by hand no longer fits.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from ecoclaim.errors import BadFile
from ecoclaim.outside.packages import parts

CORE_PART = "docProps/core.xml"
_MARK = re.compile(r"<cp:keywords>ecoclaim-sha256:([0-9a-f]{64})</cp:keywords>")


def fingerprint(package: Mapping[str, bytes]) -> str:
    """Give the SHA-256 of all parts but the one that carries it."""
    whole = hashlib.sha256()
    for path in sorted(package):
        if path != CORE_PART:
            whole.update(f"{path}\0{len(package[path])}\0".encode() + package[path])
    return whole.hexdigest()


def keywords(package: Mapping[str, bytes]) -> str:
    """Write the keywords that carry a package's fingerprint."""
    return f"ecoclaim-sha256:{fingerprint(package)}"


def as_written(docx: bytes) -> bool:
    """Tell whether a file is as it was rendered; whatever cannot be read was changed by someone."""
    try:
        package = parts(docx, "")
    except BadFile:
        return False
    found = _MARK.search(package.get(CORE_PART, b"").decode("utf-8", "replace"))
    return found is not None and found[1] == fingerprint(package)
