"""What a rule pack is and how one extends another: text in, Pack out."""

from ecoclaim.packs.condition import Condition, Need
from ecoclaim.packs.loading import Finder, load
from ecoclaim.packs.pack import Entry, Extension, LawDocument, Pack
from ecoclaim.packs.rule import Cap, Example, PromptExample, Rival, Rule, Source, Span
from ecoclaim.packs.trigger import Trigger

__all__ = [
    "Cap",
    "Condition",
    "Entry",
    "Example",
    "Extension",
    "Finder",
    "LawDocument",
    "Need",
    "Pack",
    "PromptExample",
    "Rival",
    "Rule",
    "Source",
    "Span",
    "Trigger",
    "load",
]
