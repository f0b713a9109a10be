"""Columns with their types, from the record models, so that a new field can be forgotten nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from models import codes
from models.records import Record

Type = Literal["string", "integer", "number", "boolean"]
_TYPES: dict[Any, Type] = {int: "integer", float: "number", bool: "boolean", str: "string"}
# Vocabularies of columns that are open, or whose codes stand elsewhere than in `models.codes`.
_OPEN = {("findings", "code"): "FindingCode", ("pages", "verdict"): "Verdict", ("evidence", "field"): "Field"}
_VOCABULARIES = {
    value: name for name, value in vars(codes).items() if get_origin(value) is Literal and name[0].isupper()
}


@dataclass(frozen=True, slots=True)
class Column:
    """`required`: never empty. `vocabulary` names the codes that it holds, in `corpus.labels`; `several`: joined by
    " + ". `json`: a list or an object, as JSON."""

    name: str
    type: Type
    required: bool = False
    vocabulary: str | None = None
    several: bool = False
    json: bool = False
    description: str = ""


Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table of an export: its columns in order, the columns that name a row of it, and whose rows they point to."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    parent: str | None = None


def record_columns(table: str, record: type[Record], *, without: Iterable[str] = ()) -> Iterator[Column]:
    """The columns of a table of these records. A field that holds a number or a word is two: `value`, `value_text`."""
    left_out = set(without)
    for name, field in record.model_fields.items():
        if name not in left_out:
            yield from _columns(table, name, field.annotation, field.description or "", field.is_required())


def _columns(table: str, name: str, annotation: Any, said: str, required: bool) -> Iterator[Column]:
    kinds, optional = _unwrapped(annotation)
    needed = not optional and (required or kinds[0] is bool or get_origin(kinds[0]) in (Literal, list, dict))
    if len(kinds) > 1:  # int | float, and perhaps a word
        yield Column(name, "number", description=said)
        if str in kinds:
            yield Column(f"{name}_text", "string", description=f"{said}; here where it is a word")
        return
    (kind,) = kinds
    vocabulary = _OPEN.get((table, name)) or _VOCABULARIES.get(kind)
    if get_origin(kind) is list:
        inner = get_args(kind)[0]
        several = inner is str or inner in _VOCABULARIES
        is_json = not several or name == "filenames"
        yield Column(name, "string", needed, _VOCABULARIES.get(inner), several and not is_json, is_json, said)
    elif get_origin(kind) is dict:
        yield Column(name, "string", needed, json=True, description=said)
    else:
        type_: Type = "string" if vocabulary else _TYPES[kind]
        yield Column(name, type_, needed, vocabulary, description=said)


def _unwrapped(annotation: Any) -> tuple[list[Any], bool]:
    """The types of a field without None, and whether None is among them."""
    if get_origin(annotation) in (Union, UnionType):
        inner = [kind for part in get_args(annotation) for kind in _unwrapped(part)[0]]
        return [kind for kind in inner if kind is not NoneType], NoneType in inner
    return [annotation], False
