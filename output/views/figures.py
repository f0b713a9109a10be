"""Views of figures over the years: one series for each definition, area and time of day, its breaks, and money.

`since` is the year in which the partnership last began with a definition, so that in its order a break stands after
what it breaks with, also where an earlier definition comes back. `break` names what a figure breaks with, on the first
figure of a paper's series: another definition of the same family in the agreement before, another area of the
partnership, another survey or register.
"""

from __future__ import annotations

from functools import reduce

from output.views.view import DEFINITION, FAMILY_ROWS, View


def _without_years(column: str) -> str:
    """A source's name without digits and case: a survey of another year is the same survey."""
    return reduce(lambda text, digit: f"replace({text}, '{digit}', '')", "0123456789", f"lower({column})")


# Helper: every figure of a partnership's papers with its family and definition, and its place in its paper's series.
_FIGURES = f"""
WITH families (family, definition) AS (VALUES {FAMILY_ROWS})
SELECT m.*, s.partnership, f.family, {DEFINITION.format("m")} AS definition, s.kind, s.previous, s.start_year, s.paper,
    s.sha256, trim({_without_years("m.data_source")}) AS source,
    row_number() OVER (PARTITION BY m.document, m.indicator, m.offence, m.area, m.time_of_day
        ORDER BY m.year, m.position) AS nth
FROM current_measures m JOIN compare_sequence s USING (document)
LEFT JOIN families f ON f.definition = coalesce(m.offence, m.indicator)
WHERE s.partnership IS NOT NULL
"""

# Helper: a status report's baseline that meets what an agreement left for later.
_MET = """
SELECT p.document, p.position, r.document AS by_document, r.position AS by_position, r.value, r.paper, r.sha256, r.page,
    row_number() OVER (PARTITION BY p.document, p.position ORDER BY r.start_year, r.sha256, r.position) AS place
FROM compare_figures p JOIN compare_figures r ON r.partnership = p.partnership AND r.indicator = p.indicator
    AND r.offence IS p.offence AND r.time_of_day = p.time_of_day AND r.year IS coalesce(p.year, r.year)
    AND r.kind = 'status_report' AND r.role = 'baseline' AND r.value IS NOT NULL
WHERE p.status = 'pending'
"""

# Helper: of each agreement and family the last agreement before it that says anything of the family, and the
# definitions that this one left out.
_LEFT_OUT = f"""
WITH families (family, definition) AS (VALUES {FAMILY_ROWS}),
earlier AS (
    SELECT s.document, f.family, (
        SELECT e.document FROM compare_sequence e JOIN compare_facts o ON o.document = e.document
        WHERE e.kind = s.kind AND e.partnership = s.partnership AND e.start_year < s.start_year
            AND o.family = f.family AND o.aspect = 'definition'
        ORDER BY e.start_year DESC, e.end_year DESC, e.sha256 LIMIT 1) AS before
    FROM compare_sequence s JOIN (SELECT DISTINCT family FROM families) f
    WHERE s.kind = 'partnership_agreement' AND s.partnership IS NOT NULL
)
SELECT e.document, e.family, e.before, (
    SELECT group_concat(fact, ' + ') FROM (
        SELECT fact FROM compare_facts WHERE document = e.before AND family = e.family AND aspect = 'definition'
        EXCEPT SELECT fact FROM compare_facts WHERE document = e.document ORDER BY fact)) AS facts
FROM earlier e WHERE e.before IS NOT NULL
"""

_SERIES = """
WITH sourced AS (
    SELECT document, position, source, lag(source) OVER series AS source_before,
        data_source, lag(data_source) OVER series AS data_source_before
    FROM compare_figures WHERE source IS NOT NULL
    WINDOW series AS (PARTITION BY partnership, indicator, offence, area, time_of_day
        ORDER BY year, start_year, document, position)
), breaks (document, position, what) AS (
    SELECT p.document, p.position, 'definition: ' || o.facts || ' → ' || p.definition
    FROM compare_figures p JOIN compare_left_out o ON o.document = p.document AND o.family = p.family
    WHERE p.nth = 1 AND o.facts IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM compare_facts f WHERE f.document = o.before AND f.family = o.family AND f.fact = p.definition)
    UNION ALL
    SELECT p.document, p.position, 'area: ' || b.areas || ' → ' || a.areas
    FROM compare_figures p JOIN compare_area_names a ON a.document = p.document
    JOIN compare_area_names b ON b.document = p.previous
    WHERE p.nth = 1 AND p.area = 'partnership_area' AND lower(a.areas) <> lower(b.areas) AND EXISTS (
        SELECT 1 FROM compare_figures q WHERE q.partnership = p.partnership AND q.family IS p.family
            AND q.area = 'partnership_area' AND q.start_year < p.start_year)
    UNION ALL
    SELECT document, position, 'source: ' || data_source_before || ' → ' || data_source FROM sourced
    WHERE instr(source, source_before) = 0 AND instr(source_before, source) = 0
)
SELECT p.partnership, p.family, p.definition, coalesce(
        (SELECT max(q.start_year) FROM compare_figures q JOIN breaks b ON b.document = q.document
            AND b.position = q.position AND b.what LIKE 'definition:%'
        WHERE q.partnership = p.partnership AND q.family IS p.family AND q.definition = p.definition
            AND q.start_year <= p.start_year),
        (SELECT min(q.start_year) FROM compare_figures q
        WHERE q.partnership = p.partnership AND q.family IS p.family AND q.definition = p.definition)) AS since,
    p.indicator, p.offence, p.area, p.time_of_day, p.unit, p.year,
    p.role, p.value, p.change_percent, p.status, x.value AS met_value, x.paper AS met_by, x.page AS met_page,
    x.sha256 AS met_sha256,
    (SELECT group_concat(what, '; ') FROM (
        SELECT what FROM breaks b WHERE b.document = p.document AND b.position = p.position ORDER BY what)) AS break,
    p.data_source, p.kind, p.row_key, p.review, p.page, p.paper, p.sha256
FROM compare_figures p LEFT JOIN compare_met x ON x.document = p.document AND x.position = p.position AND x.place = 1
WHERE NOT EXISTS (
    SELECT 1 FROM compare_met y WHERE y.by_document = p.document AND y.by_position = p.position AND y.place = 1)
"""

# An amount in each of its years. A total is spread evenly; what is unstated counts by the year beside a yearly amount.
_BUDGETS = """
WITH RECURSIVE spans (document, position, year, last) AS (
    SELECT b.document, b.position, coalesce(b.start_year, s.start_year),
        max(coalesce(b.end_year, s.end_year, b.start_year, s.start_year), coalesce(b.start_year, s.start_year))
    FROM current_budgets b JOIN compare_sequence s USING (document)
    UNION ALL SELECT document, position, year + 1, last FROM spans WHERE year < last
), lengths AS (
    SELECT document, position, count(*) AS years FROM spans GROUP BY document, position
), yearly AS (
    SELECT DISTINCT y.document, y.year FROM spans y JOIN current_budgets b USING (document, position)
    WHERE b.basis = 'annual'
)
SELECT s.partnership, y.year, b.purpose, b.basis, b.amount_dkk,
    CASE WHEN b.basis = 'annual' THEN b.amount_dkk
        WHEN b.basis = 'total' THEN CAST(round(1.0 * b.amount_dkk / l.years) AS INTEGER)
        WHEN a.document IS NOT NULL THEN b.amount_dkk END AS dkk_in_year,
    b.basis = 'total' AS spread, b.basis = 'unstated' AS assumed, b.adds, b.fte, b.payer, s.kind, b.row_key, b.review,
    b.page, s.paper, s.sha256
FROM spans y JOIN current_budgets b USING (document, position) JOIN lengths l USING (document, position)
JOIN compare_sequence s USING (document) LEFT JOIN yearly a ON a.document = y.document AND a.year = y.year
WHERE s.partnership IS NOT NULL
"""

_BUDGET_TOTALS = """
WITH told AS (
    SELECT b.*, sum(dkk_in_year) OVER year AS dkk_of_year, max(assumed) OVER year AS assumed_of_year,
        row_number() OVER (PARTITION BY partnership, year
            ORDER BY dkk_in_year DESC, page, paper, sha256, row_key) AS place
    FROM compare_budgets b WHERE adds = 1
    WINDOW year AS (PARTITION BY partnership, year)
)
SELECT partnership, year, dkk_of_year AS dkk, assumed_of_year AS assumed, page, paper, sha256 FROM told WHERE place = 1
"""

FIGURE_VIEWS = (
    View("compare_figures", _FIGURES, ("document, position", "partnership, family", "partnership, indicator, offence")),
    View("compare_met", _MET, ("document, position", "by_document, by_position")),
    View("compare_left_out", _LEFT_OUT, ("document, family",)),
    View("compare_series", _SERIES),
    View("compare_budgets", _BUDGETS, ("partnership, year",)),
    View("compare_budget_totals", _BUDGET_TOTALS),
)
