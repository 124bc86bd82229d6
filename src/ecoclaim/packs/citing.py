"""How a text of law is cited: the document by its title, and the article."""

from __future__ import annotations

from typing import Protocol

from ecoclaim.packs.pack import Pack
from ecoclaim.words import _, later

_BEARING = {
    "inferred": later("{cited} (it follows from this)"),
    "analogy": later("{cited} (by analogy)"),
}


class Cited(Protocol):
    """What can be cited: an article of a document of the pack."""

    @property
    def document(self) -> str: ...  # noqa: D102
    @property
    def article(self) -> str: ...  # noqa: D102


def document(pack: Pack, source: Cited) -> str:
    """Give the title of the document that a source stands in, in the language spoken."""
    known = pack.documents.get(source.document)
    return known.title.text if known else source.document


def cited(pack: Pack, source: Cited) -> str:
    """Cite a source in the language spoken: 《张掖市生态环境损害赔偿工作机制（试行）》第九条."""
    text = _("“{document}”, {article}").format(document=document(pack, source), article=source.article)
    bearing = getattr(source, "bearing", None)
    return _(_BEARING[bearing]).format(cited=text) if bearing else text


def cited_on_paper(pack: Pack, source: Cited) -> str:
    """Cite a source as a paper does, which is Chinese whatever is spoken.

    An article whose number is still to be verified is not cited: no paper bears a note of our rules.
    """
    known = pack.documents.get(source.document)
    article = "" if "待核" in source.article else source.article
    return f"《{known.title.zh if known else source.document}》{article}"
