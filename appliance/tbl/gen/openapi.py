"""The interface as an OpenAPI document: what pages, tests and other programs read."""

import json
import re

from openapi_schema import object_schema, ref_to
from rows import unquote

TITLE = "乡镇便民服务中心一体机与县级汇聚端的接口"
LOOKS = {"ensure_ascii": False, "indent": 1}
NODES = {"HALL": "乡镇", "HUB": "县级", "BOTH": "两级"}
BINARY = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "text", "advice"],
            "properties": {
                "code": {"type": "string"},
                "text": {"type": "string"},
                "advice": {"type": "string"},
                "detail": {"type": ["string", "null"]},
            },
        }
    },
}


def content_of(shape):
    return BINARY if shape == "File" else {"application/json": {"schema": ref_to(shape)}}


def parameter(name, place, **more):
    return {"name": name, "in": place, "required": place == "path", **more}


def operation(route, roles, arguments):
    method, path, name, names, where, request, reply, summary = route
    who = "任何人" if "ANYONE" in names else "、".join(roles[r][1] for r in names)
    text = {"type": "string"}
    op = {
        "operationId": name,
        "summary": summary,
        "description": f"{NODES[where]}；可用角色：{who}",
        "tags": [path.split("/")[2] if path.startswith("/api/") else "link"],
        "responses": {},
    }
    params = [parameter(p, "path", schema=text) for p in re.findall(r":(\w+)", path)]
    if method == "GET":
        for q, label in arguments.get(path, []):
            params.append(parameter(q, "query", description=label, schema=text))
    if method == "POST":
        params.append(parameter("Idempotency-Key", "header", schema=text | {"maxLength": 64}))
    if params:
        op["parameters"] = params
    if request != "None":
        op["requestBody"] = {"required": True, "content": content_of(request)}
    op["responses"]["200"] = {"description": "完成", "content": content_of(reply)}
    op["responses"]["default"] = {"description": "拒绝或故障", "content": content_of("Error")}
    return op


def write_openapi(t, words, shapes, routes, events, refusals):
    """words: sets, papers, areas, faults, roles, arguments"""
    schemas = {s: object_schema(fields, words["sets"]) for s, fields in shapes.items()}
    paths = {}
    for route in routes:
        at = paths.setdefault(re.sub(r":(\w+)", r"{\1}", route[1]), {})
        at[route[0].lower()] = operation(route, words["roles"], words["arguments"])
    document = {
        "openapi": "3.1.0",
        "info": {"title": "minihall", "version": "1", "description": TITLE},
        "paths": paths,
        "components": {"schemas": schemas | {"Error": ERROR}},
    }
    t.write("openapi.json", json.dumps(document | extras(words, events, refusals), **LOOKS) + "\n")


def extras(words, events, refusals):
    """What the product knows beside the interface itself."""
    kinds = {}
    for kind, _, check, forms, example, how in words["papers"]:
        texts = {"forms": unquote(forms), "example": unquote(example), "how": unquote(how)}
        kinds[kind] = {"check": check} | texts
    by_rank = lambda word: word[2]
    return {
        "x-sets": {
            name: {w: label for w, label, _ in sorted(rows, key=by_rank)}
            for name, rows in words["sets"].items()
        },
        "x-papers": {"kinds": kinds, "areas": words["areas"], "faults": words["faults"]},
        "x-roles": {code: label for code, label in words["roles"].values()},
        "x-events": list(events),
        "x-event-writers": {kind: writers for kind, (_, writers, _) in events.items()},
        "x-refusals": refusals,
    }
