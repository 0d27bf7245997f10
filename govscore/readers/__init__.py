"""Readers: from a spreadsheet of any format to cells with true addresses. They know no scheme."""
