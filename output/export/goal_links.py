"""Which goal a figure belongs to: the one that asks for what the figure measures. Pure."""

from __future__ import annotations

from models.records import AgreementRecord, Goal, Measure


def link_goals(agreement: AgreementRecord) -> dict[int, str]:
    """For the position of each measure that belongs to a goal, the goal's key.

    A figure belongs to a goal with its indicator that names its kind of crime, or names none where the figure has none.
    Of several the one whose last year or baseline year is the figure's, else the first.
    """
    found = {}
    for position, measure in enumerate(agreement.measures):
        goals = [goal for goal in agreement.goals if goal.row_key and _asks(goal, measure)]
        if goals:
            key = min(goals, key=lambda goal: measure.year not in (goal.deadline, goal.baseline_year)).row_key
            assert key is not None
            found[position] = key
    return found


def _asks(goal: Goal, measure: Measure) -> bool:
    if goal.indicator != measure.indicator:
        return False
    return measure.offence in goal.offences if goal.offences else measure.offence is None
