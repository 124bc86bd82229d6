"""`publish`: the public reads what happened, and nothing about persons until someone has decided."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from commandline import Answer, Run
from hypothesis import given
from hypothesis import strategies as st
from ledgers import ledger
from persons import be_zhang

from ecoclaim.forms.masks import mask
from ecoclaim.forms.text import text
from gitwork import git, tried

FULL = Path(__file__).parents[1] / "fixtures" / "full"
DAY = ("--on", "2026-11-21")
SECRETS = (
    *("620702199001010030", "62070219800101001X", "0936-1111111", "13900000001", "13900000002", "13900000003"),
    *("法人丁", "代理戊", "运输户己", "检察官庚", "专家辛", "经办甲", "经办乙", "局长甲", "联系人乙", "代理人丙"),
    *("临泽县", "示例小区", "汉族", "1975", "1980", "个体运输", "91620700MA71ABCD1T"),
)


@pytest.fixture
def root(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "台账"
    shutil.copytree(FULL, folder)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    settings = folder / "ecoclaim.yaml"
    settings.write_text(settings.read_text("utf-8").replace("commit: true", "commit: false"), "utf-8")
    monkeypatch.chdir(folder)
    return folder


def told(run: Run, root: Path, path: str, value: str) -> None:
    answer = run("set", "1", f"{path}={value}", *DAY)
    assert answer.code == 0, answer


def stopped(answer: Answer) -> list[tuple[str, str]]:
    assert answer.code == 7, answer
    found = json.loads(answer.out)
    assert not found["published"]
    return [(one["field"], one["text"]) for one in found["places"]]


@pytest.mark.parametrize("what", ["consultation", "restoration"])
def test_the_public_reads_what_happened_and_nothing_of_persons(run: Run, root: Path, what: str) -> None:
    answer = run("publish", "1", "--what", what, *DAY)
    assert answer.code == 0
    assert [secret for secret in SECRETS if secret in answer.out] == []
    assert "张掖某化工有限公司" in answer.out
    assert "运某某（自然人）" in answer.out
    assert "张掖市生态环境局" in answer.out
    words = {
        "consultation": ["2026年4月8日", "1286400.50元", "2026年6月2日"],
        "restoration": ["通过修复效果评估", "土壤420立方米"],
    }
    assert all(word in answer.out for word in words[what])


def test_without_a_word_the_latest_result_is_told(run: Run, root: Path) -> None:
    assert run("publish", "1", *DAY).out.startswith("生态环境损害修复结果公告")
    assert run("publish", "1", "--on", "2026-05-01").out.startswith("生态环境损害赔偿磋商结果公告")


def test_what_is_withheld_is_listed_by_field_and_not_by_value(run: Run, root: Path) -> None:
    answer = run("publish", "1", *DAY)
    for field in ("obligors.B.id_number", "obligors.A.representative.phone", "obligors.B.address", "handlers"):
        assert field in answer.err
    assert [secret for secret in SECRETS if secret in answer.err] == []
    assert "运某某" in answer.err


def test_a_case_without_a_result_has_nothing_to_publish(run: Run, root: Path) -> None:
    assert run("publish", "1", "--on", "2026-03-01").code == 7
    assert run("publish", "2", "--what", "restoration", *DAY).code == 7


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("incident.harm", "受害人身份证62070219800101001X", "62070219800101001X"),
        ("incident.harm", "６２０７０２１９８００１０１００１Ｘ", "６２０７０２１９８００１０１００１Ｘ"),
        ("incident.conduct", "联系13900000009排放", "13900000009"),
        ("incident.place", "临泽县示例村三社12号旁", "临泽县示例村三社12号"),
        ("agreements.1.manner", "汇入6222021234567890128", "6222021234567890128"),
        ("agreements.1.requirements", "由司机（甘G12345）运走", "甘G12345"),
        ("name", "a@b.cn公司案", "a@b.cn"),
    ],
)
def test_a_free_text_that_may_tell_of_a_person_stops_the_command(
    run: Run, root: Path, field: str, value: str, place: str
) -> None:
    told(run, root, field, value)
    out = root.parent / "notice.txt"
    answer = run("publish", "1", "--what", "consultation", "--format", "json", "--out", str(out), *DAY)
    ((path, text_),) = stopped(answer)
    assert place in text_
    assert path.replace("agreements.1", "agreements.1") == field
    assert not out.exists()
    said = run("publish", "1", "--what", "consultation", *DAY)
    assert said.code == 7
    assert said.out == ""
    assert "cases/2026-0001/case.yaml:" in said.err
    assert place in said.err


def test_what_the_case_knows_of_a_person_is_seen_in_any_form(run: Run, root: Path) -> None:
    told(run, root, "obligors.B.phone", "8212345")
    told(run, root, "incident.harm", "打8212345报案")
    assert ("incident.harm", "8212345") in stopped(run("publish", "1", "--format", "json", *DAY))


def test_an_allowance_lets_one_occurrence_through(run: Run, root: Path) -> None:
    told(run, root, "incident.harm", "电话0936-8123456")
    told(run, root, "incident.conduct", "公开电话0936-8123456")
    once = run("publish", "1", "--allow", "0936-8123456", "--format", "json", *DAY)
    assert len(stopped(once)) == 1
    assert run("publish", "1", "--allow", "0936-8123456", "--allow", "0936-8123456", *DAY).code == 0
    unused = run("publish", "1", *("--allow", "0936-8123456") * 2, "--allow", "另一个", *DAY)
    assert "另一个" in unused.err


def test_an_allowance_on_file_lets_a_text_through_for_good(run: Run, root: Path) -> None:
    told(run, root, "incident.harm", "举报电话0936-8123456")
    told(run, root, "texts.publication.allow", "0936-8123456")
    assert run("publish", "1", *DAY).code == 0


def test_names_in_free_text_are_masked_and_firms_are_not(run: Run, root: Path) -> None:
    told(run, root, "incident.conduct", "运输户己受张掖某化工有限公司委托，由代理戊联系倾倒")
    answer = run("publish", "1", *DAY)
    assert "运某某受张掖某化工有限公司委托，由代某某联系倾倒" in answer.out


def test_a_firm_named_after_a_person_keeps_its_name(run: Run, root: Path) -> None:
    path = root / "cases/2026-0001/case.yaml"
    path.write_text(
        path.read_text("utf-8")
        .replace("name: 运输户己", "name: 张三")
        .replace("张掖某化工有限公司", "张三化工有限公司"),
        "utf-8",
    )
    answer = run("publish", "1", "--what", "consultation", *DAY)
    assert "与张三化工有限公司、张某签订" in answer.out


def test_paragraphs_written_by_hand_take_the_place_of_ours_and_are_looked_through(run: Run, root: Path) -> None:
    told(run, root, "texts.publication.restoration", "本案修复完成，运输户己已付清。")
    answer = run("publish", "1", *DAY)
    assert "本案修复完成，运某某已付清。" in answer.out
    assert "损害行为" not in answer.out
    told(run, root, "texts.publication.restoration", "请致电13900000009。")
    assert stopped(run("publish", "1", "--format", "json", *DAY)) == [("texts.publication.restoration", "13900000009")]


def test_nothing_of_the_private_file_appears(run: Run, root: Path) -> None:
    path = root / "cases/2026-0001/case.yaml"
    path.write_text(path.read_text("utf-8").replace("name: 运输户己", "name: 己某某"), "utf-8")
    (path.parent / "case.private.yaml").write_text(
        "obligors:\n  - {key: B, name: 真名丙丁}\nincident: {harm: 机密后果}\nname: 机密案名\n", "utf-8"
    )
    told_ = run("publish", "1", *DAY)
    assert told_.code == 0
    assert "己某某（自然人）" in told_.out
    assert "机密" not in told_.out
    assert "真名" not in told_.out
    path.write_text(path.read_text("utf-8").replace("conduct: 将", "conduct: 真名丙丁将"), "utf-8")
    assert "真某某将未经处理" in run("publish", "1", *DAY).out


def test_it_is_written_as_text_or_word_over_nothing(run: Run, root: Path) -> None:
    plain, word = root.parent / "a.txt", root.parent / "a.docx"
    assert run("publish", "1", "--out", str(plain), *DAY).code == 0
    assert plain.read_text("utf-8") == run("publish", "1", *DAY).out
    assert run("publish", "1", "--out", str(word), *DAY).code == 0
    said = text(word.read_bytes())
    assert "运某某（自然人）" in said
    assert [secret for secret in SECRETS if secret in said] == []
    plain.write_text("mine")
    assert run("publish", "1", "--out", str(plain), *DAY).code == 7
    assert plain.read_text() == "mine"
    assert run("publish", "1", "--out", str(plain), "--force", *DAY).code == 0
    assert run("publish", "1", "--out", str(root), *DAY).code == 2


def test_the_public_reads_in_sentences_that_the_court_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ledger(
        tmp_path / "l",
        c2026_0001="title: 某厂排污\nincident: {place: 某镇, conduct: 排放废水, harm: 造成土壤损害。}\nobligors:\n"
        "  - {key: A, name: 某厂, kind: organization}\n"
        "agreements: [{no: 1, manner: 委托修复。, items: [{head: service-loss, amount: 100.00}]}]\n---\n"
        "- {event: meeting-held, date: 2026-03-02, obligor: A, outcome: agreed}\n"
        "- {event: agreement-signed, date: 2026-03-05, obligor: A, agreement: 1, scope: full}\n"
        "- {event: confirmation-refused, date: 2026-05-06, obligor: A, ruling_no: 1, reason: 内容不明确}\n"
        "- {event: reconsultation-started, date: 2026-05-09, obligor: A}\n",
    )
    monkeypatch.chdir(folder)
    found = json.loads(run("publish", "1", "--format", "json", *DAY).out)
    assert found["paragraphs"] == [
        "某厂排污一案，赔偿义务人为某厂。在某镇发生下列行为：排放废水，造成土壤损害。",
        "自2026年3月2日起，双方共召开磋商会议1次。",
        "2026年3月5日，与某厂签订生态环境损害赔偿协议。约定赔偿金额为100.00元；承担方式为：委托修复。"
        "2026年5月6日，人民法院裁定驳回对与某厂达成的赔偿协议的司法确认申请。2026年5月9日，与某厂重新磋商。",
        "特此公告。",
    ]


def test_word_without_a_place_goes_to_the_documents(run: Run, root: Path) -> None:
    assert run("publish", "1", "--docx", *DAY).code == 0
    assert (root / "cases/2026-0001/documents/publication-restoration.docx").is_file()
    assert run("publish", "1", "--docx", *DAY).code == 0


def test_json_gives_the_paragraphs(run: Run, root: Path) -> None:
    found = json.loads(run("publish", "1", "--format", "json", *DAY).out)
    assert (found["what"], found["published"], found["masked"]) == ("restoration", True, ["运某某"])
    assert found["paragraphs"][0].startswith(
        "张掖某化工有限公司生态环境损害赔偿案，赔偿权利人为张掖市人民政府，赔偿义务人为"
    )
    assert "obligors.B.id_number" in found["withheld"]


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("李四", "李某"),
        ("李小四", "李某某"),
        ("欧阳修", "欧阳某"),
        ("买买提·阿不都", "买某某"),
        ("丙", "某"),
        ("李某某", "李某某"),
    ],
)
def test_a_name_is_masked_as_courts_do(name: str, masked: str) -> None:
    assert mask(name) == masked


@given(st.text(min_size=2, max_size=12))
def test_a_mask_never_holds_the_whole_name(name: str) -> None:
    assert name not in mask(name) or "某" in name


def test_two_persons_of_one_mask_are_told_apart(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ledger(
        tmp_path / "l",
        c2026_0001="title: 李四李五案\nobligors:\n  - {key: A, name: 李四, kind: person}\n"
        "  - {key: B, name: 李五, kind: person}\n---\n"
        "- {event: consultation-failed, date: 2026-03-02, obligor: [A, B], ground: other}\n",
    )
    monkeypatch.chdir(folder)
    answer = run("publish", "1", *DAY)
    assert "李某李某甲案，赔偿义务人为李某（自然人）、李某甲（自然人）。\n" in answer.out
    assert "与李某、李某甲磋商未达成一致" in answer.out


@pytest.fixture
def pushed(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The ledger in git, with a remote."""
    be_zhang(tmp_path, monkeypatch)
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    git(root, "init", "-q", "-b", "main")
    git(root, "remote", "add", "origin", str(tmp_path / "remote.git"))
    git(root, "add", ".")
    git(root, "commit", "-qm", "begin")
    return root


def test_scan_names_each_place_by_line(run: Run, root: Path) -> None:
    answer = run("publish", "scan", "1", "--format", "json", *DAY)
    assert answer.code == 7
    found = {(one["path"], one["line"], one["text"]) for one in json.loads(answer.out)["places"]}
    number = (
        (root / "cases/2026-0001/case.yaml").read_text("utf-8").splitlines().index("    id_number: 62070219800101001X")
    )
    assert ("cases/2026-0001/case.yaml", number + 1, "62070219800101001X") in found
    assert "法人丁" in {text_ for _path, _line, text_ in found}
    assert run("publish", "scan", "1", *DAY).out.count("\n") == len(found)


def test_scan_looks_into_comments_word_files_and_what_it_cannot_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ledger(
        tmp_path / "l",
        "format: 1\npack: xpcc\n",
        {
            "cases/2026-0001/evidence/01-a13900000004.jpg": "\x00",
            "cases/2026-0001/evidence/02-a.txt": "电话13900000003",
        },
        c2026_0001="title: 某案 # 13900000001\n---\n- {event: clue-received, date: 2026-03-02, note: 13900000002}\n",
    )
    monkeypatch.chdir(folder)
    found = json.loads(run("publish", "scan", "--format", "json", *DAY).out)["places"]
    assert [(one["path"].rpartition("/")[2], one["line"], one["kind"], one["text"]) for one in found] == [
        ("case.yaml", 2, "phone", "13900000001"),
        ("events.yaml", 1, "phone", "13900000002"),
        ("01-a13900000004.jpg", None, "phone", "13900000004"),
        ("01-a13900000004.jpg", None, "unseen", ""),
        ("02-a.txt", 1, "phone", "13900000003"),
    ]


def test_a_ledger_that_tells_of_nobody_passes(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ledger(tmp_path / "l", c2026_0001="title: 某案\n---\n- {event: clue-received, date: 2026-03-02}\n")
    monkeypatch.chdir(folder)
    assert run("publish", "scan", *DAY).code == 0


def update(root: Path, old: str = "0" * 40) -> str:
    return f"refs/heads/main {git(root, 'rev-parse', 'HEAD')} refs/heads/main {old}\n"


def test_a_push_to_a_public_remote_is_refused_and_to_others_let_pass(
    run: Run, pushed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asks(said: str) -> int:
        monkeypatch.setattr("ecoclaim.cli.console.given", lambda: said)
        return run("publish", "scan", "--push", "origin", *DAY).code

    first = update(pushed)
    assert asks(first) == 0
    git(pushed, "config", "remote.origin.ecoclaim-public", "true")
    assert asks(first) == 7
    # What the remote has already is not asked about again; what is taken out of the last commit still goes with the push.
    git(pushed, "push", "-q", "origin", "main")
    begin = git(pushed, "rev-parse", "HEAD")
    (pushed / "README.md").write_text("公开说明\n", "utf-8")
    git(pushed, "add", "README.md")
    git(pushed, "commit", "-qm", "read me")
    assert asks(update(pushed, begin)) == 0
    (pushed / "README.md").write_text("13900000003\n", "utf-8")
    git(pushed, "commit", "-qam", "slip")
    (pushed / "README.md").write_text("公开说明\n", "utf-8")
    git(pushed, "commit", "-qam", "taken back")
    assert asks(update(pushed, begin)) == 7
    assert asks(f"(delete) {'0' * 40} refs/heads/old {begin}\n") == 0
    git(pushed, "reset", "-q", "--hard", begin)
    git(pushed, "commit", "-q", "--allow-empty", "-m", "回访13900000003")
    assert asks(update(pushed, begin)) == 7
    git(pushed, "commit", "-q", "--amend", "--allow-empty", "-m", "回访")
    assert asks(update(pushed, begin)) == 0
    git(pushed, "tag", "-a", "-m", "李四13900000003", "archive/2026-0001")
    assert asks(f"refs/tags/a {git(pushed, 'rev-parse', 'archive/2026-0001')} refs/tags/a {'0' * 40}\n") == 7
    assert asks("") == 0


def test_the_hook_stops_a_real_push(run: Run, pushed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = tmp_path / "bin/ecoclaim"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m ecoclaim "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    assert run("publish", "hook").code == 0
    assert run("publish", "hook").code == 0
    assert tried(pushed, "push", "-q", "origin", "main").returncode == 0
    git(pushed, "config", "remote.origin.ecoclaim-public", "true")
    (pushed / "cases/2026-0001/documents").mkdir()
    (pushed / "cases/2026-0001/documents/a.txt").write_text("联系13900000009\n", "utf-8")
    git(pushed, "add", ".")
    git(pushed, "commit", "-qm", "more")
    refused = tried(pushed, "push", "-q", "origin", "main")
    assert refused.returncode != 0
    assert "cases/2026-0001/documents/a.txt:1:3" in refused.stdout + refused.stderr


def test_the_hook_hands_on_what_git_told_it(run: Run, pushed: Path, tmp_path: Path) -> None:
    assert run("publish", "hook").code == 0
    hook = pushed / ".git/hooks/pre-push"
    command = tmp_path / "bin/ecoclaim"
    command.parent.mkdir()
    command.write_text("#!/bin/sh\ncat >asked\n")
    command.chmod(0o755)
    hook.write_text(hook.read_text("utf-8") + "cat >followed\n", "utf-8")
    for public in ("false", "true"):
        git(pushed, "config", "remote.origin.ecoclaim-public", public)
        git(pushed, "commit", "-q", "--allow-empty", "-m", public)
        before = tried(pushed, "rev-parse", "origin/main").stdout.strip().replace("origin/main", "0" * 40)
        git(pushed, "push", "-q", "origin", "main", PATH=f"{command.parent}{os.pathsep}{os.environ['PATH']}")
        wanted = f"refs/heads/main {git(pushed, 'rev-parse', 'HEAD')} refs/heads/main {before}\n"
        assert (pushed / "followed").read_text() == wanted
        assert (pushed / "asked").exists() is (public == "true")
    assert (pushed / "asked").read_text() == wanted


def test_a_file_that_git_lfs_sends_beside_is_one_that_cannot_be_looked_into(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'a' * 64}\nsize 12\n"
    folder = ledger(
        tmp_path / "l",
        files={"cases/2026-0001/evidence/01-a.txt": pointer},
        c2026_0001="title: 某案\n---\n- {event: clue-received, date: 2026-03-02}\n",
    )
    monkeypatch.chdir(folder)
    answer = run("publish", "scan", "--format", "json", *DAY)
    assert answer.code == 7
    assert [one["kind"] for one in json.loads(answer.out)["places"]] == ["unseen"]


def test_a_hook_of_ones_own_stays(run: Run, pushed: Path) -> None:
    own = pushed / ".git/hooks/pre-push"
    own.parent.mkdir(exist_ok=True)
    own.write_text("#!/bin/sh\n")
    answer = run("publish", "hook")
    assert answer.code == 7
    assert "ecoclaim publish scan --push" in answer.err
    assert own.read_text() == "#!/bin/sh\n"


@pytest.mark.parametrize(("said", "shown"), [("organization", "某砂场"), ("person", "某砂场（自然人）")])
def test_nothing_is_published_until_it_is_said_what_each_obligor_is(
    run: Run, root: Path, said: str, shown: str
) -> None:
    path = root / "cases/2026-0001/case.yaml"
    text_ = path.read_text("utf-8").replace("    kind: person\n", "").replace("运输户己", "某砂场")
    path.write_text(text_, "utf-8")
    answer = run("publish", "1", *DAY)
    assert (answer.code, answer.out) == (5, "")
    cure = f"ecoclaim set 2026-0001 obligors.B.kind={said}"
    assert cure in answer.err
    assert run(*cure.split()[1:], *DAY).code == 0
    assert f"、{shown}。2025年12月" in run("publish", "1", *DAY).out


def test_whoever_publishes_is_told_to_read_it(run: Run, root: Path) -> None:
    assert "公布前请通读全文" in run("publish", "1", *DAY).err


def test_the_address_of_a_firm_is_no_home_of_its_head(run: Run, root: Path) -> None:
    path = root / "cases/2026-0001/case.yaml"
    place = "甘肃省张掖市甘州区示例工业园8号"
    path.write_text(path.read_text("utf-8").replace("甘州区示例小区", place), "utf-8")
    told(run, root, "incident.place", place)
    assert run("publish", "1", *DAY).code == 0
    path.write_text(path.read_text("utf-8").replace("    address: 甘肃省", "    address: 青海省"), "utf-8")
    assert stopped(run("publish", "1", "--format", "json", *DAY)) == [("incident.place", place)]
