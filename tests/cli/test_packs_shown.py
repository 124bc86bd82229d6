"""`packs`: a lawyer reads them, an engineer checks them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from commandline import Run
from ledgers import ledger, read

from ecoclaim import yamlfile

RULES = Path(__file__).parents[2] / "src" / "ecoclaim" / "rules"
OWN = (
    "name: own\nextends: xpcc\ntitle: {{zh: 本单位, en: own}}\nrules:\n  - id: preliminary-review\n"
    "    within: [{{count: {count}, unit: days}}]\n"
)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("pack", ["national", "zhangye-2024", "xpcc"])
def test_a_page_shows_every_rule_with_its_article_and_words(run: Run, pack: str) -> None:
    found = read(run("packs", "show", pack, "--format", "json"))
    page = run("packs", "show", pack).out
    for rule in found["rules"]:
        assert f"({rule['id']})" in page
        assert rule["source"]["article"] in page
        assert (rule["source"]["quote"] or "") in page
    assert run("packs", "show", pack, "--lang", "en").code == 0


def test_the_list_tells_the_office_s_own_and_those_past_their_time(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, files={"packs/own.yaml": OWN.format(count=30)})
    found = {one["name"]: one for one in read(run("packs", "list", "--on", "2026-10-10", "--format", "json"))["packs"]}
    assert found["own"]["own"] is True
    assert found["own"]["extends"] == "xpcc"
    assert (found["zhangye-2024"]["own"], found["zhangye-2024"]["expired"]) == (False, True)
    assert "2026-10-09" in run("packs", "list").out


def test_two_packs_stand_side_by_side(run: Run) -> None:
    found = read(run("packs", "diff", "zhangye-2024", "xpcc", "--format", "json"))
    rules = {one["rule"]: one for one in found["rules"]}
    assert rules["notice-lead"]["zhangye-2024"] is None
    assert rules["notice-lead"]["xpcc"]["spans"][0]["count"] == 5
    assert rules["reply"]["same"] is False
    text = run("packs", "diff", "zhangye-2024", "xpcc").out
    assert "notice-lead" in text
    assert read(run("packs", "diff", "xpcc", "xpcc", "--format", "json"))["rules"][0]["same"] is True


def test_an_office_s_longer_time_is_told_with_its_document(run: Run, tmp_path: Path) -> None:
    own = (
        "name: longer\nextends: zhangye-2024\ntitle: {zh: 本单位, en: own}\nin_force_until: 2028-10-09\n"
        "extended_by: {document: 示例通知, number: 示例〔2026〕1号, date: 2026-09-30}\n"
    )
    ledger(tmp_path, files={"packs/longer.yaml": own})
    told = "2024-10-09 至 2028-10-09，依据示例通知、示例〔2026〕1号、2026-09-30延长"
    assert told in run("packs", "show", "longer", "--lang", "zh").out
    first, *_rest = (
        line for line in run("packs", "diff", "zhangye-2024", "longer", "--lang", "zh").out.splitlines()[1:]
    )
    assert first.startswith("有效期")
    assert told in first
    heads = read(run("packs", "diff", "zhangye-2024", "longer", "--format", "json"))["heads"]
    assert [one["in_force_until"] for one in heads] == ["2026-10-08", "2028-10-09"]


@pytest.mark.parametrize(
    "file", sorted(file for file in RULES.glob("*.yaml") if ".examples" not in file.name), ids=lambda file: file.stem
)
def test_the_shipped_packs_are_in_order(run: Run, file: Path) -> None:
    answer = run("packs", "check", str(file))
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (OWN.format(count=31), "own.yaml:5:5: preliminary-review: "),
        (OWN.format(count=0), "own.yaml:6:"),
        ("name: own\nextends: nowhere\ntitle: {zh: x, en: x}\n", "own.yaml:2:1: extends: "),
        ("name: own\ntitle: {zh: x, en: x}\nrules:\n  - {id: x, eval: 1}\n", "own.yaml:4:"),
        ("name: [\n", "own.yaml:"),
    ],
)
def test_what_is_wrong_in_a_pack_is_told_with_its_line(run: Run, tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "own.yaml").write_text(text, "utf-8")
    answer = run("packs", "check", "own.yaml")
    assert (answer.code, answer.out) == (4, "")
    assert place in answer.err
    told = run("packs", "check", "own.yaml", "--format", "json")
    assert told.code == 4
    assert read(told)["problems"]


@pytest.mark.parametrize(
    "arguments", [("packs", "show", "nowhere"), ("packs", "diff", "xpcc", "nowhere"), ("packs", "check", "nowhere")]
)
def test_a_pack_that_is_not_there_is_not_found(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).code == 3


def said(tree: object) -> Iterator[str]:
    """Give every Chinese title, note, article and quote of a part of a pack."""
    if isinstance(tree, list):
        for one in tree:
            yield from said(one)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if key in ("zh", "article", "quote") and isinstance(value, str):
                yield value
            else:
                yield from said(value)


@pytest.mark.parametrize("name", ["national", "zhangye-2024", "xpcc"])
def test_a_page_shows_all_that_a_pack_says(run: Run, name: str) -> None:
    page = "".join(run("packs", "show", name, "--lang", "zh").out.split())
    tree = yamlfile.read((RULES / f"{name}.yaml").read_bytes(), name).tree
    assert isinstance(tree, dict)
    # A source of a blank, a form's sample and a shared blank are told where the form is made.
    parts = {key: value for key, value in tree.items() if key not in ("forms", "blanks")}
    replaced = {"rules", "caps", "conditions"}
    lacking = {
        text
        for key, value in parts.items()
        for text in said(value)
        if "".join(text.split()) not in page and not (key in replaced and name == "national" and _about_a_role(text))
    }
    assert lacking == set()


def _about_a_role(text: str) -> bool:
    """Tell whether a text is of a condition whose rule the national pack leaves to the regions."""
    return text in UNFILLED


# Conditions of rules that only regions have: they do not apply under the national pack.
UNFILLED = {
    text
    for one in yamlfile.read((RULES / "national.yaml").read_bytes(), "national").tree["conditions"]  # type: ignore[index,call-overload]
    if isinstance(one, dict) and one.get("rule") in ("notice-lead", "reply")
    for text in said(one)
}


def test_the_json_of_a_pack_has_its_lists_the_fields_of_its_triggers_and_the_other_readings(run: Run) -> None:
    found = read(run("packs", "show", "zhangye-2024", "--format", "json"))
    for key in ("documents", "channels", "domains", "decline_grounds", "termination_grounds", "failure_grounds"):
        assert found[key], key
        assert all(one["title"] for one in found[key])
    assert "evidence" in {one["id"] for one in found["archive"]}
    rules = {one["id"]: one for one in found["rules"]}
    assert rules["start-claim"]["triggers"]["starts"] == [
        {"event": "review-concluded", "where": {"opinion": ["start"]}}
    ]
    (example, *_rest) = rules["quarterly-clue-list"]["examples"]
    assert example["readings"] == {"day-before": "2026-03-24"}
    assert next(one for one in found["caps"])["counts"] == [{"event": "meeting-held"}]
