"""The offices' default Word templates, drawn to GB/T 9704-2012 with python-docx.

measures → xml, styles → parts (what is written into a document) → boxes, tables (widths) → heads, imprint, text →
page (the document, sections, page numbers) → an office's notice each: shiquan, qiandongnan, yanjin, inspection, and
ordinary for any office.
"""
