"""Lists every operation of the vendor's OpenAPI document as the data file that the emulator ships.

Usage: python3 src/build/operations.py openapi.yaml > src/main/resources/dev/emulator/fireworks/routes/operations.tsv
Needs PyYAML.
"""

import sys

import yaml

METHODS = ("get", "post", "put", "patch", "delete")

with open(sys.argv[1], encoding="utf-8") as file:
    document = yaml.safe_load(file)

info = document["info"]
print(f"# Operations of {info['title']} {info['version']}, written by src/build/operations.py: method, path, operation")
for path, item in document["paths"].items():
    for method in METHODS:
        if method in item:
            print(method.upper(), path, item[method]["operationId"].removeprefix("Gateway_"), sep="\t")
