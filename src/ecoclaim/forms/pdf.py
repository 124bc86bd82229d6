"""A Word file as PDF, by LibreOffice where it is installed; and which of a form's fonts this machine lacks."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from ecoclaim.errors import NotFound
from ecoclaim.words import _

_SECONDS = 120
_FONT = re.compile(r'<w:rFonts[^>]* w:eastAsia="([^"]+)"')


def to_pdf(docx: Path) -> bytes:
    """Convert a Word file; raises NotFound where LibreOffice is missing or gives nothing."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise NotFound(_("LibreOffice is not installed, so no PDF can be made; install it, or print from Word or WPS"))
    with tempfile.TemporaryDirectory() as folder:
        profile = (Path(folder) / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
        try:
            subprocess.run(
                [*command, "--outdir", folder, str(docx)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
            return (Path(folder) / f"{docx.stem}.pdf").read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            raise NotFound(_("LibreOffice made no PDF of {file}").format(file=docx)) from None


def absent_fonts(docx: Path) -> tuple[str, ...]:
    """List the fonts of a file that this machine would put others for; none where that cannot be told."""
    listing = shutil.which("fc-list")
    if listing is None:
        return ()
    known = subprocess.run([listing, ":", "family"], capture_output=True, timeout=_SECONDS, check=False).stdout
    names = {name.strip() for line in known.decode("utf-8", "replace").splitlines() for name in line.split(",")}
    with zipfile.ZipFile(docx) as archive:
        texts = [archive.read(path).decode("utf-8") for path in ("word/document.xml", "word/styles.xml")]
    return tuple(sorted({font for text in texts for font in _FONT.findall(text)} - names))
