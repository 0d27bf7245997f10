"""What a run knows of one workbook: annexes, facts, unit blocks, slips, and an earlier result in its stored form."""
