"""From finished files to the office: published whole or not at all, as PDF, by mail (`mail/` makes and sends them)."""
