"""Answers as tables, JSON, CSV, XLSX and terminal pages; no arithmetic of its own."""
