"""The figures of a periodic report: what each is called, as a table, JSON, and sentences that an officer pastes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ecoclaim.model import labels
from ecoclaim.model.case import Restored
from ecoclaim.packs import Entry
from ecoclaim.procedure import STAGES
from ecoclaim.reports.periodic import Figures, Kept, Window, Worked
from ecoclaim.views.text import spoken
from ecoclaim.words import _, later

Value = str | int | Decimal | date | None

COUNT_WORDS: Mapping[str, str] = {
    "clues": later("clues found or received"),
    "reviews": later("preliminary reviews concluded"),
    "reviews-start": later("of these: to be started"),
    "reviews-decline": later("of these: not to be started"),
    "reviews-refer": later("of these: to be referred"),
    "claims-declined": later("decisions not to claim"),
    "cases-referred": later("cases referred"),
    "claims-started": later("claims started"),
    "claims-terminated": later("claims terminated"),
    "consultations": later("consultations begun (first notice served)"),
    "meetings": later("consultation meetings held"),
    "agreements": later("agreements signed"),
    "consultations-failed": later("consultations failed"),
    "confirmations-applied": later("confirmations applied for"),
    "confirmations-granted": later("confirmations granted"),
    "confirmations-refused": later("confirmations refused"),
    "lawsuits": later("lawsuits filed"),
    "judgments": later("judgments effective"),
    "enforcements": later("enforcements applied for"),
    "restorations": later("restorations finished"),
    "evaluations-passed": later("evaluations passed or exempt"),
    "closed": later("cases closed"),
}
AMOUNT_WORDS: Mapping[str, str] = {
    "claimed": later("amount claimed"),
    "agreed": later("amount agreed"),
    "paid": later("amount paid"),
    "overdue": later("amount overdue"),
}
# A report tells what was done in its days; what is overdue is a state.
_AMOUNTS = {name: word for name, word in AMOUNT_WORDS.items() if name != "overdue"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a report: its name, the titles of its columns, its rows."""

    name: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Value]]


def figures_json(found: Figures) -> dict[str, object]:
    """Give the figures their public form."""
    return {
        "counts": {"clues": found.clues, **found.counts},
        "channels": dict(found.channels),
        "domains": dict(found.domains),
        "stages": dict(found.stages),
        "amounts": {name: f"{getattr(found, name):.2f}" for name in _AMOUNTS},
        "restored": {name: str(value) for name, value in found.restored.items()},
        "cases": [
            {
                "case": one.case.id,
                "title": one.case.file.title,
                "stage": one.stage,
                **{name: f"{getattr(one, name):.2f}" for name in _AMOUNTS},
                **one.of.keeper._asdict(),
            }
            for one in found.cases
        ],
        "undated": [one.case.id for one in found.undated],
        "undated_cases": [{"case": one.case.id, **one.keeper._asdict()} for one in found.undated],
    }


def figures_sheet(found: Figures) -> Sheet:
    """Lay the figures out in a table; the pack of a case names channels and domains."""
    counts = {"clues": found.clues, **found.counts}
    rows: list[list[Value]] = [[_("Work done"), _(COUNT_WORDS[name]), number] for name, number in counts.items()]
    chosen = {
        name: entry.title.text
        for one in found.cases
        for name, entry in (*_entries(one, "channels"), *_entries(one, "domains"))
    }
    for group, numbers in ((_("Clues by channel"), found.channels), (_("Clues by domain"), found.domains)):
        rows += [[group, chosen.get(name, name) or _("not said"), number] for name, number in sorted(numbers.items())]
    rows += [[_("Amounts (yuan)"), _(word), _cents(getattr(found, name))] for name, word in _AMOUNTS.items()]
    rows += [
        [_("Restored"), str(labels.title(Restored, name)), _plain(value)] for name, value in found.restored.items()
    ]
    rows += [
        [_("Cases by stage at the end"), str(STAGES[name]), found.stages[name]]
        for name in STAGES
        if name in found.stages
    ]
    return Sheet(_("Figures"), [_("Group"), _("Figure"), _("Number")], rows)


def _entries(one: Worked, name: str) -> Sequence[tuple[str, Entry]]:
    pack = one.of.pack
    return list(getattr(pack, name).items()) if pack else []


def named_case(of: Kept, *, several: bool, apart: bool) -> list[Value]:
    """Name a case: by its number, and among those of several offices by its office, in a cell of its own or in one."""
    if not several:
        return [of.case.id]
    return [of.keeper.office, of.case.id] if apart else [f"{of.keeper.office} {of.case.id}"]


def cases_sheet(cases: Sequence[Worked], *, several: bool, apart: bool) -> Sheet:
    """Lay the cases out in a table, each with its amounts, and with its office where there are several."""
    titles = [
        *([_("Office")] if several and apart else []),
        _("Case"),
        _("Case title"),
        _("Obligors"),
        _("Stage"),
        *(_(word) for word in _AMOUNTS.values()),
    ]
    rows: list[list[Value]] = [
        [
            *named_case(one.of, several=several, apart=apart),
            *(one.case.file.title, _(", ").join(each.name for each in one.case.file.obligors)),
            *(str(STAGES[one.stage]), _cents(one.claimed), _cents(one.agreed), _cents(one.paid)),
        ]
        for one in cases
    ]
    return Sheet(_("Cases in which something happened"), titles, rows)


def prose(found: Figures, days: Window) -> Iterator[str]:
    """Write the figures as sentences to be pasted."""
    n = {name: str(number) for name, number in found.counts.items()}
    yield _(
        "1. Clues found or received: {clues}. Preliminary reviews concluded: {reviews} (to be started {start}, not to "
        "be started {decline}, to be referred {refer}). Cases referred: {referred}."
    ).format(
        clues=found.clues,
        reviews=n["reviews"],
        start=n["reviews-start"],
        decline=n["reviews-decline"],
        refer=n["reviews-refer"],
        referred=n["cases-referred"],
    )
    yield _(
        "2. Claims started: {started}, for {claimed} yuan. Decisions not to claim: {declined}. Claims terminated: "
        "{terminated}."
    ).format(
        started=n["claims-started"],
        claimed=f"{found.claimed:,.2f}",
        declined=n["claims-declined"],
        terminated=n["claims-terminated"],
    )
    yield _(
        "3. Consultations begun: {begun}. Meetings held: {meetings}. Agreements signed: {agreements}, for {agreed} "
        "yuan. Consultations failed: {failed}."
    ).format(
        begun=n["consultations"],
        meetings=n["meetings"],
        agreements=n["agreements"],
        agreed=f"{found.agreed:,.2f}",
        failed=n["consultations-failed"],
    )
    yield _(
        "4. Confirmations applied for: {applied} (granted {granted}, refused {refused}). Suits filed: {suits}. "
        "Judgments effective: {judgments}. Enforcements applied for: {enforcements}."
    ).format(
        granted=n["confirmations-granted"],
        applied=n["confirmations-applied"],
        refused=n["confirmations-refused"],
        suits=n["lawsuits"],
        judgments=n["judgments"],
        enforcements=n["enforcements"],
    )
    yield _(
        "5. Paid: {paid} yuan. Restorations finished: {restorations}. Evaluations passed or exempt: {passed}. Cases "
        "closed: {closed}."
    ).format(
        paid=f"{found.paid:,.2f}",
        restorations=n["restorations"],
        passed=n["evaluations-passed"],
        closed=n["closed"],
    )
    done = [f"{labels.title(Restored, name)} {_plain(value):,f}" for name, value in found.restored.items() if value]
    yield _("6. Restored: {quantities}.").format(quantities=_(", ").join(done) or _("none"))
    standing = [f"{STAGES[name]} {found.stages[name]}" for name in STAGES if name in found.stages]
    yield _("7. Cases on {day}: {stages}.").format(day=spoken(days.last), stages=_(", ").join(standing) or _("none"))


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))


def _plain(quantity: Decimal) -> Decimal:
    """Leave out the decimals of a whole quantity."""
    whole = quantity.to_integral_value()
    return whole if whole == quantity else quantity
