"""The language of a form: Jinja cut down to printing, choosing and repeating facts; safe for a stranger's template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ecoclaim.forms.blank import Missing
from ecoclaim.forms.budget import Budget
from ecoclaim.forms.pictures import Shown
from ecoclaim.words import _

# What no XML file can carry, and the noncharacters that mark a missing blank.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LOOP_FACTS = frozenset({"index", "index0", "first", "last", "length"})
_DEEPEST_LOOP = 3
_DEEPEST_BLOCK = 20
_LONGEST_TAG = 100  # words and signs
_DEEPEST_BRACKET = 10
# A name that no template can write.
BUDGET = "the budget"
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.For,
    nodes.Filter,
    nodes.Test,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
)


class UnprintableError(ValueError):
    """A fact is of a kind, or holds a character, that a form cannot print."""


def environment() -> Sandbox:
    """Make the environment every form is rendered in; it may be shared between templates and threads."""
    return Sandbox(autoescape=True, undefined=StrictUndefined, finalize=printed)


def printed(value: object) -> str:
    """Write one fact as a form prints it; text keeps every character but line ends at its end."""
    match value:
        case str():
            text = value
        case Undefined() | Missing() | Shown():
            return str(value)
        case None:
            return ""
        case date():
            return f"{value.year}年{value.month}月{value.day}日"
        case int() if not isinstance(value, bool):
            return str(value)
        case _:
            raise UnprintableError(
                _("a form cannot print a {kind}; print one of its fields").format(kind=type(value).__name__)
            )
    if wrong := _UNPRINTABLE.search(text):
        raise UnprintableError(
            _("the value {value} holds the unprintable character U+{code:04X}; type it again without it").format(
                value=repr(text[:40]), code=ord(wrong.group())
            )
        )
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def paras(value: object) -> tuple[object, ...]:
    """Split a text into its paragraphs; there is always at least one, so that no cell is left without."""
    if isinstance(value, (Missing, Undefined)):
        return (value,)
    lines = value if isinstance(value, (tuple, list)) else printed(value).split("\n")
    return tuple(line for line in lines if not isinstance(line, str) or line.strip()) or ("",)


# A list that is missing stands in a draft as one row: its number and its end are known.
_OF_ONE_ROW: Mapping[str, object] = {"序": 1, "末": "。"}


class Sandbox(ImmutableSandboxedEnvironment):
    """Facts by name, `if`, `for`, the filters `paras` and `length`; nothing can be called, set or computed."""

    def __init__(self, **options: object) -> None:
        """Take away every global, filter and test that a form does not need."""
        super().__init__(**options)
        self.globals.clear()
        self.filters = {"paras": paras, "length": _length, BUDGET: _counted}
        self.tests = {"defined": _is_defined}

    def getattr(self, obj: object, attribute: str) -> object:
        """Look a name up as a fact; Python's own attributes do not exist here."""
        if isinstance(obj, Mapping):
            if attribute in obj:
                return obj[attribute]
        elif isinstance(obj, Missing):
            return _OF_ONE_ROW.get(attribute, obj)
        elif isinstance(obj, LoopContext) and attribute in _LOOP_FACTS:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: object, argument: object) -> object:
        """Look a fact up by a name in brackets, as `案["名称（姓名）"]`."""
        name = argument if isinstance(argument, str) else repr(argument)
        return self.getattr(obj, name)

    def is_safe_callable(self, obj: object) -> bool:
        """Refuse every call."""
        return False

    def checked(self, source: str) -> nodes.Template:
        """Parse a template and refuse what the language lacks; raises TemplateSyntaxError."""
        self._measure(source)
        tree = self.parse(source)
        _check(tree, ())
        return tree

    def _measure(self, source: str) -> None:
        """Refuse what is too long or too deep to parse: the parser and Python's compiler call themselves."""
        length = brackets = blocks = 0
        word = ""
        for line, kind, value in self.lex(source):
            if kind == "whitespace":
                continue
            length += 1
            if kind in ("variable_begin", "block_begin"):
                length = brackets = 0
            elif kind == "operator":
                brackets += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(value, 0)
            elif kind == "name" and word == "block_begin":
                blocks += {"if": 1, "for": 1, "endif": -1, "endfor": -1}.get(value, 0)
            word = kind
            if length > _LONGEST_TAG and kind != "data":
                raise TemplateSyntaxError(_("this tag is too long for a form; print fewer facts in it"), line)
            if brackets > _DEEPEST_BRACKET or blocks > _DEEPEST_BLOCK:
                raise TemplateSyntaxError(_("this stands too deep in brackets or blocks; write it flatter"), line)


def _check(node: nodes.Node, loops: tuple[nodes.For, ...]) -> None:
    if not isinstance(node, _ALLOWED):
        raise TemplateSyntaxError(
            _("a form can only print, choose (if) and repeat (for); {what} is not allowed").format(
                what=type(node).__name__.lower()
            ),
            node.lineno,
        )
    if isinstance(node, nodes.For):
        if len(loops) == _DEEPEST_LOOP or node.recursive or isinstance(node.iter, nodes.Const):
            raise TemplateSyntaxError(_("this repetition is too deep for a form"), node.lineno)
        loops = (*loops, node)
        size = nodes.Const(sum(1 for _inner in node.find_all(nodes.Node)))
        node.iter = nodes.Filter(node.iter, BUDGET, [size], [], None, None, lineno=node.lineno)
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise TemplateSyntaxError(_("a fact's name does not begin with _: {name}").format(name=node.attr), node.lineno)
    if isinstance(node, nodes.Filter) and node.name not in ("paras", "length", BUDGET):
        raise TemplateSyntaxError(
            _("there is no filter {name}; the filters are paras and length").format(name=node.name),
            node.lineno,
        )
    for child in node.iter_child_nodes():
        _check(child, loops)


@pass_context
def _counted(context: Context, rows: Iterable[object], tags: int) -> Iterable[object]:
    budget = context.get(BUDGET)
    return budget.counted(rows, tags) if isinstance(budget, Budget) else rows


def _length(value: object) -> int:
    if isinstance(value, Missing):
        return 0
    if isinstance(value, Iterable):
        return len(tuple(value))
    raise SecurityError(_("only a list has a length"))


def _is_defined(value: object) -> bool:
    return not isinstance(value, Undefined)
