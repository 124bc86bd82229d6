"""What an office, a case, an obligor, an event is: frozen values; no I/O, no clock."""
