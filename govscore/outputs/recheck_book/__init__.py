"""The recheck workbook (复核表.xlsx): all differences, and the clerk's own sheets with the cells marked."""
