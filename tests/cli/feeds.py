"""A reader of calendars written from RFC 5545 alone."""

from __future__ import annotations

import re


def events_of(text: str) -> list[dict[str, str]]:
    """Read a calendar by RFC 5545 alone: unfold, then components of NAME[;PARAMETERS]:VALUE."""
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    found: list[dict[str, str]] = []
    open_parts: list[str] = []
    for line in lines:
        name, value = re.fullmatch(r"([A-Z-]+(?:;[A-Z-]+=[^:;]+)*):(.*)", line, re.DOTALL).groups()  # type: ignore[union-attr]
        if name == "BEGIN":
            open_parts.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert open_parts.pop() == value
        elif open_parts[-1] == "VEVENT":
            found[-1][name] = value
        elif open_parts[-1] == "VALARM":
            found[-1][f"ALARM-{name}"] = value
    assert open_parts == []
    return found
