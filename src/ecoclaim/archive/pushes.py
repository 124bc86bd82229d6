"""What a push would send, whether its remote is public, and the hook that asks before each push."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ecoclaim.archive.git import ask, tell
from ecoclaim.archive.repository import hooks, repository
from ecoclaim.errors import NotAllowed
from ecoclaim.ledger.write import write_whole
from ecoclaim.terminal import quoted
from ecoclaim.words import _

HOOK = "pre-push"
PUBLIC = "ecoclaim-public"
_HOSTS = re.compile(
    r"(?:^|[@/.])(?:github\.com|gitlab\.com|gitee\.com|bitbucket\.org|codeberg\.org|gitcode\.(?:com|net))[:/]"
)
LARGEST = 20 << 20  # bytes; a larger file is not looked into


@dataclass(frozen=True, slots=True)
class Sent:
    """One file as a push would send it: its path from the top of the repository, its object, its size in bytes.

    Of a commit or a tag it is the message, which goes along and is read by everybody too.
    """

    path: str
    object: str
    size: int
    kind: str = "blob"


def is_public(root: Path, remote: str) -> bool:
    """Tell whether the person marked a remote as public: git config remote.NAME.ecoclaim-public true."""
    reply = ask(root, "config", "--type=bool", "--get", f"remote.{remote}.{PUBLIC}")
    return reply.code == 0 and reply.text == "true"


def sent(root: Path, remote: str, updates: Iterable[str]) -> Iterator[Sent]:
    """List each version of each file that a push would send and the remote does not have, and each message.

    `updates` are the lines that git gives its hook: local ref, object, remote ref, object. Raises GitRefused.
    """
    wanted: list[str] = []
    for line in updates:
        words = line.split()
        if len(words) == 4 and words[1].strip("0"):
            wanted.append(words[1])
            if words[3].strip("0") and ask(root, "cat-file", "-e", words[3]).code == 0:
                wanted.append(f"^{words[3]}")
    if not wanted:
        return
    known = [f"--remotes={remote}"] if remote and "*" not in remote else []
    listed = tell(root, "rev-list", "--objects", *wanted, "--not", *known).out
    asked = "%(objecttype) %(objectname) %(objectsize) %(rest)"
    answer = tell(root, "cat-file", f"--batch-check={asked}", given=listed).out
    for one in os.fsdecode(answer).split("\n"):
        kind, _space, rest = one.partition(" ")
        name, size, path = [*rest.split(" ", 2), "", ""][:3]
        if kind == "blob" and path:
            yield Sent(path, name, int(size))
        elif kind in ("commit", "tag"):
            yield Sent(f"git show {name[:10]}", name, int(size), kind)


def content(root: Path, one: Sent) -> bytes | None:
    """Give the bytes of a file, or of a message, that a push would send; None where it is too large to look into."""
    if one.size > LARGEST:
        return None
    data = tell(root, "cat-file", one.kind, one.object).out
    return data if one.kind == "blob" else data.partition(b"\n\n")[2]


def install_hook(root: Path) -> Path:
    """Write the hook that refuses to push what belongs to persons to a public remote; gives its path.

    Raises NotAllowed where there is another one.
    """
    place = repository(root)
    path = root / tell(root, "rev-parse", "--git-path", "hooks").text / HOOK
    text = hook_text(place.prefix)
    if path.exists() and path.read_bytes() != text.encode():
        raise NotAllowed(
            _("{path} is there already; add these lines below its first line:\n{text}").format(
                path=path, text=text.split("\n", 1)[1]
            )
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    # Whole, and runnable from the start: half a hook would let a push pass.
    write_whole(path, text.encode(), mode=0o755)
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
        f'if [ "$(git config --type=bool --get "remote.$1.{PUBLIC}")" = true ]; then\n'
        "    told=$(cat)\n"
        f'    printf \'%s\\n\' "$told" | ecoclaim publish scan --push "$1"{where} || exit 1\n'
        "    exec <<END\n"
        "$told\n"
        "END\n"
        "fi\n"
    )


def asks_before_push(root: Path) -> bool:
    """Tell whether this clone's pre-push hook asks ecoclaim."""
    return any(b"ecoclaim publish scan" in one.read_bytes() for one in hooks(root, (HOOK,)))


def remotes_public(root: Path) -> list[str]:
    """List the remotes that are marked as public."""
    return [one for one in tell(root, "remote").text.split() if is_public(root, one)]


def remotes_on_public_hosts(root: Path) -> list[str]:
    """List the remotes on hosts where a repository may be read by anybody; whether this one is, the host knows."""
    found = tell(root, "remote").text.split()
    return [one for one in found if _HOSTS.search(ask(root, "remote", "get-url", "--push", one).text)]
