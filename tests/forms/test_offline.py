from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest

from ecoclaim.forms.offline import offline_environment
from ecoclaim.forms.pdf import to_pdf
from reaching import reaching

FETCHING = (
    "a linked picture",
    "a picture from elsewhere",
    "an old picture",
    "a drawing with a picture",
    "a subdocument",
)
FIELDS = ("INCLUDETEXT", "INCLUDEPICTURE", "LINK", "DDE", "its template", "a frame", "a linked object")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_no_conversion_asks_any_host_whatever_the_file_holds(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as host:
        host.settimeout(1)
        files = []
        for number, what in enumerate((*FETCHING, *FIELDS)):
            path = tmp_path / f"{number}.docx"
            path.write_bytes(reaching(f"http://127.0.0.1:{host.getsockname()[1]}")[what][0])
            files.append(path)
        assert all(pdf.startswith(b"%PDF") for pdf in to_pdf(files).pdfs)
        # Whoever had asked would wait in the queue.
        with pytest.raises(TimeoutError):
            host.accept()


def test_every_proxy_leads_to_a_closed_port() -> None:
    assert {value for name, value in offline_environment().items() if name.lower() != "no_proxy"} == {
        "http://127.0.0.1:9"
    }
