"""The texts of law that a page leads to: each article once, with the rules that rest on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ecoclaim.deadlines import Deadline
from ecoclaim.packs.citing import cited


@dataclass(slots=True)
class Article:
    """An article as a page prints it; `quote` is None where its words are not known at first hand."""

    anchor: str
    cited: str
    quote: str | None
    verified: bool
    rules: list[str] = field(default_factory=list)


@dataclass(slots=True)
class LawBook:
    """The articles that a page has spoken of so far."""

    _found: dict[str, Article] = field(default_factory=dict)

    def anchor(self, row: Deadline) -> str:
        """Give where the page prints the article that a row rests on."""
        source = row.source
        text = cited(row.pack, source)
        article = self._found.get(text)
        if article is None:
            article = Article(f"law-{len(self._found) + 1}", text, source.quote, source.verified)
            self._found[text] = article
        if row.rule.title.text not in article.rules:
            article.rules.append(row.rule.title.text)
        return article.anchor

    @property
    def articles(self) -> list[Article]:
        """All articles, in the order in which they were first spoken of."""
        return list(self._found.values())
