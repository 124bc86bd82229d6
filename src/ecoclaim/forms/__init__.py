"""Word forms: the facts a form may use, and a template filled with them. The only user of the docx engine."""
