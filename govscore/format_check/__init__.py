"""Measures a notice against GB/T 9704-2012, from the paper to the page number, in the file and on drawn pages."""
