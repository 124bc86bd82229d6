"""The ways of wording a blank that no path can say, by the names that a pack gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ecoclaim.forms import (
    agreed,
    calculation,
    closing,
    consultation,
    dossier,
    enforcement,
    inquiry,
    minutes,
    parties,
    registers,
    served,
    story,
)
from ecoclaim.forms.blank import WHO, Lack
from ecoclaim.forms.lookup import at_path
from ecoclaim.forms.subject import Subject
from ecoclaim.model.case import Member
from ecoclaim.packs.form import BlankEntry

Wording = Callable[[Subject, BlankEntry], object]


def _of_subject(get: Callable[[Subject], object]) -> Wording:
    return lambda subject, _blank: get(subject)


def _people(subject: Subject, blank: BlankEntry) -> str | None:
    found = at_path(blank.path, subject) if blank.path is not None else None
    people = found if isinstance(found, tuple) else ()
    return parties.members(one for one in people if isinstance(one, Member)) or None


def _of_signatory(subject: Subject, blank: BlankEntry) -> object:
    """Take a fact of the department from the right-holder, where that signs itself."""
    path = blank.path or ""
    if subject.file.signatory == "authority":
        path = path.replace("ecoclaim.department.", "ecoclaim.authority.")
    found = at_path(path, subject)
    return Lack(path, blank.label, WHO[blank.who], blank.article) if found in (None, "") else found


_PLAIN: Mapping[str, Callable[[Subject], object]] = {
    **story.WORDED,
    **parties.WORDED,
    **registers.WORDED,
    **inquiry.WORDED,
    **consultation.WORDED,
    **minutes.WORDED,
    **served.WORDED,
    **agreed.WORDED,
    **enforcement.WORDED,
    **closing.WORDED,
    **dossier.WORDED,
    **calculation.WORDED,
}
WORDED: Mapping[str, Wording] = {
    **{name: _of_subject(get) for name, get in _PLAIN.items()},
    **agreed.WORDED_BY_SOURCES,
    "people": _people,
    "of-signatory": _of_signatory,
}
