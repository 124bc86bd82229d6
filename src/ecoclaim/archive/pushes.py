"""What a push would send, whether its remote is public, and the hook that asks before each push."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from ecoclaim.archive.gate import refuse_strange
from ecoclaim.archive.git import ask, exactly, parted, refusal, says_yes, tell
from ecoclaim.archive.repository import Repository, hooks, repository
from ecoclaim.errors import NotAllowed
from ecoclaim.ledger.places import MARK
from ecoclaim.ledger.write import write_whole
from ecoclaim.outside.files import contents_if_any
from ecoclaim.terminal import quoted
from ecoclaim.words import _

HOOK = "pre-push"
PUBLIC = "ecoclaim-public"
_HOSTS = re.compile(
    r"(?:^|[@/.])(?:github\.com|gitlab\.com|gitee\.com|bitbucket\.org|codeberg\.org|gitcode\.(?:com|net))[:/]"
)
# protocol://who@host:port/path, and who@host:path as ssh takes it.
_REMOTES = (
    re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://(?:[^/@]*@)?(?P<host>[^/:@]+)(?::[0-9]*)?(?P<path>/.*)?"),
    re.compile(r"(?:[^/@:]*@)?(?P<host>[^/:@]+):(?P<path>.*)"),
)
_BATCH = 16 << 20  # bytes asked of git at once
_BLOCK = re.compile(r"# ecoclaim: nothing that belongs to persons.*?\nfi\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sent:
    """One object as a push would send it: what kind, its name, its size in bytes, and of a file its path.

    The path is the one below the ledger; what lies outside it begins with `:/`, as git writes it.
    """

    kind: str
    object: str
    size: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """What a commit or a tag says: its message, and who signed it, as git writes it (name <address>)."""

    message: str
    signatures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Push:
    """What a push would send that the remote does not have: files, new names, commits and tags, names of refs.

    `others` are the folders of other ledgers in the same repository, which are left to these.
    """

    files: tuple[Sent, ...]
    names: tuple[str, ...]
    signed: tuple[Sent, ...]
    refs: tuple[str, ...]
    others: tuple[str, ...]


def is_public(root: Path, remote: str, url: str = "") -> bool:
    """Tell whether the person marked a remote as public: git config remote.NAME.ecoclaim-public true.

    A remote named by its URL is public where one that is marked has that URL.
    """
    place = repository(root)
    if _is_marked(place, remote):
        return True
    wanted = {_place_of(one, place.top) for one in (remote, url) if one}
    return any(wanted & {_place_of(one, place.top) for one in _urls(root, name)} for name in remotes_public(place))


def _is_marked(place: Repository, remote: str) -> bool:
    return place.settings.is_on(f"remote.{remote}.{PUBLIC}")


def _urls(root: Path, remote: str) -> list[str]:
    return [url for way in ((), ("--push",)) for url in tell(root, "addresses", *way, remote).text.split("\n")]


def _place_of(url: str, top: Path) -> str:
    """Write where a URL leads, alike whoever logs in, by whichever protocol, with or without .git and / at its end."""
    text = url.strip().removeprefix("file://")
    found = next(filter(None, (form.fullmatch(text) for form in _REMOTES)), None)
    if found is None:
        # Git takes a path from the top of the work tree.
        return os.path.realpath(top / text).removesuffix(".git")
    path = unquote(found["path"] or "").strip("/").removesuffix(".git").rstrip("/")
    return f"{found['host'].lower()}/{path}"


def push(root: Path, remote: str, url: str, updates: Iterable[str]) -> Push:
    """List what a push would send and the remote does not have; raises GitRefused.

    `updates` are the lines that git gives its hook: local ref, object, remote ref, object.
    """
    wanted: list[str] = []
    there: list[str] = []
    refs: list[str] = []
    for line in updates:
        words = line.split()
        if len(words) == 4 and words[1].strip("0"):
            wanted.append(words[1])
            refs += [one for one in (words[0], words[2]) if one.startswith("refs/")]
            if words[3].strip("0") and says_yes(root, "cat-file", "-e", words[3]):
                there.append(words[3])
    if not wanted:
        return Push((), (), (), (), ())
    place = repository(root)
    known = [f"--remotes={name}" for name in _named(place, remote, url)]
    asked = (*wanted, "--not", *there, *known)
    ledgers = _ledgers(root, wanted)
    files: list[Sent] = []
    signed: list[Sent] = []
    for one in _objects(root, asked):
        if one.kind in ("commit", "tag"):
            signed.append(one)
        elif one.kind == "blob" and one.path and _owner(one.path, ledgers) in (None, place.prefix):
            files.append(replace(one, path=_below(place.prefix, one.path)))
    names = [
        _below(place.prefix, one) for one in _new_names(root, asked) if _owner(one, ledgers) in (None, place.prefix)
    ]
    others = tuple(one for one in ledgers if one != place.prefix)
    return Push(tuple(files), tuple(names), tuple(signed), tuple(dict.fromkeys(refs)), others)


def contents(root: Path, wanted: Iterable[Sent], most: int) -> Iterator[tuple[Sent, bytes | None]]:
    """Give the bytes of objects, a few at a time; None for one larger than `most`, which is not read."""
    batch: list[Sent] = []
    for one in wanted:
        if one.size > most:
            yield one, None
            continue
        batch.append(one)
        if sum(waiting.size for waiting in batch) > _BATCH:
            yield from _read(root, batch)
            batch = []
    yield from _read(root, batch)


def said(one: Sent, data: bytes) -> Signed:
    """Take apart a commit or a tag."""
    head, _blank, message = data.partition(b"\n\n")
    lines = head.split(b"\n")
    encoding = next((line[9:].decode("ascii", "replace") for line in lines if line.startswith(b"encoding ")), "utf-8")
    # A tag that was merged goes along in the commit, whole.
    merged = b"\n".join(line[1:] for line in lines if line.startswith(b" ") and b"-----" not in line)
    signers = [line.partition(b" ")[2] for line in lines if line.startswith((b"author ", b"committer ", b"tagger "))]
    signatures = dict.fromkeys(_text(line, encoding).rpartition(">")[0] + ">" for line in signers)
    about = merged if b"mergetag " in head else b""
    return Signed("\n\n".join(_text(part, encoding) for part in (message, about) if part), tuple(signatures))


def _text(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return data.decode("utf-8", "replace")


def _named(place: Repository, remote: str, url: str) -> list[str]:
    """Name the remotes that are meant by a name or a URL: what was fetched from them is there already."""
    wanted = {_place_of(one, place.top) for one in (remote, url) if one}
    return [
        name
        for name in place.settings.remotes()
        if not re.search(r"[*?\[\\]", name)
        and (name == remote or wanted & {_place_of(one, place.top) for one in _urls(place.root, name)})
    ]


def _objects(root: Path, asked: Sequence[str]) -> Iterator[Sent]:
    listed = tell(root, "rev-list", "--objects", *asked).out
    answer = tell(root, "cat-file", "--batch-check=%(objecttype) %(objectname) %(objectsize) %(rest)", given=listed).out
    for one in os.fsdecode(answer).split("\n"):
        kind, _space, rest = one.partition(" ")
        if kind in ("blob", "commit", "tag"):
            name, size, path = [*rest.split(" ", 2), "", ""][:3]
            yield Sent(kind, name, int(size), path)


def _new_names(root: Path, asked: Sequence[str]) -> list[str]:
    """List the paths that come up in what is sent and stand nowhere in what the remote has."""
    commits = tell(root, "rev-list", *asked).out
    options = (
        "--stdin",
        "-r",
        "-m",
        "--root",
        "--no-commit-id",
        "--no-renames",
        "--diff-filter=A",
        "--name-only",
        "-z",
    )
    found = dict.fromkeys(parted(tell(root, "diff-tree", *options, given=commits).out))
    if not found:
        return []
    for tip in tell(root, "revisions", *asked[asked.index("--not") + 1 :]).text.split():
        for path in parted(tell(root, "ls-tree", "-r", "--name-only", "--full-tree", tip.lstrip("^")).out):
            found.pop(path, None)
    return list(found)


def _ledgers(root: Path, tips: Sequence[str]) -> list[str]:
    """List the folders that hold a ledger in what is sent, from the top of the repository: "" or "a/b/"."""
    found: dict[str, None] = {}
    for tip in tips:
        reply = ask(root, "ls-tree", "-r", "--name-only", "--full-tree", tip)
        # A tag may mark a single file; in that there is no ledger.
        if reply.code and "not a tree object" not in reply.said:
            raise refusal(root, reply)
        paths = parted(reply.out)
        found |= dict.fromkeys(path.removesuffix(MARK) for path in paths if f"/{path}".endswith(f"/{MARK}"))
    return list(found)


def _owner(path: str, ledgers: Iterable[str]) -> str | None:
    return max((one for one in ledgers if path.startswith(one)), key=len, default=None)


def _below(prefix: str, path: str) -> str:
    return path.removeprefix(prefix) if path.startswith(prefix) else f":/{path}"


def _read(root: Path, batch: Sequence[Sent]) -> Iterator[tuple[Sent, bytes]]:
    if not batch:
        return
    answer = tell(root, "cat-file", "--batch", given="".join(f"{one.object}\n" for one in batch).encode()).out
    at = 0
    for one in batch:
        begun = answer.index(b"\n", at) + 1
        yield one, answer[begun : begun + one.size]
        at = begun + one.size + 1


def lies_as(root: Path, path: str, name: str) -> bool:
    """Tell whether a file on the disk is the object of this name."""
    if path.startswith(":/") or not (root / path).is_file():
        return False
    return tell(root, "hash-object", "--", path).text == name


def kept_private(root: Path, path: Path) -> bool:
    """Tell whether git does not have a file, so that no push sends it."""
    return not says_yes(root, "known", "--", exactly(path.relative_to(root).as_posix()))


def install_hook(root: Path) -> Path:
    """Write the hook that refuses to push what belongs to persons to a public remote; gives its path.

    Raises NotAllowed where there is another one.
    """
    place = repository(root)
    refuse_strange(place)
    if place.settings.get("core.hooksPath") and not place.hooks.is_dir():
        raise NotAllowed(_("core.hooksPath names {folder}, which is not there").format(folder=place.hooks))
    path = place.hooks / HOOK
    text = hook_text(place.prefix)
    old = (contents_if_any(path) or b"").decode("utf-8", "surrogateescape")
    block = _BLOCK.search(text)
    if block and _BLOCK.search(old):
        # An earlier ecoclaim wrote it, or the person put it among others; the rest stays.
        text = _BLOCK.sub(lambda _at: block[0], old, count=1)
    elif old:
        raise NotAllowed(
            _("{path} is there already; add these lines below its first line:\n{text}").format(
                path=path, text=text.split("\n", 1)[1]
            )
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    # Whole, and runnable from the start: half a hook would let a push pass.
    write_whole(path, text.encode("utf-8", "surrogateescape"), mode=0o755)
    return path


def hook_text(prefix: str) -> str:
    """Write the hook of a ledger that lies at this path in its repository.

    It hands on what git told it, so that the hook of Git LFS, or any other, may follow in the same file.
    """
    where = f" -C {quoted(prefix.rstrip('/'))}" if prefix else ""
    return (
        "#!/bin/sh\n"
        "# ecoclaim: nothing that belongs to persons goes to a remote marked public:\n"
        f"# git config remote.NAME.{PUBLIC} true\n"
        f"if git config --type=bool --get-regexp '^remote[.].*[.]{PUBLIC}$' | grep -q ' true$'; then\n"
        "    told=$(cat)\n"
        f'    printf \'%s\\n\' "$told" | ecoclaim publish scan --push "$1" --url "$2"{where} || exit 1\n'
        "    exec <<END\n"
        "$told\n"
        "END\n"
        "fi\n"
    )


def asks_before_push(place: Repository) -> bool:
    """Tell whether this clone's pre-push hook asks ecoclaim."""
    return any(b"ecoclaim publish scan" in (contents_if_any(one) or b"") for one in hooks(place, (HOOK,)))


def remotes_public(place: Repository) -> list[str]:
    """List the remotes that are marked as public."""
    return [one for one in place.settings.remotes() if _is_marked(place, one)]


def remotes_on_public_hosts(place: Repository) -> list[str]:
    """List the remotes on hosts where a repository may be read by anybody; whether this one is, the host knows."""
    found = place.settings.remotes()
    return [one for one in found if _HOSTS.search(tell(place.root, "addresses", "--push", one).text)]
