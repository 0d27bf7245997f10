"""What an inspection prints: the verdict workbook, the circular, the slips."""
