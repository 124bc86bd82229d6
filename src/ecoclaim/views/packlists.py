"""The named lists of a pack as it is shown: its documents, channels, domains, grounds, heads of loss, dossier order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ecoclaim.packs import Entry, LawDocument, Pack
from ecoclaim.packs.form import EVIDENCE
from ecoclaim.views.deadlines import source_json
from ecoclaim.views.why import quoted
from ecoclaim.words import _, later

_LISTS = {
    "channels": later("Channels of clues"),
    "domains": later("Domains"),
    "decline_grounds": later("Grounds for not starting a claim"),
    "termination_grounds": later("Grounds for terminating a claim"),
    "failure_grounds": later("Grounds on which consultation has failed"),
    "loss_heads": later("Heads of loss"),
}


def document_lines(pack: Pack) -> Iterator[str]:
    """Write the documents that a pack quotes, each with who issued it, since when it applies, and what to know."""
    yield _("Documents quoted")
    for name, one in pack.documents.items():
        yield f"  {one.title} ({name})" + ("" if one.verified else _(" [the text itself was not seen]"))
        told = [one.issuer, one.number, _time(one)]
        if any(told):
            yield "    " + _("; ").join(part for part in told if part)
        if one.note:
            yield _("    Note: {note}").format(note=one.note)


def list_lines(pack: Pack) -> Iterator[str]:
    """Write the named lists of a pack, each entry with its text and what it wants to be said beside it."""
    for key, title in _LISTS.items():
        entries: Mapping[str, Entry] = getattr(pack, key)
        if not entries:
            continue
        yield ""
        yield _(title)
        for name, one in entries.items():
            yield f"  {one.title} ({name})"
            if one.wants:
                yield _("    Wants to be said too: {fields}").format(fields=_(", ").join(one.wants))
            if one.usual_for:
                yield _("    Of departments named: {words}").format(words=_(" or ").join(one.usual_for))
            if one.source:
                yield from (f"    {line}" for line in quoted(pack, one.source))


def archive_lines(pack: Pack) -> Iterator[str]:
    """Write the order of the dossier."""
    yield _("Order of the dossier")
    for number, ((name, title, _house), one) in enumerate(zip(_pieces(pack), pack.archive, strict=True), 1):
        yield f"  {number:>2}  {title} ({name})"
        if one.source:
            yield from (f"    {line}" for line in quoted(pack, one.source))


def lists_json(pack: Pack) -> dict[str, object]:
    """Give the documents, named lists and dossier order of a pack their public form."""
    return {
        "documents": [
            {
                "id": name,
                "title": one.title,
                "issuer": one.issuer,
                "number": one.number,
                "in_force_from": one.in_force_from,
                "in_force_until": one.in_force_until,
                "verified": one.verified,
                "note": one.note,
            }
            for name, one in pack.documents.items()
        ],
        **{
            key: [
                {
                    "id": name,
                    "title": one.title,
                    "wants": list(one.wants),
                    "usual_for": list(one.usual_for),
                    "source": source_json(pack, one.source) if one.source else None,
                }
                for name, one in getattr(pack, key).items()
            ]
            for key in ("counting", *_LISTS)
        },
        "archive": [{"id": name, "title": title, "house": house} for name, title, house in _pieces(pack)],
    }


def _pieces(pack: Pack) -> Iterator[tuple[str, str, bool]]:
    for one in pack.archive:
        form = pack.form(one.id)
        title = one.title or (form.title if form else None)
        known = str(title) if title else _("evidence") if one.id == EVIDENCE else one.id
        yield one.id, known, one.house or (form.house if form else False)


def _time(one: LawDocument) -> str:
    if one.in_force_from is None and one.in_force_until is None:
        return ""
    first, last = one.in_force_from, one.in_force_until
    return _("{first} to {last}").format(
        first=first.isoformat() if first else "…", last=last.isoformat() if last else "…"
    )
