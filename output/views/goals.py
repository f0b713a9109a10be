"""Views of what agreements want and who makes them: goals, parties, areas, focus areas, over the years."""

from __future__ import annotations

from output.views.view import FAMILY_ROWS, View

# Helper: what is new in a goal since the agreement before: the changes of its families that are about this goal.
_GOAL_NOTES = f"""
WITH families (family, definition) AS (VALUES {FAMILY_ROWS}),
named AS (
    SELECT g.document, g.position, s.sha256, f.family, v.value
        || iif(g.indicator = 'reported_offences_per_1000', ' per 1000', '') AS definition,
        g.direction, g.target_value || coalesce(' ' || g.unit, '') AS target
    FROM current_goals g JOIN compare_sequence s USING (document)
    JOIN json_each(json_insert(g.offences, '$[#]', g.indicator)) v
    JOIN families f ON f.definition = v.value
    WHERE s.previous IS NOT NULL
), told AS (
    SELECT DISTINCT n.document, n.position, c.aspect,
        CASE c.change WHEN 'changed' THEN c.before || ' → ' || c.after ELSE 'added ' || c.after END AS note
    FROM named n JOIN compare_changes c ON c.sha256 = n.sha256 AND c.family = n.family
    WHERE instr(' + ' || c.after || ' + ', ' + ' || CASE c.aspect
        WHEN 'direction' THEN n.direction WHEN 'target' THEN n.target ELSE n.definition END || ' + ') > 0
)
SELECT document, position, group_concat(note, '; ') AS changed
FROM (SELECT * FROM told WHERE note IS NOT NULL ORDER BY document, position, aspect, note)
GROUP BY document, position
"""

# A goal stands in each of its years; its lists are put in words once.
_GOALS = """
WITH placed AS (
    SELECT s.document, g.position, coalesce(o.value, s.partnership) AS partnership
    FROM current_goals g JOIN compare_sequence s USING (document) LEFT JOIN json_each(g.applies_to) o
), listed AS MATERIALIZED (
    SELECT g.document, g.position,
        (SELECT group_concat(value, ' + ') FROM (SELECT value FROM json_each(g.offences) ORDER BY value)) AS offences,
        (SELECT group_concat(value, ' + ')
            FROM (SELECT value FROM json_each(g.times_of_day) ORDER BY value)) AS times_of_day
    FROM current_goals g
)
SELECT p.partnership, y.year, s.kind, g.status, g.number, g.indicator,
    l.offences, g.direction, g.target_value, g.unit, g.baseline_year, g.deadline, g.reference_area, l.times_of_day,
    g.data_source, n.changed, g.text, g.row_key, g.review, g.page, s.paper, s.sha256
FROM placed p JOIN current_goals g USING (document, position) JOIN listed l USING (document, position)
JOIN compare_sequence s USING (document) JOIN compare_years y USING (document)
LEFT JOIN compare_goal_notes n USING (document, position)
WHERE p.partnership IS NOT NULL
"""

# An organisation that was a party and is now named after "herunder" has not gone: another party includes it. SSP is
# named by its short form there ("Socialforvaltningen, herunder SSP").
_PARTIES = """
WITH agreed AS (SELECT * FROM compare_sequence WHERE kind = 'partnership_agreement' AND partnership IS NOT NULL),
gone AS (
    SELECT s.document, q.organisation, q.name, q.kind, q.administrator
    FROM agreed s JOIN current_parties q ON q.document = s.previous
    WHERE NOT EXISTS (
        SELECT 1 FROM current_parties p WHERE p.document = s.document AND p.organisation = q.organisation)
), within AS (
    SELECT g.document, g.organisation, min(p.number) AS page FROM gone g JOIN pages p USING (document)
    WHERE instr(lower(p.text), 'herunder ' || iif(g.kind = 'ssp', 'ssp', lower(g.name))) > 0
    GROUP BY g.document, g.organisation
),
told AS (
    SELECT s.document, p.organisation, p.name, p.kind, p.administrator, p.row_key, p.review, p.page,
        CASE WHEN s.previous IS NULL THEN 'first'
            WHEN EXISTS (
                SELECT 1 FROM current_parties q WHERE q.document = s.previous AND q.organisation = p.organisation)
            THEN 'stayed' ELSE 'joined' END AS change
    FROM agreed s JOIN current_parties p USING (document)
    UNION ALL
    SELECT g.document, g.organisation, g.name, g.kind, g.administrator, NULL, NULL, w.page,
        iif(w.page IS NULL, 'left', 'within')
    FROM gone g LEFT JOIN within w USING (document, organisation)
)
SELECT s.partnership, s.start_year AS year, s.end_year, t.change, t.organisation, t.name, t.kind, t.administrator,
    t.row_key, t.review, t.page, s.paper, s.sha256
FROM told t JOIN agreed s USING (document)
"""

# An addendum that widens the area, or takes of it, stands in its own year; what an agreement lost, in the next one's.
_AREAS = """
WITH agreed AS (SELECT * FROM compare_sequence WHERE kind = 'partnership_agreement' AND partnership IS NOT NULL),
told AS (
    SELECT s.document, a.name, a.row_key, a.review, a.page,
        CASE WHEN a.change = 'removed' THEN 'left' WHEN a.change = 'added' THEN 'joined'
            WHEN s.previous IS NULL THEN 'first'
            WHEN EXISTS (
                SELECT 1 FROM current_areas b WHERE b.document = s.previous AND lower(b.name) = lower(a.name))
            THEN 'stayed' ELSE 'joined' END AS change
    FROM agreed s JOIN current_areas a USING (document)
    UNION ALL
    SELECT s.document, a.name, a.row_key, a.review, a.page, iif(a.change = 'removed', 'left', 'joined')
    FROM compare_sequence s JOIN current_areas a USING (document)
    WHERE s.kind = 'addendum' AND s.partnership IS NOT NULL AND a.change IS NOT NULL
    UNION ALL
    SELECT s.document, b.name, NULL, NULL, NULL, 'left'
    FROM agreed s JOIN current_areas b ON b.document = s.previous
    WHERE b.change IS NOT 'removed' AND EXISTS (SELECT 1 FROM current_areas a WHERE a.document = s.document)
        AND NOT EXISTS (
            SELECT 1 FROM current_areas a WHERE a.document = s.document AND lower(a.name) = lower(b.name))
)
SELECT s.partnership, s.start_year AS year, s.end_year, t.change, t.name, s.kind, t.row_key, t.review, t.page, s.paper,
    s.sha256
FROM told t JOIN compare_sequence s USING (document)
"""

_FOCUS_AREAS = """
SELECT s.partnership, s.start_year AS year, s.end_year, f.number, f.title, f.row_key, f.review, f.page, s.paper,
    s.sha256
FROM current_focus_areas f JOIN compare_sequence s USING (document)
WHERE s.partnership IS NOT NULL
"""

GOAL_VIEWS = (
    View("compare_goal_notes", _GOAL_NOTES, ("document, position",)),
    View("compare_goals", _GOALS),
    View("compare_parties", _PARTIES),
    View("compare_focus_areas", _FOCUS_AREAS),
    View("compare_areas", _AREAS),
)
