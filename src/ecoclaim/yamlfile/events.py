"""The door to the YAML library's events: libyaml's parser where it is built in, else the library's own slow one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

# The library takes some 40 ms to load, so it is loaded with the first file and not with this module.


def event_source(data: bytes) -> Callable[[], Any]:
    """Give a function that gives the next event of UTF-8 text without a BOM; the last is StreamEndEvent."""
    for name in ("_ruamel_yaml", "_ruamel_yaml_clibz"):
        try:
            next_event: Callable[[], Any] = import_module(name).CParser(data).get_event
        except ImportError:
            continue
        return next_event
    from ruamel.yaml import YAML

    events: Iterator[Any] = iter(YAML(typ="safe", pure=True).parse(data.decode()))
    return events.__next__
