"""Surroundings in which LibreOffice fetches nothing: a profile that follows no link, and no way to any host.

A linked picture was asked for three times in one conversion. The gate of templates refuses such a link; this is the
second wall, should one come through all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_NETWORK = "/org.openoffice.Inet/Settings"
# A port of this machine that nobody listens at: no host is even looked up.
_HOST, _PORT = "127.0.0.1", "9"
_SETTINGS = (
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    (_NETWORK, "ooInetProxyType", "2"),
    (_NETWORK, "ooInetNoProxy", ""),
    *((_NETWORK, f"ooInet{kind}ProxyName", _HOST) for kind in ("HTTP", "HTTPS", "FTP")),
    *((_NETWORK, f"ooInet{kind}ProxyPort", _PORT) for kind in ("HTTP", "HTTPS", "FTP")),
)
_PROXIES = ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy")


def offline_profile(folder: Path) -> str:
    """Write the profile into a new folder; gives the option that makes LibreOffice use it."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        "utf-8",
    )
    return f"-env:UserInstallation={folder.as_uri()}"


def offline_environment() -> Mapping[str, str]:
    """Give the variables that lead every request to the closed port."""
    nowhere = f"http://{_HOST}:{_PORT}"
    names = [name for proxy in _PROXIES for name in (proxy, proxy.upper())]
    return {**dict.fromkeys(names, nowhere), "no_proxy": "", "NO_PROXY": ""}
