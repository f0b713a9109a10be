"""The SQL views that compare agreements over the years: one `SELECT` gives what `aftalearkiv compare` shows.

Only preferred witnesses count. An agreement's first year is the year its period starts; where it runs from the day of
signing, the year of the signatures; else the first year of its budget, of its decisions, of its targets (`start_basis`
tells which). A *family* is a group of definitions that a researcher would lay beside each other though they are not the
same: robbery with theft, penal code with citizen-facing, unsafe with safe.
"""

from __future__ import annotations

from collections.abc import Iterator

FAMILIES = {
    "safety": ("feels_safe", "feels_unsafe", "need_for_safety_measures"),
    "activities": ("activities_with_partners",),
    "all offences": ("total_citizen_facing", "total_penal_code"),
    "burglary": ("burglary", "burglary_residential"),
    "theft": ("theft", "theft_robbery", "theft_from_citizens", "robbery"),
    "violence": ("violence", "violence_threats", "violence_weapons", "threats"),
    "vandalism": ("vandalism",),
    "narcotics": ("narcotics",),
    "harassment": ("harassment",),
}

_FAMILY_ROWS = ", ".join(
    f"('{family}', '{definition}')" for family, definitions in FAMILIES.items() for definition in definitions
)

# Helper: every preferred paper of a partnership, with its years and the agreement before it. A paper without an end of
# period is no witness of another, so of copies (same kind, partnership, year and title) the best counts.
_SEQUENCE = """
CREATE VIEW compare_sequence AS
WITH dated AS (
    SELECT a.document, coalesce(a.partnership, a.concerns_partnership) AS partnership, a.kind,
        CASE WHEN a.kind = 'status_report' THEN
            (SELECT max(m.year) FROM measures m WHERE m.document = a.document AND m.role <> 'target') END AS reported,
        CAST(substr(a.period_start, 1, 4) AS INTEGER) AS stated,
        (SELECT min(CAST(substr(s.date, 1, 4) AS INTEGER)) FROM signatories s WHERE s.document = a.document) AS signed,
        (SELECT min(b.start_year) FROM budgets b WHERE b.document = a.document) AS funded,
        (SELECT max(CAST(substr(d.date, 1, 4) AS INTEGER)) FROM decisions d WHERE d.document = a.document) AS decided,
        (SELECT min(m.year) FROM measures m WHERE m.document = a.document AND m.role = 'target') AS aimed,
        a.concerns_start_year AS concerned,
        CAST(substr(a.period_end, 1, 4) AS INTEGER) AS end_year
    FROM agreements a WHERE a.preferred = 1
), placed AS (
    SELECT document, partnership, kind,
        coalesce(reported, stated, signed, funded, decided, aimed, concerned, end_year) AS start_year,
        CASE WHEN reported IS NOT NULL THEN 'observation' WHEN stated IS NOT NULL THEN 'period'
            WHEN signed IS NOT NULL THEN 'signature' WHEN funded IS NOT NULL THEN 'budget'
            WHEN decided IS NOT NULL THEN 'decision' WHEN aimed IS NOT NULL THEN 'target'
            WHEN concerned IS NOT NULL THEN 'concerns' WHEN end_year IS NOT NULL THEN 'period end' END AS start_basis,
        end_year
    FROM dated
), told AS (
    SELECT p.*, d.filename AS paper, d.sha256, row_number() OVER (
        PARTITION BY p.kind, p.partnership, p.start_year, coalesce(p.end_year, lower(a.title), p.document)
        ORDER BY (SELECT max(g.source = 'plain_text') * 2 + max(g.source = 'ocr') FROM pages g
            WHERE g.document = p.document), d.sha256) AS copy
    FROM placed p JOIN documents d ON d.id = p.document JOIN agreements a USING (document)
)
SELECT t.document, t.partnership, t.kind, t.start_year, t.start_basis, t.end_year, t.paper, t.sha256,
    CASE WHEN t.kind = 'partnership_agreement' THEN lag(t.document) OVER (
        PARTITION BY t.partnership, t.kind ORDER BY t.start_year, t.end_year, t.sha256) END AS previous
FROM told t WHERE t.copy = 1 OR t.end_year IS NOT NULL
"""

# Helper: what an agreement says of a family: how it is defined, where it should go, how far.
_FACTS = f"""
CREATE VIEW compare_facts AS
WITH families (family, definition) AS (VALUES {_FAMILY_ROWS}),
named AS (
    SELECT g.document, g.indicator, o.value AS offence, g.direction, g.target_value, g.unit
    FROM goals g LEFT JOIN json_each(g.offences) o
    UNION
    SELECT m.document, m.indicator, m.offence, NULL, NULL, NULL FROM measures m
    WHERE m.role IN ('baseline', 'target') AND m.area = 'partnership_area'
), placed AS (
    SELECT n.*, f.family,
        coalesce(n.offence, n.indicator)
            || iif(n.indicator = 'reported_offences_per_1000', ' per 1000', '') AS definition
    FROM named n JOIN families f ON f.definition = coalesce(n.offence, n.indicator)
)
SELECT document, family, 'definition' AS aspect, definition AS fact FROM placed
UNION SELECT document, family, 'direction', direction FROM placed WHERE direction IS NOT NULL
UNION SELECT document, family, 'target', target_value || coalesce(' ' || unit, '') FROM placed
    WHERE target_value IS NOT NULL
"""

_PAPERS = """
CREATE VIEW compare_papers AS
SELECT s.partnership, s.start_year, s.end_year, s.start_basis, s.kind, a.title, a.period_start, a.period_end,
    p.paper AS follows, s.start_year - p.end_year - 1 AS years_between, s.paper, s.sha256
FROM compare_sequence s JOIN agreements a USING (document) LEFT JOIN compare_sequence p ON p.document = s.previous
WHERE s.partnership IS NOT NULL
"""

_CHANGES = """
CREATE VIEW compare_changes AS
WITH lost AS (
    SELECT s.document, f.family, f.aspect, f.fact
    FROM compare_sequence s JOIN compare_facts f ON f.document = s.previous
    EXCEPT SELECT document, family, aspect, fact FROM compare_facts
), new AS (
    SELECT s.document, f.family, f.aspect, f.fact FROM compare_sequence s JOIN compare_facts f USING (document)
    WHERE s.previous IS NOT NULL
    EXCEPT SELECT s.document, f.family, f.aspect, f.fact
    FROM compare_sequence s JOIN compare_facts f ON f.document = s.previous
), laid AS (
    SELECT x.document, x.family, x.aspect,
        (SELECT group_concat(fact, ' + ') FROM (SELECT fact FROM lost l WHERE l.document = x.document
            AND l.family = x.family AND l.aspect = x.aspect ORDER BY fact)) AS before,
        (SELECT group_concat(fact, ' + ') FROM (SELECT fact FROM new n WHERE n.document = x.document
            AND n.family = x.family AND n.aspect = x.aspect ORDER BY fact)) AS after
    FROM (SELECT document, family, aspect FROM lost UNION SELECT document, family, aspect FROM new) x
)
SELECT s.partnership, s.start_year AS year, l.family, l.aspect,
    CASE WHEN l.before IS NULL THEN 'added' WHEN l.after IS NULL THEN 'dropped' ELSE 'changed' END AS change,
    l.before, l.after, p.paper AS paper_before, s.paper, s.sha256
FROM laid l JOIN compare_sequence s USING (document) JOIN compare_sequence p ON p.document = s.previous
WHERE l.aspect = 'definition'
    OR (l.aspect = 'direction' AND l.before IS NOT NULL AND l.after IS NOT NULL)
    OR (l.aspect = 'target'
        AND EXISTS (SELECT 1 FROM compare_facts f WHERE f.document = s.document AND f.family = l.family)
        AND EXISTS (SELECT 1 FROM compare_facts f WHERE f.document = s.previous AND f.family = l.family))
"""

_YEARS = """
WITH RECURSIVE years (document, year, last) AS (
    SELECT document, start_year, iif(kind = 'partnership_agreement', coalesce(end_year, start_year), start_year)
    FROM compare_sequence
    UNION ALL SELECT document, year + 1, last FROM years WHERE year < last
)"""

_GOALS = f"""
CREATE VIEW compare_goals AS {_YEARS},
families (family, definition) AS (VALUES {_FAMILY_ROWS}),
placed AS (
    SELECT s.document, g.position, coalesce(o.value, s.partnership) AS partnership
    FROM goals g JOIN compare_sequence s USING (document) LEFT JOIN json_each(g.applies_to) o
)
SELECT p.partnership, y.year, s.kind, g.status, g.number, g.indicator,
    (SELECT group_concat(value, ' + ') FROM (SELECT value FROM json_each(g.offences) ORDER BY value)) AS offences,
    g.direction, g.target_value, g.unit, g.baseline_year, g.deadline, g.data_source,
    (SELECT group_concat(note, '; ') FROM (
        SELECT DISTINCT
            CASE c.change WHEN 'changed' THEN c.before || ' → ' || c.after ELSE 'added ' || c.after END AS note
        FROM compare_changes c JOIN families f USING (family)
        JOIN (SELECT g.indicator AS name UNION SELECT value FROM json_each(g.offences)) d ON d.name = f.definition
        WHERE c.sha256 = s.sha256 AND instr(' + ' || c.after || ' + ', ' + ' || CASE c.aspect
            WHEN 'direction' THEN g.direction WHEN 'target' THEN g.target_value || coalesce(' ' || g.unit, '')
            ELSE d.name || iif(g.indicator = 'reported_offences_per_1000', ' per 1000', '') END || ' + ') > 0
        ORDER BY c.aspect, note)) AS changed,
    g.text, e.page, s.paper, s.sha256
FROM placed p JOIN goals g USING (document, position) JOIN compare_sequence s USING (document)
JOIN years y USING (document) JOIN evidence e ON e.id = g.evidence
WHERE p.partnership IS NOT NULL
"""

_SERIES = f"""
CREATE VIEW compare_series AS
WITH families (family, definition) AS (VALUES {_FAMILY_ROWS}),
placed AS (
    SELECT s.partnership, f.family, m.*, s.kind, s.previous, s.start_year, s.paper, s.sha256, e.page,
        coalesce(m.offence, m.indicator)
            || iif(m.indicator = 'reported_offences_per_1000', ' per 1000', '') AS definition,
        lag(m.data_source) OVER (
            PARTITION BY s.partnership, m.indicator, m.offence, m.area, m.time_of_day
            ORDER BY m.year, s.start_year, m.position) AS source_before
    FROM measures m JOIN compare_sequence s USING (document) JOIN evidence e ON e.id = m.evidence
    LEFT JOIN families f ON f.definition = coalesce(m.offence, m.indicator)
    WHERE s.partnership IS NOT NULL
), earlier AS (
    SELECT s.document, f.family, (
        SELECT e.document FROM compare_sequence e JOIN compare_facts o ON o.document = e.document
        WHERE e.kind = s.kind AND e.partnership = s.partnership AND e.start_year < s.start_year
            AND o.family = f.family AND o.aspect = 'definition'
        ORDER BY e.start_year DESC, e.end_year DESC, e.sha256 LIMIT 1) AS before
    FROM compare_sequence s JOIN (SELECT DISTINCT family FROM families) f WHERE s.kind = 'partnership_agreement'
), left_out AS (
    SELECT e.document, e.family, (
        SELECT group_concat(fact, ' + ') FROM (
            SELECT fact FROM compare_facts WHERE document = e.before AND family = e.family AND aspect = 'definition'
            EXCEPT SELECT fact FROM compare_facts WHERE document = e.document ORDER BY fact)) AS facts, e.before
    FROM earlier e WHERE e.before IS NOT NULL
), met AS (
    SELECT p.document, p.position, r.value, r.paper,
        row_number() OVER (PARTITION BY p.document, p.position ORDER BY r.start_year, r.sha256, r.position) AS place
    FROM placed p JOIN placed r ON r.kind = 'status_report' AND r.role = 'baseline' AND r.value IS NOT NULL
        AND r.partnership = p.partnership AND r.indicator = p.indicator AND r.offence IS p.offence
        AND r.time_of_day = p.time_of_day AND r.year IS coalesce(p.year, r.year)
    WHERE p.status = 'pending'
)
SELECT p.partnership, p.family, p.indicator, p.offence, p.area, p.time_of_day, p.unit, p.year, p.role, p.value,
    p.change_percent, p.status, x.value AS met_value, x.paper AS met_by,
    coalesce(
        (SELECT o.facts || ' → ' || p.definition FROM left_out o
         WHERE o.document = p.document AND o.family = p.family AND o.facts IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM compare_facts f
            WHERE f.document = o.before AND f.family = o.family AND f.fact = p.definition)),
        iif(p.data_source <> p.source_before, p.source_before || ' → ' || p.data_source, NULL)) AS break,
    p.data_source, p.kind, p.page, p.paper, p.sha256
FROM placed p LEFT JOIN met x ON x.document = p.document AND x.position = p.position AND x.place = 1
"""

_BUDGETS = """
CREATE VIEW compare_budgets AS
WITH RECURSIVE spans (document, position, year, last) AS (
    SELECT b.document, b.position, coalesce(b.start_year, s.start_year),
        max(coalesce(b.end_year, s.end_year, b.start_year, s.start_year), coalesce(b.start_year, s.start_year))
    FROM budgets b JOIN compare_sequence s USING (document)
    UNION ALL SELECT document, position, year + 1, last FROM spans WHERE year < last
), lengths AS (
    SELECT document, position, count(*) AS years FROM spans GROUP BY document, position
)
SELECT s.partnership, y.year, b.purpose, b.basis, b.amount_dkk,
    CASE b.basis WHEN 'annual' THEN b.amount_dkk
        WHEN 'total' THEN CAST(round(1.0 * b.amount_dkk / l.years) AS INTEGER) END AS dkk_in_year,
    b.basis = 'total' AS spread, b.fte, b.payer, s.kind, e.page, s.paper, s.sha256
FROM spans y JOIN budgets b USING (document, position) JOIN lengths l USING (document, position)
JOIN compare_sequence s USING (document) JOIN evidence e ON e.id = b.evidence
WHERE s.partnership IS NOT NULL
"""

_PARTIES = """
CREATE VIEW compare_parties AS
WITH agreed AS (SELECT * FROM compare_sequence WHERE kind = 'partnership_agreement' AND partnership IS NOT NULL),
told AS (
    SELECT s.document, p.organisation, p.name, p.kind, p.administrator, e.page, s.sha256,
        CASE WHEN s.previous IS NULL THEN 'first'
            WHEN EXISTS (SELECT 1 FROM parties q WHERE q.document = s.previous AND q.organisation = p.organisation)
            THEN 'stayed' ELSE 'joined' END AS change
    FROM agreed s JOIN parties p USING (document) JOIN evidence e ON e.id = p.evidence
    UNION ALL
    SELECT s.document, q.organisation, q.name, q.kind, q.administrator, NULL, s.sha256, 'left'
    FROM agreed s JOIN parties q ON q.document = s.previous
    WHERE NOT EXISTS (SELECT 1 FROM parties p WHERE p.document = s.document AND p.organisation = q.organisation)
)
SELECT s.partnership, s.start_year AS year, s.end_year, t.change, t.organisation, t.name, t.kind, t.administrator,
    t.page, s.paper, s.sha256
FROM told t JOIN agreed s USING (document)
"""

_FOCUS_AREAS = """
CREATE VIEW compare_focus_areas AS
SELECT s.partnership, s.start_year AS year, s.end_year, f.number, f.title, e.page, s.paper, s.sha256
FROM focus_areas f JOIN compare_sequence s USING (document) JOIN evidence e ON e.id = f.evidence
WHERE s.partnership IS NOT NULL
"""


def compare_views() -> Iterator[str]:
    """The statements that make the views, in order."""
    yield from (_SEQUENCE, _FACTS, _PAPERS, _CHANGES, _GOALS, _SERIES, _BUDGETS, _PARTIES, _FOCUS_AREAS)
