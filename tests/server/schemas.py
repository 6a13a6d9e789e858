"""Checks answers against the OpenAPI document that lies in the sources: the part of JSON Schema that it uses."""

import glob
import json
import os
import re

from program import check

HERE = os.path.dirname(os.path.abspath(__file__))


def read_document():
    """The parts of the document in one: paths and components of all of them."""
    document = {"paths": {}, "components": {}}
    for name in glob.glob(os.path.join(HERE, "../../src/server/assets/openapi/*.json")):
        with open(name, encoding="utf-8") as file:
            part = json.load(file)
        document["paths"].update(part.get("paths", {}))
        for kind, members in part.get("components", {}).items():
            document["components"].setdefault(kind, {}).update(members)
    return document


DOCUMENT = read_document()

TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict, "array": list,
         "null": type(None)}


def problems(value, schema, place="answer"):
    """What is wrong with a value, one sentence each."""
    if "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(isinstance(value, TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))
                         for kind in kinds):
        yield f"{place}: {value!r} is not {kinds}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is none of {schema['enum']}"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{place}: {value!r} does not match {schema['pattern']}"
    if isinstance(value, str) and schema.get("format") == "date-time" and not re.fullmatch(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", value):
        yield f"{place}: {value!r} is no time"
    if isinstance(value, list) and "items" in schema:
        for i, item in enumerate(value):
            yield from problems(item, schema["items"], f"{place}[{i}]")
    if isinstance(value, dict):
        members = schema.get("properties", {})
        for name in schema.get("required", []):
            if name not in value:
                yield f"{place}: {name} is missing"
        for name, member in value.items():
            if name in members:
                yield from problems(member, members[name], f"{place}.{name}")
            elif schema.get("additionalProperties", True) is False:
                yield f"{place}: {name} is not in the contract"


def operation_of(method, path):
    path = path.split("?")[0]
    # A literal path goes before a template.
    for template, item in sorted(DOCUMENT["paths"].items(), key=lambda entry: entry[0].count("{")):
        pattern = re.sub(r"\{[^}]*\}", "[^/]+", template)
        if re.fullmatch(pattern, path) and method.lower() in item:
            return item[method.lower()]
    return None


def check_answer(method, path, status, media_type, value):
    operation = operation_of(method, path)
    if status >= 400:
        check(media_type == "application/problem+json", f"{method} {path}: {status} is a problem document")
        found = list(problems(value, {"$ref": "#/components/schemas/Problem"}))
        check(not found and value["status"] == status, f"{method} {path}: {found} in {value}")
        return
    check(operation is not None, f"{method} {path} is in the contract")
    response = operation["responses"].get(str(status))
    check(response is not None, f"{method} {path}: {status} is in the contract")
    found = list(problems(value, response["content"][media_type]["schema"]))
    check(not found, f"{method} {path} answers as its schema says: {found}")
