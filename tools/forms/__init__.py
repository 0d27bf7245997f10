"""The offices' default Word templates, drawn to GB/T 9704-2012.

measures → xml → styles, page (sections, page numbers), boxes → heads, imprint, tables (widths), text → one
module for each office's notice: shiquan, qiandongnan, yanjin, inspection, and ordinary for any office.
"""
