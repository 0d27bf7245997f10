"""What every stage stands on: points, names, periods, formulas, LibreOffice, second process, messages."""
