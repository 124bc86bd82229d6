"""The text of files that are new: every key below a Chinese comment that says what belongs there.

What it writes reads back as it was given; a key without a value stands empty, to be filled in by hand or by `set`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from ecoclaim import yamlfile
from ecoclaim.ledger.places import DRIVER, LISTS, SCHEMAS, shipped
from ecoclaim.ledger.schemas import schema_file
from ecoclaim.model import labels
from ecoclaim.model.case import CaseFile
from ecoclaim.model.office import Office
from ecoclaim.model.parties import certain_nature
from ecoclaim.model.shapes import FORMAT
from ecoclaim.yamlfile import Loc, Tree

# What git leaves out from the start; what belongs to persons only goes in where someone adds it on purpose.
IGNORED = (".ecoclaim.lock", ".write-*", ".new-*", "*.private.yaml")

# Asked for by some form in nearly every case; the rest a person or `set` adds where it is needed.
_INCIDENT = ("name", "conduct", "time", "place", "harm", "media", "damage_nature", "discovered_on", "facts")
_OBLIGOR = ("key", "name", "kind", "credit_code", "id_number", "address", "phone", "representative")
_CASE = (
    *("id", "pack", "title", "name", "filing_no", "domain", "departments", "handlers", "linked_cases", "incident"),
    *("obligors", "investigation", "team", "meetings", "losses", "agreements", "obligations", "evidence"),
    *("legal_basis", "texts"),
)


def office_file(
    *,
    identity: str,
    pack: str,
    authority: str | None,
    department: str,
    role: str,
    language: str,
    since: str,
    rules: Mapping[str, str],
) -> bytes:
    """Write ecoclaim.yaml; `rules` are the optional rules to switch on, each with its title."""
    tree: dict[str, Tree] = {
        "format": str(FORMAT),
        "id": identity,
        "pack": pack,
        "authority": {"name": authority},
        "department": {
            "name": department,
            **dict.fromkeys(("unit", "short_name", "credit_code"), None),
            "representative": {"name": None, "post": None},
            **dict.fromkeys(("address", "phone", "fax", "postcode", "contact"), None),
        },
        "role": role,
        "coordinator": None,
        "court": None,
        "filing_no": None,
        "language": language,
        "remind_days": "7",
        "since": since,
        "report_days": None,
        "rules": dict.fromkeys(rules, "on") or None,
        "git": {"commit": "true"},
    }
    heading = "台账设置：这个文件所在的文件夹就是台账的根。空着的可以以后再填"
    hints: dict[Loc, str] = {("rules", rule): title for rule, title in rules.items()}
    return _file(Office, tree, "ledger", heading, depth=0, hints=hints)


def case_file(
    case: str,
    *,
    title: str,
    pack: str,
    obligors: Sequence[tuple[str, str]],
    hints: Mapping[Loc, str] | None = None,
    known: Mapping[str, Tree] | None = None,
    only_obligor: Mapping[str, Tree] | None = None,
) -> bytes:
    """Write case.yaml; `obligors` are keys and names, `hints` say more of a field than its name does.

    `known` is what else is known of the case, `only_obligor` what is known of the one obligor.
    """
    people: list[Tree] = [
        {
            **dict.fromkeys(_OBLIGOR, None),
            "key": key,
            "name": name,
            "kind": certain_nature(name),
            "representative": {"name": None, "post": None},
            **(only_obligor or {}),
        }
        for key, name in obligors
    ]
    tree: dict[str, Tree] = {
        **dict.fromkeys(_CASE, None),
        "id": case,
        "pack": pack,
        "title": title,
        "incident": dict.fromkeys(_INCIDENT, None),
        "obligors": people or None,
    }
    for name, value in (known or {}).items():
        there = tree.get(name)
        tree[name] = {**there, **value} if isinstance(there, dict) and isinstance(value, dict) else value
    heading = "案件基本情况：何人、何事。空着的可以以后再填；发生过的事记在 events.yaml"
    return _file(CaseFile, tree, "case", heading, depth=2, hints=hints)


def events_file(case: str, title: str) -> bytes:
    """Write events.yaml without an entry."""
    name = " ".join(title.split())
    lines = [
        _schema_line("events", 2),
        f"# {case} {name}：发生过的事，一事一条，由 ecoclaim record 续写，也可以手工填写",
        "# event 事项，date 发生日期（2026-09-08），obligor 义务人代号（A 或 [A, C]），其余字段见 ecoclaim record",
    ]
    return ("\n".join(lines) + "\n").encode()


def reports_file() -> bytes:
    """Write reports.yaml without an entry."""
    lines = [
        "# 已报送的定期报告，一次一条，由 ecoclaim report sent 续写，也可以手工填写",
        "# report 报告种类，period 所属期间（2026Q3、2026H1、2026），sent 报送日期，as_of 数据截至日期，note 备注",
    ]
    return ("\n".join(lines) + "\n").encode()


def allowed_file() -> bytes:
    """Write publish-allowed.yaml without an entry."""
    lines = [
        "# 已经看过、准许公开的内容，一项一条，由 ecoclaim publish allow 续写，也可以手工填写或者删除",
        "# what 内容（或者 sha256: 加文件校验值），where 位置（* 为各处），reason 理由，by 何人看过，date 日期",
    ]
    return ("\n".join(lines) + "\n").encode()


def pack_file(name: str, *, extends: str, title: str) -> bytes:
    """Write a rule pack of the office's own: what it extends and quotes, and samples of the rest as comments."""
    text = (shipped("rules") / "new-pack.txt").read_text("utf-8")
    for mark, value in (("«name»", name), ("«extends»", extends), ("«title»", yamlfile.dump(title).rstrip("\n"))):
        text = text.replace(mark, value)
    return text.encode()


def ignore_file(old: bytes | None) -> bytes:
    """Write .gitignore, or add to an old one the lines it lacks."""
    text = (old or b"").decode("utf-8", "surrogateescape")
    wanted = [line for line in IGNORED if line not in text.splitlines()]
    if old is not None and not wanted:
        return old
    start = text if not text or text.endswith("\n") else text + "\n"
    return (
        start + "\n".join(["# ecoclaim 写入时的临时文件，以及不进版本库的个人信息（*.private.yaml）", *wanted]) + "\n"
    ).encode("utf-8", "surrogateescape")


def attributes_file() -> bytes:
    """Write .gitattributes: git keeps every byte, or evidence would not match its checksum; lists merge by entry."""
    lines = [
        "# 原样保存每个文件，不转换换行：证据的校验值才不会变",
        "* -text",
        "# 两人各记各的，合并时逐条合并（由 ecoclaim 合并；没有设置的电脑上照常提示冲突）",
        *(f"{pattern} merge={DRIVER}" for pattern in LISTS),
    ]
    return ("\n".join(lines) + "\n").encode()


def _file(
    model: type[BaseModel],
    tree: dict[str, Tree],
    schema: str,
    heading: str,
    *,
    depth: int,
    hints: Mapping[Loc, str] | None = None,
) -> bytes:
    lines = [_schema_line(schema, depth), f"# {heading}", *_group(model, tree, (), 0, hints or {})]
    data = ("\n".join(lines) + "\n").encode()
    if yamlfile.read(data, "new").tree != tree:
        raise AssertionError(f"a new file does not read back: {tree}")
    return data


def _schema_line(schema: str, depth: int) -> str:
    return f"# yaml-language-server: $schema={'../' * depth}{SCHEMAS}/{schema_file(schema)}"


def _group(
    model: type[BaseModel] | None, tree: Mapping[str, Tree], loc: Loc, indent: int, hints: Mapping[Loc, str]
) -> list[str]:
    lines: list[str] = []
    pad = " " * indent
    for key, value in tree.items():
        below = labels.inner(model, key) if model else None
        more = hints.get((*loc, key), "")
        if model is not None or more:
            lines.append(f"{pad}# {_comment(model, key, more) if model else more}")
        if isinstance(value, dict) and value:
            lines += [f"{pad}{key}:", *_group(below, value, (*loc, key), indent + 2, hints)]
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            lines.append(f"{pad}{key}:")
            for one in value:
                assert isinstance(one, dict)
                lines += _item(_group(below, one, (*loc, key), indent + 4, hints), indent + 2)
        else:
            lines += [pad + line if line else "" for line in yamlfile.dump({key: value}).rstrip("\n").split("\n")]
    return lines


def _item(lines: list[str], indent: int) -> list[str]:
    """Put the dash of a list item before its first key, below that key's comment."""
    first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
    head = [line[2:] for line in lines[:first]]
    return [*head, " " * indent + "- " + lines[first][indent + 2 :], *lines[first + 1 :]]


def _comment(model: type[BaseModel], key: str, more: str) -> str:
    listed = "，".join(f"{name} {label.zh}" for name, label in labels.choices(model, key).items())
    said = "；".join(part for part in (listed, labels.hint(model, key), more) if part)
    return labels.title(model, key).zh + (f"：{said}" if said else "")
