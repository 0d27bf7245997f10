"""Which scheme a workbook belongs to, and which of its columns is which; what the sheet 通报信息 says."""
