"""The shipped rule packs, found as the tests find them: by name, in the checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ecoclaim import packs, yamlfile

RULES = Path(packs.__file__).parents[1] / "rules"
SOURCES = Path(__file__).parents[1] / "fixtures" / "sources"
NAMES = ("national", "zhangye-2024", "xpcc")


def find(name: str) -> yamlfile.Document | None:
    """Read a shipped pack by its name."""
    path = RULES / f"{name}.yaml"
    return yamlfile.read(path.read_bytes(), f"{name}.yaml") if path.is_file() else None


@cache
def pack(name: str) -> packs.Pack:
    """Load a shipped pack with all that it extends."""
    return packs.load(name, find)
