"""Write the shipped forms from their source: `python templates/build.py`; with --check only say which file differs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from builder import house, public, xpcc, zhangye  # noqa: E402
from builder.package import docx  # noqa: E402


def built() -> Iterator[tuple[Path, bytes]]:
    """Give each shipped file with the bytes it should have."""
    shipped = {"zhangye-2024": zhangye, "xpcc": xpcc, "house": house, "public": public}
    for folder, forms in ((name, module.FORMS) for name, module in shipped.items()):
        for slug, (title, form) in forms.items():
            yield HERE / folder / f"{slug}.docx", docx(form(), title)


def main(check: bool) -> int:
    """Write every form, or name those that differ."""
    stale = [(path, data) for path, data in built() if not path.exists() or path.read_bytes() != data]
    for path, data in stale:
        print(path.relative_to(HERE))
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
