"""How a page is written: its template filled, every text of a stranger escaped and made visible.

Alone knows the template library. A page names nothing outside of itself: no font, picture, style or script; its policy
says so to the browser, and lets no other script run than ours, by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ecoclaim.terminal import visible
from ecoclaim.words import language

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent


def written(template: str, **values: object) -> str:
    """Fill a template of this folder."""
    return _environment().get_template(template).render(lang=_language(), **values)


def style() -> str:
    """Give the style sheet of all pages."""
    return _text("pages.css")


def script() -> tuple[str, str]:
    """Give the script of the board, which only hides what a filter leaves out, and its hash for the policy."""
    text = _text("board.js")
    return text, "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _language() -> str:
    return "zh-CN" if language() == "zh" else "en"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen,
    )


def _seen(value: Any) -> Any:
    """Make seen what a reader would not see, as marks that turn the direction of writing; markup of ours stays."""
    from markupsafe import Markup

    return value if isinstance(value, Markup) else "" if value is None else visible(str(value))
