"""Every form: importing this module puts all of them on the list."""

from tests.variations.forms import areas, focus, goals, grounds, meetings, parties, periods, tables_of_targets, titles
from tests.variations.forms.registry import FORMS, Form

MODULES = (areas, focus, goals, grounds, meetings, parties, periods, tables_of_targets, titles)

__all__ = ["FORMS", "MODULES", "Form"]
