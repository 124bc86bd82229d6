"""What a rule pack is and how one extends another: text in, Pack out."""

from ecoclaim.packs.pack import Entry, Extension, Finder, LawDocument, Pack, load, sources
from ecoclaim.packs.rule import Bar, Cap, Example, PromptExample, Rival, Rule, Source, Span, Trigger

__all__ = [
    "Bar",
    "Cap",
    "Entry",
    "Example",
    "Extension",
    "Finder",
    "LawDocument",
    "Pack",
    "PromptExample",
    "Rival",
    "Rule",
    "Source",
    "Span",
    "Trigger",
    "load",
    "sources",
]
