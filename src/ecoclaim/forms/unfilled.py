"""Why a file that lies among the papers of a case is none: a draft, an empty file, a form that nobody filled in."""

from __future__ import annotations

import re
from pathlib import Path

from ecoclaim.errors import BadFile
from ecoclaim.forms.text import is_draft, text
from ecoclaim.outside.files import contents
from ecoclaim.outside.packages import word_parts
from ecoclaim.words import _

# No brace stands inside: a file of thousands of open ones is read through once.
_TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}")
# Blanks to write on, and the marks of a day without a day.
_NO_WORDS = re.compile(r"[\s_＿—|]+")


def why_no_paper(path: Path, template: Path | None) -> str:
    """Say why a file is no paper of a dossier; empty where it may be one.

    The template is that of the form by whose name the file goes: what says no more than it was never filled in.
    """
    if path.stat().st_size == 0:
        return _("is an empty file")
    if is_draft(path):
        return _("is a draft")
    if path.suffix.lower() != ".docx":
        return ""
    try:
        parts = word_parts(contents(path), path.name)
        said = text(contents(path), path.name)
    except BadFile:
        return _("cannot be read by Word")
    if _TAG.search(said):
        return _("is a template that nobody filled in")
    words = _NO_WORDS.sub("", said)
    has_pictures = any(name.startswith("word/media/") for name in parts)
    if not words and not has_pictures:
        return _("holds no words")
    if template is not None and not has_pictures and words == _bare(template):
        return _("is a form that nobody filled in")
    return ""


def _bare(template: Path) -> str:
    try:
        return _NO_WORDS.sub("", _TAG.sub("", text(contents(template), template.name)))
    except BadFile:
        # That is told where it is used.
        return ""
