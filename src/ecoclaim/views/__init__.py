"""Values in, text out: tables for people, and the machine formats."""
