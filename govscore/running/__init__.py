"""One call of the program: one workbook or many, compared with earlier ones."""
