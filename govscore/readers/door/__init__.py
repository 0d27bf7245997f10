"""Inside the one door through which spreadsheets come in; only readers/sheets.py uses this folder."""
