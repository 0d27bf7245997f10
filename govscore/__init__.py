"""govscore: scores, ranks and notifies the adoption of government information reports."""

__version__ = "0.1.0"
