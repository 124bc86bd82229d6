"""Measures the rendering of forms against what it cannot be faster than.

1,000 consultation notices against plain Jinja plus zip of the same XML (at most 3 times), and every form of one case in
one process against the import of docxtpl (at most 3 times). Exits 1 when one is slower.

    python tests/bench/forms.py
"""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parents[1]
sys.path[:0] = [str(HERE / "forms"), str(HERE.parent / "templates")]


def seconds(act: Callable[[], object]) -> float:
    """Time one act."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main() -> int:
    """Measure both, print them, and say by the exit code whether they hold."""
    imported = seconds(lambda: __import__("docxtpl"))
    from papers import papers, template

    documents = [*papers("2026-0001")]

    def all_forms() -> None:
        read = {form: template(form) for form in {form for _name, form, _facts in documents}}
        for _name, form, facts in documents:
            read[form].fill(facts.values, draft=bool(facts.missing))

    notice = template("zhangye-2024/consultation-notice")
    facts = next(facts for name, _form, facts in documents if "consultation-notice" in name)
    part = notice.printed["word/document.xml"].compiled

    def thousand() -> None:
        for _time in range(1000):
            notice.fill(facts.values)

    def floor() -> None:
        for _time in range(1000):
            text = part.render({**facts.values, "草稿": False}).encode()
            with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_STORED) as archive:
                archive.writestr("word/document.xml", text)
                for path, fixed in notice.fixed.items():
                    archive.writestr(path, fixed)

    whole, best, plain = seconds(all_forms), min(map(seconds, [thousand] * 3)), min(map(seconds, [floor] * 3))
    print(f"import docxtpl {imported:.3f} s; {len(documents)} documents {whole:.3f} s: {whole / imported:.1f} x")
    print(f"1,000 notices {best:.3f} s; plain Jinja and zip {plain:.3f} s: {best / plain:.1f} x")
    return int(whole > 3 * imported or best > 3 * plain)


if __name__ == "__main__":
    sys.exit(main())
