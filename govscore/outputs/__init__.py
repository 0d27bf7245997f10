"""Outputs: what the office prints and mails. They see frames and finished strings only."""
