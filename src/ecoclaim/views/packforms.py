"""The forms of a pack: what each is about, which event it carries out, its blanks."""

from __future__ import annotations

from collections.abc import Iterator

from ecoclaim.model.events import EVENTS
from ecoclaim.packs.form import FormEntry
from ecoclaim.words import _, later

_ABOUT = {
    "case": later("one for the case"),
    "notice": later("one for each notice"),
    "agent": later("one for each agent"),
    "meeting": later("one for each meeting"),
    "agreement": later("one for each agreement"),
    "obligor": later("one for each obligor"),
    "deadline": later("one for each deadline"),
}


def form_lines(form: FormEntry) -> Iterator[str]:
    """Write a form: what it is about, the article that wants it, which event it carries out, its blanks."""
    yield f"  {form.title} ({form.id})" + (_(" [house form, no official sample]") if form.house else "")
    wanted = form.wanted_by or form.source
    told = [_(_ABOUT[form.about]), wanted.article if wanted else ""]
    yield "    " + _("; ").join(part for part in told if part)
    if form.carries_out:
        events = _(", ").join(EVENTS[name].label.text for name in form.carries_out)
        yield _("    Carries out: {events}").format(events=events)
    after = [EVENTS[name].label.text for name in form.ready_when if name in EVENTS]
    if after:
        yield _("    Not before: {events}").format(events=_(" or ").join(after))
    kept = [name for name in form.ready_when if name not in EVENTS]
    if kept:
        yield _("    Refused where these do not hold: {conditions}").format(conditions=_(", ").join(kept))
    blanks = [blank.label.text for blank in form.blanks if not blank.spare and blank.label.text]
    if blanks:
        yield _("    Blanks: {blanks}").format(blanks=_(", ").join(dict.fromkeys(blanks)))


def form_json(form: FormEntry) -> dict[str, object]:
    """Give a form its public form."""
    return {
        "form": form.id,
        "title": form.title,
        "house": form.house,
        "means": form.means,
        "about": form.about,
        "article": wanted.article if (wanted := form.wanted_by or form.source) else None,
        "carries_out": list(form.carries_out),
        "ready_when": list(form.ready_when),
        "blanks": [
            {
                "name": one.name,
                "label": one.label,
                "path": one.path,
                "event": list(one.event),
                "field": one.field,
                "worded": one.worded,
                "who": one.who,
                "ink": one.ink,
                "optional": one.optional or one.spare,
            }
            for one in form.blanks
        ],
    }
