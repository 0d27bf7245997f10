"""Word documents: templates with 【】 marks checked and filled, notices read, places in the clerk's words.

The grammar of marks is described for clerks in docs/模板.md and for programmers in docs/templates.md. Nothing is
imported here: `data` loads no XML library, and `package` alone loads python-docx.
"""
