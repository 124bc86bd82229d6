"""The files of the ledger as they stood, read one after another: no content twice in a row, and few held at a time."""

from __future__ import annotations

from collections import OrderedDict

from ecoclaim.archive.objects import Objects
from ecoclaim.ledger.changes import State, state
from ecoclaim.yamlfile import LARGEST_FILE

# Bytes of the texts whose trees are held; what was held longest unasked goes first.
_HELD = 4 * 1024 * 1024

_Key = tuple[str, str]


class States:
    """What files said, by the ids of their contents; of each the last state helps to read the next."""

    def __init__(self, objects: Objects) -> None:
        """Begin with none."""
        self._objects = objects
        self._held: OrderedDict[_Key, tuple[State, int]] = OrderedDict()
        self._bytes = 0
        self._last: dict[str, _Key] = {}

    def state(self, name: str, identity: str | None) -> State | None:
        """Give a file of the ledger as it is with this content; None where it is not there."""
        if identity is None:
            return None
        key = name.rpartition("/")[2], identity
        if key not in self._held:
            data = self._objects.file(identity, LARGEST_FILE + 1)
            last = self._held.get(self._last.get(name, key))
            self._hold(key, state(name, data, last[0] if last else None), len(data))
        self._held.move_to_end(key)
        found = self._held[key][0]
        if not found.fault:
            self._last[name] = key
        return found

    def _hold(self, key: _Key, found: State, size: int) -> None:
        self._held[key] = found, size
        self._bytes += size
        while self._bytes > _HELD and len(self._held) > 1:
            _key, (_state, less) = self._held.popitem(last=False)
            self._bytes -= less
