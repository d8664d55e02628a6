"""Generates the list of all operations of the vendor's API, which is a resource of the emulator.

Usage: python3 src/build/operations.py > src/main/resources/dev/emulator/fireworks/routes/operations.tsv

It reads the files in operations/: the operations of the vendor's OpenAPI document, and newer changes. To import a newer
document (needs PyYAML): python3 src/build/operations.py --openapi openapi.yaml > src/build/operations/openapi.tsv
"""

import sys
from pathlib import Path

METHODS = ("get", "post", "put", "patch", "delete")
FILES = Path(__file__).resolve().parent / "operations"


def main() -> None:
    if sys.argv[1:2] == ["--openapi"]:
        print_document(sys.argv[2])
    else:
        print_merged()


def print_document(file: str) -> None:
    import yaml

    document = yaml.safe_load(Path(file).read_text(encoding="utf-8"))
    info = document["info"]
    print(
        f"# Operations of {info['title']} {info['version']},"
        " written by src/build/operations.py --openapi: method, path, operation"
    )
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                print(method.upper(), path, item[method]["operationId"].removeprefix("Gateway_"), sep="\t")


def print_merged() -> None:
    head, *lines = lines_of("openapi.tsv")
    operations = {}
    for line in lines:
        method, path, operation = line.split("\t")
        operations[method, path] = operation
    for line in lines_of("changes.tsv"):
        if line.startswith("#"):
            continue
        sign, method, path, *operation = line.split("\t")
        if sign == "-":
            del operations[method, path]
        elif (method, path) in operations:
            sys.exit(f"{method} {path} is in openapi.tsv already")
        else:
            operations[method, path] = operation[0]
    print(head.split(",")[0] + ", with what is newer, written by src/build/operations.py: method, path, operation")
    for (method, path), operation in operations.items():
        print(method, path, operation, sep="\t")


def lines_of(name: str) -> list[str]:
    return (FILES / name).read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    main()
