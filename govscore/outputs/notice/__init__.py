"""The notice (通报.docx): what its template may name, and whether its text and its tables agree."""
