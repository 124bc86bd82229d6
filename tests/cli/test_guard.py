"""The guard before a push to a public remote: a clean ledger passes, and whatever tells of a person stops it, wherever it stands."""

from __future__ import annotations

import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from commandline import Run
from ledgers import ledger
from persons import be_zhang

from ecoclaim.archive.pushes import is_public
from gitwork import git, tried

DAY = ("--on", "2026-11-21")
FORM = Path(__file__).parents[2] / "templates/public/publication.docx"
CASE = (
    "title: 某砂场毁坏草原\nhandlers: [韩梅梅]\nobligors:\n"
    "  - {key: A, name: 买买提·阿不都热合曼, kind: person, phone: 8212345}\n---\n"
    "- {event: clue-received, date: 2026-03-02}\n"
)
CLEAN = "title: 某砂场毁坏草原\n---\n- {event: clue-received, date: 2026-03-02}\n"


def public(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a ledger into git, with a remote marked public and our hook, as 张三 who has an `ecoclaim` at hand."""
    be_zhang(tmp_path, monkeypatch)
    command = tmp_path / "bin/ecoclaim"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m ecoclaim "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    git(root, "remote", "add", "origin", str(tmp_path / "remote.git"))
    git(root, "config", "remote.origin.ecoclaim-public", "true")
    return root


@pytest.fixture
def clean(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger that tells of nobody, pushed."""
    root = public(ledger(tmp_path / "l", c2026_0001=CLEAN), tmp_path, monkeypatch)
    git(root, "add", ".")
    git(root, "commit", "-qm", "begin")
    monkeypatch.chdir(root)
    assert run("publish", "hook").code == 0
    assert tried(root, "push", "-q", "origin", "main").returncode == 0
    return root


def refused(root: Path, *words: str) -> str:
    """Try a push that must be stopped; gives what was said."""
    done = tried(root, "push", "-q", *(words or ("origin", "HEAD:refs/heads/main")))
    assert done.returncode != 0
    return done.stdout + done.stderr


def committed(root: Path, name: str, data: bytes, message: str = "更新") -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    git(root, "add", "--all")
    git(root, "commit", "-qm", message)


def test_a_fresh_ledger_of_ours_passes(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    be_zhang(tmp_path, monkeypatch)
    assert (
        run("init", str(tmp_path / "新"), "--pack", "zhangye-2024", "--department", "张掖市生态环境局", *DAY).code == 0
    )
    root = public(tmp_path / "新", tmp_path, monkeypatch)
    monkeypatch.chdir(root)
    assert run("publish", "hook").code == 0
    found = run("new-case", "--title", "某砂场毁坏草原", "--received", "2026-09-29", "--obligor", "示例公司", *DAY)
    assert found.code == 0
    assert run("packs", "new", "hexi", "--title", "河西办法").code == 0
    assert run("publish", "scan", *DAY).code == 0
    done = tried(root, "push", "-q", "origin", "main")
    assert done.returncode == 0, done.stderr
    # Your own signature is shown, and no one else's name is in it.
    assert "张三 <zhang@example.org>" in done.stderr


def test_the_shipped_templates_and_packs_tell_of_nobody(run: Run, clean: Path) -> None:
    for folder in ("templates", "src/ecoclaim/rules"):
        # The examples of conditions break them on purpose: an ID number that disagrees with a birth must be one.
        leave = shutil.ignore_patterns("*.examples.yaml", "__pycache__")
        shutil.copytree(Path(__file__).parents[2] / folder, clean / "templates" / Path(folder).name, ignore=leave)
    found = json.loads(run("publish", "scan", "--format", "json", *DAY).out)["places"]
    assert [(one["path"], one["field"], one["kind"], one["text"]) for one in found] == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("branch", "refs/heads/买买提阿不都热合曼"),
        ("branch", "refs/heads/wx-13900000003"),
        ("tag", "refs/tags/买买提・阿不都热合曼"),
    ],
)
def test_the_name_of_a_branch_or_tag_is_looked_at(run: Run, clean: Path, kind: str, words: str) -> None:
    (clean / "cases/2026-0001/case.private.yaml").write_text(
        "obligors: [{key: A, name: 买买提·阿不都热合曼, kind: person}]\n", "utf-8"
    )
    assert "git refs" in refused(clean, "origin", f"HEAD:{words}")


def test_a_renamed_file_is_looked_at_though_its_content_is_there_already(clean: Path) -> None:
    committed(clean, "说明.txt", "公开说明\n".encode())
    assert tried(clean, "push", "-q", "origin", "main").returncode == 0
    git(clean, "mv", "说明.txt", "证人13900000003.txt")
    git(clean, "commit", "-qm", "改名")
    assert "证人13900000003.txt" in refused(clean)


@pytest.mark.parametrize("message", ["回访13900000003", "2026-0001: 回访 一三九 零零零零 零零零三"])
def test_a_message_is_looked_at(clean: Path, message: str) -> None:
    git(clean, "commit", "-q", "--allow-empty", "-m", message)
    assert "git show" in refused(clean)


def test_a_message_in_an_old_encoding_and_one_of_a_tag_are_looked_at(clean: Path) -> None:
    subprocess.run(
        ["git", "-c", "i18n.commitEncoding=GBK", "commit", "-q", "--allow-empty", "-F", "-"],
        cwd=clean,
        input="村民李四来电".encode("gbk"),
        check=True,
    )
    assert "李四" in refused(clean)
    git(clean, "reset", "-q", "--hard", "HEAD^")
    git(clean, "tag", "-a", "-m", "村民李四来电", "v1")
    assert "李四" in refused(clean, "origin", "v1")


def test_the_signature_of_another_stops_until_it_is_allowed(run: Run, clean: Path) -> None:
    git(clean, "commit", "-q", "--allow-empty", "-m", "更新", "--author", "李雷 <lei@example.org>")
    said = refused(clean)
    assert "李雷 <lei@example.org>" in said
    assert said.count("李雷") == 1
    answer = run("publish", "allow", "李雷 <lei@example.org>", "--reason", "本局工作人员，同意署名", *DAY)
    assert answer.code == 0
    assert tried(clean, "push", "-q", "origin", "HEAD:main").returncode == 0


def test_a_remote_is_known_by_its_url_too(clean: Path, tmp_path: Path) -> None:
    committed(clean, "a.txt", b"13900000003\n")
    assert "a.txt" in refused(clean, str(tmp_path / "remote.git"), "HEAD:refs/heads/main")
    assert "a.txt" in refused(clean, f"{tmp_path / 'remote.git'}/", "HEAD:refs/heads/main")
    assert "a.txt" in refused(clean, "../remote.git", "HEAD:refs/heads/main")
    assert "a.txt" in refused(clean, (tmp_path / "remote.git").as_uri(), "HEAD:refs/heads/main")
    git(tmp_path, "init", "-q", "--bare", "other.git")
    assert tried(clean, "push", "-q", str(tmp_path / "other.git"), "HEAD:refs/heads/main").returncode == 0


@pytest.mark.parametrize(
    "url",
    [
        "git@example.org:office/ledger.git",
        "example.org:office/ledger",
        "ssh://git@example.org/office/ledger.git",
        "ssh://git@example.org:22/office/ledger",
        "https://name:word@Example.org/office/ledger.git/",
        "http://example.org/office/ledger",
    ],
)
def test_one_place_is_public_however_its_url_is_written(clean: Path, url: str) -> None:
    git(clean, "remote", "set-url", "origin", "https://example.org/office/ledger.git")
    assert is_public(clean, url, url)
    assert not is_public(clean, url.replace("office", "other"), url.replace("office", "other"))


def word(change: dict[str, bytes]) -> bytes:
    """Give a Word file with parts added or replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(FORM) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, data in change.items():
            new.writestr(name, data)
    return made.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def part(root: str, inside: str) -> bytes:
    return f"<w:{root} {W}>{inside}</w:{root}>".encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "word/comments.xml",
            part("comments", "<w:comment><w:p><w:r><w:t>电13900000003</w:t></w:r></w:p></w:comment>"),
        ),
        ("word/comments.xml", part("comments", '<w:comment w:author="13900000003"/>')),
        ("word/header1.xml", part("hdr", "<w:p><w:r><w:t>139000</w:t></w:r><w:r><w:t>00003</w:t></w:r></w:p>")),
        ("word/footer1.xml", part("ftr", "<w:p><w:r><w:t>买买提</w:t></w:r><w:r><w:t>阿不都热合曼</w:t></w:r></w:p>")),
        ("word/footnotes.xml", part("footnotes", "<w:p><w:r><w:t>13900000003</w:t></w:r></w:p>")),
        ("word/endnotes.xml", part("endnotes", "<w:p><w:r><w:t>13900000003</w:t></w:r></w:p>")),
        ("word/header2.xml", part("hdr", "<w:p><w:del><w:r><w:delText>13900000003</w:delText></w:r></w:del></w:p>")),
        (
            "word/header3.xml",
            part(
                "hdr",
                "<w:p><w:r><w:t>139000</w:t></w:r><w:del><w:r><w:delText>甲</w:delText></w:r></w:del><w:ins><w:r><w:t>00003</w:t></w:r></w:ins></w:p>",
            ),
        ),
        ("word/header4.xml", part("hdr", '<w:docPr w:name="a" w:descr="司机13900000003"/>')),
        ("word/settings9.xml", part("settings", '<w:docVar w:name="x" w:val="13900000003"/>')),
        ("docProps/custom.xml", b"<Properties><property name='x'><lpwstr>13900000003</lpwstr></property></Properties>"),
        ("docProps/core.xml", "<cp xmlns:dc='d'><dc:creator>买买提・阿不都热合曼</dc:creator></cp>".encode()),
        (
            "word/_rels/header1.xml.rels",
            b"<Relationships><Relationship Target='mailto:li.si@example.com'/></Relationships>",
        ),
        ("word/media/13900000003.xml", b"<a/>"),
        (
            "word/embeddings/a.docx",
            word({"word/footnotes.xml": part("f", "<w:p><w:r><w:t>13900000003</w:t></w:r></w:p>")}),
        ),
    ],
)
def test_every_part_of_a_word_file_is_looked_at(run: Run, clean: Path, name: str, data: bytes) -> None:
    (clean / "cases/2026-0001/case.private.yaml").write_text(
        "obligors: [{key: A, name: 买买提·阿不都热合曼, kind: person}]\n", "utf-8"
    )
    (clean / ".gitignore").write_text("case.private.yaml\n.ecoclaim.lock\n")
    committed(clean, "cases/2026-0001/documents/a.docx", word({name: data}))
    assert "cases/2026-0001/documents/a.docx" in refused(clean)
    found = json.loads(run("publish", "scan", "--format", "json", *DAY).out)["places"]
    assert {one["path"] for one in found} == {"cases/2026-0001/documents/a.docx"}


def test_a_workbook_is_looked_into_its_long_numbers_too(run: Run, clean: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        new.writestr("[Content_Types].xml", "<Types/>")
        new.writestr("xl/sharedStrings.xml", "<sst><si><r><t>赵</t></r><r><t>六13900000003</t></r></si></sst>")
        new.writestr("xl/worksheets/sheet1.xml", "<worksheet><c><v>1.3900000004E10</v></c></worksheet>")
    (clean / "cases/2026-0001/evidence").mkdir()
    (clean / "cases/2026-0001/evidence/a.xlsx").write_bytes(made.getvalue())
    found = json.loads(run("publish", "scan", "--format", "json", *DAY).out)["places"]
    assert {(one["field"], one["text"]) for one in found} == {
        ("xl/sharedStrings.xml", "13900000003"),
        ("xl/worksheets/sheet1.xml", "13900000004"),
    }


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", "村民李四，".encode("gb18030"), "李四"),
        ("a.txt", "村民李四，".encode("utf-16"), "李四"),
        ("a.html", b"<p>&#26446;&#x56DB;13900000003</p>", "13900000003"),
        ("a.json", rb'"\u6751\u6c11\u674e\u56db\uff0c"', "李四"),
        ("a.md", b"https://example.org/?q=%E6%9D%91%E6%B0%91%E6%9D%8E%E5%9B%9B", "李四"),
        ("a.ics", b"DESCRIPTION:139000\r\n 00003", "139000\r\n 00003"),
        ("a.pdf", b"%PDF-1.4\n/Author (li.si@example.com)\n", "li.si@example.com"),
        ("a.pdf", b"%PDF-1.4\n/Title <FEFF674E56DB0031003300390030003000300030003000300030003300>", ""),
    ],
)
def test_a_text_is_read_in_the_ways_texts_are_kept(run: Run, clean: Path, name: str, data: bytes, text: str) -> None:
    (clean / name).write_bytes(data)
    found = json.loads(run("publish", "scan", "--format", "json", *DAY).out)["places"]
    assert text in [one["text"] for one in found]


def test_only_this_ledger_is_looked_at_in_a_repository_of_several(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "all").mkdir()
    root = public(tmp_path / "all", tmp_path, monkeypatch)
    ledger(root / "甲", c2026_0001=CLEAN)
    ledger(root / "乙", c2026_0001=CASE)
    monkeypatch.chdir(root / "甲")
    assert run("publish", "hook").code == 0
    git(root, "add", ".")
    git(root, "commit", "-qm", "begin")
    done = tried(root, "push", "-q", "origin", "main")
    assert done.returncode == 0, done.stderr + done.stdout
    assert "乙/" in done.stderr
    # What lies in no ledger is nobody else's to look at.
    committed(root, "README.md", b"13900000003\n")
    assert ":/README.md:1:1" in refused(root)


def test_an_allowance_is_kept_with_its_reason_and_covers_every_spelling(run: Run, clean: Path) -> None:
    committed(clean, "a.txt", "电话0936-8212345\n".encode())
    assert "a.txt" in refused(clean)
    assert run("publish", "allow", "0936 8212345", "--reason", "公开的举报电话", *DAY).code == 0
    kept = (clean / "publish-allowed.yaml").read_text("utf-8")
    assert "what: 0936 8212345\n" in kept
    assert "reason: 公开的举报电话\n" in kept
    assert "by: 张三\n" in kept
    assert "date: 2026-11-21\n" in kept
    assert tried(clean, "push", "-q", "origin", "HEAD:main").returncode == 0
    assert run("publish", "allow", "0936 8212345", "--reason", "公开的举报电话", *DAY).code == 7
    (clean / "a.txt").write_text("无\n", "utf-8")
    answer = run("publish", "scan", *DAY)
    assert answer.code == 0
    assert "publish-allowed.yaml" in answer.err
    assert "0936 8212345" in answer.err


def test_an_allowance_for_one_place_covers_no_other(run: Run, clean: Path) -> None:
    for name in ("cases/2026-0001/documents/a.txt", "b.txt"):
        committed(clean, name, b"13900000003\n")
    assert run("publish", "allow", "13900000003", "--reason", "同意", "--where", "cases/2026-0001/", *DAY).code == 0
    found = json.loads(run("publish", "scan", "--format", "json", *DAY).out)["places"]
    assert [one["path"] for one in found] == ["b.txt"]


def test_a_file_that_cannot_be_looked_into_is_allowed_by_its_checksum(run: Run, clean: Path) -> None:
    name = "cases/2026-0001/evidence/01.jpg"
    committed(clean, name, b"\xff\xd8\xff\0one")
    assert name in refused(clean)
    assert run("publish", "allow", name, "--reason", "已看过，无个人信息", *DAY).code == 0
    assert run("publish", "scan", *DAY).code == 0
    assert tried(clean, "push", "-q", "origin", "HEAD:main").returncode == 0
    committed(clean, name, b"\xff\xd8\xff\0two")
    assert name in refused(clean)


@pytest.mark.parametrize(
    ("text", "code"), [("- {what: a}\n", 4), ("what: a\n", 4), ("- {what: a, why: b}\n", 4), ("", 0)]
)
def test_a_list_that_cannot_be_read_is_told_with_its_line(run: Run, clean: Path, text: str, code: int) -> None:
    (clean / "publish-allowed.yaml").write_text(text, "utf-8")
    answer = run("publish", "scan", *DAY)
    assert answer.code == code
    assert ("publish-allowed.yaml:1:" in answer.err) == bool(code)


def test_officials_are_told_once_and_others_each_time(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = ledger(tmp_path / "l", c2026_0001=CASE)
    (root / "a.txt").write_text("韩梅梅、韩 梅梅、买买提阿不都热合曼、阿不都热合曼\n", "utf-8")
    monkeypatch.chdir(root)
    found = json.loads(run("publish", "scan", "--format", "json", *DAY).out)["places"]
    assert [(one["path"], one["kind"], one["text"]) for one in found] == [
        ("a.txt", "official", "韩梅梅"),
        ("a.txt", "name", "买买提阿不都热合曼"),
        ("a.txt", "name", "阿不都热合曼"),
        ("cases/2026-0001/case.yaml", "name", "买买提·阿不都热合曼"),
        ("cases/2026-0001/case.yaml", "phone", "8212345"),
    ]


def test_a_case_that_cannot_be_read_is_named_and_nothing_passes(run: Run, clean: Path) -> None:
    committed(clean, "cases/2026-0001/case.yaml", b"id: 2026-0001\ntitle: [\n")
    answer = run("publish", "scan", *DAY)
    assert answer.code == 4
    assert "cases/2026-0001/case.yaml:" in answer.err
    assert tried(clean, "push", "-q", "origin", "HEAD:main").returncode != 0


def test_a_film_is_named_and_not_read(run: Run, clean: Path) -> None:
    film = clean / "cases/2026-0001/evidence/01.mp4"
    film.parent.mkdir()
    with film.open("wb") as file:
        file.write(b"\0\0\0\x18ftypmp42")
        file.truncate(5 << 30)
    text = clean / "cases/2026-0001/evidence/02.txt"
    with text.open("wb") as file:
        file.write(b"a" * 10_000)
        file.truncate(3 << 30)
    limited = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "from ecoclaim.cli import main\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "publish", "scan", "--format", "json", *DAY],
        cwd=clean,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 7, done.stderr
    found = json.loads(done.stdout)["places"]
    assert [(Path(one["path"]).name, one["kind"]) for one in found] == [("01.mp4", "unseen"), ("02.txt", "unseen")]
    assert all(one["reason"] for one in found)


def test_a_line_of_many_figures_takes_no_long_time() -> None:
    from ecoclaim.checks.personal import personal

    for text in ("1" * 20_000, "1 " * 20_000, "a" * 20_000 + "@", "一" * 20_000, "村" * 20_000, "1-" * 20_000):
        personal(text)
