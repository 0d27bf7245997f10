"""Makes the shared test modules (variants, memory_books, small_scheme …) importable from every test folder."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
