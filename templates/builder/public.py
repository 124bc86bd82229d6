"""What the public is told of a case: the look of a notice, no annex and no paper of the house."""

from __future__ import annotations

from builder.bricks import each, p
from builder.package import page


def publication() -> str:
    """公告: its paragraphs as they come; the day is that of the publishing and is put in by hand."""
    return page(
        p("{{ 标题 }}", style="FormTitle")
        + each("段", "段落", p("{{ 段 }}", style="Body"))
        + p(before=560, keep=True)
        + p("{{ 部门 }}", style="Sign")
        + p("　　　　年　　月　　日", style="SignLast"),
        register=False,
    )


FORMS = {"publication": ("公告", publication)}
