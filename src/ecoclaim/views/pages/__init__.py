"""Pages to be looked at: the board of an office, a case on one sheet. Each is one file that asks for nothing else."""
