"""Folds events into stage and obligor tracks; the bars of the procedure by id. Pure."""

from ecoclaim.procedure.bars import Breach, approved, breaches, uses
from ecoclaim.procedure.history import TITLES, Ending, History, Owed, concerns, ending, history, owed
from ecoclaim.procedure.tracks import STAGES, TRACKS, Tracks, has_title, live, stage, tracks

__all__ = [
    "STAGES",
    "TITLES",
    "TRACKS",
    "Breach",
    "Ending",
    "History",
    "Owed",
    "Tracks",
    "approved",
    "breaches",
    "concerns",
    "ending",
    "has_title",
    "history",
    "live",
    "owed",
    "stage",
    "tracks",
    "uses",
]
