"""Word files as PDF, by LibreOffice where it is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ecoclaim.errors import NotFound
from ecoclaim.forms.fonts import FontUsed, asked_for, font_order, fonts_for
from ecoclaim.forms.offline import offline_environment, offline_profile
from ecoclaim.words import _

_START_SECONDS, _FILE_SECONDS = 120, 20
# One start of LibreOffice takes no more files: with hundreds it has ended in the midst of them.
_MOST = 50
# Tagged, so that it can be read aloud, and PDF/A-2b, so that it can be kept; an older LibreOffice takes no options.
_OPTIONS = (
    "pdf:writer_pdf_Export:"
    '{"UseTaggedPDF":{"type":"boolean","value":"true"},"SelectPdfVersion":{"type":"long","value":"2"}}'
)


@dataclass(frozen=True, slots=True)
class Converted:
    """PDF files in the order of the Word files, and the fonts that stand in for others in them."""

    pdfs: tuple[bytes, ...]
    stand_ins: tuple[FontUsed, ...]


def to_pdf(files: Sequence[Path]) -> Converted:
    """Convert Word files of different names; raises NotFound where LibreOffice or a Chinese font is missing."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise NotFound(_("LibreOffice is not installed, so no PDF can be made; install it, or print from Word or WPS"))
    fonts = fonts_for(asked_for(files))
    if fonts is not None and not fonts.chinese:
        raise NotFound(
            _("no Chinese font is installed, so a PDF would show empty boxes; install one, or print from Word or WPS")
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for first in range(0, len(files), _MOST):
            part = files[first : first + _MOST]
            _convert(program, folder, part, _OPTIONS)
            _convert(program, folder, [file for file in part if not _pdf(folder, file).exists()], "pdf")
        pdfs = tuple(_made(folder, file) for file in files)
    return Converted(pdfs, tuple(one for one in fonts.used if not one.installed) if fonts else ())


def _convert(program: str, folder: Path, files: Sequence[Path], options: str) -> None:
    """Let LibreOffice convert files; what it does not manage is not there afterwards."""
    if not files:
        return
    command = [program, offline_profile(Path(tempfile.mkdtemp(dir=folder))), "--headless", "--convert-to", options]
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(
            [*command, "--outdir", str(folder), *(str(file.absolute()) for file in files)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_START_SECONDS + _FILE_SECONDS * len(files),
            check=False,
            env={**os.environ, **offline_environment(), **font_order(folder)},
        )


def _pdf(folder: Path, file: Path) -> Path:
    return folder / f"{file.stem}.pdf"


def _made(folder: Path, file: Path) -> bytes:
    try:
        return _pdf(folder, file).read_bytes()
    except OSError:
        raise NotFound(_("LibreOffice made no PDF of {file}").format(file=file)) from None
