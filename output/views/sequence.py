"""Views of a partnership's papers in their years, and of what changed from one agreement to the next.

Only preferred witnesses count. A *family* is a group of definitions that a researcher would lay beside each other
though they are not the same: robbery with theft, penal code with citizen-facing, unsafe with safe.
"""

from __future__ import annotations

from output.views.view import DEFINITION, FAMILY_ROWS, View

# Helper: every preferred paper of a partnership, with its years and the agreement before it. A paper without an end of
# period is no witness of another, so of copies (same kind, partnership, year and title) the best counts.
_SEQUENCE = """
WITH told AS (
    SELECT a.document, coalesce(a.partnership, a.concerns_partnership) AS partnership, a.partnership_name, a.kind,
        a.title, a.period_start, a.period_end, a.start_year, a.start_basis, a.end_year, d.filename AS paper, d.sha256,
        row_number() OVER (
            PARTITION BY a.kind, coalesce(a.partnership, a.concerns_partnership), a.start_year,
                coalesce(a.end_year, lower(a.title), a.document)
            ORDER BY a.witness_rank, d.sha256) AS copy
    FROM current_agreements a JOIN documents d ON d.id = a.document WHERE a.preferred = 1
)
SELECT t.document, t.partnership, t.partnership_name, t.kind, t.title, t.period_start, t.period_end, t.start_year,
    t.start_basis, t.end_year, t.paper, t.sha256,
    CASE WHEN t.kind = 'partnership_agreement' AND t.partnership IS NOT NULL THEN lag(t.document) OVER (
        PARTITION BY t.partnership, t.kind ORDER BY t.start_year, t.end_year, t.sha256) END AS previous
FROM told t WHERE t.copy = 1 OR t.end_year IS NOT NULL
"""

# Helper: what an agreement says of a family: how it is defined, where it should go, how far.
_FACTS = f"""
WITH families (family, definition) AS (VALUES {FAMILY_ROWS}),
named AS (
    SELECT g.document, g.indicator, o.value AS offence, g.direction, g.target_value, g.unit
    FROM current_goals g LEFT JOIN json_each(g.offences) o
    UNION
    SELECT m.document, m.indicator, m.offence, NULL, NULL, NULL FROM current_measures m
    WHERE m.role IN ('baseline', 'target') AND m.area = 'partnership_area'
), placed AS (
    SELECT n.*, f.family, {DEFINITION.format("n")} AS definition
    FROM named n JOIN families f ON f.definition = coalesce(n.offence, n.indicator)
)
SELECT document, family, 'definition' AS aspect, definition AS fact FROM placed
UNION SELECT document, family, 'direction', direction FROM placed WHERE direction IS NOT NULL
UNION SELECT document, family, 'target', target_value || coalesce(' ' || unit, '') FROM placed
    WHERE target_value IS NOT NULL
"""

# Helper: the names of an agreement's areas in one text; a name that the paper takes out of the area is none of them.
_AREAS = """
SELECT document, group_concat(name, ' + ') AS areas FROM (
    SELECT document, name FROM current_areas WHERE change IS NOT 'removed' ORDER BY document, name)
GROUP BY document
"""

# `named_between` are agreements of the partnership that its papers name and the archive does not hold, in the hole
# before this one: Engbakken 2014-2017, then 2022-2025, which names "aftalen for 2018-2021", gives 2018-2021.
_PAPERS = """
SELECT s.partnership, s.partnership_name, s.start_year, s.end_year, s.start_basis, s.kind, s.title, s.period_start,
    s.period_end, p.paper AS follows, s.start_year - p.end_year - 1 AS years_between,
    (SELECT group_concat(span, ', ') FROM (
        SELECT DISTINCT r.start_year || coalesce('-' || r.end_year, '') AS span
        FROM current_related r JOIN compare_sequence n USING (document)
        WHERE n.partnership = s.partnership AND coalesce(r.partnership, n.partnership) = s.partnership
            AND r.start_year > p.start_year AND r.start_year < s.start_year AND NOT EXISTS (
                SELECT 1 FROM compare_sequence h WHERE h.partnership = s.partnership
                    AND h.kind = 'partnership_agreement' AND h.start_year = r.start_year)
        ORDER BY span)) AS named_between,
    s.paper, s.sha256
FROM compare_sequence s LEFT JOIN compare_sequence p ON p.document = s.previous
WHERE s.partnership IS NOT NULL
"""

_CHANGES = """
WITH lost AS (
    SELECT s.document, f.family, f.aspect, f.fact
    FROM compare_sequence s JOIN compare_facts f ON f.document = s.previous
    EXCEPT SELECT document, family, aspect, fact FROM compare_facts
), new AS (
    SELECT s.document, f.family, f.aspect, f.fact FROM compare_sequence s JOIN compare_facts f USING (document)
    WHERE s.previous IS NOT NULL
    EXCEPT SELECT s.document, f.family, f.aspect, f.fact
    FROM compare_sequence s JOIN compare_facts f ON f.document = s.previous
), moved AS (
    SELECT document, family, aspect, fact, NULL AS gained FROM lost
    UNION ALL SELECT document, family, aspect, NULL, fact FROM new
), laid AS (
    SELECT document, family, aspect, group_concat(fact, ' + ') AS before, group_concat(gained, ' + ') AS after
    FROM (SELECT * FROM moved ORDER BY document, family, aspect, fact, gained) GROUP BY document, family, aspect
), told AS (
    SELECT s.partnership, s.start_year AS year, l.family, l.aspect, l.before, l.after, s.previous, s.document
    FROM laid l JOIN compare_sequence s USING (document)
    WHERE l.aspect = 'definition'
        OR (l.aspect = 'direction' AND l.before IS NOT NULL AND l.after IS NOT NULL)
        OR (l.aspect = 'target'
            AND EXISTS (SELECT 1 FROM compare_facts f WHERE f.document = s.document AND f.family = l.family)
            AND EXISTS (SELECT 1 FROM compare_facts f WHERE f.document = s.previous AND f.family = l.family))
    UNION ALL
    SELECT s.partnership, s.start_year, 'areas', 'areas', b.areas, a.areas, s.previous, s.document
    FROM compare_sequence s JOIN compare_area_names a USING (document)
    JOIN compare_area_names b ON b.document = s.previous
    WHERE lower(a.areas) <> lower(b.areas)
)
SELECT t.partnership, t.year, t.family, t.aspect,
    CASE WHEN t.before IS NULL THEN 'added' WHEN t.after IS NULL THEN 'dropped' ELSE 'changed' END AS change,
    t.before, t.after, p.paper AS paper_before, s.paper, s.sha256
FROM told t JOIN compare_sequence s USING (document) JOIN compare_sequence p ON p.document = t.previous
"""

# Helper: the years of a paper, one row each; those of an agreement's period, of another paper the one year it is from.
_YEARS = """
WITH RECURSIVE years (document, year, last) AS (
    SELECT document, start_year, iif(kind = 'partnership_agreement', coalesce(end_year, start_year), start_year)
    FROM compare_sequence
    UNION ALL SELECT document, year + 1, last FROM years WHERE year < last
)
SELECT document, year FROM years
"""

SEQUENCE_VIEWS = (
    View("compare_sequence", _SEQUENCE, ("document", "partnership, kind, start_year", "previous")),
    View("compare_facts", _FACTS, ("document, family, aspect",)),
    View("compare_area_names", _AREAS, ("document",)),
    View("compare_years", _YEARS, ("document",)),
    View("compare_papers", _PAPERS),
    View("compare_changes", _CHANGES, ("sha256, family",)),
)
