"""The offices' workbooks, built from published figures: one module a regime."""
