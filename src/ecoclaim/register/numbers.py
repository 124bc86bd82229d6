"""Numbers by which a case is known outside the ledger, compared as people write them."""

from __future__ import annotations

from unicodedata import normalize

_BRACKETS = str.maketrans("〔〕[]【】〈〉", "()()()()")


def plain_number(text: str) -> str:
    """Write a number so that two ways to write it are one: 甘环赔〔2025〕3号 and 甘环赔(2025)3号."""
    return "".join(normalize("NFKC", text).translate(_BRACKETS).split()).upper()
