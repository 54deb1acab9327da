"""The OpenAPI description of the pages' twins: parts, answers, problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aidledger.ledger.knowledge import KnownBy
from aidledger.publishing.plain_schema import PLACE, rows_schema, schema_of
from aidledger.questions.answers import Pin, Table
from aidledger.web.addresses import LANGUAGES
from aidledger.web.endpoints import AskedPart, Endpoint, endpoints
from aidledger.web.page import Route
from aidledger.web.problems import Problem
from aidledger.wording.loading import page_phrase

VERSION = "1"
_DAY = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"
_WHOLE = r"^[0-9]{0,15}$"
_PATTERNS = {
    "on": _DAY, "known": _DAY, "from_on": _DAY, "from_known": _DAY,
    "vintage": _WHOLE, "from_vintage": _WHOLE, "first": _WHOLE, "at": _WHOLE,
}  # fmt: skip
_CHOICES = {"language": LANGUAGES, "known_by": tuple(KnownBy)}
_LONGEST = {"q": 300}
_PROBLEMS = ("400", "404", "405", "413", "421", "503")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """The frame of every JSON twin; `answer` is told for each page."""

    schema: str
    address: str
    title: str
    pin: Pin
    tables: tuple[Table, ...]


def openapi(routes: Sequence[Route]) -> dict[str, Any]:
    """The description of some pages, in English."""
    schemas: dict[str, Any] = {}
    frame = schema_of(Plain, schemas)
    schema_of(Problem, schemas)
    paths = {}
    for route, endpoint in zip(routes, endpoints(routes, "en"), strict=True):
        answer = _answer(route, schemas)
        for form in endpoint.forms:
            paths[f"{endpoint.path}.{form}"] = {"get": _operation(endpoint, form, frame, answer)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "aidledger",
            "version": VERSION,
            "description": page_phrase("api.stability", "en"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {"Problem": _content("application/problem+json", "Problem")},
        },
    }


def _answer(route: Route, schemas: dict[str, Any]) -> dict[str, Any]:
    if route.rows is not None:
        return rows_schema(route.rows, schemas)
    return schema_of(route.answer, schemas)


def _operation(
    endpoint: Endpoint, form: str, frame: dict[str, Any], answer: dict[str, Any]
) -> dict[str, Any]:
    written: dict[str, dict[str, Any]] = {
        "json": {
            "application/json": {
                "schema": {
                    "allOf": [frame],
                    "properties": {"answer": answer},
                    "required": ["answer"],
                }
            }
        },
        "csv": {"text/csv": {"schema": {"type": "string"}}},
        "svg": {"image/svg+xml": {"schema": {"type": "string"}}},
    }
    problem = {"$ref": "#/components/responses/Problem"}
    return {
        "operationId": f"{endpoint.name}_{form}",
        "summary": endpoint.told,
        "tags": [endpoint.name],
        "parameters": [_parameter(part) for part in endpoint.parts],
        "responses": {
            "200": {"description": page_phrase(f"api.form.{form}", "en"), "content": written[form]},
            **dict.fromkeys(_PROBLEMS, problem),
            "default": problem,
        },
    }


def _parameter(part: AskedPart) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if part.name in _PATTERNS:
        schema["pattern"] = _PATTERNS[part.name]
    if part.name in _CHOICES:
        schema["enum"] = list(_CHOICES[part.name])
    if part.name in _LONGEST:
        schema["maxLength"] = _LONGEST[part.name]
    if part.in_path:
        schema["minLength"] = 1
    return {
        "name": part.name,
        "in": "path" if part.in_path else "query",
        "required": part.in_path,
        "description": part.told,
        "schema": schema,
        "example": part.example,
    }


def _content(media: str, name: str) -> dict[str, Any]:
    return {
        "description": page_phrase("api.form.problem", "en"),
        "content": {media: {"schema": {"$ref": PLACE + name}}},
    }
