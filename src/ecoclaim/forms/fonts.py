"""The fonts the forms ask for: which of them this computer has, and what stands in for the others when it prints.

Fontconfig chooses the fonts of LibreOffice. Left to itself it sets Chinese in whatever it finds, and the digits between
in a second font. So it is given the order here: a font of the same look, then another for Simplified Chinese.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from ecoclaim.outside.files import contents
from ecoclaim.outside.packages import word_parts
from ecoclaim.words import _

_SECONDS = 20
_SONG = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "AR PL UMing CN", "AR PL SungtiL GB")
_HEI = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei")
_OTHERS = (*_SONG, *_HEI, "Droid Sans Fallback")
# By the name a form asks for, those under which systems know the font or a free one of the same look.
ALIKE = {
    "仿宋_GB2312": ("仿宋", "FangSong", "FangSong_GB2312", "STFangsong", "华文仿宋", "FandolFang"),
    "黑体": ("SimHei", "STHeiti", "华文黑体", "FandolHei", *_HEI),
    "楷体_GB2312": ("楷体", "KaiTi", "KaiTi_GB2312", "STKaiti", "华文楷体", "FandolKai", "AR PL UKai CN"),
    "方正小标宋简体": ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "小标宋"),
    "宋体": ("SimSun", "NSimSun", "新宋体", "STSong", "华文宋体", "FandolSong", *_SONG),
}
_NAMED = re.compile(r'<w:rFonts[^>]* w:eastAsia="([^"]+)"')


@dataclass(frozen=True, slots=True)
class FontUsed:
    """The font that this computer takes for one asked for, by all its names."""

    asked: str
    names: tuple[str, ...]

    @property
    def installed(self) -> bool:
        """Tell whether it is the very font."""
        return self.asked in self.names

    @property
    def alike(self) -> bool:
        """Tell whether it is the very font or one of the same look."""
        return not {self.asked, *ALIKE.get(self.asked, ())}.isdisjoint(self.names)


@dataclass(frozen=True, slots=True)
class Fonts:
    """What this computer takes for the fonts asked for, and whether any of its fonts has Chinese."""

    used: tuple[FontUsed, ...]
    chinese: bool


def stand_ins(used: Iterable[FontUsed]) -> str:
    """Name fonts asked for, each group with the one that stands in for it."""
    groups: dict[str, list[str]] = {}
    for one in used:
        groups.setdefault(one.names[0], []).append(one.asked)
    text = _("{fonts} (by {other})")
    return _(", ").join(text.format(fonts=_(", ").join(asked), other=other) for other, asked in groups.items())


def asked_for(files: Iterable[Path]) -> tuple[str, ...]:
    """List the fonts that Word files name for Chinese text."""
    names: set[str] = set()
    for file in files:
        found = word_parts(contents(file), str(file))
        printed = [path for path in found if path.startswith("word/") and path.endswith(".xml")]
        names.update(name for path in printed for name in _NAMED.findall(found[path].decode("utf-8", "replace")))
    return tuple(sorted(names))


def fonts_for(names: Iterable[str]) -> Fonts | None:
    """Tell which font is taken for each name; None where fontconfig cannot be asked."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, **font_order(Path(folder))}
        try:
            used = tuple(FontUsed(name, _match(program, name, environment)[0]) for name in names)
            return Fonts(used, "zh-cn" in _match(program, "", environment)[1])
        except (OSError, subprocess.SubprocessError):
            return None


def font_order(folder: Path) -> dict[str, str]:
    """Write the order of stand-ins before this computer's own configuration; give what the environment must say."""
    own = Path(os.environ.get("FONTCONFIG_PATH") or "/etc/fonts", os.environ.get("FONTCONFIG_FILE") or "fonts.conf")
    if not own.is_file():
        return {}
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        + "".join(_alias(name, (*alike, *_OTHERS)) for name, alike in ALIKE.items())
        # For a font of an office's own template too, Simplified Chinese comes before what the system puts first.
        + '<match target="pattern"><edit name="family" mode="append" binding="weak">'
        + "".join(f"<string>{other}</string>" for other in _OTHERS)
        + "</edit></match>"
        + f"<include>{escape(str(own.absolute()))}</include></fontconfig>\n",
        "utf-8",
    )
    return {"FONTCONFIG_FILE": str(config)}


def _match(program: str, name: str, environment: dict[str, str]) -> tuple[tuple[str, ...], list[str]]:
    """Give the names of the font taken, and its languages."""
    pattern = re.sub(r"([\\:,-])", r"\\\1", name) + ":lang=zh-cn"
    done = subprocess.run(
        [program, "--format", "%{lang}%{[]family{\n%{family}}}", pattern],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=_SECONDS,
        env=environment,
    )
    languages, *names = done.stdout.decode("utf-8", "replace").split("\n")
    return tuple(names), languages.split("|")


def _alias(name: str, others: Iterable[str]) -> str:
    families = "".join(f"<family>{other}</family>" for other in dict.fromkeys(others))
    return f'<alias binding="same"><family>{name}</family><accept>{families}</accept></alias>'
