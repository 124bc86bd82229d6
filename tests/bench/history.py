"""How `log` and `--known-at` grow with the number of commits: time and memory at doubling sizes, by real commands.

`python tests/bench/history.py [--largest N]` makes ledgers of so many commits, on one case and over many, beside one
another in a temporary folder, and prints a table: seconds of processor time (of ecoclaim and the gits it runs), and the
memory of the largest of these processes. "Floor" is git alone, handing over each version of a file that grows: so many
bytes are in it. Another version of ecoclaim is measured by PYTHONPATH.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ENTRY = "# 收到线索\n- event: demand-made\n  date: 2026-09-{day:02d}\n  obligor: A\n  means: 电话\n  note: 第{n}次\n"
OFFICE = "format: 1\npack: zhangye-2024\nauthority: {name: 某市人民政府}\ndepartment: {name: 某市生态环境局}\n"
CASE = "id: 2026-{n:04d}\ntitle: 污水渗坑{n}\nobligors:\n- key: A\n  name: 某厂\n  kind: organization\n"


def ledger(folder: Path, commits: int, cases: int) -> None:
    """Make a ledger in which so many commits each append an entry to one of the cases in turn."""
    subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    with subprocess.Popen(["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE) as git:
        assert git.stdin
        for piece in _stream(commits, cases):
            git.stdin.write(piece)
        git.stdin.close()
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=folder, check=True)


def _stream(commits: int, cases: int) -> Iterator[bytes]:
    files = {"ecoclaim.yaml": OFFICE}
    files |= {f"cases/2026-{n:04d}/case.yaml": CASE.format(n=n) for n in range(1, cases + 1)}
    events = dict.fromkeys(range(1, cases + 1), "")
    yield _commit(0, files)
    for n in range(1, commits):
        case = n % cases + 1
        events[case] += ENTRY.format(day=n % 28 + 1, n=n)
        yield _commit(n, {f"cases/2026-{case:04d}/events.yaml": events[case]})


def _commit(n: int, files: dict[str, str]) -> bytes:
    who = f"张三 <zhang@example.org> {1_790_000_000 + 60 * n} +0800"
    subject = f"记录 {n}".encode()
    parts = [f"commit refs/heads/main\ncommitter {who}\ndata {len(subject)}\n".encode(), subject, b"\n"]
    for name, text in files.items():
        data = text.encode()
        parts += [f"M 100644 inline {name}\ndata {len(data)}\n".encode(), data, b"\n"]
    return b"".join(parts)


def measured(folder: Path, *command: str, given: bytes = b"") -> tuple[float, int]:
    """Run a command; give its seconds of processor time and the most memory that it or a child of it held, in MB."""
    with tempfile.TemporaryFile() as said:
        said.write(given)
        said.seek(0)
        done = subprocess.Popen(command, cwd=folder, stdin=said, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _pid, status, used = os.wait4(done.pid, 0)
        done.returncode = os.waitstatus_to_exitcode(status)
    assert done.returncode == 0, command
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def floor(folder: Path, case: str) -> tuple[float, int]:
    """Have git alone hand over each version of the events of a case."""
    name = f"cases/{case}/events.yaml"
    ids = subprocess.run(["git", "rev-list", "HEAD"], cwd=folder, check=True, capture_output=True).stdout
    wanted = b"".join(one + f":{name}\n".encode() for one in ids.split())
    return measured(folder, "git", "cat-file", "--batch", given=wanted)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--largest", type=int, default=3000, metavar="COMMITS")
    options.add_argument("--ledgers", type=int, default=4, metavar="SIZES")
    given = options.parse_args()
    sizes = [given.largest >> n for n in reversed(range(given.ledgers))]
    ours = (sys.executable, "-m", "ecoclaim")
    commands = {
        "log CASE": (*ours, "log", "2026-0001"),
        "log": (*ours, "log"),
        "log --day": (*ours, "log", "--day", "2026-09-22"),
        "show --known-at": (*ours, "show", "2026-0001", "--known-at", "2026-09-23", "--on", "2026-10-01"),
        "deadlines --known-at": (*ours, "deadlines", "--known-at", "2026-09-23", "--on", "2026-10-01"),
    }
    print(f"{'ledger':34}" + "".join(f"{name:>22}" for name in (*commands, "floor (git alone)")))
    with tempfile.TemporaryDirectory(prefix="ecoclaim-bench-") as beside:
        for cases in (1, 300):
            for size in sizes:
                folder = Path(beside) / f"{size}-{cases}"
                ledger(folder, size, cases)
                found = [measured(folder, *command) for command in commands.values()]
                found.append(floor(folder, "2026-0001"))
                title = f"{size} commits, " + ("one case" if cases == 1 else f"{cases} cases")
                print(
                    f"{title:34}" + "".join(f"{seconds:>12.2f} s {used:>4} MB" for seconds, used in found), flush=True
                )


if __name__ == "__main__":
    main()
