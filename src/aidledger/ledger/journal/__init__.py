"""The journal: the whole record as plain text that reads well in a diff, and back, exactly.

A record is a header line (day that its source said it, type, name) and indented lines, one a
field; an entry shows its two accounts with the sum that left and the sum that arrived. Lines
that begin with `@` give the time of recording, `;` begins a comment. docs/journal.md has it all.

`forms` writes single values, `writing` and `parsing` whole journals, `filling` adds what a
journal written by hand leaves out.
"""
