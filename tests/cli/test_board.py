"""`board` and the sheet of a case: the page in Debian's browser: no request, no error, readable, its numbers those of `stats`."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commandline import Run
from ledgers import ledger, read

from ecoclaim.views.text import width_of

EXAMPLES = Path(__file__).parents[2] / "examples"
BROWSER = shutil.which("chromium")
ON = ("--on", "2026-11-27")
needs_browser = pytest.mark.skipif(BROWSER is None, reason="Debian's chromium is not there")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    quiet = ("--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update")
    with sync_api.sync_playwright() as playing:
        found = playing.chromium.launch(executable_path=BROWSER, args=[*quiet, "--disable-sync", "--no-first-run"])
        yield found
        found.close()


def looked_at(browser: Any, page: Path, width: int, scheme: str, script: bool = True) -> tuple[Any, list[str]]:
    """Open a page; gives it, with all that it complained of or asked for."""
    opened = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
    )
    shown, told = opened.new_page(), []
    shown.on("console", lambda one: told.append(one.text))
    shown.on("pageerror", lambda one: told.append(str(one)))
    shown.on("request", lambda one: told.append(one.url) if one.url != page.as_uri() else None)
    shown.goto(page.as_uri())
    return shown, told


@needs_browser
def test_the_board_asks_for_nothing_is_readable_and_tells_what_stats_tells(
    run: Run, tmp_path: Path, browser: Any
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    at = ("-C", str(EXAMPLES / "xpcc"))
    page = tmp_path / "board.html"
    assert run(*at, "board", "--out", str(page), *ON).code == 0
    for width, scheme in ((390, "light"), (1280, "dark"), (1920, "light")):
        shown, told = looked_at(browser, page, width, scheme)
        assert told == []
        assert shown.evaluate("document.documentElement.scrollWidth") == width
        found = Axe().run(shown).response["violations"]
        assert [(one["id"], [node["html"][:80] for node in one["nodes"]][:3]) for one in found] == []
    total = read(run(*at, "stats", *ON, "--format", "json"))["total"]
    numbers = shown.locator(".funnel ol .n").all_inner_texts()
    assert list(map(int, numbers)) == [one["count"] for one in total["steps"]]
    sums = [text.replace(",", "") for text in shown.locator(".sum .n").all_inner_texts()]
    assert sums == [one["amount"] for one in total["amounts"].values()]
    days = read(run(*at, "deadlines", *ON, "--format", "json"))["deadlines"]
    statuses = [
        sum(one["status"] in held for one in days)
        for held in (("overdue",), ("lapsed", "exceeded"), ("due-soon",), ("open",))
    ]
    assert list(map(int, shown.locator(".counts b").all_inner_texts())) == statuses
    without, told = looked_at(browser, page, 1280, "light", script=False)
    assert told == []
    assert without.locator(".card").count() == len(total["cases"])
    assert not without.locator(".filter").is_visible()
    shown.locator(".filter select").select_option("示例经办甲")
    assert 0 < shown.locator(".card:visible").count() < len(total["cases"])
    for size, landscape in (("A3", True), ("A4", False)):
        assert shown.pdf(format=size, landscape=landscape).startswith(b"%PDF")


PERSON = """title: <script>alert(1)</script>\u202e[x](http://example.org)
handlers: [经办甲]
obligors:
  - {key: A, name: 李四, kind: person, id_number: "110101199003078513", phone: "13800000000", address: 某街1号, born: 1990-03-07}
---
- {event: clue-found, date: 2026-09-08}
"""


def test_every_link_of_the_board_leads_somewhere_on_it_and_no_person_is_told(run: Run, tmp_path: Path) -> None:
    root = ledger(tmp_path / "ledger", c2026_0001=PERSON)
    pages = []
    for at in (EXAMPLES / "zhangye", root):
        page = tmp_path / f"{at.name}.html"
        assert run("-C", str(at), "board", "--out", str(page), *ON).code == 0
        text = page.read_text("utf-8")
        anchors = set(re.findall(r' id="([^"]+)"', text))
        assert set(re.findall(r'href="#([^"]+)"', text)) <= anchors
        assert re.findall(r'(?:href|src)="(?!#|data:)[^"]*"', text) == []
        pages.append(text)
    assert run("-C", str(root), "board", "--out", str(page), *ON).code == 2
    told = pages[1]
    assert "<script>alert" not in told
    assert "\u202e" not in told
    assert not {one for one in ("110101199003078513", "13800000000", "某街1号", "1990-03-07", "李四") if one in told}
    assert "&lt;script&gt;" in told
    assert "经办甲" in told


@needs_browser
def test_the_sheet_of_an_ordinary_case_is_one_page(run: Run, tmp_path: Path, browser: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    at = ("-C", str(EXAMPLES / "zhangye"), "show", "2025-0004", "--on", "2026-03-25")
    page = tmp_path / "case.html"
    assert run(*at, "--format", "html", "--out", str(page)).code == 0
    for width, scheme in ((390, "dark"), (1280, "light")):
        shown, told = looked_at(browser, page, width, scheme)
        assert told == []
        assert shown.evaluate("document.documentElement.scrollWidth") == width
        assert [one["id"] for one in Axe().run(shown).response["violations"]] == []
    assert shown.pdf(format="A4").count(b"/Type /Page\n") == 1
    case = read(run(*at, "--format", "json"))
    assert shown.locator(".events li").count() == len(case["timeline"])
    assert shown.locator(".rows li").count() == len(case["deadlines"])
    # 130,000 paid of 130,000 + 770,000 + 40,000; nothing of 140,000; restored for 120,000.
    sums = [text.split("已履行")[1].split() for text in shown.locator(".party .sum").all_inner_texts()]
    assert sums == [["130,000.00", "/", "940,000.00"], ["0.00", "/", "140,000.00"], ["120,000.00", "/", "120,000.00"]]


def test_a_case_is_a_picture_and_lines_at_a_terminal(run: Run, tmp_path: Path) -> None:
    at = ("-C", str(EXAMPLES / "zhangye"), "show", "2025-0004", "--on", "2026-03-25")
    picture = ET.fromstring(run(*at, "--format", "svg").out)
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(picture.findall(".//{http://www.w3.org/2000/svg}path")) == 16
    text = run(*at, "--timeline", "--lang", "zh").out
    assert max(map(width_of, text.splitlines())) <= 80
    assert "[*] 司法确认 2025-11-07" in text
    assert "[>] 履行完毕" in text
    bar = next(line for line in text.splitlines() if line.startswith("履行赔偿义务（义务 2） · A"))
    assert re.fullmatch(r".*·.A +=+\|=+ +2026-11-02", bar)
    assert run(*at, "--timeline", "--format", "json").code == 2
    assert run(*at, "--out", str(tmp_path / "x")).code == 2
    # What a title holds is text in the picture too.
    root = ledger(tmp_path / "ledger", c2026_0001=PERSON)
    drawn = run("-C", str(root), "show", "1", "--format", "svg", *ON).out
    assert "<script>" not in drawn
    ET.fromstring(drawn)
