"""Words that people read, in French and English, by code."""
