"""`explain` and `rules`: stored documents parsed again with a trace, so that every value can say where it is from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.labels import Language
from corpus.speech import speaking
from models.document import Document
from models.records import Agreement
from output.explain.rule_report import Parsed
from output.explain.values import Told
from output.store.archive import open_archive
from pipeline.terminal import print_json


def run_explain(identity: str, field: str, db: Path, as_json: bool, language: Language = "en") -> None:
    """One field of one document: its values, their rules and quotes, and what lost."""
    from output.explain.values import as_json as explanation_json
    from output.explain.values import explain, read_place
    from output.store.loading import load_agreement
    from output.store.lookup import find_document
    from output.store.stored_document import load_stored_document

    read_place(field)
    with open_archive(db) as archive:
        row = find_document(archive.db, identity)
        document = load_stored_document(archive.db, row)
        stored = load_agreement(archive.db, row["id"])
    parsed, told = parse_traced(document)
    found = explain(document, parsed, stored, told, field)
    if as_json:
        print_json(explanation_json(found))
        return
    from output.explain.screen import view_explanation
    from pipeline.terminal import console

    with speaking(language):
        console().print(view_explanation(found))


def run_rules(db: Path, gold: Path | None, as_json: bool) -> None:
    """What every rule did over the archive, and on gold where it is given."""
    from output.explain.rule_report import as_json as rules_json
    from output.explain.rule_report import report_rules
    from parsers.matches import count_matches

    with count_matches() as matches:
        documents = parse_archive(db, gold)
    records = report_rules(documents, matches)
    if as_json:
        print_json(rules_json(records))
        return
    from output.explain.screen import view_rules
    from pipeline.terminal import console

    console().print(view_rules(records, gold is not None))


def parse_archive(db: Path, gold: Path | None) -> list[Parsed]:
    """Every document of the archive that was read, parsed again; with gold, scored."""
    from output.measure.against_gold import find_gold, match_document, read_gold
    from output.store.stored_document import load_stored_document

    records = read_gold(gold) if gold is not None else {}
    found = []
    with open_archive(db) as archive:
        for row in list(archive.db.query("SELECT * FROM documents WHERE status <> 'failed' ORDER BY filename, sha256")):
            document = load_stored_document(archive.db, row)
            agreement, told = parse_traced(document)
            as_record = agreement.model_dump(mode="json")
            name = find_gold(document.filename, records)
            match = match_document(_as_export(document, as_record), name, records[name]) if name else None
            found.append(Parsed(as_record, told, match))
    return found


def _as_export(document: Document, agreement: dict[str, Any]) -> dict[str, Any]:
    pages = [
        {"number": page.number, "text": page.text.text, "source": page.source, "verdict": page.verdict}
        for page in document.pages
    ]
    return {"filename": document.filename, "pages": pages, "agreements": [agreement]}


def parse_traced(document: Document) -> tuple[Agreement, list[Told]]:
    """A repaired document's record, and every candidate of its parse with its place on the page."""
    from parsers import parse
    from parsers.rules.rule import Trace
    from parsers.structure.paper import read_paper

    trace = Trace()
    agreement = parse(document, trace)
    body = read_paper(document).body
    told = []
    for one in trace.candidates:
        printed = body.text[one.start : one.end].strip()
        quote = body.evidence(one.start, one.end, one.rule)[0] if printed else None
        place = (quote.page, quote.start, quote.end, quote.verbatim) if quote else (None, 0, 0, "")
        told.append(Told(one.field, one.rule, one.value, one.outcome, *place))
    return agreement, told
