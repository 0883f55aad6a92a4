"""What several tests of reviews begin with."""

import pytest

from quizgen.generate.generator import Seam
from tests.review.test_planner import seams_of
from tests.rivers import RIVERS


@pytest.fixture(scope="session")
def rivers() -> list[Seam]:
    """The templates of the rivers, to ask questions by."""
    return seams_of(RIVERS)
