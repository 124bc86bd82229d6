"""The named tests of persons: numbers by their check digit, and whether ID number, birth and sex agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ecoclaim.checks.numbers import credit_code_fits, id_number_fits, is_id_number
from ecoclaim.checks.occurrence import Loc, Occurrence, Test, Wrong
from ecoclaim.words import _

_MALE, _FEMALE = ("男", "male", "m"), ("女", "female", "f")


def _identity_agrees(one: Occurrence) -> Iterator[Wrong]:
    """Find obligors whose ID number names another day of birth, or the other sex, than the file."""
    for n, obligor in enumerate(one.standing.file.obligors):
        number = obligor.id_number or ""
        if len(number) != 18 or not id_number_fits(number):
            continue
        born = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
        if obligor.born is not None and obligor.born.isoformat() != born:
            message = _("{name} was born on {born} by the file, on {other} by the ID number")
            text = message.format(name=obligor.name, born=obligor.born, other=born)
            yield Wrong(text, loc=("obligors", n, "born"))
        sex = (obligor.sex or "").strip().lower()
        odd = int(number[16]) % 2 == 1
        if (sex in _MALE and not odd) or (sex in _FEMALE and odd):
            message = _("the sex of {name} is not that of the ID number")
            yield Wrong(message.format(name=obligor.name), loc=("obligors", n, "sex"))


def _id_numbers(one: Occurrence) -> Iterator[Wrong]:
    """Find ID numbers whose check digit is wrong, unless the party was checked by hand."""
    for n, obligor in enumerate(one.standing.file.obligors):
        if obligor.id_number and not obligor.checked and _is_wrong(obligor.id_number):
            yield _wrong(("obligors", n, "id_number"), _("ID number"), obligor.id_number)
        for m, agent in enumerate(obligor.agents):
            if agent.id_number and _is_wrong(agent.id_number):
                yield _wrong(("obligors", n, "agents", m, "id_number"), _("ID number"), agent.id_number)


def _is_wrong(number: str) -> bool:
    return is_id_number(number) and not id_number_fits(number)


def _credit_codes(one: Occurrence) -> Iterator[Wrong]:
    """Find credit codes whose check digit is wrong, unless the party was checked by hand."""
    for n, obligor in enumerate(one.standing.file.obligors):
        if obligor.credit_code and not obligor.checked and not credit_code_fits(obligor.credit_code):
            yield _wrong(("obligors", n, "credit_code"), _("credit code"), obligor.credit_code)


def _wrong(loc: Loc, label: str, number: str) -> Wrong:
    return Wrong(_("the check digit of the {label} {number} is wrong").format(label=label, number=number), loc=loc)


PERSONS: Mapping[str, Test] = {
    "identity-agrees": _identity_agrees,
    "id-numbers": _id_numbers,
    "credit-codes": _credit_codes,
}
