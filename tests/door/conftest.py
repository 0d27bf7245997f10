import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from door_desk import Desk


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)
