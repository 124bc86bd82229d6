"""What lies on disk: found, loaded, created, appended to, replaced safely. Where things lie is in `places`."""
