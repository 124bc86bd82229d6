"""What `why` answers of a limit: how often what is capped has happened to each obligor, and by which entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ecoclaim.deadlines import Limit
from ecoclaim.model.case import Case
from ecoclaim.model.events import Event
from ecoclaim.packs import Cap, Pack
from ecoclaim.procedure import uses
from ecoclaim.standing import Standing
from ecoclaim.views import json, terms
from ecoclaim.views.deadlines import limit_json, source_json
from ecoclaim.views.entries import entry_json, entry_line
from ecoclaim.views.table import Paper
from ecoclaim.views.why import fitted, quoted
from ecoclaim.words import _


@dataclass(frozen=True, slots=True)
class LimitAnswer:
    """How often what is capped has happened to each obligor, and by which entries."""

    today: date
    case: Case
    pack: Pack
    limits: tuple[tuple[Limit, tuple[Event, ...]], ...]

    @classmethod
    def of(cls, standing: Standing, cap: Cap, obligor: str) -> LimitAnswer:
        """Count it, for one obligor where one is named."""
        found = (
            (one, tuple(uses(standing.past, cap, one.obligor)))
            for one in standing.limits
            if one.cap is cap and obligor in ("", one.obligor)
        )
        return cls(standing.on, standing.case, standing.pack, tuple(found))

    def json(self) -> str:
        """Write the answer as JSON."""
        told = [
            {
                **limit_json(limit),
                "events": [entry_json(event) for event in events],
                "source": source_json(self.pack, limit.cap.source),
            }
            for limit, events in self.limits
        ]
        return json.answer(self.today, {"limits": told})

    def table(self, paper: Paper) -> str:
        """Write the answer for a person."""
        lines = [_("Nothing has happened yet that counts, or the case is over.")] if not self.limits else []
        for limit, events in self.limits:
            lines.append(
                _("{case} {obligor} {title}: {used} of {max}; {status}").format(
                    case=limit.case,
                    obligor=limit.obligor,
                    title=limit.cap.title,
                    used=limit.used,
                    max=limit.max,
                    status=terms.status_word(limit.status),
                )
            )
            lines += [
                f"  {number}. {entry_line(event, self.case, self.pack)}" for number, event in enumerate(events, 1)
            ]
            lines += [
                f"  {text}" for source in (limit.cap.source, *limit.cap.also) for text in quoted(self.pack, source)
            ]
            lines += [f"  {note}" for note in limit.cap.notes]
        return "".join(f"{part}\n" for line in lines for part in fitted(line, paper))
