"""Folds events into stage and obligor tracks; how often what is capped has happened. Pure."""

from ecoclaim.procedure.caps import approved, uses
from ecoclaim.procedure.history import TITLES, Ending, History, concerns, ending, history, strangers
from ecoclaim.procedure.obligations import Owed, owed
from ecoclaim.procedure.suits import concluded, gives_title, on_the_merits, subject
from ecoclaim.procedure.takeover import before_ledger, granted, ledger_began, taken_over
from ecoclaim.procedure.titles import has_title, title_of
from ecoclaim.procedure.tracks import STAGES, TRACKS, Tracks, live, performed, stage, tracks
from ecoclaim.procedure.unperformed import unperformed

__all__ = [
    "STAGES",
    "TITLES",
    "TRACKS",
    "Ending",
    "History",
    "Owed",
    "Tracks",
    "approved",
    "before_ledger",
    "concerns",
    "concluded",
    "ending",
    "gives_title",
    "granted",
    "has_title",
    "history",
    "ledger_began",
    "live",
    "on_the_merits",
    "owed",
    "performed",
    "stage",
    "strangers",
    "subject",
    "taken_over",
    "title_of",
    "tracks",
    "unperformed",
    "uses",
]
