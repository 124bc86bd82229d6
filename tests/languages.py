"""What may stand in another script in a text of either language: names, which nobody translates."""

from __future__ import annotations

import re

from ecoclaim.cli.commands import COMMANDS
from ecoclaim.deadlines import STATUSES
from ecoclaim.model.events import EVENTS
from ecoclaim.procedure import STAGES

LATIN = re.compile(r"[A-Za-z][A-Za-z_-]*")
CHINESE = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")

_PRODUCTS = (
    "ecoclaim git Git LFS git-lfs crontab fontconfig fc-match LibreOffice libreoffice-writer Windows macOS Word WPS "
    "git-annex Office Excel ODT doc xls HTTP OLE ActiveX DDE SVG BagIt PDF JSON Schema XML SHA UTF DuckDB Parquet Hive Spark GBK ANSI NFC Unicode MB MiB Tab CSV YAML GB"
)
_ENVIRONMENT = "ECOCLAIM_LANG ECOCLAIM_LEDGER ECOCLAIM_ME ECOCLAIM_TODAY VISUAL EDITOR"
_FORMATS = "table json csv parquet ics text xlsx docx txt html svg answer year quarter domain channel stage handler office zh en bash zsh fish YYYY-MM-DD main national hexi"
# Keys and values of files, as a person types them, and letters that answer a question.
_KEYS = (
    "agreement agreements all amount at at_least before blanks breaks cap carries_out case complaint condition conditions confirm_within consultation coordinator cycle date department despite "
    "direct documents event events evidence extra fact file filing_no firmness forbids form format id ink issuer judgment keeps key label ledger length means method name needs "
    "no note obligor obligors pack packs paras path per photo promptly quote reason receipt record report report_days restoration rule rules share since "
    "source sources starts templates test under unless until verified what where within worded yes if for p tr n y r f A B C H Q U"
)
_PARTS_OF_GIT = "HEAD objects refs"
_FILES = re.compile(
    r"[\w{}.-]+\.(?:yaml|docx|xlsx|csv|txt)\b|\b(?:calendars|evidence|packs|sources|cases|documents|archive)/|"
    r"\.git(?:ignore|attributes|/config)\b|core\.hooksPath|\.yaml|ecoclaim-demo"
)
_PATHS = re.compile(r"(?<![\w.])(?:incident|losses|meetings|obligors|agreements|texts|\{what\}s)\.[\w.{}…-]*")
_COMMAND_LINES = re.compile(r"\bgit(?: -C \{\w+\})?(?: -?-?[a-z][\w.{}\"-]*)+|\bpre-push\b|sha256sum -c|crontab -e")
_OPTIONS = re.compile(r"(?<![\w-])--?[a-zA-Z][a-z-]*")

NAMES = {
    *(word for text in (_PRODUCTS, _ENVIRONMENT, _FORMATS, _KEYS, _PARTS_OF_GIT) for word in text.split()),
    *(word for name in COMMANDS for word in name.split()),
    *STATUSES,
    *STAGES,
    *EVENTS,
}


def latin_words(text: str, said: tuple[str, ...] = ()) -> list[str]:
    """List the Latin words of a Chinese text that are no name and were not said by the person."""
    allowed = NAMES | {word.strip("-") for argument in said for word in LATIN.findall(argument)}
    for pattern in (_COMMAND_LINES, _FILES, _PATHS, _OPTIONS):
        text = pattern.sub("", text)
    text = re.sub(r"\{[^{}]*\}", "", text)
    return sorted({word.strip("-") for word in LATIN.findall(text) if word.strip("-") not in allowed})


def chinese_runs(text: str, said: tuple[str, ...] = ()) -> list[str]:
    """List the Chinese of an English text that the person did not say."""
    for argument in said:
        text = text.replace(argument, "")
    return re.findall(f"{CHINESE.pattern}+", text)
