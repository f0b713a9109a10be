"""All views over the archive, in the order in which they are made: each asks only those before it."""

from __future__ import annotations

from output.schema.tables import VALUE_TABLES
from output.views.current import current_name, select_current, select_current_agreements
from output.views.figures import FIGURE_VIEWS
from output.views.goals import GOAL_VIEWS
from output.views.sequence import SEQUENCE_VIEWS
from output.views.view import View

CURRENT_VIEWS = (
    View("current_agreements", select_current_agreements()),
    *(View(current_name(table), select_current(table)) for table in VALUE_TABLES),
)
COMPARE_VIEWS = (*SEQUENCE_VIEWS, *GOAL_VIEWS, *FIGURE_VIEWS)
ALL_VIEWS = (*CURRENT_VIEWS, *COMPARE_VIEWS)
