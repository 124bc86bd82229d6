"""`set`, `correct`, `undo`, `edit`: what is on file is mended, every other byte stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from commandline import Run

from ecoclaim.cli import main
from ecoclaim.ledger.load import load_case
from ecoclaim.model.case import Case

ON = ("--on", "2026-11-20")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    at = ("-C", str(folder))
    clue = ("--received", "2026-03-02", "--on", "2026-03-02", "--obligor", "示例甲公司")
    for words in (
        ("init", str(folder), "--pack", "zhangye-2024", "--department", "张掖市生态环境局", "--on", "2026-01-01"),
        ("new-case", "--title", "示例", *clue, *at),
        ("record", "2026-1", "review-concluded", "--date", "2026-03-20", "opinion=start", *ON, *at),
    ):
        assert main(words) == 0
    return folder


@pytest.fixture
def ledger(run: Run, made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def case(ledger: Path) -> Case:
    return load_case(ledger, "2026-0001")


def file(ledger: Path, name: str = "case.yaml") -> Path:
    return ledger / "cases/2026-0001" / name


def test_set_writes_one_field_and_keeps_every_other_byte(run: Run, ledger: Path) -> None:
    before = file(ledger).read_text(encoding="utf-8")
    assert run("set", "1", "incident.place=甘州区示例镇", *ON).code == 0
    assert file(ledger).read_text(encoding="utf-8") == before.replace("  place:\n", "  place: 甘州区示例镇\n", 1)


def test_set_makes_items_as_needed(run: Run, ledger: Path) -> None:
    answer = run(
        *("set", "1", "obligors.B.name=乙", "obligors.B.kind=自然人", "obligors.A.phone=0936-1", "handlers=甲、乙"),
        *("meetings.2.on=2026-09-29", "meetings.1.at=09:30", "agreements.1.items.1.head=cleanup-restoration"),
        *("agreements.1.items.1.amount=1050000.00", "losses.service-loss.amount=5", "evidence.3.pages=2"),
        *("incident.facts=一\n二", "investigation.methods=site-visit,资料收集", *ON),
    )
    assert answer.code == 0, answer.err
    found = case(ledger).file
    assert [(one.key, one.name, one.kind) for one in found.obligors] == [
        ("A", "示例甲公司", "organization"),
        ("B", "乙", "person"),
    ]
    assert found.obligors[0].phone == "0936-1"
    assert [(one.no, str(one.on)) for one in found.meetings] == [(2, "2026-09-29"), (1, "None")]
    assert str(found.agreements[0].items[0].amount) == "1050000.00"
    assert found.losses[0].head == "service-loss"
    assert found.evidence[0].pages == 2
    assert found.incident.facts == "一\n二"
    assert found.handlers == ("甲", "乙")
    assert found.investigation.methods == ("site-visit", "documents")


def test_set_empties_a_field(run: Run, ledger: Path) -> None:
    run("set", "1", "name=甲案", *ON)
    run("set", "1", "name=", *ON)
    assert case(ledger).file.name is None


def test_set_writes_where_the_private_file_has_the_field(run: Run, ledger: Path) -> None:
    file(ledger, "case.private.yaml").write_text("obligors:\n  - key: A\n    phone: 1\n", encoding="utf-8")
    before = file(ledger).read_bytes()
    assert run("set", "1", "obligors.A.phone=2", *ON).code == 0
    assert file(ledger).read_bytes() == before
    assert case(ledger).file.obligors[0].phone == "2"


def test_a_longer_term_to_apply_is_refused_by_the_corps_and_a_warning_elsewhere(run: Run, ledger: Path) -> None:
    longer = ("set", "1", "agreements.1.confirm_within=31", *ON)
    answer = run(*longer)
    assert answer.code == 0
    assert "31" in answer.err
    assert run("set", "1", "agreements.1.confirm_within=30", "pack=xpcc", *ON).code == 0
    before = file(ledger).read_bytes()
    refused = run(*longer)
    assert refused.code == 7
    assert "附件4第四条第（三）项" in refused.err
    assert file(ledger).read_bytes() == before


@pytest.mark.parametrize(
    ("said", "code", "named"),
    [
        ("incidnt.place=x", 2, "incident"),
        ("incident=x", 2, "place"),
        ("title.x=y", 2, "title"),
        ("meetings.1.on=2026-9", 2, "2026-09-08"),
        ("meetings.1.at=9:70", 2, "09:30"),
        ("obligors.A.share=eighty", 2, "share"),
        ("obligors.B.phone=1", 2, "obligors"),
        ("losses.2.head=x", 2, "losses"),
        ("domain=fire", 2, "water"),
        ("losses.1.head=fire", 2, "service-loss"),
        ("id=2026-0002", 2, "id"),
        ("title=", 2, "title"),
        ("place", 2, "place"),
        ("agreements.1.confirm_within=0", 2, "1"),
    ],
)
def test_set_refuses_what_does_not_fit_and_writes_nothing(
    run: Run, ledger: Path, said: str, code: int, named: str
) -> None:
    before = file(ledger).read_bytes()
    answer = run("set", "1", said, *ON)
    assert answer.code == code, answer.err
    assert named in answer.err
    assert file(ledger).read_bytes() == before


def test_correct_mends_one_entry_and_tells_what_moves(run: Run, ledger: Path) -> None:
    before = file(ledger, "events.yaml").read_text(encoding="utf-8")
    answer = run("correct", "1", "1", "date=2026-03-05", "channel=complaint", *ON)
    assert answer.code == 0
    expected = before.replace("date: 2026-03-02\n", "date: 2026-03-05\n  channel: complaint\n")
    assert file(ledger, "events.yaml").read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("9", "note=x"), 3),
        (("0", "note=x"), 3),
        (("2", "opinion=maybe"), 2),
        (("2", "method=direct"), 2),
        (("2", "event=claim-started"), 2),
        (("2", "obligor=A"), 2),
        (("2", "date=2026-11-21"), 7),
        (("2", "date="), 2),
    ],
)
def test_correct_refuses_what_does_not_fit(run: Run, ledger: Path, words: tuple[str, ...], code: int) -> None:
    before = file(ledger, "events.yaml").read_bytes()
    assert run("correct", "1", *words, *ON).code == code
    assert file(ledger, "events.yaml").read_bytes() == before


def test_correct_mends_an_entry_that_cannot_be_read(run: Run, ledger: Path) -> None:
    path = file(ledger, "events.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("opinion: start", "opinion: strat"), encoding="utf-8")
    assert run("correct", "1", "2", "opinion=启动", *ON).code == 0
    assert case(ledger).events[1].text("opinion") == "start"


def test_undo_takes_back_what_record_wrote(run: Run, ledger: Path) -> None:
    before = file(ledger, "events.yaml").read_bytes()
    run("record", "1", "claim-started", "--date", "2026-03-23", *ON)
    assert run("undo", "1", "--yes", *ON).code == 0
    assert file(ledger, "events.yaml").read_bytes() == before


def test_undo_wants_a_yes_where_nobody_can_be_asked(run: Run, ledger: Path) -> None:
    before = file(ledger, "events.yaml").read_bytes()
    answer = run("undo", "1", *ON)
    assert answer.code == 2
    assert "review-concluded" in answer.err
    assert "--yes" in answer.err
    assert file(ledger, "events.yaml").read_bytes() == before


def test_undo_says_when_there_is_nothing_left(run: Run, ledger: Path) -> None:
    run("undo", "1", "--yes", *ON)
    run("undo", "1", "--yes", *ON)
    assert run("undo", "1", "--yes", *ON).code == 3


def editor(monkeypatch: pytest.MonkeyPatch, folder: Path, command: str) -> None:
    script = folder / "editor.sh"
    script.write_text(f'#!/bin/sh\n{command} "$1"\n')
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))


def test_edit_keeps_a_good_file(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, ledger, "sed -i 's/^title:.*/title: 新案由/'")
    assert run("edit", "1", *ON).code == 0
    assert case(ledger).file.title == "新案由"
    assert sorted(one.name for one in file(ledger).parent.iterdir()) == ["case.yaml", "events.yaml"]


def test_edit_keeps_the_copy_of_a_bad_file_and_says_where(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file(ledger).read_bytes()
    editor(monkeypatch, ledger, "sed -i 's/^title:/titel:/'")
    answer = run("edit", "1", *ON)
    assert answer.code == 4
    copies = [one for one in file(ledger).parent.iterdir() if one.name.startswith(".write-")]
    assert len(copies) == 1
    assert copies[0].name in answer.err
    assert file(ledger).read_bytes() == before


def test_edit_mends_a_file_that_cannot_be_read(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file(ledger).write_bytes(file(ledger).read_bytes().replace(b"title:", b"titel:"))
    editor(monkeypatch, ledger, "sed -i 's/^titel:/title:/'")
    assert run("edit", "1", *ON).code == 0
    assert case(ledger).file.title == "示例"


def test_edit_holds_events_to_the_procedure(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(monkeypatch, ledger, "printf -- '- {event: enforcement-applied, date: 2026-04-01}\\n' >>")
    assert run("edit", "1", "--events", *ON).code == 7


def test_edit_without_an_editor_says_what_to_do(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    answer = run("edit", "1", *ON)
    assert answer.code == 2
    assert "EDITOR" in answer.err
