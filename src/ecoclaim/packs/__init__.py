"""What a rule pack is and how one extends another: text in, Pack out."""

from ecoclaim.packs.condition import Condition, Need
from ecoclaim.packs.pack import Entry, Extension, Finder, LawDocument, Pack, load
from ecoclaim.packs.rule import Cap, Example, PromptExample, Rival, Rule, Source, Span, Trigger

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
