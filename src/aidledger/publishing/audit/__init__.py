"""The auditor's pack: its sheets, its definitions, and the program that checks it."""
