"""An office's own register (台账): which column is what, and what a row says of a case. Pure.

`headings` is the table of headings, `layout` finds them in a sheet, `mapping` reads what an office adds to the table,
`rows` makes of a row what a case is to hold, or says why it is in doubt, `compare` what it says otherwise than a case.
"""
