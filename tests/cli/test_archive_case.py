"""`archive`: a closed case becomes a dossier that anyone can check, without ecoclaim too."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import bagit
import pytest
from commandline import Answer, Run
from docx import Document
from persons import be_zhang
from pypdf import PdfWriter

from ecoclaim.cli import main
from ecoclaim.forms.text import text
from ecoclaim.ledger.create import lay_out
from ecoclaim.ledger.places import shipped
from gitwork import git, tried

CASE = "2024-0001"
DAY = ("--on", "2026-11-21")
COVERS = ("dossier-catalogue.docx", "dossier-cover.docx", "dossier-note.docx")


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped example with every paper of its closed case rendered, in no git."""
    folder = tmp_path_factory.mktemp("complete") / "台账"
    lay_out(shipped("examples") / "zhangye", folder)
    settings = folder / "ecoclaim.yaml"
    settings.write_text(settings.read_text("utf-8").replace("commit: true", "commit: false"), "utf-8")
    at = ("-C", str(folder), *DAY)
    assert main(["render", CASE, "--all", *at]) == 0
    assert main(["render", CASE, "photo-page", *at]) == 0
    return folder


@pytest.fixture
def root(run: Run, complete: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "台账"
    shutil.copytree(complete, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def kept(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The ledger in git, every command a commit."""
    be_zhang(tmp_path, monkeypatch)
    settings = root / "ecoclaim.yaml"
    settings.write_text(settings.read_text("utf-8").replace("commit: false", "commit: true"), "utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "begin")
    return root


def case(root: Path) -> Path:
    return root / "cases" / CASE


def archived(run: Run, *words: str) -> dict[str, object]:
    answer = run("archive", CASE, "--format", "json", *words, *DAY)
    assert answer.code == 0, answer
    return json.loads(answer.out)  # type: ignore[no-any-return]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(answer: Answer, root: Path, before: dict[str, bytes]) -> None:
    after = files(root)
    after.pop(".ecoclaim.lock", None)
    before.pop(".ecoclaim.lock", None)
    assert after == before, answer


def test_a_complete_case_gets_cover_catalogue_note_and_manifest(run: Run, root: Path) -> None:
    told = archived(run)
    assert {name for name in COVERS if (case(root) / "documents" / name).is_file()} == set(COVERS)
    cover = text((case(root) / "documents/dossier-cover.docx").read_bytes())
    assert "张掖市示例冶金有限公司生态环境损害赔偿案" in cover
    assert "结案" in cover
    assert told["complete"]
    assert told["tag"] is None
    manifest = (case(root) / "manifest-sha256.txt").read_bytes()
    assert told["manifest_sha256"] == sha256(manifest).hexdigest()


def test_the_catalogue_follows_the_packs_order_with_each_papers_day(run: Run, root: Path) -> None:
    archived(run)
    rows = text((case(root) / "documents/dossier-catalogue.docx").read_bytes()).splitlines()
    titles = [row.split(" | ")[3] for row in rows if re.match(r"\d+ \| ", row)]
    assert titles[:4] == ["索赔启动登记表", "生态环境损害调查报告", "现场检查（勘察）笔录", "土壤和废渣监测报告"]
    notice = titles.index("生态环境损害赔偿磋商告知书（第一次磋商会议）")
    assert titles.index("照片粘贴页（1张）") < notice
    assert titles[-2:] == ["结案审批表", "结案内部审批单"]
    assert len(titles) == len(set(titles)) > 10
    makers = {row.split(" | ")[3]: row.split(" | ")[2] for row in rows if re.match(r"\d+ \| ", row)}
    assert makers["授权委托书"] == "示例冶金公司"
    assert makers["生态环境损害赔偿协议"] == "张掖市生态环境局、示例冶金公司"


def test_page_numbers_are_counted_as_far_as_pages_are_known(run: Run, root: Path) -> None:
    told = archived(run)
    unknown = [one["name"] for one in told["pieces"] if one["pages"] is None]  # type: ignore[attr-defined, index]
    assert "agreement-1" in unknown
    said = [f"texts.dossier-catalogue.{name}=2" for name in unknown]
    assert run("set", CASE, *said, *DAY).code == 0
    told = archived(run)
    pages = [one["pages"] for one in told["pieces"]]  # type: ignore[attr-defined, index]
    rows = text((case(root) / "documents/dossier-catalogue.docx").read_bytes()).splitlines()
    shown = [row.split(" | ")[5] for row in rows if re.match(r"\d+ \| ", row)]
    start = 1
    for count, page in zip(pages, shown, strict=True):
        assert page == (str(start) if count == 1 else f"{start}-{start + count - 1}")
        start += count
    assert f"{len(pages)}件，{start - 1}页" in text((case(root) / "documents/dossier-cover.docx").read_bytes())
    assert f"本卷共{len(pages)}件，{start - 1}页。" in text((case(root) / "documents/dossier-note.docx").read_bytes())


def test_a_missing_paper_is_named_with_its_article_and_nothing_is_written(run: Run, root: Path) -> None:
    (case(root) / "documents/agreement-1.docx").unlink()
    (case(root) / "documents/photo-page.docx").unlink()
    before = files(root)
    answer = run("archive", CASE, "--bag", str(root.parent / "bag"), *DAY)
    assert answer.code == 5
    assert "生态环境损害赔偿协议" in answer.out
    assert "第二十条" in answer.out
    assert "照片粘贴页" in answer.out
    refused(answer, root, before)
    assert not (root.parent / "bag").exists()
    told = json.loads(run("archive", CASE, "--format", "json", *DAY).out)
    assert [one["form"] for one in told["missing"]] == ["photo-page", "agreement"]


def test_a_signed_paper_taken_in_as_evidence_is_the_paper(run: Run, root: Path) -> None:
    (case(root) / "documents/agreement-1.docx").unlink()
    scan = root.parent / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    words = ("--name", "签字盖章的协议", "--kind", "agreement", "--pages", "6", "--original")
    assert run("evidence", "add", CASE, str(scan), *words, *DAY).code == 0
    told = archived(run)
    (paper,) = [one for one in told["pieces"] if one["form"] == "agreement"]  # type: ignore[attr-defined, index]
    assert (paper["pages"], paper["evidence"], paper["files"]) == (6, [6], [])
    assert not [one for one in told["pieces"] if one["name"] == "evidence-6"]  # type: ignore[attr-defined, index]


def test_papers_nobody_signed_and_events_without_proof_are_named(run: Run, root: Path) -> None:
    answer = run("archive", CASE, *DAY)
    assert answer.code == 0
    assert "件文书只有未签名、盖章的 Word 文件：" in answer.err
    assert f"ecoclaim evidence add {CASE} 文件 --kind start-registration" in answer.err
    assert "下列事项没有写明证据：" in answer.err


def test_a_draft_is_no_paper(run: Run, root: Path) -> None:
    documents = case(root) / "documents"
    (documents / "agreement-1.docx").rename(documents / "agreement-1-draft.docx")
    answer = run("archive", CASE, *DAY)
    assert answer.code == 5
    assert "agreement-1-draft.docx" in answer.err


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:500])


def wordless(path: Path) -> None:
    Document().save(str(path))


def as_template(path: Path) -> None:
    shutil.copy(shipped("templates") / "zhangye-2024" / f"{path.stem.removesuffix('-1')}.docx", path)


def blank(path: Path) -> None:
    """Print the form with nothing in its blanks."""
    as_template(path)
    parts = re.compile(rb"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
    with zipfile.ZipFile(path) as source:
        held = {name: source.read(name) for name in source.namelist()}
    body = held["word/document.xml"]
    held["word/document.xml"] = parts.sub(lambda found: b"".join(re.findall(rb"<[^<>]*>", found[0])), body)
    with zipfile.ZipFile(path, "w") as target:
        for name, data in held.items():
            target.writestr(name, data)


@pytest.mark.parametrize("harm", [emptied, cut_off, wordless, as_template, blank])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_form_is_no_paper(run: Run, root: Path, harm: Callable[[Path], None], language: str) -> None:
    harm(case(root) / "documents" / "agreement-1.docx")
    before = files(root)
    answer = run("archive", CASE, *DAY, "--lang", language)
    refused(answer, root, before)
    assert answer.code == 5
    assert "agreement-1.docx" in answer.err
    assert ("paper" in answer.err) is (language == "en")


def test_empty_evidence_is_refused(run: Run, root: Path) -> None:
    (case(root) / "evidence").mkdir(exist_ok=True)
    (case(root) / "evidence" / "空.pdf").write_bytes(b"")
    assert run("evidence", "add", CASE, str(case(root) / "evidence" / "空.pdf"), *DAY).code == 0
    before = files(root)
    answer = run("archive", CASE, *DAY)
    refused(answer, root, before)
    assert answer.code == 4
    assert "空.pdf" in answer.err


def test_a_case_that_is_not_closed_is_refused(run: Run, root: Path) -> None:
    before = files(root)
    answer = run("archive", "2026-0001", *DAY)
    assert answer.code == 7
    refused(answer, root, before)


def test_sha256sum_checks_the_manifest_without_ecoclaim(run: Run, root: Path) -> None:
    archived(run)
    check = ("sha256sum", "--strict", "--quiet", "-c", "manifest-sha256.txt")
    assert subprocess.run(check, cwd=case(root), check=False).returncode == 0
    names = (case(root) / "manifest-sha256.txt").read_text("utf-8").splitlines()
    listed = {line[66:] for line in names}
    assert listed == set(files(case(root))) - {"manifest-sha256.txt"}
    with (case(root) / "events.yaml").open("a") as file:
        file.write("# x\n")
    assert subprocess.run(check, cwd=case(root), capture_output=True, check=False).returncode == 1


def test_the_same_case_gives_the_same_dossier(run: Run, root: Path) -> None:
    archived(run, "--bag", str(root.parent / "one"))
    first = files(case(root))
    told = archived(run, "--bag", str(root.parent / "two"))
    assert files(case(root)) == first
    assert files(root.parent / "one") == files(root.parent / "two")
    later = json.loads(run("archive", CASE, "--format", "json", "--on", "2027-03-01").out)
    assert later["manifest_sha256"] == told["manifest_sha256"]


def test_the_bag_is_valid_for_bagits_own_validator(run: Run, root: Path) -> None:
    told = archived(run, "--bag", str(root.parent / "移交 包"))
    bag = root.parent / "移交 包"
    assert bagit.Bag(str(bag)).validate()
    assert (bag / "bagit.txt").read_text("utf-8") == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert told["root_sha256"] == sha256((bag / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        assert subprocess.run(["sha256sum", "--quiet", "-c", manifest], cwd=bag, check=False).returncode == 0
    note = text((root.parent / "移交 包-dossier-note.docx").read_bytes())
    assert str(told["root_sha256"]) in note


def test_one_changed_byte_breaks_the_bag(run: Run, root: Path) -> None:
    archived(run, "--bag", str(root.parent / "bag"))
    path = root.parent / "bag/data/cases" / CASE / "events.yaml"
    path.write_bytes(path.read_bytes().replace(b"2024", b"2025", 1))
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(root.parent / "bag")).validate()


def test_whoever_receives_the_bag_can_ask_ecoclaim_about_the_case(run: Run, root: Path) -> None:
    archived(run, "--bag", str(root.parent / "bag"))
    at = ("-C", str(root.parent / "bag/data"))
    assert "closed" in run("show", CASE, *at, *DAY, "--format", "json").out
    assert run("verify", *at, *DAY).code == 0


@pytest.mark.parametrize("place", ["inside", "full", "file", "link", "nowhere"])
def test_a_place_that_cannot_take_a_bag_is_refused_before_anything_is_written(run: Run, root: Path, place: str) -> None:
    target = {"inside": root / "bag", "nowhere": root.parent / "none/bag"}.get(place, root.parent / "bag")
    if place == "full":
        target.mkdir()
        (target / "x").write_text("x")
    elif place == "file":
        target.write_text("x")
    elif place == "link":
        target.symlink_to(root.parent)
    before = files(root)
    answer = run("archive", CASE, "--bag", str(target), *DAY)
    assert answer.code == 2
    refused(answer, root, before)


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda folder: (folder / "documents/x.docx").symlink_to("/etc/passwd"), 4),
        (lambda folder: (folder / "extra").symlink_to("/etc"), 4),
        (lambda folder: (folder / "documents/a%0Ab.docx").write_text("x"), 4),
        (lambda folder: (folder / "documents/a\\b.docx").write_text("x"), 4),
        (lambda folder: (folder / "documents/a\nb.docx").write_text("x"), 4),
        (lambda folder: (folder / "evidence/unlisted.txt").write_text("x"), 4),
        (lambda folder: (folder / "evidence/01-现场检查笔录.txt").write_text("x"), 4),
        (lambda folder: (folder / "evidence/01-现场检查笔录.txt").unlink(), 4),
    ],
    ids=["link", "link to a folder", "percent", "backslash", "line end", "unlisted", "changed", "missing"],
)
def test_what_leaves_the_case_or_does_not_fit_its_records_is_refused(run: Run, root: Path, harm, code: int) -> None:  # type: ignore[no-untyped-def]
    harm(case(root))
    answer = run("archive", CASE, "--bag", str(root.parent / "bag"), *DAY)
    assert answer.code == code, answer
    assert f"cases/{CASE}/" in answer.err
    assert not (case(root) / "manifest-sha256.txt").exists()
    assert not (root.parent / "bag").exists()


def test_a_linked_pack_does_not_get_into_the_bag(run: Run, root: Path) -> None:
    (root / "packs").mkdir(exist_ok=True)
    (root / "packs/x.yaml").symlink_to("/etc/passwd")
    answer = run("archive", CASE, "--bag", str(root.parent / "bag"), *DAY)
    assert answer.code == 4
    assert not (root.parent / "bag").exists()
    assert not list(root.parent.glob(".new-*"))


def test_the_private_file_goes_into_neither_manifest_nor_bag(run: Run, root: Path) -> None:
    (case(root) / "case.private.yaml").write_text("handlers: [机密]\n", "utf-8")
    answer = run("archive", CASE, "--bag", str(root.parent / "bag"), *DAY)
    assert answer.code == 0
    assert "case.private.yaml" in answer.err
    assert "private" not in (case(root) / "manifest-sha256.txt").read_text("utf-8")
    assert not list((root.parent / "bag").rglob("case.private.yaml"))


def test_a_cover_edited_by_hand_is_kept_unless_forced(run: Run, root: Path) -> None:
    import io

    archived(run)
    cover = case(root) / "documents/dossier-cover.docx"
    with zipfile.ZipFile(cover) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, part in parts.items():
            target.writestr(name, part.replace("结案".encode(), "已结".encode()))
    cover.write_bytes(made.getvalue())
    assert run("archive", CASE, *DAY).code == 7
    assert cover.read_bytes() == made.getvalue()
    assert run("archive", CASE, "--force", *DAY).code == 0
    assert cover.read_bytes() != made.getvalue()


def test_verify_finds_what_changed_since_the_case_was_archived(run: Run, root: Path) -> None:
    archived(run)
    assert run("verify", CASE, *DAY).code == 0
    path = case(root) / "documents/agreement-1.docx"
    path.write_bytes(path.read_bytes() + b"x")
    answer = run("verify", CASE, *DAY, "--format", "json")
    (found,) = json.loads(answer.out)["findings"]
    assert (found["code"], found["path"]) == ("manifest-differs", f"cases/{CASE}/manifest-sha256.txt")
    assert found["line"]
    assert answer.code == 1


@pytest.mark.parametrize("line", ["../../x", "/etc/passwd"])
def test_a_manifest_that_leads_out_is_told(run: Run, root: Path, line: str) -> None:
    (case(root) / "manifest-sha256.txt").write_text(f"{'0' * 64}  {line}\nnonsense\n")
    answer = run("verify", CASE, *DAY, "--format", "json")
    assert [(one["code"], one["line"]) for one in json.loads(answer.out)["findings"]] == [
        ("manifest-differs", 1),
        ("manifest-differs", 2),
    ]


def test_git_gets_one_commit_and_an_annotated_tag(run: Run, kept: Path) -> None:
    told = archived(run)
    assert told["tag"] == f"archive/{CASE}"
    assert git(kept, "cat-file", "-t", f"archive/{CASE}") == "tag"
    assert str(told["manifest_sha256"]) in git(kept, "cat-file", "-p", f"archive/{CASE}")
    assert git(kept, "status", "--porcelain") == "?? .ecoclaim.lock" or git(kept, "status", "--porcelain") == ""
    assert git(kept, "rev-parse", f"archive/{CASE}^{{commit}}") == git(kept, "rev-parse", "HEAD")
    assert set(git(kept, "show", "--format=", "--name-only", "HEAD").splitlines()) == {
        f"cases/{CASE}/manifest-sha256.txt",
        *(f"cases/{CASE}/documents/{name}" for name in COVERS),
    }


def test_archiving_again_tags_again_only_where_the_case_went_on(run: Run, kept: Path) -> None:
    archived(run)
    assert archived(run)["tag"] == f"archive/{CASE}"
    assert git(kept, "tag").splitlines() == [f"archive/{CASE}"]
    answer = run("record", CASE, "result-published", "--date", "2026-11-20", "what=restoration", "where=网站", *DAY)
    assert answer.code == 0, answer
    assert archived(run)["tag"] == f"archive/{CASE}-2"


def test_a_person_who_signs_tags_signs_this_one(
    run: Run, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("no ssh-keygen here")
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    be_zhang(tmp_path, monkeypatch, f"\tsigningKey = {key}.pub\n[gpg]\n\tformat = ssh\n[tag]\n\tgpgSign = true\n")
    archived(run)
    assert "BEGIN SSH SIGNATURE" in git(kept, "cat-file", "-p", f"archive/{CASE}")
    be_zhang(tmp_path, monkeypatch, "\tsigningKey = /none\n[gpg]\n\tformat = ssh\n[tag]\n\tgpgSign = true\n")
    git(kept, "tag", "-d", f"archive/{CASE}")
    refused_ = run("archive", CASE, *DAY)
    assert refused_.code == 6
    assert (case(kept) / "manifest-sha256.txt").is_file()


def test_what_is_not_in_git_stops_the_archive_before_anything_is_written(run: Run, kept: Path) -> None:
    (case(kept) / "documents" / "note.txt").write_text("x", "utf-8")
    before = files(kept)
    answer = run("archive", CASE, *DAY)
    assert answer.code == 6
    assert "documents/note.txt" in answer.err
    assert {name: data for name, data in files(kept).items() if ".git/" not in name} == {
        name: data for name, data in before.items() if ".git/" not in name
    } | {name: data for name, data in files(kept).items() if name == ".ecoclaim.lock"}
    assert git(kept, "tag") == ""
    git(kept, "add", ".")
    git(kept, "commit", "-qm", "note")
    assert run("archive", CASE, *DAY).code == 0
    assert git(kept, "tag") == f"archive/{CASE}"


def test_a_pdf_beside_its_word_file_is_entered_with_the_dossier_and_tells_its_pages(run: Run, kept: Path) -> None:
    writer = PdfWriter()
    for _page in range(7):
        writer.add_blank_page(100, 100)
    writer.write(case(kept) / "documents" / "investigation-report.pdf")
    told = archived(run)
    (report,) = [one for one in told["pieces"] if one["name"] == "investigation-report"]  # type: ignore[attr-defined, index]
    assert report["pages"] == 7
    assert f"cases/{CASE}/documents/investigation-report.pdf" in git(kept, "ls-files").splitlines()
    assert git(kept, "tag") == f"archive/{CASE}"


def test_a_tag_of_another_kind_is_no_archiving(run: Run, kept: Path) -> None:
    git(kept, "tag", f"archive/{CASE}-x")
    git(kept, "tag", f"archive/{CASE}1")
    assert archived(run)["tag"] == f"archive/{CASE}"
    assert tried(kept, "rev-parse", f"archive/{CASE}-2").returncode != 0


def test_broken_off_between_two_files_the_next_run_completes_it(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.hardlink_to

    def broken(path: Path, waiting: Path) -> None:
        if path.name == "manifest-sha256.txt":
            raise KeyboardInterrupt
        real(path, waiting)

    monkeypatch.setattr(Path, "hardlink_to", broken)
    assert run("archive", CASE, *DAY).code == 130
    monkeypatch.undo()
    monkeypatch.chdir(root)
    # The manifest comes last: until it is there the case is not archived.
    assert not (case(root) / "manifest-sha256.txt").exists()
    assert archived(run)["complete"]
    assert run("verify", CASE, *DAY).code == 0


def test_what_is_written_into_an_archived_case_is_said_to_be_in_no_manifest(run: Run, kept: Path) -> None:
    assert "已经归档" not in run("set", CASE, "texts.dossier-catalogue.agreement=6", *DAY).err
    archived(run)
    said = run("evidence", "add", CASE, str(kept / "ecoclaim.yaml"), "--name", "后补", *DAY)
    assert (said.code, "2024-0001 已经归档；此后写入的内容须重新归档方为卷内" in said.err) == (0, True)
    assert run("verify", CASE, *DAY).code == 1
    archived(run)
    assert run("verify", CASE, *DAY).code == 0
