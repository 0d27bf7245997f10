"""How a sheet may be laid out, one file a layout; each says whether a table is its own."""
