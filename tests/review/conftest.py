"""What several tests of reviews begin with."""

import pytest

from quizgen.generate.templates import BoundTemplate
from tests.review.test_planner import bound_templates
from tests.rivers import RIVERS


@pytest.fixture(scope="session")
def rivers() -> list[BoundTemplate]:
    """The templates of the rivers, to ask questions by."""
    return bound_templates(RIVERS)
