"""Which font is taken for one that a form asks for, among fonts made on the spot."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers import TEMPLATES

from ecoclaim.forms.fonts import ALIKE, FontUsed, asked_for, fonts_for
from office_fonts import ASCII, STAND_INS, configured, needs

FANG, HEI, TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"
JAPANESE, SANS, SERIF = "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Serif CJK SC"
OWN = f"<alias binding='same'><family>{FANG}</family><prefer><family>{JAPANESE}</family></prefer></alias>"


def test_every_font_a_shipped_form_asks_for_has_its_stand_ins() -> None:
    assert set(asked_for(TEMPLATES.glob("*/*.docx"))) == set(ALIKE) == set(STAND_INS)


@needs("fc-match")
@pytest.mark.parametrize(
    ("installed", "rules", "asked", "taken", "installed_itself", "alike"),
    [
        ([JAPANESE, SANS], "", FANG, SANS, False, False),
        ([JAPANESE, SANS, SERIF], "", FANG, SERIF, False, False),
        ([JAPANESE, SANS, SERIF], "", TITLE, SERIF, False, False),
        ([JAPANESE, SANS, SERIF], "", HEI, SANS, False, True),
        ([SERIF, "FandolFang"], "", FANG, "FandolFang", False, True),
        ([SERIF, "FandolFang", FANG], "", FANG, FANG, True, True),
        ([JAPANESE], "", FANG, JAPANESE, False, False),
        ([JAPANESE, SERIF], OWN, FANG, JAPANESE, False, False),
        ([JAPANESE, SANS], "", "某单位自用字体", SANS, False, False),
        ([JAPANESE], "", "某单位自用字体", JAPANESE, False, False),
        ([SERIF, "方正-仿宋, 甲:乙"], "", "方正-仿宋, 甲:乙", "方正-仿宋, 甲:乙", True, True),
    ],
)
def test_a_font_of_the_same_look_stands_in_then_simplified_chinese_then_any(
    installed: list[str],
    rules: str,
    asked: str,
    taken: str,
    installed_itself: bool,
    alike: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    families = {family: f"Made{number}" for number, family in enumerate(installed)}
    monkeypatch.setenv("FONTCONFIG_FILE", str(configured(tmp_path, families, rules=rules)))
    fonts = fonts_for([asked])
    assert fonts is not None
    assert fonts.chinese
    assert fonts.used == (FontUsed(asked, (taken,)),)
    assert (fonts.used[0].installed, fonts.used[0].alike) == (installed_itself, alike)


@needs("fc-match")
@pytest.mark.parametrize("families", [{"Latin": "Latin"}, {}], ids=["no Chinese", "none"])
def test_a_computer_without_chinese_fonts_is_known(
    families: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", str(configured(tmp_path, families, characters=ASCII)))
    fonts = fonts_for([FANG])
    assert fonts is not None
    assert not fonts.chinese
