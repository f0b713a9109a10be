"""What the partnership costs, per year or in all, for what, and who pays."""

from parsers.budgets.assembly import read_allotments, read_budgets

__all__ = ["read_allotments", "read_budgets"]
