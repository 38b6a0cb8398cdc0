#!/usr/bin/env python3
"""Times chancery against spaCy on the same texts, the same model and the same core.

    python3 tools/bench/bench.py --model WHEEL_OR_DIR [--rounds 5] [TEXTS.jsonl ...]

Both run on one thread pinned to core 0, in turn, so that a busy machine slows both; the median of the ratios is
reported. Then chancery on two cores against one. Texts are lines {"id", "text"}; without any, the dev articles in
../shared/data/statements are taken. Times are those inside the pipelines: loading, reading and printing are left
out on both sides. spaCy comes from the environment of tools/parity (made on first use). The last line is a JSON
object for score.py.
"""

import argparse
import gzip
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEFAULT = ROOT.parent / "shared/data/statements/polnear_dev.jsonl.gz"
LIMIT = 80_000  # tokens a second and core: matrix products alone at 110 GFLOP/s (issue 2)

SPACY = """
import json, pathlib, sys, tempfile, time
sys.path.insert(0, sys.argv[1])
import parity, spacy
texts = [json.loads(line)["text"] for line in open(sys.argv[3], encoding="utf-8")]
with tempfile.TemporaryDirectory() as folder:
    nlp = parity.load_spacy(spacy, pathlib.Path(sys.argv[2]), pathlib.Path(folder))
for _ in nlp.pipe(texts[:5]): pass
started = time.perf_counter()
for _ in nlp.pipe(texts): pass
print(time.perf_counter() - started)
"""


def pinned(cores, command, **settings):
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    return subprocess.run(["taskset", "-c", cores, *command], env=environment, check=True, text=True, **settings)


def spacy(model, texts):
    command = [sys.executable, "-W", "ignore", "-c", SPACY, str(ROOT / "tools/parity"), model, str(texts)]
    return float(pinned("0", command, stdout=subprocess.PIPE).stdout.split()[-1])


def chancery(command, model, texts, cores, threads):
    run = [ROOT / "target/release/chancery", command, "--model", model, "--threads", str(threads), "--stats"]
    done = pinned(cores, [*map(str, run), "--format", "jsonl" if command == "read" else "json", str(texts)],
                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return json.loads(done.stderr.strip().splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description="Times chancery against spaCy.")
    parser.add_argument("texts", nargs="*", type=pathlib.Path)
    parser.add_argument("--model", required=True, help="a wheel or an unpacked pipeline")
    parser.add_argument("--asset", default="md", help="the same model as chancery knows it")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT / "tools/parity"))
    import parity

    parity.import_spacy()  # starts this script again where spaCy is, if it is not here
    files = options.texts or [DEFAULT]
    if not all(path.exists() for path in files):
        print("SKIPPED: no texts; ../shared is not here")
        return
    subprocess.run(["cargo", "build", "--release", "--quiet", "--package", "chancery"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        texts = pathlib.Path(folder, "texts.jsonl")
        with open(texts, "w", encoding="utf-8") as out:
            for path in files:
                opened = gzip.open(path, "rt") if path.suffix == ".gz" else open(path, encoding="utf-8")
                with opened as lines:
                    for number, line in enumerate(lines):
                        out.write(json.dumps({"id": f"{path.name}:{number}", "text": json.loads(line)["text"]}) + "\n")
        chancery("parse", options.asset, texts, "0", 1)
        rounds = []
        for _ in range(options.rounds):
            theirs = spacy(options.model, texts)
            one = chancery("parse", options.asset, texts, "0", 1)
            two = chancery("parse", options.asset, texts, "0,1", 2)
            read = chancery("read", options.asset, texts, "0", 1)
            rounds.append({
                "ratio": theirs / one["model_s"],
                "spacy_words_s": one["words"] / theirs,
                "words_s": one["words"] / one["model_s"],
                "tokens_s": one["tokens"] / one["model_s"],
                "of_limit": 100 * one["tokens"] / one["model_s"] / LIMIT,
                "two_cores": one["total_s"] / two["total_s"],
                "read_cost": 100 * (1 - one["model_s"] / read["total_s"]),
                "load_ms": 1000 * one["load_s"],
                "peak_mb": two["peak_mb"],
            })
            print(json.dumps({name: round(value, 3) for name, value in rounds[-1].items()}), file=sys.stderr)
    names = rounds[0].keys()
    print(json.dumps({name: round(statistics.median(r[name] for r in rounds), 3) for name in names}))


if __name__ == "__main__":
    main()
