"""Every question git is asked and every order it is given, in one table: what cannot be found here is never run.

Alone knows what each may do, which options may be added to it, and which settings and variables keep programs from
running. Whatever else is added is a name of a file, a branch or a commit, and never begins with a hyphen: a branch
that is called `--output=…` is refused.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from ecoclaim.archive.location import Location


class Access(Enum):
    """What a question may do, and what may run while git answers it."""

    OUTSIDE = "asks git about itself, in no repository"
    SETUP = "reads or writes git's own settings and branch names; nothing of this runs a program"
    READ = "reads the repository; runs nothing, fetches nothing, writes nothing"
    WRITE = "writes; the person's own hooks, filters and signing run"


# Seconds after which nobody waits for an answer any more; a person's hooks and signing may take as long as they do.
PATIENCE: Mapping[Access, int | None] = {Access.OUTSIDE: 60, Access.SETUP: 60, Access.READ: 600, Access.WRITE: None}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing git is asked or told: what it may do, its first words, the options that may follow them."""

    access: Access
    words: tuple[str, ...]
    options: frozenset[str] = frozenset()


def _row(access: Access, words: str, options: str = "") -> Question:
    return Question(access, tuple(words.split()), frozenset(options.split()))


_READ, _WRITE, _SETUP, _OUTSIDE = Access.READ, Access.WRITE, Access.SETUP, Access.OUTSIDE
_STATUS = "status --porcelain -z --no-renames --untracked-files=all --ignore-submodules=all"
_PATHS = "--pathspec-from-file --pathspec-file-nul"

QUESTIONS: Mapping[str, Question] = {
    "version": _row(_OUTSIDE, "version"),
    "lfs": _row(_OUTSIDE, "lfs version"),
    # A repository is made beside and renamed.
    "init": _row(_SETUP, "init --quiet"),
    "point": _row(_SETUP, "symbolic-ref HEAD"),
    "set": _row(_SETUP, "config", "--replace-all"),
    "settings": _row(_SETUP, "config --list -z --show-scope --show-origin"),
    "identity": _row(_SETUP, "-c user.useConfigOnly=true var"),
    "trust": _row(_READ, "rev-parse --git-dir"),
    "branch": _row(_READ, "symbolic-ref --quiet --short HEAD"),
    "shallow": _row(_READ, "rev-parse --is-shallow-repository"),
    "log": _row(
        _READ,
        "log --no-show-signature --no-ext-diff --no-textconv --no-color",
        "--format --full-history -c -z --no-renames --root --first-parent -1 --raw --no-abbrev --date --no-notes "
        "--no-decorate --no-walk --stdin",
    ),
    "rev-list": _row(_READ, "rev-list", "--objects --not --remotes --parents --max-parents --first-parent"),
    "cat-file": _row(_READ, "cat-file", "-e --batch --batch-check"),
    "ls-tree": _row(_READ, "ls-tree -z", "-d -r --name-only --full-tree"),
    "for-each-ref": _row(_READ, "for-each-ref", "--format"),
    "merge-base": _row(_READ, "merge-base"),
    "index": _row(_READ, "ls-files -z", "-v"),
    "conflicts": _row(_READ, "ls-files --unmerged -z"),
    "check-attr": _row(_READ, "check-attr -z"),
    "check-ignore": _row(_READ, "check-ignore --quiet"),
    "status": _row(_READ, _STATUS),
    "addresses": _row(_READ, "remote get-url --all", "--push"),
    "known": _row(_READ, "ls-files --error-unmatch"),
    "hash-object": _row(_READ, "hash-object --no-filters"),
    "revisions": _row(_READ, "rev-parse --revs-only", "--remotes"),
    "diff-tree": _row(
        _READ,
        "diff-tree --no-ext-diff --no-textconv",
        "--stdin -r -m --root --no-commit-id --no-renames --diff-filter --name-only -z",
    ),
    # Differs from the last commit in the eyes of the person's own filters.
    "changes": _row(_WRITE, _STATUS),
    "add": _row(_WRITE, "add --intent-to-add", f"--sparse {_PATHS}"),
    "reset": _row(_WRITE, "reset --quiet", _PATHS),
    "commit": _row(
        _WRITE, "-c user.useConfigOnly=true commit --quiet --only --cleanup=whitespace --no-status", f"--file {_PATHS}"
    ),
    "tag": _row(_WRITE, "tag --annotate --cleanup=whitespace --file=-"),
    "untag": _row(_WRITE, "tag --delete"),
}

# A hook that calls us has these set, and they would send git to the repository of the hook.
_ELSEWHERE = frozenset(
    (
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
        *("GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_CONFIG", "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE"),
        *("GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE", "GIT_CEILING_DIRECTORIES", "GIT_ATTR_SOURCE"),
        *("GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
        *("GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS"),
        *("GIT_TRACE", "GIT_TRACE2", "GIT_TRACE_SETUP", "GIT_DEFAULT_HASH", "LANGUAGE"),
    )
)
# Of git's own variables reading keeps those that say who the person is and where the person's settings lie.
_KEPT = frozenset(
    (
        *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS"),
        *("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE", "GIT_EXEC_PATH", "GIT_TEMPLATE_DIR"),
        *("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE", "GIT_DISCOVERY_ACROSS_FILESYSTEM"),
        *("GIT_ATTR_NOSYSTEM", "GIT_TEST_ASSUME_DIFFERENT_OWNER"),
    )
)
_KEPT_BEGINNINGS = ("GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_")

# Git speaks English to be understood, asks nobody at the terminal, and waits for no lock it does not need.
_ALWAYS = {"LANGUAGE": "en", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
# No protocol has this name, so nothing is fetched, also by a git that knows no GIT_NO_LAZY_FETCH.
# History is what the commits hold, not what a replacement says.
_NO_REPLACEMENT = {"GIT_NO_REPLACE_OBJECTS": "1"}
NO_FETCH = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}

# Messages stay UTF-8 whatever an old configuration says, and no signature is printed among what we read.
_UTF8 = ("i18n.commitEncoding=UTF-8", "i18n.logOutputEncoding=UTF-8", "log.showSignature=false")
# Empty is off, to every git there is: some take `false` for the name of a program.
_QUIET = (
    *("safe.bareRepository=explicit", "core.fsmonitor=", f"core.hooksPath={os.devnull}", "core.askPass="),
    *("core.sshCommand=false", "core.gitProxy=", "core.alternateRefsCommand=", "core.pager=cat", "core.editor=false"),
    *("credential.helper=", "diff.external=", "gpg.program=false", "gpg.ssh.program=false", "gpg.x509.program=false"),
    *("protocol.allow=never", "fetch.bundleURI=", "submodule.recurse=false", "status.submoduleSummary=false"),
    *("mailmap.file=", "mailmap.blob=", "advice.graftFileDeprecated=false"),
    # These would change which commits are listed, or how their paths are written.
    *("log.follow=false", "diff.relative=false"),
)


def options(question: Question) -> tuple[str, ...]:
    """Give the settings under which git answers a question, as options that stand before its words."""
    settings = {Access.READ: (*_UTF8, *_QUIET), Access.WRITE: _UTF8}.get(question.access, _QUIET[:1])
    return ("--no-pager", *(word for one in settings for word in ("-c", one)))


def environment(question: Question, where: Location | None, *, is_partial: bool) -> dict[str, str]:
    """Give the variables under which git answers a question: those there are, but for what must not hold."""
    if question.access is Access.WRITE:
        kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
        return kept | _ALWAYS | (NO_FETCH if is_partial else {})
    kept = {name: value for name, value in os.environ.items() if _is_kept(name)} | _ALWAYS | NO_FETCH | _NO_REPLACEMENT
    if where:
        # Git looks no further than the .git that was found, and at no other files than those beside it.
        kept |= {"GIT_CEILING_DIRECTORIES": str(where.top.parent), "GIT_WORK_TREE": str(where.top)}
    return kept


def allows(question: Question, arguments: tuple[str, ...]) -> bool:
    """Tell whether these may follow the words of a question."""
    before = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return all(not one.startswith("-") or one.partition("=")[0] in question.options for one in before)


def _is_kept(name: str) -> bool:
    if name in ("LANGUAGE", "SSH_ASKPASS"):
        return False
    return not name.startswith("GIT_") or name in _KEPT or name.startswith(_KEPT_BEGINNINGS)
