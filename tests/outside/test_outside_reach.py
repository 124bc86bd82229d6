from __future__ import annotations

import pytest

from ecoclaim import words
from ecoclaim.errors import BadFile
from ecoclaim.forms.fill import fill
from ecoclaim.forms.lint import lint
from ecoclaim.outside.packages import word_parts
from ecoclaim.outside.reach import refuse_reach
from reaching import HARMLESS, reaching

REACHING = reaching("http://127.0.0.1:9")


@pytest.mark.parametrize("what", REACHING)
def test_what_fetches_or_runs_is_refused_with_its_part_and_the_cure(what: str) -> None:
    words.use("en")
    data, told = REACHING[what]
    with pytest.raises(BadFile) as fault:
        refuse_reach(word_parts(data, "某.docx"), "某.docx")
    assert told in str(fault.value)
    assert " take " in str(fault.value) or "save it as" in str(fault.value)
    (problem,) = lint(data, "某.docx")
    assert told in problem.message
    with pytest.raises(BadFile):
        fill(data, {})


@pytest.mark.parametrize("what", HARMLESS)
def test_what_leads_out_only_by_a_click_is_a_form_like_others(what: str) -> None:
    refuse_reach(word_parts(HARMLESS[what], "x"), "x")
