"""Print what every form of every shipped case gives: to be run before and after a change that shall change nothing.

    python tests/forms_unchanged.py > before.json      (on the old code, then the same on the new one, and compare)

Of each case of both examples and of the fixture, under its own rule pack and under those of other regions: what
`forms`, `next` and `archive` answer, the text of every form that is ready, the SHA-256 of every draft, and what each
blank takes from the case. One entry a line, so that `diff` shows what changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ecoclaim.cli import main

ROOT = Path(__file__).parents[1]
LEDGERS = {"zhangye": ROOT / "examples/zhangye", "xpcc": ROOT / "examples/xpcc", "full": ROOT / "tests/fixtures/full"}
DAYS = ("2026-11-21", "2026-03-20")
# A region of its own, whose forms are made of the samples of another.
REGION = """name: hexi
title: {zh: 河西办法, en: Hexi measures}
extends: national
document: hexi
documents: {hexi: {title: {zh: 河西办法, en: Hexi measures}}}
forms:
"""
FORMS = {
    "zhangye-2024": (
        "start-registration investigation-report termination-registration consultation-notice power-of-attorney "
        "meeting-minutes agreement confirmation-application referral-letter closing-approval enforcement-application"
    ),
    "xpcc": (
        "consultation-notice power-of-attorney meeting-minutes agreement confirmation-application "
        "enforcement-application"
    ),
}


def said(*words: str) -> dict[str, object]:
    """Run one command and give what it answers."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _stream in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["--lang", "zh", *words])
    texts = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined]
    return {"code": code, **dict(zip(("out", "err"), texts, strict=True))}


def laid_out(source: Path, folder: Path, pack: str, sample: str) -> None:
    """Copy a ledger, every case under a rule pack where one is named."""
    shutil.copytree(source, folder)
    settings = folder / "ecoclaim.yaml"
    text = settings.read_text("utf-8")
    text = re.sub(r"(?m)^git:.*(\n[ ].*)*\n?", "", text) + "\ngit: {commit: false}\n"
    if pack:
        text = re.sub(r"(?m)^pack:.*$", f"pack: {pack}", text)
        for file in folder.glob("cases/*/case.yaml"):
            file.write_text(re.sub(r"(?m)^pack:.*\n", "", file.read_text("utf-8")), "utf-8")
    settings.write_text(text, "utf-8")
    if pack == "hexi":
        lines = [
            f"  - {{id: {form}, title: {{zh: 文书, en: Form}}, source: {{document: hexi, article: 附件}}}}\n"
            for form in FORMS[sample].split()
        ]
        (folder / "packs").mkdir(exist_ok=True)
        (folder / "packs" / "hexi.yaml").write_text(REGION + "".join(lines), "utf-8")
        shutil.copytree(ROOT / "templates" / sample, folder / "templates" / "hexi")


def answers(root: Path, case: str, day: str) -> Iterator[tuple[str, object]]:
    """Give what every command about forms answers for a case."""
    at = ("-C", str(root), "--on", day)
    for command in ("forms", "next", "archive"):
        yield f"{command} json", said(command, case, "--format", "json", *at)
        yield command, said(command, case, *at)
    yield "ready", said("render", case, "--all", "--text", *at)
    out = root.parent / "out"
    for one in json.loads(str(said("forms", "--format", "json", *at)["out"]))["forms"]:
        form = one["form"]
        yield f"{form} final", said("render", case, form, "--text", *at)
        yield f"{form} draft", said("render", case, form, "--draft", "--out", str(out), *at)
    for file in sorted(out.glob("*.docx")) if out.is_dir() else ():
        yield file.name, hashlib.sha256(file.read_bytes()).hexdigest()
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(root / "cases" / case / "documents", ignore_errors=True)


def whole() -> Iterator[tuple[str, object]]:
    """Give all answers, each by ledger, pack, case, day and command."""
    others = [
        ("", ""),
        ("zhangye-2024", ""),
        ("xpcc", ""),
        ("hexi", "zhangye-2024"),
        ("hexi", "xpcc"),
        ("national", ""),
    ]
    for name, source in LEDGERS.items():
        for pack, sample in others:
            if pack and name != "full":
                continue
            with tempfile.TemporaryDirectory() as place:
                root = Path(place) / "ledger"
                laid_out(source, root, pack, sample)
                for day in DAYS:
                    for folder in sorted((root / "cases").glob("????-????")):
                        for what, answer in answers(root, folder.name, day):
                            text = json.dumps(answer, ensure_ascii=False).replace(str(place), "…")
                            yield f"{name} {pack} {sample} {folder.name} {day} {what}", text


if __name__ == "__main__":
    for key, answer in whole():
        sys.stdout.write(f"{key}\t{answer}\n")
