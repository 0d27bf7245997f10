"""Makes the shared test modules (variants, variant_grid) importable."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
