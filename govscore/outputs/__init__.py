"""What the office prints and mails: ranking workbook, notice, 复核表, reports. They see finished figures only."""
