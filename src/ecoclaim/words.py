"""The message catalogue: every sentence a person reads, in the language chosen; the only process-wide state."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations

_language = "zh"
_catalogue = NullTranslations()


def language() -> str:
    """Tell the language in use: zh or en."""
    return _language


def _(message: str) -> str:
    """Say the message in the language in use."""
    return _catalogue.gettext(message)


@dataclass(frozen=True, slots=True)
class Label:
    """A name in both languages, as packs and the event table carry it."""

    zh: str
    en: str

    def __str__(self) -> str:
        """Give the name in the language in use."""
        return self.en if language() == "en" else self.zh
