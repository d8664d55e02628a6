"""Extracts the JSON schemas of the bodies of inference requests from the vendor's OpenAPI document.

Usage (needs PyYAML): python3 src/build/request_schemas.py openapi.yaml > \
src/main/resources/dev/emulator/fireworks/inference/schema/openapi.json

Only types, required fields, allowed values and limits are kept. additions.json, beside the output, has what the document lacks.
"""

import json
import sys
from pathlib import Path
from typing import Any

BODIES = ("ChatCompletionRequest", "CompletionRequest", "CreateResponse", "AnthropicCreateMessageParams")
KEPT = (
    "$ref",
    "type",
    "enum",
    "const",
    "anyOf",
    "oneOf",
    "items",
    "additionalProperties",
    "discriminator",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "pattern",
)


def main() -> None:
    import yaml

    schemas = yaml.safe_load(Path(sys.argv[1]).read_text(encoding="utf-8"))["components"]["schemas"]
    found: dict[str, Any] = {}
    names = list(BODIES)
    while names:
        name = names.pop(0)
        if name not in found:
            found[name] = reduced(schemas[name])
            names += references(found[name])
    print("{")
    for i, (name, schema) in enumerate(found.items()):
        print_schema(name, schema, "," if i < len(found) - 1 else "")
    print("}")


def reduced(schema: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key in KEPT:
        if key in schema:
            kept[key] = nested(key, schema[key])
    if "properties" in schema:
        kept["required"] = schema.get("required", [])
        kept["properties"] = {name: reduced(field) for name, field in schema["properties"].items()}
    return kept


def nested(key: str, value: Any) -> Any:
    if key == "$ref":
        return value.split("/")[-1]
    if key == "discriminator":
        mapping = {tag: target.split("/")[-1] for tag, target in value.get("mapping", {}).items()}
        return {"propertyName": value["propertyName"], "mapping": mapping}
    if key in ("anyOf", "oneOf"):
        return [reduced(member) for member in value]
    return reduced(value) if isinstance(value, dict) else value


def references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [name for member in value.values() for name in references(member)]
    return [name for member in value for name in references(member)] if isinstance(value, list) else []


def print_schema(name: str, schema: dict[str, Any], comma: str) -> None:
    """Prints one field per line, so that a difference between versions is easy to read."""
    properties = schema.pop("properties", None)
    if properties is None:
        print(f'  "{name}": {json.dumps(schema)}{comma}')
        return
    head = json.dumps(schema)[1:-1]
    print(f'  "{name}": {{{head}{", " if head else ""}"properties": {{')
    print(",\n".join(f'    "{field}": {json.dumps(facts)}' for field, facts in properties.items()))
    print(f"  }}}}{comma}")


if __name__ == "__main__":
    main()
