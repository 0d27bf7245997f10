"""Schemes: the rules of one issued document as data, in templates/<regime>/scheme.toml."""
