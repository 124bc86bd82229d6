"""A region with its own name for everything is data alone: 青泽, an invented city, walked from the clue to the report.

Then every slip that a pack of one's own may have: it is refused with its line and the cure, or what it says is kept.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Answer, Run
from docx import Document
from ledgers import done, read

PACKS = Path(__file__).parents[1] / "fixtures" / "regions" / "packs"
QINGZE = (PACKS / "qingze.yaml").read_text("utf-8")
TEMPLATES = {
    "consultation-reply": ("磋商答复函", "{{ 案由 }}：{{ 名称 }}于{{ 送达日 }}收到，意见：{{ 意见 }}", "{{ 签名 }}"),
    "host-invitation": ("邀请{{ 主持人 }}在{{ 会议地点 }}主持磋商", "{{ 签名 }}"),
}
LAW = "《青泽市生态环境损害赔偿磋商办法（虚构）》"


def at(run: Run, day: str, *arguments: str) -> Answer:
    """Run a command as of a day of 2026."""
    return run(*arguments, "--on", f"2026-{day}")


def written(file: Path, lines: tuple[str, ...]) -> None:
    """Write a template of these lines."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    file.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(file))


@pytest.fixture
def root(run: Run, tmp_path: Path) -> Path:
    """A ledger of the invented city with one case, no notice served yet."""
    done(at(run, "03-02", "init", ".", "--pack", "national", "--department", "青泽市水务局", "--lang", "zh"))
    settings = tmp_path / "ecoclaim.yaml"
    settings.write_text(settings.read_text("utf-8").replace("pack: national", "pack: qingze"), "utf-8")
    (tmp_path / "packs").mkdir(exist_ok=True)
    for file in PACKS.iterdir():
        (tmp_path / "packs" / file.name).write_bytes(file.read_bytes())
    for form, lines in TEMPLATES.items():
        written(tmp_path / "templates" / "qingze" / f"{form}.docx", lines)
    done(run("templates", "export", "summons", "--from", "xpcc"))
    done(at(run, "03-02", "new-case", "--title", "湿地排污", "--received", "2026-02-20", "--obligor", "甲公司"))
    done(at(run, "03-02", "set", "1", "meetings.1.on=2026-03-16", "meetings.1.place=会议室", "meetings.1.at=09:30"))
    return tmp_path


@pytest.fixture
def served(run: Run, root: Path) -> Path:
    """The same, the region's notice issued and served on 2 March."""
    done(at(run, "03-02", "record", "1", "team-formed", "--date", "2026-03-02"))
    done(at(run, "03-02", "record", "1", "notice-issued", "--date", "2026-03-02", "meeting=1"))
    done(at(run, "03-02", "record", "1", "notice-served", "--date", "2026-03-02", "method=mail", "meeting=1"))
    return root


def test_its_pack_is_in_order_and_every_condition_and_form_of_it_is_shown(run: Run, root: Path) -> None:
    checked = run("packs", "check", "packs/qingze.yaml", "--format", "json")
    assert (checked.code, checked.err) == (0, "")
    found = read(checked)
    assert (found["problems"], found["without_examples"], found["without_template"]) == ([], [], [])
    shown = read(run("packs", "show", "qingze", "--format", "json"))
    ids = {one["id"] for one in (*shown["rules"], *shown["caps"], *shown["conditions"])}
    assert {"answer-notice", "two-rounds", "no-night-service", "no-third-round", "invited-with-place"} <= ids
    assert not {"public-service", "fourth-meeting", "fifth-meeting", "consultation-meetings"} & ids
    assert [one["form"] for one in shown["forms"]][:3] == ["summons", "consultation-reply", "host-invitation"]


def test_the_answer_is_silence_on_the_day_after_its_own_seven_working_days(run: Run, served: Path) -> None:
    rows = {one["rule"]: one for one in read(at(run, "03-03", "deadlines", "1", "--format", "json"))["deadlines"]}
    assert rows["answer-notice"]["due"] == "2026-03-11"
    for day, state in (("03-11", "served"), ("03-12", "silent")):
        shown = read(at(run, day, "show", "1", "--format", "json"))
        assert shown["tracks"]["A"] == [state]
    told = done(at(run, "03-12", "why", "1", "answer-notice")).out
    assert f"{LAW}第八条：“赔偿义务人应当自收到磋商通知之日起七个工作日内书面答复。”" in told
    assert "逾期不答复的，视为拒绝磋商" in told
    waiting = read(at(run, "03-12", "next", "1", "--format", "json"))["tasks"]
    assert "answer-notice" in {one.get("rule") for one in waiting}


@pytest.mark.parametrize(("day", "codes"), [("03-11", ["ground-early"]), ("03-12", [])])
def test_silence_counts_as_a_ground_only_once_it_is_silence(run: Run, served: Path, day: str, codes: list[str]) -> None:
    done(at(run, "03-12", "record", "1", "consultation-failed", "--date", f"2026-{day}", "ground=no-answer"))
    found = read(at(run, "03-12", "check", "1", "--format", "json"))["findings"]
    assert [one["code"] for one in found if one["severity"] == "error"] == codes


def test_the_service_receipt_is_complete_with_the_term_of_the_region(run: Run, served: Path) -> None:
    done(at(run, "03-02", "set", "1", "obligors.A.address=湖滨路1号"))
    receipt = done(at(run, "03-12", "render", "1", "service-receipt", "--text")).out
    assert "《青泽市磋商通知》1份" in receipt
    assert "自送达之次日起7个工作日，最后一日为2026年3月11日" in receipt


def test_the_summons_has_its_own_time_before_the_meeting(run: Run, served: Path) -> None:
    rows = {
        one["rule"]: one
        for one in read(
            at(
                run,
                "03-03",
                "show",
                "1",
                "--format",
                "json",
            )
        )["deadlines"]
    }
    assert "summons-ahead" not in rows  # met by the service
    told = read(at(run, "03-03", "why", "1", "summons-ahead", "--format", "json"))
    assert "第七条" in str(told)


def test_a_case_that_keeps_everything_is_clean_and_the_third_meeting_is_refused_by_its_own_article(
    run: Run, served: Path
) -> None:
    done(at(run, "03-12", "record", "1", "reply-received", "--date", "2026-03-11", "agrees=yes"))
    refused = at(run, "03-16", "record", "1", "meeting-held", "--date", "2026-03-16", "meeting=1", "outcome=none")
    assert (refused.code, f"{LAW}第六条" in refused.err) == (7, True)  # no third party was named as host
    hosts = [f"meetings.{n}.chair=青泽市人民调解委员会" for n in (1, 2, 3)]
    done(at(run, "03-16", "set", "1", *hosts, "meetings.2.on=2026-03-18", "meetings.3.on=2026-03-19"))
    for day, number in (("03-16", 1), ("03-18", 2)):
        done(at(run, day, "record", "1", "meeting-held", "--date", f"2026-{day}", f"meeting={number}", "outcome=none"))
    # The walk leaves out the steps before the consultation; nothing else is found.
    found = read(at(run, "03-18", "check", "1", "--format", "json"))["findings"]
    assert {one["code"] for one in found} <= {"order-missing"}
    # An approval, which the national rules know, adds nothing here.
    done(at(run, "03-18", "record", "1", "extra-meeting-approved", "--date", "2026-03-18", "by=局长", "reason=重大"))
    third = at(run, "03-19", "record", "1", "meeting-held", "--date", "2026-03-19", "meeting=3", "outcome=none")
    assert third.code == 7
    assert f"最多2次（{LAW}第十条）" in third.err
    assert "管理规定" not in third.err
    limits = read(at(run, "03-18", "show", "1", "--format", "json"))["limits"]
    assert [(one["rule"], one["used"], one["max"]) for one in limits] == [("two-rounds", 2, 2)]


def test_its_own_conditions_refuse_and_warn_each_by_its_gravity(run: Run, root: Path) -> None:
    left = at(run, "03-02", "record", "1", "notice-served", "--date", "2026-03-02", "method=left", "meeting=1")
    assert (left.code, f"不得留置、公告送达（A）（{LAW}第七条）" in left.err) == (7, True)
    despite = ("record", "1", "notice-served", "--date", "2026-03-02", "method=left", "meeting=1", "--despite", "拒收")
    done(at(run, "03-02", *despite))
    found = read(at(run, "03-02", "check", "1", "--format", "json"))["findings"]
    assert {one["code"]: one["severity"] for one in found}["no-night-service"] == "warning"
    signed = done(at(run, "03-20", "record", "1", "agreement-signed", "--date", "2026-03-20"))
    assert "签订协议前须有签字的会议记录" in signed.err
    done(at(run, "03-20", "record", "1", "minutes-signed", "--date", "2026-03-19"))
    found = read(at(run, "03-20", "check", "1", "--format", "json"))["findings"]
    assert "minutes-first" not in {one["code"] for one in found}


def test_a_condition_of_a_paper_refuses_or_warns_when_the_paper_is_printed(run: Run, root: Path) -> None:
    done(at(run, "03-02", "set", "1", "meetings.1.chair=青泽市人民调解委员会", "meetings.1.at="))
    early = at(run, "03-02", "render", "1", "host-invitation")
    assert (early.code, f"{LAW}第六条" in early.err) == (7, True)
    draft = done(at(run, "03-02", "render", "1", "host-invitation", "--draft", "--text"))
    assert "送达磋商通知后方可发主持邀请函" in draft.err
    left_out = done(at(run, "03-02", "render", "1", "--all", "--text"))
    assert "磋商主持邀请函（第1次会议）：未生成，送达磋商通知后" in left_out.err
    # Another meeting's notice is not enough; that of the meeting is. What is only a notice warns.
    done(at(run, "03-02", "record", "1", "notice-served", "--date", "2026-03-02", "method=mail", "meeting=2"))
    assert at(run, "03-02", "render", "1", "host-invitation").code == 7
    done(at(run, "03-03", "record", "1", "notice-served", "--date", "2026-03-03", "method=mail", "meeting=1"))
    made = done(at(run, "03-03", "render", "1", "host-invitation", "--text"))
    assert "邀请青泽市人民调解委员会在会议室主持磋商" in made.out
    assert "邀请函宜写明会议时刻" in made.err
    # As of the day before, that service had not happened.
    assert at(run, "03-02", "render", "1", "host-invitation").code == 7


def test_its_own_form_lists_what_it_lacks_and_is_printed(run: Run, served: Path) -> None:
    listed = {one["form"]: one for one in read(at(run, "03-12", "forms", "1", "--format", "json"))["forms"]}
    assert [one["field"] for one in listed["consultation-reply"]["missing"]] == ["texts.consultation-reply.view"]
    done(at(run, "03-12", "set", "1", "texts.consultation-reply.view=同意磋商"))
    text = done(at(run, "03-12", "render", "1", "consultation-reply", "--text")).out
    assert "湿地排污：甲公司于2026年3月2日收到，意见：同意磋商" in text


def test_its_quarterly_list_is_a_list_by_its_own_day(run: Run, served: Path) -> None:
    made = read(at(run, "03-20", "report", "make", "quarterly-clues", "2026Q1", "--format", "json"))
    assert [one["case"] for one in made["clues"]] == ["2026-0001"]
    rows = {one["rule"]: one for one in read(at(run, "03-12", "deadlines", "--format", "json"))["deadlines"]}
    assert rows["quarterly-clues"]["due"] == "2026-03-20"


def test_what_the_region_calls_the_roll_of_a_last_day_is_what_is_cited(run: Run, served: Path) -> None:
    told = done(at(run, "03-12", "why", "1", "talking-time")).out
    assert f"{LAW}第二十条" in told
    assert "第二百零三条" not in told


# What a pack of one's own may get wrong: the text changed, what stands on the line it is told at, what the cure names.
SLIPS = [
    ("test: more-than-allowed", "test: more-than-alowed", "- id: no-third-round", "more-than-allowed"),
    ("cap: two-rounds\n    severity: refuse", "cap: two-round\n    severity: refuse", "cap: two-round\n", "two-rounds"),
    ("rule: answer-notice", "rule: answer-notce", "rule: answer-notce", "answer-notice"),
    ("on: meeting-held\n    test", "on: meeting-hold\n    test", "on: meeting-hold\n", "meeting-held"),
    ("event: minutes-signed, before: yes", "event: minutes-singed, before: yes", "minutes-singed", "minutes-signed"),
    ("method: [left, public]", "methd: [left, public]", "methd", "method"),
    ("method: [left, public]", "method: [left, pubic]", "pubic", "public"),
    ("fact: meeting.chair", "fact: meeting.chairman", "chairman", "chair"),
    ("means: reply", "means: answer", "means: answer", "notice-lead"),
    ("means: reply", "means: notice-lead", "rules:", "notice-lead"),
    ("  - summons\n", "  - sumons\n", "- sumons", "summons"),
    ("  - id: host-invitation\n", "  - id: host-invitations\n", "{id: host-invitation,", "host-invitations"),
    ("uncounted: {outcome: [absent]}", "uncounted: {outcom: [absent]}", "- id: two-rounds", "outcome"),
    ("    max: 2\n", "    max: 2\n    extended_max: 4\n", "- id: two-rounds", "extended_by"),
    ("    max: 2\n", "    max: 2\n    extended_max: 2\n    extended_by: extra-meeting-approved\n", "- id: two-rounds", "extended_max"),
    ("    wants: [channel_note]\n", "    wants: [chanel_note]\n", "chanel_note", "channel_note"),
    ("same: [meeting]", "same: [agreement]", "same: [agreement]", "meeting"),
    ("before: yes}]\n    severity: warning", "after: yes}]\n    severity: refuse", "- id: minutes-first", "warning"),
    (
        "    source: {document: qingze, article: 第十一条, quote: 会议记录经各方签字后，方可签订协议。}\n",
        "", "- id: minutes-first", "source",
    ),
    (
        "    on: agreement-signed\n    needs: [{event: minutes-signed, before: yes}]\n    severity: warning\n",
        "    on: {event: agreement-signed, where: {scope: full}}\n    needs: [{event: minutes-signed, before: yes}]\n    source_: no\n",
        "source_", "source",
    ),
    ("[{fact: meeting.chair}]", "[{fact: obligor.kind, be: [company]}]", "company", "organization"),
]  # fmt: skip


@pytest.fixture
def draft(run: Run, tmp_path: Path) -> Path:
    """The region's pack with its templates, in no ledger."""
    for form, lines in {**TEMPLATES, "summons": ("磋商通知",)}.items():
        written(tmp_path / "templates" / "qingze" / f"{form}.docx", lines)
    (tmp_path / "packs").mkdir()
    for file in PACKS.iterdir():
        (tmp_path / "packs" / file.name).write_bytes(file.read_bytes())
    return tmp_path / "packs" / "qingze.yaml"


@pytest.mark.parametrize(("old", "new", "where", "told"), SLIPS)
def test_what_cannot_be_honoured_is_refused_with_its_line_and_the_cure(
    run: Run, draft: Path, old: str, new: str, where: str, told: str
) -> None:
    assert old in QINGZE
    text = QINGZE.replace(old, new, 1)
    draft.write_text(text, "utf-8")
    answer = run("packs", "check", "packs/qingze.yaml", "--lang", "en")
    assert answer.code == 4
    line = text[: text.index(where)].count("\n") + 1
    found = [one for one in answer.err.splitlines() if one.startswith(f"packs/qingze.yaml:{line}:")]
    assert any(told in one for one in found), answer.err


HEAD = "name: own\ntitle: {zh: 甲, en: a}\nextends: national\n"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("bars:\n  - {id: no-night-service, source: {document: mr-2022, article: 第一条}}\n", 5, "no-night-service is not in the pack"),
        ("bars:\n  - {id: fourth-meetng, source: {document: mr-2022, article: 第一条}}\n", 5, "did you mean fourth-meeting"),
        ("conditions:\n  - {id: fourth-meetng, severity: notice}\n", 5, "did you mean fourth-meeting"),
        ("caps:\n  - {id: consultation-meeting, max: 2}\n", 5, "did you mean consultation-meetings"),
        ("rules:\n  - {id: preliminary-reviews, within: [{count: 20, unit: days}]}\n", 5, "did you mean preliminary-review"),
        ("forms:\n  - {id: consultation-notices, title: {zh: 甲, en: a}}\n", 5, "templates/own/consultation-notices.docx"),
    ],
)  # fmt: skip
def test_a_slip_in_the_name_of_what_is_taken_over_is_told(
    run: Run, tmp_path: Path, text: str, line: int, told: str
) -> None:
    (tmp_path / "own.yaml").write_text(HEAD + text, "utf-8")
    answer = run("packs", "check", "own.yaml", "--lang", "en")
    assert answer.code == 4
    (one,) = (each for each in answer.err.splitlines() if each.startswith(f"own.yaml:{line}:"))
    assert told in one


def test_a_smaller_number_keeps_nothing_of_the_inherited_one(run: Run, tmp_path: Path) -> None:
    own = "caps:\n  - {id: consultation-meetings, max: 2, source: {document: own, article: 第一条}}\n"
    described = "documents: {own: {title: {zh: 甲, en: a}}}\n"
    (tmp_path / "own.yaml").write_text(HEAD + described + own, "utf-8")
    shown = read(run("packs", "show", "own", "--format", "json", "-C", str(_ledger(tmp_path, HEAD + described + own))))
    cap = next(one for one in shown["caps"] if one["id"] == "consultation-meetings")
    assert (cap["max"], cap["extended_max"], cap["extended_by"]) == (2, None, None)
    assert cap["source"]["article"] == "第一条"
    # Nothing extends it, so there is no approval to test.
    conditions = {one["id"] for one in shown["conditions"]}
    assert "fifth-meeting" in conditions
    assert "fourth-meeting" not in conditions


def _ledger(folder: Path, pack: str) -> Path:
    (folder / "packs").mkdir()
    (folder / "packs" / "own.yaml").write_text(pack, "utf-8")
    (folder / "ecoclaim.yaml").write_text("format: 1\npack: own\n", "utf-8")
    return folder


def test_a_role_that_nobody_has_is_told_and_stops_nothing(run: Run, root: Path) -> None:
    without = QINGZE.replace("    means: reply\n", "").replace("rule: answer-notice", "rule: answer-notice")
    (root / "packs" / "qingze.yaml").write_text(without, "utf-8")
    answer = run("packs", "check", "packs/qingze.yaml", "--format", "json")
    assert answer.code == 0, answer.err
    assert "reply" in read(answer)["unfilled_roles"]
    assert "(reply)" in run("packs", "check", "packs/qingze.yaml").out
    assert at(run, "03-12", "show", "1").code == 0
