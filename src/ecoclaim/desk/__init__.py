"""The use cases: what a command does, without arguments read and without a word printed; those are of `cli`."""
