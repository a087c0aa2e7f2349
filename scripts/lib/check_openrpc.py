#!/usr/bin/env python3
"""Checks an OpenRPC document with two libraries that nobody here wrote.

The package `openrpc` has the specification's objects as types: the document must fit them, strictly,
and say nothing that they do not know, extensions (x-...) aside. The package `jsonschema` checks every
schema in it, that every reference leads somewhere, and the examples of the method pages against them.

    check_openrpc.py DOCUMENT PAGES      checks; says what is wrong and exits 1
    check_openrpc.py --mutants DOCUMENT  breaks the document in many ways; each must be refused
"""

import copy
import json
import pathlib
import re
import sys

import jsonschema
import pydantic
from openrpc import OpenRPC


def faults(document):
    """What is wrong with the document, as sentences."""
    return [*shape_faults(document), *rule_faults(document), *schema_faults(document)]


def shape_faults(document):
    try:
        model = OpenRPC.model_validate_json(json.dumps(document), strict=True)
    except pydantic.ValidationError as error:
        return [f"{'/'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
    known = model.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return list(unknown_members(document, known, ""))


def unknown_members(document, known, path):
    """What the library's types did not take, and so dropped."""
    if isinstance(document, dict):
        for name, value in document.items():
            if name in known:
                yield from unknown_members(value, known[name], f"{path}/{name}")
            elif not name.startswith("x-"):
                yield f"{path}/{name}: unknown to OpenRPC"
    elif isinstance(document, list):
        for index, (value, other) in enumerate(zip(document, known)):
            yield from unknown_members(value, other, f"{path}/{index}")


def rule_faults(document):
    """What the specification says in words: what must be unique."""
    methods = document.get("methods", [])
    if not isinstance(methods, list) or not all(isinstance(m, dict) for m in methods):
        return
    if document.get("openrpc") != "1.3.2":
        yield "openrpc: not the version that is meant"
    yield from repeated("a method", [m.get("name") for m in methods])
    for method in methods:
        name = method.get("name")
        params = [p for p in method.get("params") or [] if isinstance(p, dict)]
        errors = [e for e in method.get("errors") or [] if isinstance(e, dict)]
        yield from repeated(f"a param of {name}", [p.get("name") for p in params])
        yield from repeated(f"an error of {name}", [e.get("code") for e in errors])
        if not method.get("name") or "result" not in method:
            yield f"{name}: a method without a name or a result"
        if any(-32768 <= e.get("code", 0) <= -32000 for e in errors if isinstance(e.get("code"), int)):
            yield f"{name}: an error with a code that JSON-RPC keeps for itself"


def repeated(what, names):
    for name in {n for n in names if names.count(n) > 1}:
        yield f"{what} is there twice: {name}"


def schemas(document):
    """Every schema with its place."""
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        yield f"components/schemas/{name}", schema
    for method in document.get("methods", []):
        for part in [*(method.get("params") or []), method.get("result")]:
            if isinstance(part, dict) and "schema" in part:
                yield f"{method.get('name')}/{part.get('name')}", part["schema"]


def schema_faults(document):
    try:
        found = list(schemas(document))
    except (AttributeError, TypeError):
        return
    for place, schema in found:
        try:
            jsonschema.Draft7Validator.check_schema(schema)
        except jsonschema.SchemaError as error:
            yield f"{place}: {error.message}"
    for reference in re.findall(r'"\$ref": "([^"]*)"', json.dumps(document)):
        target = document
        for step in reference.removeprefix("#/").split("/"):
            target = target.get(step) if isinstance(target, dict) else None
        if target is None or not reference.startswith("#/"):
            yield f"{reference} leads nowhere"


def example_faults(document, pages):
    """Examples of the method pages that their method's schemas do not take."""
    checked = 0
    for method in document["methods"]:
        page = pathlib.Path(pages, method["name"].split("/")[1] + ".md")
        blocks = [json.loads(b) for b in re.findall(r"```json\n(.*?)```", page.read_text(), re.S)]
        params = {p["name"]: p["schema"] for p in method["params"]}
        for block in blocks:
            if "result" in block:
                schema, value = method["result"]["schema"], block["result"]
            elif block.get("method") == page.stem:
                schema = {"type": "object", "properties": params, "additionalProperties": False}
                value = block.get("params", {})
            else:
                continue
            checked += 1
            rooted = {**schema, "components": document["components"]}
            if "$ref" in schema:
                rooted = {"allOf": [schema], "components": document["components"]}
            for error in jsonschema.Draft7Validator(rooted).iter_errors(value):
                yield f"{page.name}: {error.json_path}: {error.message}"
    if checked < 2 * len(document["methods"]):
        yield f"only {checked} examples were found"


def mutants(document):
    """The document, broken in one way each, with a word for it."""

    def broken(word, change):
        mutant = copy.deepcopy(document)
        change(mutant)
        return word, mutant

    first = lambda d: d["methods"][0]
    some_schema = lambda d: d["components"]["schemas"]["billing.customer.v1.Customer"]
    yield broken("no info", lambda d: d.pop("info"))
    yield broken("no version of the API", lambda d: d["info"].pop("version"))
    yield broken("another version of OpenRPC", lambda d: d.update(openrpc="9.9"))
    yield broken("no methods", lambda d: d.pop("methods"))
    yield broken("methods by name", lambda d: d.update(methods={"a": first(d)}))
    yield broken("an unknown member at the top", lambda d: d.update(method=[]))
    yield broken("a method without a name", lambda d: first(d).pop("name"))
    yield broken("a name that is a number", lambda d: first(d).update(name=7))
    yield broken("a method twice", lambda d: d["methods"].append(first(d)))
    yield broken("a method without params", lambda d: first(d).pop("params"))
    yield broken("params by name", lambda d: first(d).update(params={}))
    yield broken("a param twice", lambda d: first(d)["params"].append(first(d)["params"][0]))
    yield broken("a param without a schema", lambda d: first(d)["params"][0].pop("schema"))
    yield broken("a method without a result", lambda d: first(d).pop("result"))
    yield broken("an unknown structure of params", lambda d: first(d).update(paramStructure="by"))
    yield broken("a misspelt member", lambda d: first(d).update(sumary="x"))
    yield broken("an extension without x-", lambda d: first(d).update(roles=[]))
    yield broken("a code that is a word", lambda d: first(d)["errors"][0].update(code="3"))
    yield broken("a code of JSON-RPC's own", lambda d: first(d)["errors"][0].update(code=-32000))
    yield broken("an error twice", lambda d: first(d)["errors"].append(first(d)["errors"][0]))
    yield broken("an error without a message", lambda d: first(d)["errors"][0].pop("message"))
    yield broken("a type that is none", lambda d: some_schema(d).update(type="objekt"))
    yield broken("properties in a list", lambda d: some_schema(d).update(properties=[]))
    yield broken("a reference to nothing",
                 lambda d: d["components"]["schemas"].pop("billing.customer.v1.Customer"))


def main(arguments):
    if arguments[0] == "--mutants":
        document = json.loads(pathlib.Path(arguments[1]).read_text())
        missed = [word for word, mutant in mutants(document) if not faults(mutant)]
        for word in missed:
            print(f"not refused: {word}", file=sys.stderr)
        count = sum(1 for _ in mutants(document))
        print(f"{count - len(missed)} of {count} broken documents refused")
        return 1 if missed else 0
    document = json.loads(pathlib.Path(arguments[0]).read_text())
    found = [*faults(document), *example_faults(document, arguments[1])]
    for fault in found:
        print(fault, file=sys.stderr)
    print(f"{arguments[0]}: {len(document['methods'])} methods, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
