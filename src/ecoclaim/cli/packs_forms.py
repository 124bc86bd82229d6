"""What `packs check` says of the forms of a pack's own file: those without a template, and those the pack lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ecoclaim.errors import Problem
from ecoclaim.words import _

if TYPE_CHECKING:
    from ecoclaim.packs import Pack
    from ecoclaim.packs.form import FormEntry
    from ecoclaim.roles import FormRole
    from ecoclaim.yamlfile import Document, Tree


def own_forms(document: Document) -> dict[str, int]:
    """Give the ids and roles of the forms that a pack's own file names, each with its number there."""
    named: dict[str, int] = {}
    for number, one in enumerate(_listed(document)):
        if isinstance(one, dict):
            named |= {said: number for key in ("id", "means") if isinstance(said := one.get(key), str)}
    return named


def own_problems(pack: Pack, document: Document, unprinted: Sequence[FormEntry]) -> Iterator[Problem]:
    """Refuse a form of the pack's own that has no template: no other region has one to begin with."""
    named = own_forms(document)
    for form in unprinted:
        if form.means is None:
            line, column = document.place(("forms", named[form.id]))
            message = _("there is no template of the form {form}; put one at templates/{pack}/{form}.docx")
            yield Problem(document.path, line, column, form.id, message.format(form=form.id, pack=pack.name))


def unfilled_forms(pack: Pack) -> tuple[FormRole, ...]:
    """List the roles that no form which the pack offers fills."""
    from ecoclaim.roles import FormRole

    filled = {form.means for form in pack.forms}
    return tuple(role for role in FormRole if role not in filled)


def form_lines(pack: Pack, unprinted: Sequence[FormEntry]) -> Iterator[str]:
    """Tell which forms have no template yet, and which roles nobody fills."""
    if unprinted:
        text = _("Still without a template: {forms}; ecoclaim templates export {form} --from PACK writes one")
        yield text.format(forms=_(", ").join(one.id for one in unprinted), form=unprinted[0].id)
    known = {form.means: form.title for form in pack.all_forms}
    lacking = [f"{known[role]} ({role})" if role in known else role.value for role in unfilled_forms(pack)]
    if lacking:
        yield _("Forms that this pack does not have: {roles}").format(roles=_(", ").join(lacking))


def _listed(document: Document) -> list[Tree]:
    tree = document.tree if isinstance(document.tree, dict) else {}
    forms = tree.get("forms")
    return forms if isinstance(forms, list) else []
