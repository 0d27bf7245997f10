"""Parts of spreadsheets that several outputs are made of: styles, live cells, addresses, copies."""
