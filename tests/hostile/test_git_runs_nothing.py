"""A ledger copied with its .git, or around which the environment is set, runs no program: each setting that would.

Each is first run by plain git, where it does run: so the trap works. Then every command answers, and nothing ran. What
a write would run is refused by its name.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from trial import TODAY, called, lay_out

from ecoclaim.archive.questions import NO_FETCH, Access
from gitwork import git, put, tried

pytestmark = pytest.mark.skipif(os.name != "posix", reason="traps are shell scripts")

CASE = "2026-0002"
EVENTS = f"cases/{CASE}/events.yaml"
THEN = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2026-11-19T10:00:00+08:00")
READING = (
    "doctor",
    "check",
    "log",
    f"log {CASE}",
    f"deadlines --known-at {TODAY}",
    f"show {CASE} --known-at {TODAY}",
    "verify",
    "publish scan",
    f"drift {CASE}",
)
WRITING = (
    f"record {CASE} progress-reported --date 2026-11-20 to=x",
    f"set {CASE} title=甲",
    "new-case --title 丙 --received 2026-11-20 --obligor 丁",
)


@dataclass(frozen=True)
class Trap:
    """Settings of a repository's own, what else they need, and the plain git that they trap."""

    settings: dict[str, str]
    by: str
    refused: str = ""
    attributes: str = ""
    given: str = ""
    around: dict[str, str] = field(default_factory=dict)
    prepared: Callable[[Path], None] = lambda root: None
    lost: bool = False


def signed(kind: str) -> Callable[[Path], None]:
    """Make the last commit one that says it is signed."""

    def make(root: Path) -> None:
        head, _empty, rest = git(root, "cat-file", "commit", "HEAD").partition("\n\n")
        text = f"{head}\ngpgsig -----BEGIN {kind}-----\n AAAA\n -----END {kind}-----\n\n{rest}\n"
        git(root, "update-ref", "HEAD", git(root, "hash-object", "-t", "commit", "-w", "--stdin", given=text))

    return make


def without_events(root: Path) -> None:
    """Lose what the last commit holds of a file, as a clone that left it behind."""
    name = git(root, "rev-parse", f"HEAD:{EVENTS}")
    (root / ".git/objects" / name[:2] / name[2:]).unlink()


def with_a_submodule(root: Path) -> None:
    inner = root / "inner"
    inner.mkdir()
    git(inner, "init", "-q")
    git(inner, "commit", "-q", "--allow-empty", "-m", "x")
    git(root, "-c", "core.safecrlf=false", "add", "inner")
    git(root, "commit", "-qm", "inner")
    put(inner, "new", "x")
    git(inner, "config", "core.fsmonitor", str(root.parent / "evil"))


def with_hooks(root: Path) -> None:
    for name in ("post-index-change", "pre-commit", "post-commit", "reference-transaction", "commit-msg"):
        put(root, f"own-hooks/{name}", (root.parent / "evil").read_text()).chmod(0o755)


def with_an_include(root: Path) -> None:
    put(root, "inc", f"[core]\n\tfsmonitor = {root.parent / 'evil'}\n")


def with_alternates(root: Path) -> None:
    git(root.parent, "clone", "-q", str(root), "alternate")
    put(root, ".git/objects/info/alternates", f"{root.parent / 'alternate/.git/objects'}\n")


EXT = {"protocol.ext.allow": "always", "protocol.file.allow": "always"}
LAZY = {"remote.origin.promisor": "true", "remote.origin.url": "ext::{evil}", **EXT}
SHOW = f"cat-file -p HEAD:{EVENTS}"

# fmt: off
TRAPS = {
    "core.fsmonitor": Trap({"core.fsmonitor": "{evil}"}, "status", refused="core.fsmonitor"),
    "core.fsmonitor, in an included file": Trap({"include.path": "../inc"}, "status", "core.fsmonitor", prepared=with_an_include),
    "core.fsmonitor, on a condition": Trap({"includeIf.gitdir:**.path": "../inc"}, "status", "core.fsmonitor", prepared=with_an_include),
    "core.hooksPath": Trap({"core.hooksPath": "own-hooks"}, "status", refused="core.hookspath", prepared=with_hooks),
    "core.pager": Trap({"core.pager": "{evil}", "pager.log": "true"}, "-p log"),
    "core.editor": Trap({"core.editor": "{evil}"}, "commit --amend"),
    "sequence.editor": Trap({"sequence.editor": "{evil}"}, "rebase -i HEAD~1"),
    "core.sshCommand": Trap({"core.sshCommand": "{evil}"}, "ls-remote ssh://nowhere/x"),
    "core.gitProxy": Trap({"core.gitProxy": "{evil}"}, "ls-remote git://nowhere/x"),
    "core.askPass": Trap({"core.askPass": "{evil}"}, "credential fill", given="protocol=https\nhost=nowhere\n"),
    "credential.helper": Trap({"credential.helper": "!{evil}"}, "credential fill", given="protocol=https\nhost=nowhere\n"),
    "core.alternateRefsCommand": Trap({"core.alternateRefsCommand": "{evil}"}, "log --alternate-refs", prepared=with_alternates),
    "diff.external": Trap({"diff.external": "{evil}"}, "diff HEAD~1 HEAD"),
    "diff.*.command": Trap({"diff.x.command": "{evil}"}, "diff HEAD~1 HEAD", attributes="* diff=x\n"),
    "diff.*.textconv": Trap({"diff.x.textconv": "{evil}"}, "log -p -m", attributes="* diff=x\n"),
    "difftool.*.cmd": Trap({"difftool.x.cmd": "{evil}"}, "difftool -y --tool=x HEAD~1 HEAD"),
    "filter.*.clean": Trap({"filter.x.clean": "{evil}"}, "status", "filter.x.clean", "* filter=x\n"),
    "filter.*.process": Trap({"filter.x.process": "{evil}"}, "status", "filter.x.process", "* filter=x\n"),
    "filter.*.clean, required": Trap({"filter.x.clean": "{evil}", "filter.x.required": "true"}, "status", "filter.x.clean", "* filter=x\n"),
    "filter.*.clean, a name with an equals sign": Trap({"filter.a=b.clean": "{evil}"}, "status", "filter.a=b.clean", "* filter=a=b\n"),
    "filter.*.smudge": Trap({"filter.x.smudge": "{evil}"}, f"checkout -f HEAD~1 -- {EVENTS}", "filter.x.smudge", "* filter=x\n"),
    "filter.lfs.clean": Trap({"filter.lfs.clean": "{evil}"}, "status", "filter.lfs.clean", "* filter=lfs\n"),
    "gpg.program": Trap({"gpg.program": "{evil}", "log.showSignature": "true"}, "log -1", "gpg.program", prepared=signed("PGP SIGNATURE")),
    "gpg.*.program": Trap(
        {"gpg.ssh.program": "{evil}", "gpg.ssh.allowedSignersFile": "/dev/null", "log.showSignature": "true"}, "log -1",
        refused="gpg.ssh.program", prepared=signed("SSH SIGNATURE"),
    ),
    "gpg.program, signing": Trap({"gpg.program": "{evil}", "commit.gpgSign": "true"}, "commit --allow-empty -m x", "gpg.program"),
    "gpg.ssh.defaultKeyCommand": Trap(
        {"gpg.format": "ssh", "gpg.ssh.defaultKeyCommand": "{evil}", "commit.gpgSign": "true"}, "commit --allow-empty -m x",
        refused="gpg.ssh.defaultkeycommand",
    ),
    "alias": Trap({"alias.lfs": "!{evil}"}, "lfs version", around={"PATH": "{bin}"}),
    "trailer.*.command": Trap({"trailer.x.command": "{evil}"}, "interpret-trailers --trailer x=y", given="x\n"),
    "trailer.*.cmd": Trap({"trailer.x.cmd": "{evil}"}, "interpret-trailers --trailer x=y", given="x\n"),
    "tar.*.command": Trap({"tar.x.command": "{evil}"}, "archive --format=x HEAD"),
    "a lazy fetch": Trap(LAZY, SHOW, prepared=without_events, lost=True),
    "a lazy fetch, by the format": Trap(
        {"core.repositoryFormatVersion": "1", "extensions.partialClone": "origin", "remote.origin.url": "ext::{evil}", **EXT},
        SHOW, prepared=without_events, lost=True,
    ),
    "a lazy fetch, by its filter": Trap(
        {"remote.origin.partialCloneFilter": "blob:none", "remote.origin.url": "ext::{evil}", **EXT}, SHOW,
        prepared=without_events, lost=True,
    ),
    "a lazy fetch by ssh": Trap(
        {"remote.origin.promisor": "true", "remote.origin.url": "ssh://nowhere/x", "core.sshCommand": "{evil}"}, SHOW,
        prepared=without_events, lost=True,
    ),
    "a lazy fetch from a folder": Trap(
        {"remote.origin.promisor": "true", "remote.origin.url": "{root}", "remote.origin.uploadpack": "{evil}", **EXT}, SHOW,
        prepared=without_events, lost=True,
    ),
    "a submodule's own settings": Trap({}, "status", prepared=with_a_submodule),
}
# fmt: on


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in git, with two commits of one file."""
    root = lay_out(tmp_path_factory.mktemp("sound") / "ledger")
    put(root, ".gitignore", ".ecoclaim.lock\n*.private.yaml\n")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "begun", **THEN)
    put(root, EVENTS, (root / EVENTS).read_text("utf-8") + "# more\n")
    git(root, "commit", "-qam", "more", **THEN)
    return root


@pytest.fixture(scope="module")
def answers(sound: Path) -> dict[str, tuple[int, str, str]]:
    """What the reading commands answer where there is no trap."""
    return {words: told(sound, words) for words in READING}


@pytest.fixture
def place(sound: Path, tmp_path: Path) -> Path:
    """A copy of the ledger with its .git, and a script beside it that leaves a mark."""
    shutil.copytree(sound, tmp_path / "ledger")
    put(tmp_path, "evil", f"#!/bin/sh\n: > '{tmp_path}/mark'\nexit 1\n").chmod(0o755)
    (tmp_path / "bin").mkdir()
    for name in ("git", "sh", "cat"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or "")
    return tmp_path / "ledger"


def told(root: Path, words: str, around: dict[str, str | None] | None = None) -> tuple[int, str, str]:
    return called(["-C", str(root), *words.split()], {"ECOCLAIM_TODAY": TODAY, **(around or {})})


def filled(root: Path, text: str) -> str:
    return text.format(evil=root.parent / "evil", root=root, bin=root.parent / "bin")


def set_up(root: Path, trap: Trap) -> None:
    """Plant a trap, with a file whose time on disk is another than git remembers."""
    trap.prepared(root)
    for name, value in trap.settings.items():
        git(root, "config", name, filled(root, value))
    put(root, ".git/info/attributes", trap.attributes)
    touched(root)


def touched(root: Path) -> None:
    for path in (root / EVENTS, root / "ecoclaim.yaml"):
        os.utime(path, (1, 1))


def ran(root: Path) -> bool:
    """Tell whether the script ran; it may again."""
    mark = root.parent / "mark"
    found = mark.exists()
    mark.unlink(missing_ok=True)
    return found


def files_of(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (root / "cases").rglob("*") if path.is_file()}


def at_a_terminal(root: Path, words: str) -> None:
    """Run plain git where it takes its output for a terminal."""
    import pty

    back = Path.cwd()
    os.chdir(root)
    try:
        pty.spawn(["git", *words.split()], lambda opened: os.read(opened, 1024) and b"", lambda _opened: b"")
    finally:
        os.chdir(back)


@pytest.mark.parametrize("name", TRAPS)
def test_plain_git_runs_what_a_trap_names(place: Path, name: str) -> None:
    trap = TRAPS[name]
    if name == "alias" and (Path(git(place, "--exec-path")) / "git-lfs").exists():
        pytest.skip("git finds its own lfs")
    set_up(place, trap)
    if trap.by.startswith("-p"):
        at_a_terminal(place, trap.by)
    else:
        around = {key: filled(place, value) for key, value in trap.around.items()}
        tried(place, *trap.by.split(), given=trap.given, **{"GIT_EDITOR": "", **around} if "editor" not in name else {})
    assert ran(place), "the trap does not work"


@pytest.mark.parametrize("name", TRAPS)
def test_reading_runs_no_program_and_answers_as_ever(
    place: Path, name: str, answers: dict[str, tuple[int, str, str]]
) -> None:
    trap = TRAPS[name]
    set_up(place, trap)
    around: dict[str, str | None] = {key: filled(place, value) for key, value in trap.around.items()}
    for words in READING:
        touched(place)
        code, out, err = told(place, words, around)
        assert not ran(place), words
        same = trap.prepared.__name__ not in ("make", "with_a_submodule", "without_events") and words != "doctor"
        if trap.lost and code == 6:
            assert "--refetch" in err
        else:
            assert code == answers[words][0], (words, err)
            assert out == answers[words][1] or not same, words
    if trap.lost:
        assert told(place, f"log {CASE}")[0] == told(place, f"show {CASE} --known-at {TODAY}")[0] == 6


@pytest.mark.parametrize("name", [name for name, trap in TRAPS.items() if trap.lost])
@pytest.mark.parametrize("variable", NO_FETCH)
def test_a_git_that_knows_only_one_of_two_variables_fetches_nothing_either(
    place: Path, name: str, variable: str
) -> None:
    set_up(place, TRAPS[name])
    done = tried(place, *TRAPS[name].by.split(), **{variable: NO_FETCH[variable]})
    if variable == "GIT_NO_LAZY_FETCH" and "lazy fetching disabled" not in done.stderr:
        pytest.skip("an older git does not know it")
    assert not ran(place)


@pytest.mark.parametrize("name", TRAPS)
def test_writing_refuses_by_its_name_what_it_would_run_and_runs_nothing(place: Path, name: str) -> None:
    trap = TRAPS[name]
    set_up(place, trap)
    before = files_of(place)
    for words in WRITING:
        touched(place)
        code, _out, err = told(place, words)
        assert not ran(place), words
        assert code == (6 if trap.refused else 0) or (trap.lost and code in (0, 6)), (words, err)
        assert trap.refused in err
        assert not trap.refused or files_of(place) == before, "nothing is written where nothing can be entered"


def test_doctor_names_what_stops_a_write_and_advises_no_git_that_would_run_it(place: Path) -> None:
    put(place, "new", "x")
    assert " add -- new" in told(place, "doctor --lang en")[1]
    set_up(place, TRAPS["filter.*.clean"])
    out = told(place, "doctor --lang en")[1]
    assert "filter.x.clean" in out
    assert " add -- new" not in out


def test_both_cures_of_a_refused_setting_work(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(put(tmp_path, "person", "[user]\nname=甲\nemail=a@example.org\n")))
    deep = tmp_path / 'it\'s 一 本 "台账"'
    for cure in ("--file", "--global"):
        shutil.copytree(place, deep)
        set_up(deep, TRAPS["core.fsmonitor, in an included file"])
        err = told(deep, WRITING[0])[2]
        command = next(part for part in re.split("[；：。（]", err) if cure in part)
        done = os.waitstatus_to_exitcode(os.system(command.strip()))
        assert done == 0, command
        assert told(deep, WRITING[1])[0] == 0
        assert ran(deep) == (cure == "--global"), "a trusted repository runs its own programs, another none"
        shutil.rmtree(deep)


# fmt: off
VARIABLES: dict[str, tuple[dict[str, str], str]] = {
    "GIT_EXTERNAL_DIFF": ({"GIT_EXTERNAL_DIFF": "{evil}"}, "diff HEAD~1 HEAD"),
    "GIT_SSH_COMMAND": ({"GIT_SSH_COMMAND": "{evil}"}, "ls-remote ssh://nowhere/x"),
    "GIT_SSH": ({"GIT_SSH": "{evil}"}, "ls-remote ssh://nowhere/x"),
    "GIT_PROXY_COMMAND": ({"GIT_PROXY_COMMAND": "{evil}"}, "ls-remote git://nowhere/x"),
    "GIT_ASKPASS": ({"GIT_ASKPASS": "{evil}"}, "credential fill"),
    "SSH_ASKPASS": ({"SSH_ASKPASS": "{evil}"}, "credential fill"),
    "GIT_PAGER": ({"GIT_PAGER": "{evil}"}, "-p log"),
    "PAGER": ({"PAGER": "{evil}"}, "-p log"),
    "GIT_EDITOR": ({"GIT_EDITOR": "{evil}"}, "commit --amend"),
    "GIT_SEQUENCE_EDITOR": ({"GIT_SEQUENCE_EDITOR": "{evil}"}, "rebase -i HEAD~1"),
    "GIT_CONFIG_COUNT": ({"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": "{evil}"}, "status"),
    "GIT_CONFIG_PARAMETERS": ({"GIT_CONFIG_PARAMETERS": "'core.fsmonitor'='{evil}'"}, "status"),
    "GIT_TRACE2": ({"GIT_TRACE2": "{root}/../mark"}, "status"),
    "GIT_TRACE": ({"GIT_TRACE": "{root}/../mark"}, "status"),
    "GIT_TRACE_SETUP": ({"GIT_TRACE_SETUP": "{root}/../mark"}, "status"),
    "GIT_TRACE2_EVENT": ({"GIT_TRACE2_EVENT": "{root}/../mark"}, "status"),
    "GIT_TRACE_PACKET": ({"GIT_TRACE_PACKET": "{root}/../mark"}, "ls-remote ."),
}
# fmt: on


@pytest.mark.parametrize("name", VARIABLES)
def test_reading_runs_no_program_of_the_environment(
    place: Path, name: str, answers: dict[str, tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    variables, by = VARIABLES[name]
    around = {key: filled(place, value) for key, value in variables.items()}
    if by.startswith("-p"):
        for key, value in around.items():
            monkeypatch.setenv(key, value)
        at_a_terminal(place, by)
    else:
        tried(place, *by.split(), given="protocol=https\nhost=nowhere\n", **around)
    assert ran(place), "the trap does not work"
    git(place, "rebase", "--abort") if (place / ".git/rebase-merge").exists() else None
    for words in READING:
        touched(place)
        assert told(place, words, dict(around))[0] == answers[words][0], words
        assert not ran(place), words


def test_reading_runs_no_hook(place: Path) -> None:
    with_hooks(place)
    (place / ".git/hooks").exists() and shutil.rmtree(place / ".git/hooks")
    (place / "own-hooks").rename(place / ".git/hooks")
    touched(place)
    tried(place, "status")
    assert ran(place), "the trap does not work"
    for words in READING:
        touched(place)
        told(place, words)
        assert not ran(place), words


@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize("mark", ["objects", "commondir"])
def test_a_repository_among_the_ledgers_files_is_never_taken_for_its_own(place: Path, mark: str, *, deep: bool) -> None:
    top = place.parent / "clone"
    root = top / "a/ledger" if deep else top
    shutil.copytree(place, root, ignore=shutil.ignore_patterns(".git"))
    trap = (root.parent if deep else root) if mark == "objects" else root
    git(top, "init", "-q", "--bare", "bare")
    for one in (top / "bare").iterdir():
        shutil.move(one, trap / one.name)
    config = f"[core]\nrepositoryformatversion=0\nbare=false\nworktree={root}\nfsmonitor={place.parent / 'evil'}\n"
    config += f'[remote "x"]\nurl=ext::{place.parent / "evil"}\n[protocol "ext"]\nallow=always\n'
    put(trap, "config", config)
    if mark == "commondir":
        (trap / "elsewhere").mkdir()
        for name in ("objects", "refs", "config"):
            (trap / name).rename(trap / "elsewhere" / name)
        put(trap, "commondir", "elsewhere\n")
    tried(root, "status")
    tried(root, "ls-remote", "x")
    assert ran(place), "the trap does not work"
    git(top, "init", "-q")
    for words in (*READING, *WRITING):
        code, _out, err = told(root, words)
        assert not ran(place), words
        if words.startswith(("log", "record", "set")) or "known-at" in words:
            assert code == 6
            assert "HEAD、objects" in err
            assert str(trap.resolve()) in err


def test_another_work_tree_that_a_copied_git_names_is_neither_read_nor_written(place: Path, tmp_path: Path) -> None:
    put(tmp_path, "other/secret.yaml", "x")
    git(place, "config", "core.worktree", str(tmp_path / "other"))
    assert "secret" in git(place, "status", "--porcelain", "--untracked-files=all")
    code, out, _err = told(place, "doctor")
    assert "secret" not in out
    assert code == 0
    code, _out, err = told(place, WRITING[0])
    assert code == 6
    assert "core.worktree" in err


@pytest.mark.parametrize("name", ["info/attributes", "HEAD", "config", "packed-refs"])
def test_a_pipe_in_place_of_a_file_of_gits_is_refused_and_not_waited_for(place: Path, name: str) -> None:
    (place / ".git" / name).unlink(missing_ok=True)
    os.mkfifo(place / ".git" / name)
    code, _out, err = told(place, "log")
    assert code == 6
    assert name in err


def test_settings_that_lead_to_a_pipe_are_not_waited_for(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecoclaim.archive.git.PATIENCE", dict.fromkeys(Access, 1))
    os.mkfifo(place / "pipe")
    git(place, "config", "include.path", "../pipe")
    for words in ("log", WRITING[0]):
        code, _out, err = told(place, words)
        assert code == 6, words
        assert "1 秒" in err


@pytest.mark.parametrize("there", [True, False])
def test_the_hook_that_guards_pushes_is_written_nowhere_else(place: Path, tmp_path: Path, *, there: bool) -> None:
    git(place, "config", "core.hooksPath", str(tmp_path / "elsewhere"))
    if there:
        (tmp_path / "elsewhere").mkdir()
    code, _out, err = told(place, "publish hook")
    assert code in (6, 7)
    assert "core.hookspath" in err.lower()
    assert not list(tmp_path.glob("elsewhere/*"))


@pytest.mark.parametrize("name", ["core.attributesFile", "core.excludesFile", "mailmap.file"])
def test_a_file_of_a_strangers_choice_is_not_read(place: Path, name: str) -> None:
    os.mkfifo(place / "pipe")
    git(place, "config", name, str(place / "pipe"))
    for words in READING:
        assert told(place, words)[0] in (0, 1, 4, 7), words
