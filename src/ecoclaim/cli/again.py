"""The command once more, with what was right in it: to be pasted, and the rest typed anew."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ecoclaim.errors import PartsWrong
from ecoclaim.terminal import quoted
from ecoclaim.words import _


def again(fault: PartsWrong, arguments: Sequence[str]) -> str:
    """Say the command without its wrong parts, quoted for a shell; where no part is right, that nothing was written."""
    rest = [
        one
        for one in arguments
        if one not in fault.wrong and re.split("[=＝]", one, maxsplit=1)[0].strip() not in fault.wrong
    ]
    if len(fault.wrong) == fault.count:
        return _("Nothing was written.")
    return _("Nothing was written. What is right, to give again: {command}").format(
        command=" ".join(["ecoclaim", *map(quoted, rest)])
    )
