"""Attacks a ledger from the outside, and counts which attacks held and which fell.

    python tests/hostile/attacks.py              every attack
    python tests/hostile/attacks.py kills        one part; --list names them, --seed N and --kills N change the dice

Knows the program only as a process (`python -m ecoclaim` of the Python that runs this), beside git, bash and files as a
stranger makes them. Each line is one kind of attack: how often it was tried, how often it held, how often it fell; a
fall is told below it, and the exit code is 1. An attack holds where no program of the stranger's ran, nothing was
fetched, written outside or torn, no escape reached the terminal, no person got out, and the answer was a sentence with
the right exit code. Takes a quarter of an hour on a quiet machine.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import re
import resource
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from unicodedata import normalize

import docx

FULL = Path(__file__).parents[1] / "fixtures" / "full"
FORM = Path(__file__).parents[2] / "templates" / "zhangye-2024" / "consultation-notice.docx"
US = (sys.executable, "-m", "ecoclaim")
READING = (
    ("doctor",),
    ("check",),
    ("log",),
    ("show", "2026-0001", "--known-at", "2026-11-21"),
    ("deadlines", "--known-at", "2026-11-21"),
    ("verify",),
    ("publish", "scan"),
    ("drift", "2026-0001"),
)
RECORD = ("record", "2026-0002", "progress-reported", "--date", "2026-11-20", "to=甲厅")
Told = tuple[bool, str]


class Tally:
    """Counts the attacks of each kind."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Told]] = {}

    def told(self, kind: str, held: object, note: str = "") -> None:
        """Count one attack; says it at once where it fell."""
        self.rows.setdefault(kind, []).append((bool(held), note))
        if not held:
            print(f"  fell: {kind}: {note}", flush=True)

    def table(self) -> str:
        """Write the counts."""
        lines = [f"{'attack':58} tried  held  fell"]
        for kind, told in [*self.rows.items(), ("all", [one for row in self.rows.values() for one in row])]:
            held = sum(one for one, _note in told)
            lines.append(f"{kind:58} {len(told):5} {held:5} {len(told) - held:5}")
        return "\n".join(lines)


class Done:
    """What a process answered."""

    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code, self.raw = code, out + b"\n" + err
        self.out, self.err = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
        self.said = f"{self.out}\n{self.err}"

    def brief(self) -> str:
        """Write the code and the last of what was said, for a fall."""
        return f"code {self.code}: {self.said.strip()[-300:]!r}"

    def is_sentence(self, *codes: int) -> bool:
        """Whether it was one of these codes, with something said and no traceback."""
        return self.code in codes and bool(self.said.strip()) and "Traceback" not in self.said


class World:
    """A folder of our own, with a home of its own and a git that knows who we are."""

    def __init__(self, at: Path, seed: int, kills: int) -> None:
        self.at, self.dice, self.kills, self.tally = at, random.Random(seed), kills, Tally()
        self.number = 0
        home = at / "home"
        home.mkdir()
        (home / ".gitconfig").write_text(
            "[user]\n name = 周立\n email = z@example.org\n[init]\n defaultBranch = main\n"
        )
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "ECOCLAIM_"))}
        self.around = {
            **kept,
            "HOME": str(home),
            "ECOCLAIM_LANG": "en",
            "ECOCLAIM_TODAY": "2026-11-21",
            "GIT_CONFIG_NOSYSTEM": "1",
        }

    def run(self, folder: Path, *words: str, around: Mapping[str, str] | None = None, memory: int = 0) -> Done:
        """Run a command in a folder; a hang is a fall with code -1."""

        def bounded() -> None:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

        try:
            done = subprocess.run(
                words,
                cwd=folder,
                env={**self.around, **(around or {})},
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=240,
                preexec_fn=bounded if memory else None,
            )
        except subprocess.TimeoutExpired as fault:
            return Done(-1, fault.stdout or b"", (fault.stderr or b"") + b"hung")
        return Done(done.returncode, done.stdout, done.stderr)

    def us(self, folder: Path, *words: str, **more: object) -> Done:
        """Run ecoclaim."""
        return self.run(folder, *US, *words, **more)  # type: ignore[arg-type]

    def git(self, folder: Path, *words: str) -> str:
        """Run git, which must succeed."""
        done = self.run(folder, "git", *words)
        assert done.code == 0, (words, done.said)
        return done.out.strip()

    def folder(self) -> Path:
        """Give a new empty folder."""
        self.number += 1
        path = self.at / f"w{self.number}"
        path.mkdir()
        return path

    def ledger(self) -> Path:
        """Lay out the full ledger, all of it in git."""
        root = self.folder() / "l"
        shutil.copytree(FULL, root)
        (root / ".gitignore").write_text(".ecoclaim.lock\n.write-*\n.new-*\n*.private.yaml\n")
        self.git(root, "init", "-q")
        self.git(root, "add", ".")
        then = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2026-11-01T10:00:00+08:00")
        assert self.run(root, "git", "commit", "-qm", "begin", around=then).code == 0
        return root

    def copy(self, root: Path) -> Path:
        """Copy a ledger as a folder, .git and all."""
        new = self.folder() / "l"
        shutil.copytree(root, new, symlinks=True)
        return new


def trap(world: World, name: str) -> tuple[Path, Path]:
    """Make a program that leaves a mark when it runs; gives the program and the mark."""
    folder = world.at / "traps"
    folder.mkdir(exist_ok=True)
    program, mark = folder / f"{name}.sh", folder / f"{name}.ran"
    program.write_text(f"#!/bin/sh\ntouch {mark}\ncat 2>/dev/null\nexit 0\n")
    program.chmod(0o755)
    return program, mark


def armed(world: World, root: Path) -> dict[str, Path]:
    """Set every trap there is in a repository's own settings, each with a mark of its own."""
    marks: dict[str, Path] = {}

    def program(name: str) -> str:
        path, marks[name] = trap(world, name)
        return str(path)

    git = root / ".git"
    hooks = world.folder()
    for hook in (
        "pre-commit",
        "commit-msg",
        "post-index-change",
        "post-checkout",
        "reference-transaction",
        "post-commit",
    ):
        (hooks / hook).symlink_to(program(f"hooksPath-{hook}"))
    keys = {
        "core.fsmonitor": "fsmonitor", "core.pager": "pager", "diff.external": "external-diff", "pager.log": "pager-log",
        "diff.t.textconv": "textconv", "diff.t.command": "diff-command", "filter.f.clean": "clean",
        "filter.f.smudge": "smudge", "filter.p.process": "process", "core.sshCommand": "ssh", "core.editor": "editor",
        "credential.helper": "credential", "gpg.program": "gpg", "gpg.ssh.program": "gpg-ssh",
        "merge.m.driver": "merge-driver", "trailer.t.command": "trailer", "trailer.u.cmd": "trailer-cmd",
        "core.alternateRefsCommand": "alternate-refs", "core.askPass": "askpass", "core.gitProxy": "proxy",
        "uploadpack.packObjectsHook": "pack-objects", "interactive.diffFilter": "diff-filter",
        "sequence.editor": "sequence-editor", "gpg.ssh.defaultKeyCommand": "key-command",
    }  # fmt: skip
    for key, name in keys.items():
        world.git(root, "config", key, program(name))
    for word in ("status", "log", "show", "cat-file", "ls-tree", "rev-parse", "config", "commit", "add", "lfs"):
        world.git(root, "config", f"alias.{word}", "!" + program(f"alias-{word}"))
    world.git(root, "config", "core.hooksPath", str(hooks))
    world.git(root, "config", "trailer.t.key", "Signed")
    for key, value in (
        ("remote.origin.url", "ext::" + program("ext-fetch")),
        ("remote.origin.promisor", "true"),
        ("remote.origin.partialCloneFilter", "blob:none"),
        ("protocol.ext.allow", "always"),
        ("log.showSignature", "true"),
        ("commit.gpgSign", "true"),
        ("fetch.bundleURI", "ext::" + program("bundle")),
    ):
        world.git(root, "config", key, value)
    included = world.folder() / "included"
    included.write_text(f"[core]\n\tfsmonitor = {program('include')}\n")
    with (git / "config").open("a") as file:
        file.write(f'[include]\n\tpath = {included}\n[includeIf "gitdir:**"]\n\tpath = {included}\n')
    (git / "info").mkdir(exist_ok=True)
    (git / "info/attributes").write_text(
        "cases/2026-0001/* diff=t filter=f\ncases/2026-0002/* diff=t filter=p merge=m\n"
    )
    (git / "objects/info").mkdir(exist_ok=True)
    (git / "objects/info/alternates").write_text(str(world.folder()) + "\n")
    # Touched files make git look into them again, through the filters.
    for file in (root / "cases").rglob("*.yaml"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    return marks


def ran(marks: Mapping[str, Path]) -> list[str]:
    """Name the traps that ran, and clear their marks."""
    found = [name for name, mark in marks.items() if mark.exists()]
    for name in found:
        marks[name].unlink()
    return found


def strangers(world: World) -> None:
    """(a) Settings, copied repositories, embedded bare repositories, variables."""
    tell = world.tally.told
    clean = world.ledger()
    root = world.copy(clean)
    marks = armed(world, root)
    world.run(root, "git", "-c", "safe.directory=*", "status")
    world.run(root, "git", "commit", "-qam", "x", "--trailer", "Signed: x")
    print("  plain git itself ran:", ", ".join(ran(marks)) or "nothing", flush=True)
    ran(marks)
    for word in READING:
        done = world.us(root, *word)
        fell = ran(marks)
        for name in marks:
            tell("a1 copied .git: setting x reading command", name not in fell, f"{name} ran by {word}")
        tell("a2 copied .git: the command answers", done.is_sentence(0, 1, 4, 6, 7), f"{word} {done.brief()}")
    before = {path: path.read_bytes() for path in (root / "cases").rglob("*") if path.is_file()}
    for word in (RECORD, ("new-case", "--title", "丙", "--received", "2026-11-20", "--obligor", "丁公司")):
        done = world.us(root, *word)
        fell = ran(marks)
        for name in marks:
            tell("a3 copied .git: setting x writing command", name not in fell, f"{name} ran by {word[0]}")
        tell("a4 copied .git: a write is refused with 6, nothing written",
             done.code == 6 and before == {path: path.read_bytes() for path in (root / "cases").rglob("*") if path.is_file()},
             done.brief())  # fmt: skip
    # A lost object, which a promisor would be asked for.
    lost = world.copy(clean)
    ext, mark = trap(world, "ext-lazy")
    blob = world.git(lost, "rev-parse", "HEAD:cases/2026-0002/events.yaml")
    (lost / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for key, value in (
        ("remote.origin.url", f"ext::{ext}"), ("remote.origin.promisor", "true"), ("protocol.ext.allow", "always"),
        ("extensions.partialClone", "origin"), ("core.repositoryFormatVersion", "1"),
    ):  # fmt: skip
        world.git(lost, "config", key, value)
    for word in READING:
        done = world.us(lost, *word)
        fell = ran({"ext": mark})
        tell(
            "a5 lazy fetch through ext:: of a lost object",
            not fell and done.is_sentence(0, 1, 4, 6, 7),
            f"{word} {fell} {done.brief()}",
        )
    # An embedded bare repository, tracked and cloned plainly.
    bare = world.folder() / "b"
    shutil.copytree(FULL, bare)
    program, mark = trap(world, "embedded")
    world.git(bare.parent, "init", "-q", "--bare", "b")
    (bare / "config").write_text(
        f"[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = {program}\n\thooksPath = {program.parent}\n"
        f'[remote "origin"]\n\turl = ext::{program}\n\tpromisor = true\n[protocol "ext"]\n\tallow = always\n'
    )
    (bare / "refs/heads/.k").write_text("")
    (bare / "objects/.k").write_text("")
    for word in (*READING, RECORD, ("new-case", "--title", "丙", "--received", "2026-11-20", "--obligor", "丁公司")):
        done = world.us(bare, *word)
        fell = ran({"e": mark})
        tell(
            "a6 embedded bare repository", not fell and done.is_sentence(0, 1, 4, 6, 7), f"{word} {fell} {done.brief()}"
        )
    # Variables around us.
    program, mark = trap(world, "variable")
    elsewhere = world.copy(clean)
    bad = {
        "GIT_EXTERNAL_DIFF": str(program), "GIT_PAGER": str(program), "PAGER": str(program), "GIT_SSH_COMMAND": str(program),
        "GIT_SSH": str(program), "GIT_ASKPASS": str(program), "SSH_ASKPASS": str(program), "GIT_PROXY_COMMAND": str(program),
        "GIT_DIR": str(elsewhere / ".git"), "GIT_WORK_TREE": str(elsewhere), "GIT_INDEX_FILE": str(elsewhere / ".git/index"),
        "GIT_OBJECT_DIRECTORY": str(elsewhere / ".git/objects"), "GIT_NAMESPACE": "x", "GIT_TRACE": str(world.at / "trace"),
        "GIT_TRACE2_EVENT": str(world.at / "trace2"), "GIT_ALLOW_PROTOCOL": "ext", "GIT_CONFIG": str(elsewhere / "none"),
    }  # fmt: skip
    root = world.copy(clean)
    good = {word: world.us(root, *word) for word in (("log",), ("check",))}
    for name, value in bad.items():
        done = world.us(root, "log", around={name: value})
        fell = ran({"v": mark}) or (world.at / "trace").exists() or (world.at / "trace2").exists()
        tell(
            "a7 a GIT_ variable changes no reading",
            not fell and done.out == good["log",].out,
            f"{name} {fell} {done.brief()}",
        )
    head = world.git(elsewhere, "rev-parse", "HEAD")
    done = world.us(root, *RECORD, around={name: bad[name] for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")})
    tell("a8 a write goes into its own repository", done.code == 0 and world.git(elsewhere, "rev-parse", "HEAD") == head
         and world.git(root, "status", "--porcelain") == "", done.brief())  # fmt: skip
    # The person's own hooks run when writing.
    hook, mark = trap(world, "own-hook")
    (root / ".git/hooks").mkdir(exist_ok=True)
    shutil.copy(hook, root / ".git/hooks/pre-commit")
    done = world.us(root, "set", "2026-0002", "note=x")
    done = world.us(root, "set", "2026-0002", "incident.place=甲地")
    tell("a9 the person's own hook runs on a write", done.code == 0 and mark.exists(), done.brief())


def refusals(world: World) -> None:
    """(b) A refusal of git is exit 6 with a cure that works, never "nothing there"."""
    clean = world.ledger()
    world.us(clean, *RECORD)
    plain = world.us(clean, "log")

    def empty_ref(root: Path) -> None:
        (root / ".git/refs/heads/main").write_text("")

    def garbage_head(root: Path) -> None:
        (root / ".git/HEAD").write_text("garbage\n")

    def missing(root: Path) -> None:
        blob = world.git(root, "rev-parse", "HEAD:cases/2026-0002/events.yaml")
        (root / ".git/objects" / blob[:2] / blob[2:]).unlink()

    def corrupt(root: Path) -> None:
        blob = world.git(root, "rev-parse", "HEAD:cases/2026-0002/events.yaml")
        path = root / ".git/objects" / blob[:2] / blob[2:]
        path.chmod(0o644)
        path.write_bytes(b"junk" * 9)

    def missing_commit(root: Path) -> None:
        name = world.git(root, "rev-parse", "HEAD")
        (root / ".git/objects" / name[:2] / name[2:]).unlink()

    def bad_index(root: Path) -> None:
        (root / ".git/index").write_bytes(b"junk")

    def no_config(root: Path) -> None:
        (root / ".git/config").write_text("[core\n")

    breaks: list[tuple[str, Callable[[Path], None], dict[str, str]]] = [
        ("dubious ownership", lambda root: None, {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}),
        ("empty ref", empty_ref, {}),
        ("garbage HEAD", garbage_head, {}),
        ("missing object", missing, {}),
        ("corrupt object", corrupt, {}),
        ("missing commit", missing_commit, {}),
        ("bad index", bad_index, {}),
        ("config that git cannot read", no_config, {}),
    ]
    for name, broken, around in breaks:
        root = world.copy(clean)
        broken(root)
        events = (root / "cases/2026-0002/events.yaml").read_bytes()
        for word in (("log",), ("deadlines", "--known-at", "2099-01-01"), RECORD):
            done = world.us(root, *word, around=around)
            whole = (
                name == "bad index"
                and word[0] != "record"
                and done.code == 0
                and (word != ("log",) or done.out == plain.out)
            )
            if name in ("missing object", "corrupt object"):
                # A write needs no old file: it may also be done, and then is in git.
                whole = word == RECORD and done.code == 0 and not world.git(root, "status", "--porcelain")
            kept = (root / "cases/2026-0002/events.yaml").read_bytes() == events
            world.tally.told(
                "b1 git refuses: exit 6, nothing written",
                whole or (done.is_sentence(6) and kept),
                f"{name} x {word[0]}: {done.brief()}",
            )
        refused = world.us(root, "log", around=around)
        if name not in ("dubious ownership", "empty ref", "garbage HEAD"):
            continue
        cure = (
            refused.err.strip().rpartition(": ")[2]
            if "ref: " not in refused.err
            else refused.err.strip().partition("right: ")[2]
        )
        pasted = world.run(root, "bash", "-c", cure, around=around)
        again = world.us(root, "log", around=around)
        world.tally.told("b2 the printed cure works when pasted", again.code == 0 and again.out == plain.out,
                         f"{name}: {cure!r} gave {pasted.brief()}; then {again.brief()}")  # fmt: skip


def history(world: World) -> None:
    """(c) What a message says hides no change."""
    tell = world.tally.told
    trailers = ("Ecoclaim-Was: 2026-0009", "Ecoclaim-Was: 2026-0002", "Ecoclaim-Was: 2026-0001 2026-0002",
                "ecoclaim-was: 2026-0002", "Ecoclaim-Moved: 2026-0002 -> 2026-0001", "Renamed-From: 2026-0001")  # fmt: skip
    root = world.ledger()
    events = root / "cases/2026-0002/events.yaml"
    for number, trailer in enumerate(trailers):
        events.write_text(
            events.read_text("utf-8")
            + f"- {{event: progress-reported, date: 2026-11-0{number + 1}, to: 厅{number}号}}\n",
            "utf-8",
        )
        world.git(root, "commit", "-qam", f"2026-0002: 更正\n\n{trailer}")
    said = world.us(root, "log", "2026-0002")
    for number, trailer in enumerate(trailers):
        tell(
            "c1 a trailer hides no entry from log",
            said.code == 0 and f"2026-11-0{number + 1}" in said.out,
            f"{trailer}: {said.brief()}",
        )
    old = events.read_text("utf-8")
    events.write_text(old.replace("2026-11-01", "2026-10-31"), "utf-8")
    world.git(root, "commit", "-qam", "2026-0002: 排版\n\nEcoclaim-Was: 2026-0002")
    said = world.us(root, "log", "2026-0002")
    tell("c2 a changed date is told, old and new", "2026-11-01" in said.out and "2026-10-31" in said.out, said.brief())
    events.write_text(old.replace("2026-11-01", "2026-10-30"), "utf-8")
    (root / ".gitattributes").write_text("cases/2026-0002 export-ignore\ncases/** export-ignore -diff binary\n")
    world.git(root, "add", ".")
    world.git(root, "commit", "-qm", "x")
    said = world.us(root, "log", "2026-0002")
    tell("c2 a changed date is told, old and new", "2026-10-30" in said.out, said.brief())
    said = world.us(root, "list", "--format", "json")
    known = world.us(root, "deadlines", "2026-0002", "--status", "all", "--known-at", "2099-01-01", "--format", "json")
    tell("c3 export-ignore hides no case from --known-at", '"2026-0002"' in known.out, known.brief())
    world.git(root, "replace", "HEAD~1", "HEAD~3")
    tell("c4 a replacement changes no history", world.us(root, "log", "2026-0002").out.count("2026-10-3") >= 2)


def gates(world: World) -> None:
    """(d) Others' edits, and the gate before a write."""
    tell = world.tally.told
    clean = world.ledger()
    root = world.copy(clean)
    events = root / "cases/2026-0002/events.yaml"
    text = events.read_text("utf-8")
    day = re.search(r"date: (2026-\d\d-\d\d)", text)
    assert day
    events.write_text(text.replace(day[1], "2026-01-02", 1), "utf-8")
    done = world.us(root, *RECORD)
    entries = world.git(root, "log", "--format=%H").split()
    first = world.git(root, "show", "--format=", entries[1]) if len(entries) == 3 else ""
    last = world.git(root, "show", "--format=", entries[0])
    tell("d1 a hand edit is shown, committed first and apart",
         done.code == 0 and "2026-01-02" in done.said and "2026-01-02" in first and "+- " in last.replace("+  -", "+- ") and "2026-01-02" not in
         "".join(line for line in last.splitlines() if line.startswith("+")), done.brief())  # fmt: skip

    def state(root: Path) -> list[bytes]:
        return [path.read_bytes() for path in sorted((root / "cases").rglob("*")) if path.is_file()]

    for kind in ("rebase", "merge", "cherry-pick", "revert"):
        root = world.copy(clean)
        events = root / "cases/2026-0002/events.yaml"
        base = events.read_text("utf-8")
        events.write_text(base + "- {event: progress-reported, date: 2026-11-01, to: 甲}\n", "utf-8")
        world.git(root, "commit", "-qam", "a")
        world.git(root, "switch", "-qc", "other", "HEAD~1")
        events.write_text(base + "- {event: progress-reported, date: 2026-11-02, to: 乙}\n", "utf-8")
        world.git(root, "commit", "-qam", "b")
        if kind == "revert":
            events.write_text(base + "- {event: progress-reported, date: 2026-11-03, to: 丙}\n", "utf-8")
            world.git(root, "commit", "-qam", "c")
        done = world.run(root, "git", kind, *(("--no-edit", "HEAD~1") if kind == "revert" else ("main",)))
        assert done.code, done.said
        (root / "cases/2026-0001").joinpath("case.yaml").touch()
        before = state(root)
        for word in (
            ("record", "2026-0001", "progress-reported", "--date", "2026-11-20", "to=厅", "--despite", "x"),
            ("new-case", "--title", "丙", "--received", "2026-11-20", "--obligor", "丁公司"),
        ):
            done = world.us(root, *word)
            tell(
                "d2 in an unfinished rebase, merge, …: exit 6, nothing written",
                done.is_sentence(6) and state(root) == before,
                f"{kind} {word[0]} {done.brief()}",
            )
    root = world.folder() / "sparse"
    world.git(root.parent, "clone", "-q", str(clean), "sparse")
    world.git(root, "sparse-checkout", "set", "--no-cone", "/*", "!/cases/2026-0002/")
    done = world.us(root, "new-case", "--title", "丙", "--received", "2026-11-20", "--obligor", "丁公司")
    tell("d3 a sparse checkout: no hidden number is taken", "2026-0002" not in done.out or done.code == 6, done.brief())
    done = world.us(root, *RECORD)
    tell("d3 a sparse checkout: no hidden number is taken", done.code in (3, 6), done.brief())
    world.git(clean, "config", "uploadpack.allowFilter", "true")
    part = world.folder() / "part"
    world.git(part.parent, "clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{clean}", "part")
    done = world.us(part, "new-case", "--title", "丙", "--received", "2026-11-20", "--obligor", "丁公司")
    tell(
        "d4 a partial clone without its files: nothing written",
        done.is_sentence(3, 6) and not (part / "cases").exists(),
        done.brief(),
    )
    root = world.copy(clean)
    (root / ".gitignore").unlink()
    world.git(root, "commit", "-qam", "no ignore")
    (root / "cases/2026-0002/case.private.yaml").write_text("obligors:\n  - {key: A, phone: 13900000003}\n")
    done = world.us(root, "set", "2026-0002", "obligors.A.phone=13900000004")
    tell(
        "d5 an untracked private file: its write is refused, no other takes it along",
        done.is_sentence(6) and "private" in done.err,
        done.brief(),
    )
    done = world.us(root, *RECORD)
    tell(
        "d5 an untracked private file: its write is refused, no other takes it along",
        "private" not in world.git(root, "ls-files"),
    )
    said = world.us(root, "doctor")
    for line in re.findall(r"git add [^\n;，,]*", said.said):
        world.run(root, "bash", "-c", line)
    tell(
        "d6 what doctor tells to add leaves the private file out",
        "private" not in world.git(root, "ls-files"),
        said.brief(),
    )
    inside = world.us(root, "init", "../B", "--pack", "zhangye-2024", "--department", "甲局")
    tell(
        "d7 init ../B makes a repository of its own",
        inside.code == 0
        and (root.parent / "B/.git").exists()
        and "*.private.yaml" in (root.parent / "B/.gitignore").read_text(),
        inside.brief(),
    )


def kills(world: World) -> None:
    """(e) kill -9 at random moments; the same command again finishes."""
    clean = world.ledger()
    paper = world.at / "纸.txt"
    paper.write_text("收据\n")
    # A number that is free and one that is taken already; each command is tried as often as the others.
    orders = {
        "render": ("render", "2026-0001", "closing-note", "--draft"),
        "renumber": ("renumber", "2026-0002", "2026-0012"),
        "evidence add": ("evidence", "add", "2026-0002", str(paper), "--name", "收据"),
        "new-case": ("new-case", "--title", "丙案", "--received", "2026-11-20", "--obligor", "丁公司"),
        "record": RECORD,
    }
    first = world.us(clean, "forms", "2026-0001", "--format", "json")
    forms = [one["form"] for one in json.loads(first.out)["forms"] if one["ready"]]
    orders["render"] = ("render", "2026-0001", forms[0])
    lasts: dict[str, float] = {}
    for name, order in orders.items():
        root = world.copy(clean)
        began = time.monotonic()
        done = world.us(root, *order)
        lasts[name] = time.monotonic() - began
        assert done.code == 0, (name, done.said)
    killed = 0
    while killed < world.kills:
        name = list(orders)[killed % len(orders)]
        root = world.copy(clean)
        process = subprocess.Popen((*US, *orders[name]), cwd=root, env=world.around, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
        # Most moments lie in the second half, where it writes: the first half of its life it loads its modules.
        time.sleep(lasts[name] * world.dice.uniform(0.35, 1.05))
        os.killpg(process.pid, 9)
        if process.wait() == 0:
            # It was done before: no kill. The machine is quicker than it was.
            lasts[name] *= 0.85
            shutil.rmtree(root.parent)
            continue
        killed += 1
        lasts[name] *= 1.05
        readable = world.us(root, "check", "--format", "json")
        again = world.us(root, *orders[name])
        dirty = world.git(root, "status", "--porcelain", "--untracked-files=all")
        left = [path.name for path in root.rglob(".*") if path.name.startswith((".write-", ".new-"))]
        fsck = world.run(root, "git", "fsck", "--strict").code
        # The entry may have been in git already; then the same command says so, and writes nothing twice.
        held = readable.code in (0, 1) and again.code in (0, 2, 3, 7) and not dirty and not fsck
        world.tally.told(f"e kill -9 in {name}", held,
                         f"again {again.brief()}; out of git: {dirty!r}; left: {left}; check {readable.code}")  # fmt: skip
        shutil.rmtree(root.parent)


SPELT = r"""
阿卜杜拉·热西提
阿卜杜拉∙热西提
阿卜杜拉•热西提
阿卜杜拉・热西提
阿卜杜拉．热西提
阿卜杜拉。热西提
阿卜杜拉热西提
阿卜杜拉 热西提
阿卜杜拉　·　热西提
阿卜杜拉-热西提
阿 卜 杜 拉·热 西 提
阿卜杜拉\u2022\u200b热西提
阿卜杜拉/热西提
阿卜杜拉|热西提
阿卜杜拉ꞏ热西提
诸葛𫖮明
诸葛 𫖮明
诸 葛 𫖮 明
诸葛\u2060𫖮\u200d明
諸葛𫖮明
诸葛.𫖮.明
诸葛\ufe0f𫖮明
诸葛𫖮\u3000明
诸/葛/𫖮/明
诸葛（𫖮明）
137 6543 2109
137-6543-2109
137\t6543\t2109
137/6543/2109
１３７６５４３２１０９
一三七六五四三二一〇九
壹叁柒陆伍肆叁贰壹零玖
137六五四三2109
1 3 7 6 5 4 3 2 1 0 9
+86 137 6543 2109
0086-13765432109
(+86)13765432109
137.6543.2109
⑴⑶⑺⑹⑸⑷⑶⑵⑴0⑼
①③⑦⑥⑤④③②①⓪⑨
𝟏𝟑𝟕𝟔𝟓𝟒𝟑𝟐𝟏𝟎𝟗
١٣٧٦٥٤٣٢١٠٩
137\u200b6543\u200b2109
137·6543·2109
137—6543—2109
身份证110101199003074514
110101 19900307 4514
110101-19900307-4514
１１０１０１１９９００３０７４５１４
卡号 6222 0212 3456 7890 128
农行卡6228480402564890018
微信号：lao_wang1987
加VX lw19870101
QQ：1029384756
甘G·A3B52
甘Ｇ Ａ３Ｂ５２
1987年6月5日出生
未成年人诸葛小北（12岁）
邮箱 zhuge(at)example(dot)com
0936—8233445
家住甘州区北街街道泰安小区5号楼2单元301室
""".strip().splitlines()
INNOCENT = (
    "土壤面积一百二十平方米，清运废渣1376.54吨。", "依据甘G环赔〔2026〕1号，应缴纳1286400.50元。", "统一社会信用代码91620700MA71ABCD1T。",
    "张掖市生态环境局于2026年4月8日组织磋商。", "监测点位3个，化学需氧量480 mg/L。", "标准号 GB 36600-2018。", "文号：张环函〔2026〕123号。",
)  # fmt: skip


def letters(text: str) -> str:
    """Leave letters and figures of a text, in one spelling."""
    return re.sub(r"[\W_]", "", normalize("NFKC", text))


def persons(world: World) -> None:
    """(f) Names and numbers, invented here, in text for the public, in files and in pushes."""
    tell = world.tally.told
    root = world.ledger()
    case = root / "cases/2026-0001/case.yaml"
    text = case.read_text("utf-8")
    handle = text.replace("handlers: [经办甲, 经办乙]", "handlers: [经办甲, 经办乙]", 1)
    text = (
        handle.replace("    name: 运输户己\n", "    name: 阿卜杜拉·热西提\n")
        .replace("name: 代理戊,", "name: 诸葛𫖮明,")
        .replace("agent: 代理戊", "agent: 诸葛𫖮明")
    )
    case.write_text(text, "utf-8")
    events = root / "cases/2026-0001/events.yaml"
    events.write_text(events.read_text("utf-8").replace("代理戊", "诸葛𫖮明"), "utf-8")
    world.git(root, "commit", "-qam", "names")
    spelt = [re.sub(r"\\u([0-9a-f]{4})|\\t", lambda at: chr(int(at[1], 16)) if at[1] else "\t", one) for one in SPELT]
    # In a file of evidence, one a line; between innocent lines.
    lines = [part for one in spelt for part in (f"另查，{one}，已核实。", INNOCENT[len(one) % len(INNOCENT)])]
    (root / "cases/2026-0002/evidence").mkdir()
    (root / "cases/2026-0002/evidence/01-注.txt").write_text("\n".join(lines) + "\n", "utf-8")
    done = world.us(root, "publish", "scan", "2026-0002", "--format", "json")
    try:
        places = json.loads(done.out)["places"]
    except ValueError:
        places = []
        print("    scan:", done.brief())
    found = {one.get("line") for one in places if "01-" in str(one.get("path"))}
    if places:
        print("    a place:", places[0])
    for number, one in enumerate(spelt):
        tell("f1 publish scan finds each spelling", 2 * number + 1 in found, repr(one))
        if 2 * number + 2 in found:
            tell("f2 an innocent line is no person", False, f"{lines[2 * number + 1]}")
        else:
            tell("f2 an innocent line is no person", True)
    # In the text for the public: a name known is masked, and anything else stops it.
    for some, code in ((spelt[:25], 0), (spelt[25:], 7)):
        paragraphs = "".join(f"      查明{one}，属实。\n".replace("\t", " ") for one in some)
        said = f"\ntexts:\n  publication:\n    restoration: |\n{paragraphs}"
        case.write_text(text.replace("\ntexts:\n", said, 1) if "\ntexts:" in text else text + said, "utf-8")
        done = world.us(root, "publish", "2026-0001", "--what", "restoration", "--format", "json")
        try:
            answer = json.loads(done.out)
        except ValueError:
            answer = {}
            print("    publish:", done.brief())
        stops = letters("".join(one["text"] for one in answer.get("places", ())))
        for one in some:
            bare = letters(one)
            pieces = {bare[at : at + 6] for at in range(max(1, len(bare) - 5))}
            held = bare not in letters(done.out) if code == 0 else any(piece in stops for piece in pieces)
            tell("f3 publish lets none of them out", done.code == code and held, f"{one!r} {done.brief()}")
    case.write_text(text, "utf-8")
    # The guard before a push, with a fresh ledger and then a spelling in each place a push has.
    shim = world.at / "bin"
    shim.mkdir()
    (shim / "ecoclaim").write_text("#!/bin/sh\nexec " + shlex.join(US) + ' "$@"\n')
    (shim / "ecoclaim").chmod(0o755)
    around = {"PATH": f"{shim}{os.pathsep}{os.environ['PATH']}"}
    fresh = world.folder() / "fresh"
    world.us(fresh.parent, "init", "fresh", "--pack", "zhangye-2024", "--department", "张掖市生态环境局")
    world.us(
        fresh, "new-case", "--title", "某砂场毁坏草原", "--received", "2026-11-02", "--obligor", "示例建材有限公司"
    )
    world.git(fresh.parent, "init", "-q", "--bare", "remote.git")
    world.git(fresh, "remote", "add", "pub", "../remote.git")
    world.git(fresh, "config", "remote.pub.ecoclaim-public", "true")
    tell("f4 a clean fresh ledger passes the guard", world.us(fresh, "publish", "hook", around=around).code == 0)
    done = world.run(fresh, "git", "push", "-q", "pub", "main", around=around)
    tell("f4 a clean fresh ledger passes the guard", done.code == 0, done.brief())

    def wordy(path: Path, where: str) -> None:
        made = docx.Document()
        made.add_paragraph("现场照片")
        if where == "header":
            made.sections[0].header.paragraphs[0].text = "电话137 6543 2109"
        if where == "property":
            made.core_properties.comments = "13765432109"
        made.save(str(path))

    def word_with(path: Path, part: str, xml: str) -> None:
        wordy(path, "")
        with zipfile.ZipFile(path, "a") as pack:
            pack.writestr(part, xml)

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    pushes: dict[str, Callable[[], tuple[str, ...]]] = {}

    def pushed(name: str) -> Callable[[Callable[[], tuple[str, ...]]], None]:
        return lambda make: pushes.__setitem__(name, make)

    def committed(message: str = "更新", *more: str) -> tuple[str, ...]:
        world.git(fresh, "add", ".")
        world.git(fresh, "commit", "-q", "--allow-empty", "-m", message, *more)
        return ("HEAD:refs/heads/main",)

    evidence = fresh / "cases/2026-0001/evidence"
    evidence.mkdir(parents=True, exist_ok=True)
    pushed("a file name")(lambda: ((evidence / "电话13765432109.txt").write_text("x"), committed())[1])
    pushed("a deleted line two commits ago")(
        lambda: (
            (evidence / "b.txt").write_text("微信号：lao_wang1987"),
            committed(),
            (evidence / "b.txt").write_text("x"),
            committed(),
        )[3]
    )
    pushed("a Word header")(lambda: (wordy(evidence / "h.docx", "header"), committed())[1])
    pushed("Word properties")(lambda: (wordy(evidence / "p.docx", "property"), committed())[1])
    pushed("Word comments")(
        lambda: (
            word_with(
                evidence / "c.docx",
                "word/comments.xml",
                f"<w:comments {space}><w:comment w:id='1'><w:p><w:r><w:t>137-6543-2109</w:t></w:r></w:p></w:comment></w:comments>",
            ),
            committed(),
        )[1]
    )
    pushed("Word footnotes, number in two runs")(
        lambda: (
            word_with(
                evidence / "f.docx",
                "word/footnotes.xml",
                f"<w:footnotes {space}><w:footnote w:id='1'><w:p><w:r><w:t>1376543</w:t></w:r><w:r><w:t>2109</w:t></w:r></w:p></w:footnote></w:footnotes>",
            ),
            committed(),
        )[1]
    )
    pushed("a message")(lambda: committed("电话一三七六五四三二一〇九"))
    pushed("an author")(lambda: committed("x", "--author=诸葛孔明 <kong@example.org>"))
    pushed("a branch name")(lambda: (world.git(fresh, "branch", "-f", "t13765432109"), ("t13765432109",))[1])
    pushed("a tag's message")(lambda: (world.git(fresh, "tag", "-a", "v1", "-m", "qq:1029384756"), ("v1",))[1])
    pushed("a merged side branch")(lambda: (world.git(fresh, "switch", "-qc", "side"), (evidence / "s.txt").write_text("家住甘州区北街街道泰安小区5号楼"), committed(),
                                           (evidence / "s.txt").unlink(), committed(), world.git(fresh, "switch", "-q", "main"), world.git(fresh, "merge", "-q", "--no-ff", "-m", "m", "side"), ("main",))[-1])  # fmt: skip
    pushed("a GB18030 text")(
        lambda: ((evidence / "g.txt").write_bytes("身份证号110101199003074514".encode("gb18030")), committed())[1]
    )
    pushed("a UTF-16 text")(lambda: ((evidence / "u.txt").write_text("手机13765432109", "utf-16"), committed())[1])
    base = world.git(fresh, "rev-parse", "HEAD")
    for name, make in pushes.items():
        words = make()
        done = world.run(fresh, "git", "push", "-q", "pub", *words, around=around)
        tell("f5 the guard stops a push", done.code != 0, f"{name}: {done.brief()}")
        by_url = (
            world.run(fresh, "git", "push", "-q", str(fresh.parent / "remote.git"), *words, around=around)
            if name == "a message"
            else done
        )
        tell("f6 the guard knows the remote by its address", by_url.code != 0, f"{name}: {by_url.brief()}")
        world.git(fresh, "switch", "-qf", "main")
        world.git(fresh, "reset", "-q", "--hard", base)
        world.git(fresh, "clean", "-qfd", ".")
        evidence.mkdir(parents=True, exist_ok=True)
    (evidence / "k.txt").write_text("举报电话 0936-8233445\n")
    committed()
    stopped = world.run(fresh, "git", "push", "-q", "pub", "main", around=around)
    tell("f7 what was allowed with a reason passes, and nothing else", stopped.code != 0, stopped.brief())
    tell(
        "f7 what was allowed with a reason passes, and nothing else",
        world.us(fresh, "publish", "allow", "0936-8233445", "--reason", "公开电话").code == 0,
    )
    passed = world.run(fresh, "git", "push", "-q", "pub", "main", around=around)
    tell("f7 what was allowed with a reason passes, and nothing else", passed.code == 0, passed.brief())


def bomb(parts: Mapping[str, bytes], base: bytes | None = None) -> bytes:
    """Pack a Word file with some parts of one's own."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(base or FORM.read_bytes())) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return packed.getvalue()


def with_text(text: str) -> bytes:
    """Make a form whose body holds one paragraph more."""
    made = docx.Document(str(FORM))
    made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def outside(world: World) -> None:
    """(g) Files from outside, as the office's own template and as evidence, under a limit of memory."""
    tell = world.tally.told
    base = FORM.read_bytes()
    with zipfile.ZipFile(io.BytesIO(base)) as pack:
        body, rels = pack.read("word/document.xml"), pack.read("word/_rels/document.xml.rels")
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    knocks: list[bytes] = []

    def listening() -> None:
        while True:
            try:
                caller, _address = listener.accept()
            except OSError:
                return
            caller.settimeout(2)
            try:
                knocks.append(caller.recv(200))
            except OSError:
                knocks.append(b"")
            caller.close()

    threading.Thread(target=listening, daemon=True).start()

    def linked(kind: str) -> bytes:
        space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        one = f'<Relationship Id="rIdX" Type="{space}/{kind}" Target="http://127.0.0.1:{port}/{kind}" TargetMode="External"/>'
        return bomb(
            {"word/_rels/document.xml.rels": rels.replace(b"</Relationships>", one.encode() + b"</Relationships>")}
        )

    entity = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">'.encode() for i in range(9)
    ) + b"]>"  # fmt: skip
    field = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{}</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"

    def with_field(code: str) -> bytes:
        return bomb({"word/document.xml": body.replace(b"<w:sectPr", field.format(code).encode() + b"<w:sectPr", 1)})

    big = io.BytesIO()
    with (
        zipfile.ZipFile(big, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pack,
        pack.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(b" " * (1 << 20))
    files = {
        "zip bomb": bomb({"word/media/x.xml": b" " * (300 << 20)}),
        "zip bomb as the document": big.getvalue(),
        "XML bomb": bomb({"word/document.xml": entity + body.split(b"?>", 1)[1].replace(b"</w:t>", b"&j;</w:t>", 1)}),
        "external entity": bomb({"word/document.xml": b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + body.split(b"?>", 1)[1]}),
        "deep XML": bomb({"word/document.xml": b"<a>" * 100_000 + b"</a>" * 100_000}),
        "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4000,
        ".doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "WordDocument".encode("utf-16-le") + b"\0" * 4000,
        "truncated": base[: len(base) // 2],
        "empty": b"",
        "LFS pointer": b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64 + b"\nsize 12345\n",
        "60,000 braces": with_text("{{" * 30_000),
        "60,000 closed braces": with_text("{{ a }}" * 15_000),
        "nested loops": with_text("{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}xxxxxxxx{% endfor %}{% endfor %}{% endfor %}"),
        "loops over a list": with_text("{% for a in 'x'*9999 %}{% for b in 'x'*9999 %}{% for c in 'x'*999 %}xxxxxxxx{% endfor %}{% endfor %}{% endfor %}"),
        "power": with_text("{{ 9**9**9 }}"),
        "padding": with_text("{{ '%999999999d' % 1 }}{{ 'x'.center(999999999) }}"),
        "deep parentheses": with_text("{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}"),
        "sandbox: class": with_text("{{ ''.__class__.__mro__[1].__subclasses__() }}"),
        "sandbox: globals": with_text("{{ cycler.__init__.__globals__.os.system('touch /tmp/ecoclaim-fell') }}"),
        "include": with_text("{% include '/etc/passwd' %}"),
        **{f"external {kind}": linked(kind) for kind in ("image", "attachedTemplate", "oleObject", "aFChunk", "frame", "subDocument")},
        **{f"field {code[:12]}": with_field(code) for code in (
            "DDEAUTO c:\\\\x cmd", f'INCLUDEPICTURE "http://127.0.0.1:{port}/p.png" \\d', f'INCLUDETEXT "http://127.0.0.1:{port}/t.docx"',
            'LINK Excel.Sheet "http://127.0.0.1/x" a', 'IMPORT "/etc/passwd"', 'INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT "/etc/passwd"')},
        "member outside": bomb({"../../../../tmp/ecoclaim-fell": b"x"}),
    }  # fmt: skip
    root = world.ledger()
    place = root / "templates/zhangye-2024/consultation-notice.docx"
    place.parent.mkdir(parents=True)
    for name, data in files.items():
        place.write_bytes(data)
        done = world.us(root, "templates", "check", memory=1200 << 20)
        refused = done.is_sentence(1, 4)
        tell("g1 a stranger's template is refused with a sentence", refused, f"{name}: {done.brief()}")
        if not refused or name.startswith(("external image", "field INCLUDEPICTURE", "nested")):
            drawn = world.us(
                root,
                "render",
                "2026-0001",
                "consultation-notice",
                "--draft",
                "--force",
                memory=0 if shutil.which("soffice") else 1200 << 20,
            )
            tell("g2 and fills no form", drawn.is_sentence(1, 4, 5), f"{name}: {drawn.brief()}")
    tell("g3 nothing was fetched", not knocks, f"{knocks}")
    tell("g4 nothing was written outside", not Path("/tmp/ecoclaim-fell").exists())
    # The same files as evidence under `publish scan` and `verify`: one ledger with them all.
    root = world.ledger()
    evidence = root / "cases/2026-0001/evidence"
    for number, data in enumerate(files.values()):
        (evidence / f"{number + 10}.docx").write_bytes(data)
    film = evidence / "90-film.mp4"
    with film.open("wb") as file:
        file.truncate(5 << 30)
    os.mkfifo(evidence / "91-pipe.txt")
    (evidence / "92-zero.txt").symlink_to("/dev/zero")
    (evidence / "93-passwd.txt").symlink_to("/etc/passwd")
    (evidence / "94.txt").write_text("9" * 20_000 + "\n")
    for word in (("publish", "scan", "2026-0001"), ("check", "2026-0001"), ("drift", "2026-0001")):
        done = world.us(root, *word, memory=1500 << 20)
        tell(
            "g5 all of them as evidence: answered within 1.5 GB",
            done.is_sentence(0, 1, 4, 7) and "root:x" not in done.said,
            f"{word} {done.brief()}",
        )
    case = root / "cases/2026-0001/case.yaml"
    text = case.read_text("utf-8")
    case.write_text(
        re.sub(
            r"(?m)^evidence:\n",
            "evidence:\n  - {no: 90, name: 影片, kind: photo, file: evidence/90-film.mp4, sha256: " + "0" * 64 + "}\n",
            text,
            count=1,
        ),
        "utf-8",
    )
    done = world.us(root, "verify", "2026-0001", memory=1500 << 20)
    tell("g5 all of them as evidence: answered within 1.5 GB", done.is_sentence(1, 4), f"verify {done.brief()}")
    os.mkfifo(root / "packs/p.yaml")
    for path in ("/dev/zero", str(root / "packs/p.yaml"), "/dev/stdin", "/", "/proc/self/mem", str(root / "none")):
        done = world.us(root, "packs", "check", path, memory=1500 << 20)
        tell("g6 packs check of what is no file", done.is_sentence(2, 3, 4), f"{path} {done.brief()}")
    (root / "packs/p.yaml").unlink()
    if shutil.which("soffice"):
        root = world.ledger()
        place = root / "templates/zhangye-2024/consultation-notice.docx"
        place.parent.mkdir(parents=True)
        for kind in ("image", "attachedTemplate", "hyperlink"):
            place.write_bytes(linked(kind))
            done = world.us(root, "render", "2026-0001", "consultation-notice", "--draft", "--force", "--pdf")
            tell(
                "g7 --pdf: no call reaches a listening socket",
                not knocks and "Traceback" not in done.said,
                f"{kind} {knocks} {done.brief()}",
            )
    listener.close()


ESCAPES = "\x1b]0;owned\x07\x1b[2J\x1b[31m\u202e"


def terminal(world: World) -> None:
    """(h) Escape sequences of others, and completion in bash."""
    tell = world.tally.told
    root = world.ledger()
    case = root / "cases/2026-0001/case.yaml"
    text = case.read_text("utf-8")
    case.write_text(text.replace("title: 张掖某化工有限公司渗坑排放废水损害土壤", f'title: "渗坑{ESCAPES.encode("unicode_escape").decode()}"')
                    .replace("place: 甘州区示例镇示例村东侧", 'place: "a\\x1b[5mb\\u009b2Jc\\u2028d"'), "utf-8")  # fmt: skip
    world.git(root, "commit", "-qam", f"m{ESCAPES}", "--author", "A\x1b[31mB <a@b>")
    world.git(root, "branch", "x")
    made = docx.Document()
    made.add_paragraph("电话13765432109\u202e")
    made.save(str(root / "cases/2026-0001/evidence/a.docx"))
    (root / f"cases/2026-0001/evidence/{ESCAPES}13765432109.txt").write_text(f"{ESCAPES}13765432109")
    (root / f"cases/{ESCAPES}").mkdir()
    (root / f"cases/{ESCAPES}/case.yaml").write_text("x")
    (root / f"packs/{ESCAPES}.yaml").write_text("\x1b[2J")
    (root / f"templates{ESCAPES}").mkdir()
    words = (
        *READING, ("list",), ("next",), ("deadlines",), ("show", "2026-0001"), ("log", "2026-0001"), ("why", "2026-0001", "reply", "--obligor", "A"), ("forms", "2026-0001"),
        ("packs", "list"), ("templates", "check"), ("publish", "2026-0001"), ("report", "due"), ("packs", "check", f"packs/{ESCAPES}.yaml"),
        ("show", ESCAPES), ("-C", f"/{ESCAPES}", "list"), ("render", "2026-0001", ESCAPES), ("set", "2026-0001", f"{ESCAPES}=1"), ("deadlines", "--format", "csv"),
        ("evidence", "add", "2026-0001", f"cases/2026-0001/evidence/{ESCAPES}13765432109.txt"), ("record", "2026-0001", ESCAPES), ("archive", "2026-0001"), ("renumber", "2026-0001"),
    )  # fmt: skip
    for word in words:
        done = world.us(root, *word)
        bad = [
            sign
            for sign in (b"\x1b", b"\x07", "\u202e".encode(), "\u009b".encode(), "\u2028".encode())
            if sign in done.raw
        ]
        tell(
            "h1 no escape reaches the terminal",
            not bad and "Traceback" not in done.said and done.code != 70,
            f"{word} {bad} {done.brief()}",
        )
    root = world.ledger()
    mark = world.at / "completed"
    case = root / "cases/2026-0001/case.yaml"
    titles = (
        f"甲$(touch {mark})",
        f"甲`touch {mark}`",
        f"甲';touch {mark};'",
        f'甲";touch {mark};"',
        f"甲\\$(touch {mark})",
        f"甲!touch {mark}",
    )
    shim = world.folder() / "ecoclaim"
    shim.write_text("#!/bin/sh\nexec " + shlex.join(US) + ' "$@"\n')
    shim.chmod(0o755)
    around = {"PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "200"}
    script = world.run(root, str(shim), "--show-completion", "bash").out
    for title in titles:
        case.write_text(
            text.replace(
                "title: 张掖某化工有限公司渗坑排放废水损害土壤", "title: " + json.dumps(title, ensure_ascii=False)
            ),
            "utf-8",
        )
        for typed in ("", "甲", "'甲", '"甲'):
            line = f"ecoclaim show {typed}"
            play = (
                script
                + f"\nCOMP_LINE={shlex.quote(line)}; COMP_POINT=${{#COMP_LINE}}; COMP_WORDS=(ecoclaim show {shlex.quote(typed)}); COMP_CWORD=2; "
                'f=$(complete -p ecoclaim | sed "s/.*-F \\([^ ]*\\).*/\\1/"); COMP_TYPE=9; $f ecoclaim "${COMP_WORDS[2]}" show; printf "%s\\n" "${COMPREPLY[@]}"\n'
                f'q=${{COMP_WORDS[2]:0:1}}; case "$q" in [\\\'\\"]) ;; *) q=;; esac; '
                'for r in "${COMPREPLY[@]}"; do r="${r%%$\'\\t\'*}"; case "$r" in 甲*|\\\'*|\\"*) eval ": $q$r$q" 2>/dev/null;; esac; done\n'
            )
            done = world.run(root, "bash", "--norc", "-c", play, around=around)
            tell(
                "h2 completion of a title runs nothing in bash",
                not mark.exists(),
                f"{title} typed {typed!r}: {done.brief()}",
            )
            mark.unlink(missing_ok=True)


def small(world: World) -> None:
    """(i) The small points."""
    tell = world.tally.told
    root = world.ledger()
    began = time.process_time()
    (root / "cases/2026-0002/evidence").mkdir()
    (root / "cases/2026-0002/evidence/n.txt").write_text("1" * 20_000 + "\n" + "138 " * 5000 + "\n" + "一" * 20_000)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = world.us(root, "publish", "scan", "2026-0002")
    spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - usage
    tell(
        "i1 a line of 20,000 digits in a few seconds",
        done.is_sentence(0, 7) and spent < 15,
        f"{spent:.1f} s {done.brief()} {began:.0f}",
    )
    gone = world.folder()
    done = world.run(gone, "bash", "-c", f"rmdir {gone}; {shlex.join((*US, '-C', str(root), 'list'))}")
    tell("i2 an absolute -C from a deleted folder", done.code == 0 and "2026-0001" in done.out, done.brief())
    done = world.us(root, "set", "2026-0002", "title=＝1＋1")
    said = world.us(root, "list", "--format", "csv")
    tell(
        "i3 a full-width = begins no cell of CSV",
        "＝1" in said.out and not re.search(r'(?m)(?:^|,)"?[＝＋－＠=+@]', said.out),
        said.brief(),
    )
    clock = shutil.which("faketime")
    now = time.time()
    china = time.strftime("%Y-%m-%d", time.gmtime(now + 8 * 3600))
    words = ("record", "2026-0002", "progress-reported", "--date", china, "to=厅")
    lead = (clock, "2026-11-27 17:00:00") if clock else ()
    if clock:
        words = (*words[:4], "2026-11-28", *words[5:])
    done = world.run(root, "env", "-u", "ECOCLAIM_TODAY", *lead, *US, *words, around={"TZ": "UTC"})
    tell(
        "i4 the day in China is no future on a machine in UTC",
        done.code == 0,
        f"{'faketime' if clock else 'the clock as it is'} {done.brief()}",
    )
    (root / "cases/2026-0001/case.yaml").write_text("a: [\n")
    done = world.us(root, "check")
    tell(
        "i5 check beside a broken file does not say all is well",
        done.code == 4 and "Nothing was found" not in done.said,
        done.brief(),
    )
    root = world.ledger()
    done = world.us(root, "list", around={"COLUMNS": "40"})
    tell("i6 list at 40 columns keeps the title", "渗坑" in done.out, done.brief())
    shutil.copytree(root / "cases/2026-0002", root / "cases/2026-0002 - 副本")
    for word in (("check",), ("doctor",), ("list",)):
        done = world.us(root, *word)
        tell("i7 a folder `2026-0002 - 副本` is told", "副本" in done.said, f"{word} {done.brief()}")
    empty = root / "cases/2026-0001/documents/consultation-notice.docx"
    empty.parent.mkdir(exist_ok=True)
    for data in (b"", FORM.read_bytes()):
        empty.write_bytes(data)
        done = world.us(root, "archive", "2026-0001")
        tell("i8 archive seals no empty form", done.code in (4, 5, 7), done.brief())


PARTS: Mapping[str, Callable[[World], None]] = {
    "strangers": strangers, "refusals": refusals, "history": history, "gates": gates, "kills": kills,
    "persons": persons, "outside": outside, "terminal": terminal, "small": small,
}  # fmt: skip


def main() -> int:
    """Run the parts asked for, print the counts, and tell by the exit code whether any attack fell."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("parts", nargs="*", choices=[[], *PARTS], default=[])
    asked.add_argument("--list", action="store_true")
    asked.add_argument("--seed", type=int, default=11)
    asked.add_argument("--kills", type=int, default=40)
    said = asked.parse_args()
    if said.list:
        print("\n".join(PARTS))
        return 0
    with tempfile.TemporaryDirectory(prefix="attacks-") as at:
        world = World(Path(at).resolve(), said.seed, said.kills)
        for name in said.parts or PARTS:
            print(name, flush=True)
            PARTS[name](world)
        print(world.tally.table())
    return 1 if any(not held for told in world.tally.rows.values() for held, _note in told) else 0


if __name__ == "__main__":
    sys.exit(main())
