"""A new ledger: its files, its git repository, its first commit."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path

from ecoclaim.archive import inside_repository, make_repository
from ecoclaim.desk.writing import Act, writing
from ecoclaim.errors import GitRefused, NotFound
from ecoclaim.ledger import create, fresh
from ecoclaim.ledger.load import load_pack, pack_names
from ecoclaim.ledger.whole import Files
from ecoclaim.packs import Pack
from ecoclaim.words import _, language

# Without signs that a person who copies them takes for others.
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"


def shipped_pack(name: str) -> Pack:
    """Give the shipped pack of a name; raises NotFound where there is none."""
    names = pack_names(None)
    if name not in names:
        raise NotFound(
            _("there is no rule pack {name}; there are: {packs}").format(name=name, packs=_(", ").join(names))
        )
    return load_pack(None, name)


def new_ledger(folder: Path, pack: Pack, department: str, authority: str, role: str, on: date) -> Files:
    """Draft the files of a new ledger."""
    # What the text says of departments of a kind is on from the start for these; others decide for themselves.
    rules = {
        rule.id: rule.title.zh
        for rule in pack.rules
        if rule.optional and any(word in department for word in rule.usual_for)
    }
    settings = fresh.office_file(
        identity=_identity(),
        pack=pack.name,
        authority=authority or None,
        department=department,
        role=role,
        language=language(),
        since=on.isoformat(),
        rules=rules,
    )
    return create.new_ledger(folder, settings)


def _identity() -> str:
    """Make the id of a ledger, which no other has; it begins with a letter, so that YAML takes it for no number."""
    return "L" + "".join(secrets.choice(_SIGNS) for _n in range(11))


def make_history(folder: Path) -> str:
    """Make the git repository of a new ledger; gives the sentence to say of it."""
    if inside_repository(folder):
        return _("It lies in a git repository already; none was made.")
    try:
        make_repository(folder)
    except GitRefused as fault:
        return _("No git repository was made: {why}").format(why=fault)
    return _("Made its git repository, branch main.")


def first_commit(folder: Path, files: Files, command: str, department: str) -> tuple[int, list[str]]:
    """Write the files of a new ledger and commit them, where it has a repository.

    Gives the exit code and what is to be told.
    """
    subject = _("ledger of {department}").format(department=department)
    with writing(folder, commits=inside_repository(folder)) as pen:
        return pen.write(files, Act(command, subject=subject)), pen.said
