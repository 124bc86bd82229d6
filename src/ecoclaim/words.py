"""The message catalogue: every sentence a person reads, in the language chosen; the only process-wide state.

A message id is the English sentence, so English needs no catalogue; Chinese lies in `locale/zh/LC_MESSAGES`.
The catalogue is opened with the first sentence said, so that importing this room costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gettext import NullTranslations

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

_language: Language = "zh"
_catalogue: NullTranslations | None = None


def use(language: str) -> None:
    """Speak this language from now on.

    Raises ValueError for a language there is no catalogue of: whoever took it from a person checks it first.
    """
    global _language, _catalogue
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue of {language!r}")
    if language != _language:
        _language = language
        _catalogue = None


def language() -> Language:
    """Tell the language in use: zh or en."""
    return _language


def _(message: str) -> str:
    """Say the message in the language in use."""
    # The empty id names the catalogue's own header.
    return _opened().gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """Say the message that goes with this number."""
    return _opened().ngettext(one, many, number)


def later(message: str) -> str:
    """Mark a message that is said elsewhere, once the language is known."""
    return message


@dataclass(frozen=True, slots=True)
class Label:
    """A name in both languages, as packs and the event table carry it."""

    zh: str
    en: str

    @property
    def text(self) -> str:
        """The name in the language in use."""
        return self.en if _language == "en" else self.zh

    def __str__(self) -> str:
        """Give the name in the language in use."""
        return self.text


def _opened() -> NullTranslations:
    global _catalogue
    if _catalogue is None:
        from gettext import NullTranslations, translation
        from pathlib import Path

        _catalogue = (
            NullTranslations()
            if _language == "en"
            else translation("ecoclaim", Path(__file__).with_name("locale"), [_language], fallback=True)
        )
    return _catalogue
