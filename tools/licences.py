#!/usr/bin/env python3
"""Checks that every dependency's licence is allowed by deny.toml.

    python3 tools/licences.py

The same question cargo-deny answers, for machines without it. Standard library only.
"""

import json
import pathlib
import re
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[1]


def allows(allowed, expression):
    """Returns whether an SPDX expression can be satisfied with the allowed licences. AND binds tighter than OR."""
    tokens = re.findall(r"[()]|[^\s()]+(?:\s+WITH\s+[^\s()]+)?", expression.replace("/", " OR "))
    position = 0

    def either():
        nonlocal position
        found = both()
        while position < len(tokens) and tokens[position] == "OR":
            position += 1
            found = both() or found
        return found

    def both():
        nonlocal position
        found = one()
        while position < len(tokens) and tokens[position] == "AND":
            position += 1
            found = one() and found
        return found

    def one():
        nonlocal position
        token = tokens[position]
        position += 1
        if token != "(":
            return re.sub(r"\s+", " ", token) in allowed
        found = either()
        position += 1
        return found

    return either()


def main():
    allowed = set(tomllib.loads((ROOT / "deny.toml").read_text(encoding="utf-8"))["licenses"]["allow"])
    metadata = subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--locked"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    packages = json.loads(metadata.stdout)["packages"]
    refused = [
        f"{package['name']} {package['version']}: {package['license'] or 'no licence stated'}"
        for package in packages
        if not (package["license"] and allows(allowed, package["license"]))
    ]
    for line in refused:
        print(f"licences: not allowed by deny.toml: {line}", file=sys.stderr)
    print(f"licences: {len(packages)} packages, {len(refused)} refused")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
