"""Delivery: drafts (.eml) of the notice and of one slip a unit, and sending them by SMTP with a journal.

The only part of the program that may reach a network, and only with `--send --yes`.
"""
