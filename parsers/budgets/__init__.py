"""What the partnership costs, per year or in all, for what, who pays, and which amounts make up its sum."""

from parsers.budgets.assembly import read_budgets

__all__ = ["read_budgets"]
