"""A template filled with facts: the same facts give the same bytes, and nothing of a value is lost or run."""

from __future__ import annotations

import io
import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import Template as Compiled
from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree

from ecoclaim.errors import FormIncomplete
from ecoclaim.forms import package as pack
from ecoclaim.forms import tags
from ecoclaim.forms.budget import Budget, SpentError
from ecoclaim.forms.draft import DRAFT, mark_as_draft
from ecoclaim.forms.endings import join_the_end
from ecoclaim.forms.origin import keywords
from ecoclaim.forms.package import Properties
from ecoclaim.forms.pictures import Illustration, place
from ecoclaim.forms.runs import finished
from ecoclaim.forms.sandbox import BUDGET, Sandbox, UnprintableError, environment
from ecoclaim.forms.strict import faults
from ecoclaim.outside.files import refused
from ecoclaim.outside.markup import parsed, written
from ecoclaim.words import _

NONE: Mapping[int, Illustration] = MappingProxyType({})
PRINTED_PART = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_FULL_WIDTH_TAG = re.compile(r"｛\s*[｛{%％]|[{]\s*[｛％]|[｝}%％]\s*｝|[｝％]\s*[}]")
_PLACE = re.compile(r"\{#¶(\d+)#\}")
_ELEMENT = re.compile(r"<[^>]*>")


def fill(
    template: bytes,
    facts: Mapping[str, object],
    *,
    draft: bool = False,
    name: str = "",
    about: Properties | None = None,
) -> bytes:
    """Fill a template once; to fill one often, keep what `read` returns.

    Raises BadFile for a template that cannot be used, FormIncomplete for missing facts unless it is a draft.
    """
    return read(template, name).fill(facts, draft=draft, about=about)


def read(template: bytes, name: str = "") -> Template:
    """Read and compile a template, refusing what the language of forms does not have."""
    name = name or _("the template")
    found = pack.parts(template, name)
    sandbox = environment()
    printed: dict[str, _Part] = {}
    for path in sorted(path for path in found if PRINTED_PART.fullmatch(path)):
        root = parsed(found[path], name, path)
        text = etree.tostring(root, encoding="unicode")
        if path == "word/document.xml" or "{" in text:
            printed[path] = _compiled(text, sandbox, name)
    fixed = {path: part for path, part in found.items() if path not in printed}
    return Template(name, pack.with_properties(fixed), printed)


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    source: str
    compiled: Compiled


@dataclass(frozen=True, slots=True)
class Template:
    """A form ready to be filled: its fixed parts as they are, its printed parts compiled."""

    name: str
    fixed: Mapping[str, bytes]
    printed: Mapping[str, _Part]

    def fill(
        self,
        facts: Mapping[str, object],
        *,
        draft: bool = False,
        about: Properties | None = None,
        pictures: Mapping[int, Illustration] = NONE,
    ) -> bytes:
        """Print the facts into the form; a draft shows 【待补：…】 for a missing one, and 草稿 at the head.

        `pictures` are those of the evidence that a fact may stand for, by its number.
        """
        budget = Budget()
        given = {**facts, DRAFT: draft, BUDGET: budget}
        roots = {path: self._filled(part, given, budget) for path, part in self.printed.items()}
        wanted = [label for root in roots.values() for label in finished(root)]
        if wanted and not draft:
            raise FormIncomplete(
                _("{form} still lacks: {labels}; `--draft` prints it all the same").format(
                    form=self.name, labels="、".join(dict.fromkeys(wanted))
                )
            )
        for root in roots.values():
            for fault in dict.fromkeys(faults(root)):
                raise refused(self.name, fault)
        join_the_end(roots["word/document.xml"])
        whole = dict(self.fixed)
        for root in roots.values():
            place(root, pictures if root is roots["word/document.xml"] else NONE, whole)
        if draft:
            mark_as_draft(roots["word/document.xml"], whole)
        whole |= {path: written(root) for path, root in roots.items()}
        whole[pack.CORE_PART] = pack.core(about or Properties(), keywords(whole))
        return pack.zipped(whole)

    def _filled(self, part: _Part, facts: Mapping[str, object], budget: Budget) -> etree._Element:
        try:
            text = budget.printed(part.compiled.generate(facts))
        except UndefinedError as error:
            field = re.findall(r"'([^']*)'", error.message or "")[-1:] or [str(error)]
            message = _("there is no fact {fact} for this form; `forms` lists those there are").format(fact=field[0])
            raise refused(self.name, message, _where(part, error)) from error
        except (SecurityError, UnprintableError, SpentError, TypeError, OverflowError) as error:
            raise refused(self.name, str(error), _where(part, error)) from error
        return parsed(text.replace("\n<w:p", "<w:p").encode("utf-8"), self.name)


def _compiled(text: str, sandbox: Sandbox, name: str) -> _Part:
    if wrong := tags.far_too_many(text):
        raise refused(name, wrong)
    if (at := tags.unclosed(text)) is not None:
        message = _("a tag begins or ends in another paragraph; write each tag whole in one paragraph")
        raise refused(name, message, tags.place(text, at))
    source = _patched(re.sub(r"<w:p(?=[ >])", "\n<w:p", text))
    if full := _FULL_WIDTH_TAG.search(_ELEMENT.sub("", source)):
        message = _("{tag} is a full-width brace; type tags with the input method off, as {{ name }}")
        line = source.count("\n", 0, source.find(full.group()))
        raise refused(name, message.replace("{tag}", full.group()), _near(text, line))
    try:
        code = sandbox.compile(sandbox.checked(source), filename="<template>")
    except TemplateSyntaxError as error:
        message = _("this tag cannot be read: {error}").format(error=error.message)
        raise refused(name, message, _near(text, error.lineno - 1)) from error
    except (RecursionError, SyntaxError, MemoryError) as error:
        raise refused(name, _("this stands too deep in brackets or blocks; write it flatter")) from error
    return _Part(text, source, Compiled.from_code(sandbox, code, sandbox.make_globals(None)))


def _patched(text: str) -> str:
    """Let docxtpl heal tags that Word split over runs, and lift {%p …%} out of its paragraph, {%tr …%} of its row."""
    return str(DocxTemplate(io.BytesIO()).patch_xml(text))


def _where(part: _Part, error: Exception) -> str:
    lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    return _near(part.text, lines[-1] - 1) if lines else ""


def _near(text: str, line: int) -> str:
    """Name the paragraph at a line of the patched text; patching drops lines, so each carries its number there."""
    count = iter(range(1, text.count("<w:p") + 1))
    lines = _patched(re.sub(r"<w:p(?=[ >])", lambda found: f"\n{{#¶{next(count)}#}}<w:p", text)).split("\n")
    told = lines[line] if 0 <= line < len(lines) else ""
    number = _PLACE.match(told)
    shown = _ELEMENT.sub("", _PLACE.sub("", told)).strip()[:30]
    return _("paragraph {number} “{text}”").format(number=number.group(1) if number else "?", text=shown)
