"""What an office adds to the table of headings: a YAML file, heading to path of case.yaml, event.field, or heading.

```yaml
移送日期: clue-received.date
案情摘要: incident.facts
案名: 案由        # as the heading of that name
科室: 不导入
```
"""

from __future__ import annotations

from collections.abc import Mapping

from ecoclaim.errors import BadFile, Problem
from ecoclaim.model.case import CaseFile
from ecoclaim.model.events import EVENTS
from ecoclaim.model.paths import field_at
from ecoclaim.register.headings import BY_WHERE, SPECIAL, Heading, heading, plain
from ecoclaim.words import _
from ecoclaim.yamlfile import Document

_NOT_TAKEN = ("不导入", "skip", "-")
_OWN = ("其他", "extra")
# Lists of which a register says one at most.
_FIRST = {"obligors.A.": "obligors.1.", "agreements.1.": "agreements.1."}


def mapping(document: Document) -> Mapping[str, Heading]:
    """Read the headings that an office adds, by how they are looked up; raises BadFile with every wrong line."""
    tree = document.tree
    if tree is None:
        return {}
    if not isinstance(tree, dict):
        line, column = document.place(())
        message = _("here belong lines of a heading, a colon and what stands below it")
        raise BadFile([Problem(document.path, line, column, "", message)])
    found: dict[str, Heading] = {}
    problems = []
    for label, said in tree.items():
        try:
            if not isinstance(said, str):
                raise ValueError(_("write one path, such as incident.facts, or one event and field"))
            found[plain(label) or label] = Heading(label, _where(said.strip()), "")
        except ValueError as fault:
            line, column = document.place((label,))
            problems.append(Problem(document.path, line, column, label, str(fault)))
    if problems:
        raise BadFile(problems)
    return found


def _where(said: str) -> str:
    """Give where a column goes; raises ValueError with a sentence."""
    if said in _NOT_TAKEN:
        return "skip"
    if said in _OWN:
        return "extra"
    known = heading(said)
    if known is not None:
        return known.where
    if said in BY_WHERE or said in SPECIAL:
        return said
    event, dot, name = said.partition(".")
    kind = EVENTS.get(event) or next((one for one in EVENTS.values() if event == one.label.zh), None)
    if kind is not None and dot:
        if name in ("date", "日期"):
            return f"{kind.name}.date"
        field = next((one for one in kind.all_fields.values() if name in (one.name, one.label.zh)), None)
        if field is None:
            fields = _(", ").join(["date", *kind.all_fields])
            raise ValueError(
                _("{event} has no field {name}; it has {known}").format(event=kind.label, name=name, known=fields)
            )
        return f"{kind.name}.{field.name}"
    for begin, meant in _FIRST.items():
        if said.startswith(begin):
            field_at(said.replace("obligors.1.", "obligors.A."), None, CaseFile)
            return meant + said.removeprefix(begin)
    found = field_at(said, None, CaseFile)
    if found.made or any(isinstance(step, int) for step in found.loc) or found.loc[0] == "id":
        raise ValueError(
            _("{path} is an entry of a list; a register can fill obligors.A and agreements.1 only").format(path=said)
        )
    return said
