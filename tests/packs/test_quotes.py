"""Every quote stands word for word in its source.

The two regional documents lie whole in fixtures/sources. Of national law each quote was compared once with a public
text of the article named, and its fingerprint is kept in compared.tsv: a quote that is changed, added or moved to another
article fails here until someone compares it again and writes down its new fingerprint.
"""

from __future__ import annotations

import hashlib
import re

import pytest
from shipped import NAMES, SOURCES, pack

from ecoclaim.packs import Pack, Source

WHOLE = {path.stem: "".join(path.read_text(encoding="utf-8").split()) for path in SOURCES.glob("*.txt")}
COMPARED = {tuple(line.split("\t")) for line in (SOURCES / "compared.tsv").read_text(encoding="utf-8").splitlines()}


def fingerprint(quote: str) -> str:
    """Give the fingerprint of a quote, white space left out."""
    return hashlib.sha256("".join(quote.split()).encode()).hexdigest()[:24]


def verified(one: Pack) -> list[Source]:
    """List the sources of a pack that were read."""
    return [source for source in one.sources() if source.verified]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_verified_is_quoted_and_what_was_not_quotes_nothing(name: str) -> None:
    for source in pack(name).sources():
        assert (source.quote is not None) == source.verified, source


@pytest.mark.parametrize("name", NAMES)
def test_a_quote_of_a_regional_document_stands_in_it_word_for_word(name: str) -> None:
    quoted = [source for source in verified(pack(name)) if source.document in WHOLE]
    assert quoted or name == "national"
    for source in quoted:
        assert "".join((source.quote or "").split()) in WHOLE[source.document], source


@pytest.mark.parametrize("name", NAMES)
def test_a_quote_of_national_law_is_the_one_that_was_compared(name: str) -> None:
    for source in verified(pack(name)):
        if source.document not in WHOLE:
            assert (source.document, source.article, fingerprint(source.quote or "")) in COMPARED, source


def test_no_fingerprint_is_kept_of_what_is_no_longer_quoted() -> None:
    used = {
        (source.document, source.article, fingerprint(source.quote or ""))
        for name in NAMES
        for source in verified(pack(name))
    }
    assert used >= COMPARED


@pytest.mark.parametrize("name", NAMES)
def test_every_document_quoted_is_described_and_a_second_hand_one_says_so(name: str) -> None:
    one = pack(name)
    for source in one.sources():
        assert source.document in one.documents
        if not one.documents[source.document].verified:
            assert not source.verified, source
        assert source.verified or not one.documents[source.document].verified, source


@pytest.mark.parametrize("name", ["zhangye-2024", "xpcc"])
def test_the_article_named_is_the_one_that_holds_the_quote(name: str) -> None:
    articles = articles_of((SOURCES / f"{name}.txt").read_text(encoding="utf-8"))
    for source in verified(pack(name)):
        heading = re.match("第[一二三四五六七八九十]+条", source.article)
        if source.document == name and heading:
            assert "".join((source.quote or "").split()) in articles[heading.group()], source


def articles_of(text: str) -> dict[str, str]:
    """Cut a document at the headings of its articles, white space left out."""
    parts = re.split(r"(?m)^\s*(第[一二三四五六七八九十]+条)", text)
    return {heading: "".join(body.split()) for heading, body in zip(parts[1::2], parts[2::2], strict=True)}
