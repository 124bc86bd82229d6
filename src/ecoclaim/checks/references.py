"""Whether what is named is there: obligors, meetings, agreements, obligations, evidence, and the pack's lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ecoclaim.checks.findings import Finding, Loc, of_case, of_event
from ecoclaim.model.events import Event
from ecoclaim.packs import Entry
from ecoclaim.packs.citing import cited
from ecoclaim.standing import Standing
from ecoclaim.words import _


def obligors_named(standing: Standing) -> Iterator[Finding]:
    """Find keys of obligors that case.yaml does not have."""
    file = standing.case.file
    known = [one.key for one in file.obligors]
    for event in standing.case.events:
        for key in event.obligors:
            if key not in known:
                yield of_event("ref-obligor", "error", event, *_no_obligor(key, known), field="obligor")
    places: list[tuple[Loc, str]] = []
    for n, agreement in enumerate(file.agreements):
        places += [(("agreements", n, "obligors"), key) for key in agreement.obligors]
    places += [(("obligations", n, "obligor"), key) for n, one in enumerate(file.obligations) for key in one.obligors]
    places += [(("evidence", n, "obligors"), key) for n, one in enumerate(file.evidence) for key in one.obligors]
    places += [(("losses", n, "obligor"), one.obligor) for n, one in enumerate(file.losses) if one.obligor]
    for n, meeting in enumerate(file.meetings):
        attendees = enumerate(meeting.attendees)
        places += [(("meetings", n, "attendees", m, "obligor"), one.obligor) for m, one in attendees if one.obligor]
    for loc, key in places:
        if key not in known:
            yield of_case("ref-obligor", "error", loc, *_no_obligor(key, known))


def _no_obligor(key: str, known: list[str]) -> tuple[str, str]:
    message = _("there is no obligor {key} in case.yaml").format(key=key)
    if not known:
        return message, _("add the obligor under obligors with key: {key}").format(key=key)
    cure = _("write one of {known}, or add the obligor under obligors").format(known=_(", ").join(known))
    return message, cure


def numbers_named(standing: Standing) -> Iterator[Finding]:
    """Find numbers of meetings, agreements, obligations and evidence that case.yaml does not have."""
    file = standing.case.file
    known: dict[str, set[int]] = {
        "meeting": {one.no for one in file.meetings},
        "agreement": {one.no for one in file.agreements},
        "obligation": {one.no for one in file.obligations},
    }
    evidence = {one.no for one in file.evidence}
    for event in standing.case.events:
        for field, numbers in known.items():
            number = event.number(field)
            if number is not None and number not in numbers:
                label = event.type.fields[field].label
                message = _("case.yaml has no such number: {field} {number}").format(field=label, number=number)
                cure = _("add no: {number} under {list} in case.yaml, or correct the number here")
                yield of_event(
                    f"ref-{field}", "error", event, message, cure.format(number=number, list=f"{field}s"), field=field
                )
        for number in event.values.get("evidence", ()):
            if number not in evidence:
                message = _("case.yaml lists no evidence {number}").format(number=number)
                cure = _("add no: {number} under evidence in case.yaml, or correct the number here")
                yield of_event("ref-evidence", "error", event, message, cure.format(number=number), field="evidence")
    for n, obligation in enumerate(file.obligations):
        under = obligation.under
        if under and under != "judgment" and int(under.split()[1]) not in known["agreement"]:
            message = _("there is no {under} in case.yaml").format(under=under)
            cure = _("add the agreement under agreements, or correct under:")
            yield of_case("ref-agreement", "error", ("obligations", n, "under"), message, cure)


def listed_by_the_pack(standing: Standing) -> Iterator[Finding]:
    """Find channels, grounds, domains and heads of loss that the pack does not list."""
    file, pack = standing.case.file, standing.pack
    if file.domain and pack.domains and file.domain not in pack.domains:
        yield _unlisted(("domain",), _("domain"), file.domain, pack.domains)
    for n, loss in enumerate(file.losses):
        if pack.loss_heads and loss.head not in pack.loss_heads:
            yield _unlisted(("losses", n, "head"), _("head of loss"), loss.head, pack.loss_heads)
    for n, agreement in enumerate(file.agreements):
        for m, item in enumerate(agreement.items):
            if pack.loss_heads and item.head not in pack.loss_heads:
                yield _unlisted(("agreements", n, "items", m, "head"), _("head of loss"), item.head, pack.loss_heads)
    for n, obligation in enumerate(file.obligations):
        if obligation.head and pack.loss_heads and obligation.head not in pack.loss_heads:
            yield _unlisted(("obligations", n, "head"), _("head of loss"), obligation.head, pack.loss_heads)
    for event in standing.case.events:
        field, entries = list_of(event, standing)
        value = event.text(field)
        if value and entries and value not in entries:
            label = event.type.fields[field].label
            message = _("the rule pack lists no {label} {value}").format(label=label, value=value)
            cure = _("write one of {known}").format(known=_(", ").join(entries))
            yield of_event("list-value", "error", event, message, cure, field=field)


def list_of(event: Event, standing: Standing) -> tuple[str, Mapping[str, Entry]]:
    """Give the field of an event that a list of the pack governs, and the list."""
    pack = standing.pack
    if event.name in ("clue-found", "clue-received"):
        return "channel", pack.channels
    grounds = {
        "consultation-failed": pack.failure_grounds,
        "claim-declined": pack.decline_grounds,
        "claim-terminated": pack.termination_grounds,
    }
    return "ground", grounds.get(event.name, {})


def grounds_explained(standing: Standing) -> Iterator[Finding]:
    """Find grounds and channels that want more to be said beside them than the entry says."""
    for event in standing.past.events:
        field, entries = list_of(event, standing)
        entry = entries.get(event.text(field) or "")
        left = [name for name in entry.wants if event.values.get(name) in (None, "", ())] if entry else []
        if entry is None or not left:
            continue
        labels = _(", ").join(str(event.type.all_fields[name].label) for name in left)
        message = _("{ground} wants to be explained: {fields}").format(ground=entry.title, fields=labels)
        cure = _("write {fields} into the entry").format(fields=_(", ").join(left))
        article = cited(standing.pack, entry.source) if entry.source else ""
        yield of_event("ground-bare", "warning", event, message, cure, article, field)


def _unlisted(loc: Loc, label: str, value: str, entries: Mapping[str, Entry]) -> Finding:
    message = _("the rule pack lists no {label} {value}").format(label=label, value=value)
    return of_case("list-value", "error", loc, message, _("write one of {known}").format(known=_(", ").join(entries)))
