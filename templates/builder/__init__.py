"""The source of the shipped forms: one short function a form writes its .docx, the same bytes every time."""
