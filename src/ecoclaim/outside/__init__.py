"""The one reader for files that may come from a stranger: bounded in size, depth, time and memory.

`files` opens what lies on the disk, `kinds` tells what it is, `packages` and `markup` unpack Word files and
workbooks, `texts` reads their words. Nothing heavy is imported before it is needed.
"""
