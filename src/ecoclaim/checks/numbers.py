"""Whether numbers can be right: credit codes and ID numbers by check digit, filing numbers by the office's pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ecoclaim.checks.findings import Finding, of_case, of_event
from ecoclaim.standing import Standing
from ecoclaim.words import _


def credit_code_fits(number: str) -> bool:
    """Tell whether a unified social credit code has 18 places and the right check digit."""
    from stdnum.cn import uscc

    return bool(uscc.is_valid(number)) and len(number) == 18


def is_id_number(number: str) -> bool:
    """Tell whether a number is meant for a citizen's ID number of today, right or not.

    Numbers of 15 places, passports and permits carry no check digit that could be judged.
    """
    return re.fullmatch(r"[0-9]{17}[0-9Xx]|[0-9]{16,}", number) is not None


def id_number_fits(number: str) -> bool:
    """Tell whether a citizen's ID number has a day of birth and the right check digit.

    The county is not judged: numbers given under counties that came later exist.
    """
    from stdnum.cn import ric

    if not re.fullmatch(r"[0-9]{17}[0-9Xx]", number):
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return bool(ric.calc_check_digit(number) == number[-1].upper())


def filing_numbers(standing: Standing) -> Iterator[Finding]:
    """Find filing numbers that do not fit the office's pattern, or differ between the file and the event."""
    pattern = standing.office.filing_no
    own = standing.case.file.filing_no
    started = standing.past.last("claim-started")
    said = started.text("filing_no") if started else None
    if pattern and own and not _fits(own, pattern):
        message = _("the filing number {number} does not fit the pattern {pattern}")
        cure = _("copy it from the system, or change filing_no in ecoclaim.yaml")
        yield of_case("filing-no", "warning", ("filing_no",), message.format(number=own, pattern=pattern), cure)
    if started and said and pattern and not _fits(said, pattern) and said != own:
        message = _("the filing number {number} does not fit the pattern {pattern}")
        cure = _("copy it from the system, or change filing_no in ecoclaim.yaml")
        text = message.format(number=said, pattern=pattern)
        yield of_event("filing-no", "warning", started, text, cure, field="filing_no")
    if started and own and said and _normal(own) != _normal(said):
        message = _("the filing number is {own} in case.yaml and {said} here").format(own=own, said=said)
        yield of_event(
            "filing-no-differs", "error", started, message, _("correct the one that is wrong"), field="filing_no"
        )


def _fits(number: str, pattern: str) -> bool:
    parts = re.split(r"(\{year\}|\{n\})", _normal(pattern))
    wanted = "".join({"{year}": "[0-9]{4}", "{n}": "[0-9]+"}.get(part, re.escape(part)) for part in parts)
    return re.fullmatch(wanted, _normal(number)) is not None


def _normal(number: str) -> str:
    """Write the brackets of a number one way: 〔2026〕, (2026), （2026） and [2026] are the same number."""
    return re.sub(r"\s", "", number.translate(str.maketrans("(（[［)）]］", "〔〔〔〔〕〕〕〕")))
