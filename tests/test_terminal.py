"""What a terminal or a shell would obey is known, and written so that it does nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecoclaim.terminal import hides, quoted, visible
from ecoclaim.views.csv import written


def test_every_control_and_every_unseen_character_is_made_visible() -> None:
    for number in range(0x110000):
        sign = chr(number)
        obeyed = category(sign) in ("Cc", "Zl", "Zp", "Cs") and sign not in "\n\t"
        if obeyed:
            assert visible(sign) != sign, hex(number)
        elif category(sign)[0] in "LNPS" and sign not in "\u115f\u1160\u3164\uffa0\u2800":
            assert visible(sign) == sign, hex(number)
    # Variation selectors belong to the characters of names, a wide space to Chinese text.
    for sign in ("\ufe00", "\U000e0100", "\u3000", "㙓", "𠮷", "·", "•", "\xa0", "\n", "\t", "\r\n"):
        assert visible(sign) == sign


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[8m", r"\u001b[8m"),
        ("\x9b", r"\u009b"),
        ("a\u202eb", r"a\u202eb"),
        ("\U000e0041", r"\udb40\udc41"),
        ("\udcff", "\ufffd"),
        ("a\rb", r"a\u000db"),
    ],
)
def test_it_is_written_as_json_writes_it(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_json_keeps_its_meaning(text: str) -> None:
    assert json.loads(visible(json.dumps(text, ensure_ascii=False))) == text


@pytest.mark.parametrize(
    "begin", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "−", "\t", "\r", "\n", " =", "\u3000＝"]
)
def test_a_csv_cell_is_never_a_formula(begin: str) -> None:
    assert written(["甲"], [[f"{begin}1+1"]]).decode("utf-8-sig").splitlines()[1].lstrip('"').startswith("'")


WORDS = [
    *[
        "",
        " ",
        "a b",
        "'",
        '"',
        "a'b\"c",
        "$(touch ran)",
        "`touch ran`",
        "$HOME",
        "; touch ran",
        "a\ntouch ran\n",
        "!x",
        "!!",
    ],
    *[
        "~",
        "~root",
        "*",
        "[a]",
        "{a,b}",
        "#a",
        "a#b",
        "\\",
        "a\\'b",
        "&& touch ran",
        "| touch ran",
        "> ran",
        "<x",
        "^a^b",
    ],
    *[
        "甲 乙",
        "甲\u202e乙",
        "\x1b[8m",
        "\r",
        "\t",
        "%PATH%",
        "=ls",
        "a=b",
        "“甲”",
        "\u3000",
        "-x",
        "--",
        "(a)",
        "\x7f",
    ],
]


@pytest.mark.parametrize("shell", ["sh", "bash", "zsh"])
@pytest.mark.skipif(sys.platform == "win32", reason="shells of POSIX systems")
def test_a_quoted_word_is_taken_as_it_is(shell: str, tmp_path: Path) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed here")
    # A plain sh knows no way to write what cannot be printed.
    words = [one for one in WORDS if shell != "sh" or not hides(one)]
    line = " ".join(quoted(one) for one in words)
    assert not hides(line)
    script = f"{sys.executable} -c 'import os, sys; sys.stdout.buffer.write(b\"\\0\".join(map(os.fsencode, sys.argv[1:])))' {line}"
    done = subprocess.run([program, "-c", script], capture_output=True, cwd=tmp_path, check=True)
    assert done.stdout.split(b"\0") == [os.fsencode(one) for one in words]
    assert list(tmp_path.iterdir()) == []


def test_a_word_that_needs_no_quotes_has_none() -> None:
    for word in ("2026-0007", "cases/2026-0007/case.yaml", "甲公司", "obligors.A.name=NAME", "C:/x"):
        assert quoted(word) == word
