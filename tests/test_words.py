"""The catalogue holds every message, and the language is chosen once."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

import catalogue
from ecoclaim import words
from ecoclaim.words import Label, _, ngettext
from languages import chinese_runs, latin_words

TRANSLATED = catalogue.translated() if catalogue.PO.exists() else {}


@pytest.fixture(autouse=True)
def chinese_again() -> Iterator[None]:
    yield
    words.use("zh")


def test_every_message_in_the_source_has_its_chinese() -> None:
    texts = {_text(message): _text(text) for message, text in TRANSLATED.items()}
    assert sorted(_text(message) for message in catalogue.said() if not texts.get(_text(message))) == []


def test_the_catalogue_holds_nothing_that_is_no_longer_said() -> None:
    assert sorted(map(_text, TRANSLATED.keys() - catalogue.said())) == []


def test_a_translation_names_what_its_message_names() -> None:
    differing = [
        (_text(message), _text(text))
        for message, text in TRANSLATED.items()
        if _text(text) and _named(_text(message)) != _named(_text(text))
    ]
    assert differing == []


def test_a_translation_keeps_no_english_word_but_names() -> None:
    kept = [(_text(text), latin_words(_text(text))) for text in TRANSLATED.values() if not _is_example(_text(text))]
    assert [(text, found) for text, found in kept if found] == []


def test_an_english_message_holds_no_chinese_but_what_it_quotes() -> None:
    said = {run for message in TRANSLATED for run in chinese_runs(_text(message))}
    # Signs of an input method, answers that are taken, powers that an officer copies into the paper, and what stands in
    # an office's register.
    register = {"、", "案由", "案件名称", "赔偿义务人", "元", "万元", "年", "月", "等", "台账", "未导入"}
    assert said <= {"：", "＃", "是", "否", "承认", "放弃", "变更", "和解", "签署协议", *register}


def test_a_chinese_sentence_has_full_width_marks() -> None:
    mixed = re.compile(r"[\u4e00-\u9fff“”》）][,;:?!]|[,;:?!][\u4e00-\u9fff]")
    # What a person is to type keeps the half-width marks it is typed with.
    texts = [re.sub(r"“[^“”]*”|.,…$", "", _text(text)) for text in TRANSLATED.values()]
    assert [text for text in texts if mixed.search(text)] == []


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    made = catalogue.catalogue(TRANSLATED)
    assert catalogue.PO.with_suffix(".mo").read_bytes() == catalogue.mo_bytes(made)
    assert catalogue.PO.read_bytes() == catalogue.po_bytes(made)


def test_a_message_is_said_in_the_language_in_use() -> None:
    assert _("Options:") == "选项："
    words.use("en")
    assert _("Options:") == "Options:"
    assert words.language() == "en"


def test_a_number_chooses_the_english_form_and_changes_no_chinese() -> None:
    forms = ("{n} day after {start} is {day}.", "{n} days after {start} is {day}.")
    assert ngettext(*forms, 1) == ngettext(*forms, 2) == "{start}之后第 {n} 日：{day}。"
    words.use("en")
    assert (ngettext(*forms, 1), ngettext(*forms, 2)) == forms


def test_the_empty_message_is_empty() -> None:
    assert _("") == ""


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        words.use("fr")


def test_a_label_is_read_in_the_language_in_use() -> None:
    label = Label("案件", "case")
    assert str(label) == label.text == "案件"
    words.use("en")
    assert str(label) == label.text == "case"


def test_importing_the_words_opens_no_catalogue() -> None:
    program = "import sys, ecoclaim.words; sys.exit('gettext' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def _text(message: catalogue.MessageId) -> str:
    return message if isinstance(message, str) else message[0]


def _is_example(text: str) -> bool:
    return text.startswith("ecoclaim ")


def _named(text: str) -> list[str]:
    return sorted(re.findall(r"\{[^{}]*\}", text.replace("{{", "").replace("}}", "")))
