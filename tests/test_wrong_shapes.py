"""Whatever stands in a file of a ledger, what is wrong with it is said in our words, at its place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecoclaim import words, yamlfile
from ecoclaim.errors import BadFile, NotFound, Problem
from ecoclaim.ledger.load import load_case, load_notice, load_office, load_pack, load_reports
from languages import CHINESE

FULL = Path(__file__).parent / "fixtures" / "full"
FILES = {
    "ecoclaim.yaml": load_office,
    "reports.yaml": load_reports,
    "calendars/2026.yaml": lambda root: load_notice(root, root / "calendars/2026.yaml"),
    "packs/zhangye-office.yaml": lambda root: load_pack(root, "zhangye-office"),
    "packs/national.yaml": lambda root: load_pack(root, "national"),
    "cases/2026-0001/case.yaml": lambda root: load_case(root, "2026-0001"),
    "cases/2026-0001/events.yaml": lambda root: load_case(root, "2026-0001"),
    "cases/2026-0002/case.yaml": lambda root: load_case(root, "2026-0002"),
    "cases/2026-0002/events.yaml": lambda root: load_case(root, "2026-0002"),
}
WRONG: list[Any] = [
    *("zzz", "", "-1", "0", "99", "9" * 30, "2026-13-45", "2026年9月8日", "是", "on", "A", None),
    *([], ["x"], [[]], [{}], {}, {"x": "y"}, {"zh": "x"}, {"": None}, {"x": {"y": ["z"]}}),
]
# Of pydantic and of Python; and keys that pydantic makes up for a place.
FOREIGN = re.compile(
    r"Input|should be|validation|valid |type=|pydantic|Traceback|NoneType|unhashable|\[key\]|function-"
)
Loc = tuple[str | int, ...]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from ecoclaim.ledger.places import shipped

    root = tmp_path_factory.mktemp("wrong") / "full"
    shutil.copytree(FULL, root)
    shutil.copy(shipped("rules") / "national.yaml", root / "packs")
    return root


def places(tree: Any, loc: Loc = ()) -> Iterator[Loc]:
    yield loc
    below = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in below:
        yield from places(value, (*loc, key))


def changed(tree: Any, loc: Loc, value: Any) -> Any:
    if not loc:
        return value
    first, *rest = loc
    items = tree.items() if isinstance(tree, dict) else enumerate(tree)
    new = {key: changed(old, tuple(rest), value) if key == first else old for key, old in items}
    return new if isinstance(tree, dict) else list(new.values())


def problems(root: Path, name: str, tree: Any) -> tuple[Problem, ...]:
    """Load the file with another tree; only the errors that name a file may come."""
    file = root / name
    kept = file.read_bytes()
    try:
        file.write_text(yamlfile.dump(tree), "utf-8")
        FILES[name](root)
    except BadFile as fault:
        return fault.problems
    except NotFound as fault:
        return (Problem(name, 1, 1, "", str(fault)),)
    finally:
        file.write_bytes(kept)
    return ()


def held(name: str, found: tuple[Problem, ...]) -> None:
    for one in found:
        # What a pack names may be missing from the one that it extends.
        assert one.path == name or "packs/" in name
        assert one.line is not None
        assert one.column is not None
        assert FOREIGN.findall(str(one)) == []
        assert bool(CHINESE.search(one.message)) or words.language() == "en"
        assert "{" not in one.message.replace("{zh", "")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_fixture_itself_is_right(full: Path, name: str, language: str) -> None:
    words.use(language)
    assert problems(full, name, yamlfile.read((full / name).read_bytes(), name).tree) == ()


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), name=st.sampled_from(sorted(FILES)), language=st.sampled_from(words.LANGUAGES))
def test_a_wrong_value_anywhere_is_said_in_our_words(full: Path, data: st.DataObject, name: str, language: str) -> None:
    words.use(language)
    tree = yamlfile.read((full / name).read_bytes(), name).tree
    for _time in range(data.draw(st.integers(1, 3))):
        loc = data.draw(st.sampled_from(list(places(tree))))
        tree = changed(tree, loc, data.draw(st.sampled_from(WRONG) | st.text("甲a1-:. ＝：", max_size=12)))
    held(name, problems(full, name, tree))
