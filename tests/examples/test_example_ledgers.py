"""The example ledgers: they say what their READMEs say, they leave nothing out, and their answers are kept as goldens.

`pytest tests/examples --rewrite-goldens` writes the goldens anew; read the difference before keeping it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

import pytest
from example_ledgers import EXAMPLES, XPCC, ZHANGYE, Example

from ecoclaim.cli.desk import desk
from ecoclaim.ledger.create import lay_out
from ecoclaim.ledger.load import load_case, load_office, load_pack
from ecoclaim.model.case import Case
from ecoclaim.model.events import EVENTS
from ecoclaim.packs import Pack
from ecoclaim.procedure import STAGES, TRACKS

GOLDEN = Path(__file__).parent / "golden"
Ask = Callable[..., tuple[int, str]]


def test_check_finds_what_the_readme_names_and_nothing_else(example: Example, asked: Ask) -> None:
    for day, named in _named_findings(example).items():
        code, answer = asked(example, "check", "--format", "json", on=day)
        found = [(one["code"], one["case"] or one["path"]) for one in json.loads(answer)["findings"]]
        assert sorted(found) == sorted(named), day
        assert code == 0


def _named_findings(example: Example) -> dict[date, list[tuple[str, str]]]:
    """Read from the README what `check` finds, by the day last spoken of before its table."""
    found: dict[date, list[tuple[str, str]]] = {}
    day = example.day
    for line in (example.root / "README.md").read_text("utf-8").splitlines():
        if said := re.search(r"ecoclaim check --on (\S+?)`?$|ecoclaim check --on ([0-9-]+)", line):
            day = date.fromisoformat(said[1] or said[2])
            found.setdefault(day, [])
        elif row := re.match(r"\| `([a-z-]+)` \| (\S+) \|", line):
            found[day].append((row[1], row[2]))
    assert example.day in found
    return found


def test_the_readme_tells_of_every_case_and_its_stage(example: Example, asked: Ask) -> None:
    text = (example.root / "README.md").read_text("utf-8")
    told = dict(re.findall(r"^\| (\d{4}-\d{4}) \|.*\| (\S+) \|$", text, flags=re.MULTILINE))
    _code, answer = asked(example, "list", "--format", "json")
    held = {one["case"]: STAGES[one["stage"]].zh for one in json.loads(answer)["cases"]}
    assert told == held


def test_every_event_happens_in_one_of_the_examples() -> None:
    happened = {event.name for example in EXAMPLES for case, _pack in _loaded(example) for event in case.events}
    assert set(EVENTS) - happened == set()


def test_every_choice_of_an_outcome_is_made_in_one_of_the_examples() -> None:
    made: set[tuple[str, str, str]] = set()
    for example in EXAMPLES:
        for case, _pack in _loaded(example):
            made |= {(one.name, field, str(value)) for one in case.events for field, value in one.values.items()}
    wanted = {
        *(("enforcement-concluded", "result", one) for one in ("fulfilled", "round-ended", "settled")),
        *(("evaluation-concluded", "result", one) for one in ("passed", "failed", "exempt")),
        *(("agreement-signed", "scope", one) for one in ("full", "part")),
        *(("lawsuit-filed", "about", one) for one in ("all", "remainder")),
        *(("review-concluded", "opinion", one) for one in ("start", "decline", "refer")),
        *(("appraisal-commissioned", "route", one) for one in ("institution", "expert", "records")),
        *(("notice-served", "method", one) for one in ("direct", "left", "mail", "electronic", "entrusted")),
        *(("meeting-held", "outcome", one) for one in ("agreed", "partial", "none", "absent")),
    }
    assert wanted - made == set()


def test_every_stage_and_track_holds_on_the_day_of_one_of_the_examples() -> None:
    stages: set[str] = set()
    tracks: set[str] = set()
    for example in EXAMPLES:
        at = desk(example.root, example.day)
        for case in at.cases():
            found = at.standing(case)
            stages.add(found.stage)
            tracks.update(chain.from_iterable(found.tracks.values()))
    assert set(STAGES) - stages == set()
    assert set(TRACKS) - tracks == set()


def test_the_examples_hold_what_an_office_meets() -> None:
    cases = [case.file for example in EXAMPLES for case, _pack in _loaded(example)]
    obligors = [one for file in cases for one in file.obligors]
    assert {"organization", "person"} <= {one.kind for one in obligors}
    assert {"several", "joint"} <= {one.liability for one in obligors}
    assert any(one.agents for one in obligors)
    assert max(len(file.obligors) for file in cases) >= 6
    assert {"authority", "department"} <= {file.signatory for file in cases}
    assert list((XPCC.root / "cases").glob("*/case.private.yaml"))


def test_entries_made_late_stand_behind_later_ones(example: Example) -> None:
    assert any(
        list(case.events) != sorted(case.events, key=lambda one: one.position) for case, _pack in _loaded(example)
    )


def test_after_the_trial_period_every_answer_says_so_but_under_the_offices_extension(asked: Ask) -> None:
    _code, answer = asked(ZHANGYE, "deadlines", "--format", "json", on=date(2026, 11, 20))
    rows = [one for one in json.loads(answer)["deadlines"] if one["case"]]
    warned = {one["case"] for one in rows if "pack-expired" in one["warnings"]}
    spared = {one["case"] for one in rows if "pack-expired" not in one["warnings"]}
    assert spared == {"2026-0006"}
    assert "2026-0001" in warned
    assert not warned & spared


def test_days_beyond_the_last_holiday_notice_are_marked_uncertain(example: Example, asked: Ask) -> None:
    _code, answer = asked(example, "deadlines", "--format", "json")
    rows = [one for one in json.loads(answer)["deadlines"] if one["rolled"]]
    assert any(not one["certain"] for one in rows)
    assert all(one["certain"] == (one["rolled"] <= "2026-11-30") for one in rows)


def test_every_form_of_the_pack_is_rendered_for_some_case(example: Example, asked: Ask, tmp_path: Path) -> None:
    mine = Example(example.name, example.day, folder=tmp_path / "ledger")
    lay_out(example.root, mine.root)
    out = tmp_path / "out"
    for case in mine.cases:
        code, _answer = asked(mine, "render", case, "--all", "--out", str(out / case))
        assert code == 0, case
    pack = load_pack(mine.root, load_office(mine.root).pack or "")
    left = [form.id for form in pack.forms if not list(out.glob(f"*/{form.id}*.docx"))]
    # What is made once, of the whole dossier or of one date, --all leaves out; the first case is closed and complete.
    assert set(left) <= {"calculation", "photo-page", "dossier-cover", "dossier-catalogue", "dossier-note"}
    # A calculation wants the proof of its start: that of the first notice served is in evidence.
    wanted = (*left, "--rule", "consultation-period", "--out", str(out / "dossier"))
    code, _answer = asked(mine, "render", mine.cases[0], *wanted)
    assert code == 0
    assert all(list(out.glob(f"*/{form.id}*.docx")) for form in pack.forms)
    assert all(ZipFile(file).testzip() is None for file in out.rglob("*.docx"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["list", "deadlines", "next", "show"])
def test_answers_are_those_of_the_golden(
    example: Example, command: str, lang: str, asked: Ask, request: pytest.FixtureRequest
) -> None:
    text = "".join(_answers(example, command, lang, asked))
    golden = GOLDEN / f"{example.name}-{command}.{lang}.txt"
    if request.config.getoption("--rewrite-goldens"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def _answers(example: Example, command: str, lang: str, asked: Ask) -> Iterator[str]:
    for words in [[command, case] for case in example.cases] if command == "show" else [[command]]:
        code, answer = asked(example, *words, lang=lang)
        assert code == 0
        yield f"$ ecoclaim {' '.join(words)} --on {example.day}\n{answer}\n"


def _loaded(example: Example) -> list[tuple[Case, Pack]]:
    office = load_office(example.root)
    cases = [load_case(example.root, one) for one in example.cases]
    return [(case, load_pack(example.root, case.file.pack or office.pack or "")) for case in cases]


def test_the_words_of_every_ready_form_are_those_of_the_golden(
    example: Example, asked: Ask, request: pytest.FixtureRequest
) -> None:
    words = []
    for case in sorted(folder.name for folder in (example.root / "cases").iterdir()):
        code, answer = asked(example, "render", case, "--all", "--text")
        assert code == 0, case
        words.append(f"═══ {case}\n\n{answer}")
    text = "\n".join(words)
    golden = GOLDEN / f"{example.name}-forms.zh.txt"
    if request.config.getoption("--rewrite-goldens"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")
