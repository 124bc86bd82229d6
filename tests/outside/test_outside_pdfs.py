"""The pages of a PDF: as its catalogue says, else as they lie open; nothing of a stranger's file stops us."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfWriter

from ecoclaim.outside.pdfs import pdf_pages


def written(count: int) -> bytes:
    writer = PdfWriter()
    for _page in range(count):
        writer.add_blank_page(100, 100)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (written(1), 1),
        (written(12), 12),
        (written(3).replace(b"/Count 3", b"/Count -3"), 3),
        (written(3).replace(b"/Count 3", b"/Count 900000000"), 3),
        (written(3)[:-200], 3),
        (b"%PDF-1.7\n<< /Type /Page >> << /Type/Page /Parent 1 0 R >> << /Type /Pages >>", 2),
        (b"%PDF-1.7\nnothing", None),
        (b"no PDF at all", None),
        (b"", None),
    ],
)
def test_a_pdf_tells_its_pages(
    data: bytes, pages: int | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(data)
    assert pdf_pages(file) == pages
    assert capsys.readouterr().err == ""
