#!/usr/bin/env python3
"""Trains the judge of statements on our own labelled sentences.

    pip install -r training/requirements.txt
    python3 training/statements/train.py            measures by cross-validation, then writes the weights
    python3 training/statements/train.py --dry      measures only

Reads every `*.txt` beside it (the markup is described in README.md), asks the program for what it would propose in
each text with the names of the features (`cargo run --example proposals`), and fits a logistic regression: weights of
features, and one vector for each family of frames that is multiplied with the word vector of the cue. The published
model's vectors are used here only: their product with the fitted vector is added to the weight of
`lemma=WORD family=FAMILY`, so that the program needs none. Deterministic; half a minute on two cores.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import zipfile

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
WEIGHTS = ROOT / "crates/chancery-reader/src/statement/judge.tsv"
FAMILIES = ("clause", "infinitive", "gerund", "object", "verb", "passive", "noun", "adjective")
MARK = re.compile(r"\{([sct])(\d+) |\}")


def unmark(line):
    """Returns the plain text of a marked line and {number: {"c": [(start, end)], "t": [...], "s": [...]}}."""
    text, at, open_marks, found = "", 0, [], collections.defaultdict(lambda: collections.defaultdict(list))
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        at = mark.end()
        if mark.group(1):
            open_marks.append((mark.group(1), mark.group(2), len(text)))
        else:
            kind, number, start = open_marks.pop()
            found[number][kind].append((start, len(text)))
    return text + line[at:], found


def passages():
    """Yields (group, text, attributions) for every labelled line; a report's lines are one text."""
    for path in sorted(HERE.glob("*.txt")):
        report, number = [], 0
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# report"):
                if report:
                    yield f"{path.name}:{number}", *joined(report)
                report, number = [], number + 1
            elif path.name.startswith("reports"):
                if line.strip() and not line.startswith("#"):
                    report.append(line.strip())
            elif line.strip() and not line.startswith("#"):
                number += 1
                yield f"{path.name}:{number}", *joined([line.strip()])
        if report:
            yield f"{path.name}:{number}", *joined(report)


def joined(lines):
    text, all_found = "", []
    for line in lines:
        plain, found = unmark(line)
        base = len(text)
        for parts in found.values():
            all_found.append({kind: [(s + base, e + base) for s, e in spans] for kind, spans in parts.items()})
        text += plain + "\n\n"
    return text.rstrip("\n"), all_found


WORD = re.compile(r"\w+")


def words(text, spans):
    return {m.start() + s for s, e in spans for m in WORD.finditer(text[s:e])}


def is_right(text, proposal, attributions):
    """Says whether a proposal's cue and content are those of a labelled attribution."""
    cue = words(text, [proposal["cue"]])
    content = words(text, proposal["content"])
    for attribution in attributions:
        if cue & words(text, attribution.get("c", [])):
            gold = words(text, attribution.get("t", []))
            if gold and len(gold & content) >= 0.5 * len(gold | content):
                return True
    return False


def proposals(texts):
    build = ["cargo", "build", "--quiet", "--package", "chancery-reader", "--example", "proposals"]
    subprocess.run(build, cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    cache = pathlib.Path(os.environ.get("CHANCERY_HOME") or pathlib.Path.home() / ".cache/chancery")
    model = next(iter(sorted(p for p in (cache / "models").glob("en_core_web_md-*") if p.suffix != ".sha256")), None)
    if model is None:
        sys.exit("train: run `chancery assets fetch` first")
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    run = [target / "debug/examples/proposals", model]
    done = subprocess.run(run, input=lines, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.split("\n") if line]


class Vectors:
    """The word vectors of the published model, centred and of length one."""

    def __init__(self):
        wheel = subprocess.run(
            [sys.executable, ROOT / "tools/parity/wheel.py", "md"], stdout=subprocess.PIPE, text=True, check=True
        ).stdout.strip()
        with zipfile.ZipFile(wheel) as files:
            inside = next(n for n in files.namelist() if n.endswith("vocab/vectors"))
            folder = inside.rsplit("/", 1)[0]
            with files.open(inside) as raw:
                table = np.load(raw)
            self.rows = msgpack_map(files.read(f"{folder}/key2row"))
            self.strings = json.loads(files.read(f"{folder}/strings.json"))
        table = table - table.mean(0)
        self.table = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)

    def row(self, word):
        return self.rows.get(hash_string(word), -1)


def msgpack_map(raw):
    """Reads the one map of u64 to small integers that key2row is."""
    head = raw[0]
    if head == 0xDF:
        count, at = int.from_bytes(raw[1:5], "big"), 5
    elif head == 0xDE:
        count, at = int.from_bytes(raw[1:3], "big"), 3
    else:
        count, at = head & 0x0F, 1
    found = {}

    def number(at):
        kind = raw[at]
        if kind < 0x80:
            return kind, at + 1
        if kind >= 0xE0:
            return kind - 256, at + 1
        size = {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8, 0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8}[kind]
        return int.from_bytes(raw[at + 1 : at + 1 + size], "big", signed=kind >= 0xD0), at + 1 + size

    for _ in range(count):
        key, at = number(at)
        found[key], at = number(at)
    return found


def hash_string(text):
    """MurmurHash64A with seed 1, as the published tables use it."""
    data, mask, m = text.encode(), (1 << 64) - 1, 0xC6A4A7935BD1E995
    h = (1 ^ (len(data) * m)) & mask
    whole = len(data) // 8 * 8
    for at in range(0, whole, 8):
        k = int.from_bytes(data[at : at + 8], "little") * m & mask
        k = (k ^ k >> 47) * m & mask
        h = (h ^ k) * m & mask
    if len(data) > whole:
        h = (h ^ int.from_bytes(data[whole:], "little")) * m & mask
    h = (h ^ h >> 47) * m & mask
    return h ^ h >> 47


class Design:
    """Rows of features as a matrix: counted names, and the cue's vector in the block of its family."""

    def __init__(self, rows, vectors, least, dimensions, scale):
        counts = collections.Counter(name for features in rows for name in set(features))
        self.names = sorted(name for name, count in counts.items() if count >= least)
        self.index = {name: at for at, name in enumerate(self.names)}
        self.vectors, self.scale = vectors, scale
        sample = vectors.table
        _, _, axes = np.linalg.svd(sample[:: max(1, len(sample) // 4000)], full_matrices=False)
        self.axes = axes[:dimensions]
        self.small = vectors.table @ self.axes.T

    def width(self):
        return len(self.names) + len(FAMILIES) * len(self.axes)

    def matrix(self, rows):
        data, columns, starts = [], [], [0]
        size = len(self.axes)
        for features in rows:
            for name in dict.fromkeys(features):
                at = self.index.get(name)
                if at is not None:
                    columns.append(at)
                    data.append(1.0)
            lemma, family = key(features)
            row = self.vectors.row(lemma.split(" ")[0])
            if row >= 0 and family in FAMILIES:
                base = len(self.names) + FAMILIES.index(family) * size
                columns.extend(range(base, base + size))
                data.extend(self.scale * self.small[row])
            starts.append(len(columns))
        shape = (len(rows), self.width())
        return sparse.csr_matrix((np.array(data), np.array(columns, np.int32), np.array(starts, np.int32)), shape=shape)


def key(features):
    """Returns the cue's lemma and the family of its frame."""
    for name in features:
        if name.startswith("lemma=") and " family=" in name:
            lemma, family = name[6:].split(" family=")
            return lemma, family
    return "", ""


def fit(design, rows, labels, strength, weights=None):
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=500, random_state=0)
    return model.fit(design.matrix(rows), labels, sample_weight=weights)


def write(design, model):
    """Writes the weights, with what the vectors add to every lemma that they know."""
    weights = {name: w for name, w in zip(design.names, model.coef_[0])}
    size, start = len(design.axes), len(design.names)
    for at, family in enumerate(FAMILIES):
        vector = model.coef_[0][start + at * size : start + (at + 1) * size]
        for word in candidates(design.vectors):
            row = design.vectors.row(word)
            if row >= 0:
                prior = design.scale * float(design.small[row] @ vector)
                name = f"lemma={word} family={family}"
                known = name in weights
                if known or abs(prior) >= 0.35:
                    weights[name] = weights.get(name, 0.0) + prior
    lines = [f"bias\t{model.intercept_[0]:.3f}"]
    lines += [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items()) if abs(weight) >= 0.02]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} weights")


def candidates(vectors):
    """Returns the words of the vocabulary that the model has strings for and that are written as lemmas are."""
    return sorted({w for w in vectors.strings if re.fullmatch(r"[a-z]{3,14}", w)} & VOCABULARY)


def vocabulary():
    """Returns the words of our rule lists."""
    words = set()
    for path in (ROOT / "crates/chancery-reader/rules/lists").glob("*.txt"):
        words |= set(path.read_text(encoding="utf-8").split())
    return words


VOCABULARY = set()


def report(name, truth, likely, least):
    found = likely >= least
    right = (found & truth).sum()
    p, r = right / max(1, found.sum()), right / max(1, truth.sum())
    print(f"{name}: of {len(truth)} proposals {truth.sum()} are right; at {least}: P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / max(p + r, 1e-9):.1f}")
    for low in np.arange(0, 1, 0.1):
        inside = (likely >= low) & (likely < low + 0.1 + (low > 0.85))
        if inside.any():
            print(f"  {low:.1f} to {low + 0.1:.1f}: {inside.sum():6} said {likely[inside].mean():.2f}, right {truth[inside].mean():.2f}")


def main():
    parser = argparse.ArgumentParser(description="Trains the judge of statements.")
    parser.add_argument("--dry", action="store_true", help="measure only")
    parser.add_argument("--strength", type=float, default=0.3)
    parser.add_argument("--least", type=int, default=2, help="how often a feature must occur")
    parser.add_argument("--dimensions", type=int, default=60)
    parser.add_argument("--scale", type=float, default=2.0)
    parser.add_argument("--rows", type=pathlib.Path, help="keep the rows here (JSON lines), for experiments")
    options = parser.parse_args()

    texts = list(passages())
    rows, labels, groups = [], [], []
    for (group, text, attributions), found in zip(texts, proposals([t[1] for t in texts])):
        for proposal in found:
            rows.append(proposal["features"])
            labels.append(is_right(text, proposal, attributions))
            groups.append(group)
    labels = np.array(labels)
    if options.rows:
        options.rows.write_text("".join(json.dumps([bool(y), r]) + "\n" for y, r in zip(labels, rows)), encoding="utf-8")
    marked = sum(len(t[2]) for t in texts)
    print(f"{len(texts)} texts, {marked} attributions marked, {labels.sum()} proposed rightly, {len(rows)} proposals")
    vectors = Vectors()
    folds = np.array([hash_string(g) % 5 for g in groups])
    likely = np.zeros(len(rows))
    for fold in range(5):
        train = [r for r, f in zip(rows, folds) if f != fold]
        design = Design(train, vectors, options.least, options.dimensions, options.scale)
        model = fit(design, train, labels[folds != fold], options.strength)
        likely[folds == fold] = model.predict_proba(design.matrix([r for r, f in zip(rows, folds) if f == fold]))[:, 1]
    report("five-fold cross-validation", labels, likely, 0.38)
    if not options.dry:
        design = Design(rows, vectors, options.least, options.dimensions, options.scale)
        VOCABULARY.update(vocabulary() | {key(r)[0] for r in rows})
        write(design, fit(design, rows, labels, options.strength))


if __name__ == "__main__":
    main()
