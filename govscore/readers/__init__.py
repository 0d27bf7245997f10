"""From a spreadsheet (.xlsx, .xls, .ods, .xlsb) to tables with true addresses, one file a layout; no scheme."""
