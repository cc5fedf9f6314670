"""Declared shapes as JSON schemas."""

from shapes import STRINGS


def ref_to(shape):
    return {"$ref": f"#/components/schemas/{shape}"}


def field_schema(field, sets):
    _, kind, ref, _, least, most, label = field
    if kind in STRINGS:
        s = {"type": "string", "description": label}
        if ref and kind == "TEXT":
            s["enum"] = [w for w, _, _ in sets[ref]]
        elif most:
            s["maxLength"] = most
            if least:
                s["minLength"] = least
        return s
    if kind == "INT":
        return {"type": "integer", "minimum": least, "maximum": most, "description": label}
    if kind == "OBJECT":
        return ref_to(ref)
    if kind in ("LIST", "TEXTS", "INTS"):
        items = (
            ref_to(ref) if kind == "LIST" else {"type": {"TEXTS": "string"}.get(kind, "integer")}
        )
        return {"type": "array", "items": items, "maxItems": most, "description": label}
    types = {"NUM": {"type": "number"}, "FLAG": {"type": "boolean"}, "ANY": {}}
    return types[kind] | {"description": label}


def nullable(schema):
    if "$ref" in schema:
        return {"oneOf": [schema, {"type": "null"}]}
    if isinstance(schema.get("type"), str):
        schema = dict(schema, type=[schema["type"], "null"])
        if "enum" in schema:
            schema["enum"] = schema["enum"] + [None]
    return schema


def object_schema(fields, sets):
    made = {f[0]: field_schema(f, sets) for f in fields}
    properties = {f[0]: made[f[0]] if f[3] else nullable(made[f[0]]) for f in fields}
    required = [f[0] for f in fields if f[3]]
    return {"type": "object", "required": required, "properties": properties}
