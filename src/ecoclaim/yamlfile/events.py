"""The door to the YAML library's events: libyaml's parser where it is built in, else the library's own slow one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from ecoclaim.yamlfile.shape import DEEPEST

# The library takes some 40 ms to load, so it is loaded with the first file and not with this module.

# `{at: 09:30}` is a time to YAML 1.2 and to every newer parser; an older libyaml stops at the second colon.
_MOST_SLOWLY = 1 << 17  # bytes that the slow parser may be given
_COLON = re.compile(rb"[^\s\"'{\[,]:[^\s,\]}\"']")


def event_source(data: bytes) -> Callable[[], Any]:
    """Give a function that gives the next event of UTF-8 text without a BOM; the last is StreamEndEvent."""
    if not (len(data) <= _MOST_SLOWLY and (b"{" in data or b"[" in data) and _stops_at_a_colon(data)):
        for name in ("_ruamel_yaml", "_ruamel_yaml_clibz"):
            try:
                next_event: Callable[[], Any] = import_module(name).CParser(data).get_event
            except ImportError:
                continue
            return next_event
    from ruamel.yaml import YAML

    events: Iterator[Any] = iter(YAML(typ="safe", pure=True).parse(data.decode()))
    return events.__next__


def _stops_at_a_colon(data: bytes) -> bool:
    if not _COLON.search(data) or b"\t:" in data:  # the slow parser takes a colon behind a tab for the end of a key
        return False
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.events import (
        MappingEndEvent,
        MappingStartEvent,
        SequenceEndEvent,
        SequenceStartEvent,
        StreamEndEvent,
    )

    steps = {MappingStartEvent: 1, SequenceStartEvent: 1, MappingEndEvent: -1, SequenceEndEvent: -1}
    depth = 0
    try:
        next_event = import_module("_ruamel_yaml").CParser(data).get_event
        # What is nested deeper is refused; the time libyaml takes grows with the square of the groups that are open.
        while depth <= DEEPEST and (kind := next_event().__class__) is not StreamEndEvent:
            depth += steps.get(kind, 0)
    except ImportError:
        return False
    except MarkedYAMLError as fault:
        return bool(fault.problem == "found unexpected ':'")
    return False
