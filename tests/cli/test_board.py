"""`board`: the page in Debian's browser: no request, no error, readable, its numbers those of `stats`."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commandline import Run
from ledgers import ledger, read

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
