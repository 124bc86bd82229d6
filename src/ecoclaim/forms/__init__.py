"""Word forms: the facts a form may use, and a template filled with them. Only `fill` uses the template engine."""
