#!/usr/bin/env python3
"""Trains the ranker of pronouns: whom "he", "she" and "they" mean.

    python3 training/coref/train.py MODEL            measures by cross-validation, then writes the weights
    python3 training/coref/train.py MODEL --dry      measures only

MODEL is the converted pipeline. Reads the documents of GUM in ../shared/data/coref (annotations CC BY 4.0) but its essays, asks
the program for the candidates of each pronoun with their features (`cargo run --example pronouns`), and fits a softmax
over the candidates and "none of them": one weight for each feature, apart for he and she, and for they. A candidate is
right when most of the names and nouns of its actor belong to the pronoun's entity. A pronoun that stands for no person,
organisation or place is none's. Deterministic; a minute on one core. See README.md.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "score"))
import coref  # noqa: E402
import program  # noqa: E402

WEIGHTS = ROOT / "crates/chancery-reader/src/actor/rank.tsv"
GENRES = ("bio", "court", "interview", "news", "speech")
# A life has one hero, so that whoever is spoken of most is meant; news is what the program reads.
SHARE = {"bio": 0.15, "court": 0.5, "interview": 1.0, "news": 1.0, "speech": 1.0}
FOLDS = 10
# What a pronoun meant changes what the next may mean, so the program is asked again with each round's weights.
ROUNDS = 3
KEPT = 3
STRENGTH = 5.0
# What grammars say, from which the texts must talk the weights away; the news among them is little.
PRIOR = {
    "same sentence": 1.0,
    "sentence before": 0.4,
    "two sentences before": -0.6,
    "three sentences before": -1.2,
    "long before": -2.0,
    "nearest": 0.4,
    "third nearest": -0.2,
    "farther": -0.5,
    "subject": 0.7,
    "subject before": 0.8,
    "object": 0.1,
    "part of name": -0.9,
    "both subjects": 0.5,
    "was subject": 0.3,
    "governs": 0.4,
    "taken up": 1.5,
    "ahead": 1.0,
    "goes on speaking": 1.5,
    "named of gender": 0.4,
    "noun of gender": 0.4,
    "office of a state": 0.8,
    "named, first name fits": 0.4,
    "named, first name does not fit": -0.7,
    "population": 0.6,
    "several": 0.6,
    "group": 0.6,
    "body": -0.6,
    "alliance": -1.0,
    "one person": -1.0,
    "out of quotation": -0.8,
    "spoken of": 0.3,
    "nobody": 1.0,
}


def ask(model, documents):
    """Returns what the program asks the ranker in each document."""
    lines = [json.dumps({"text": d["text"], "published": d["date"]}) for d in documents]
    command = ["cargo", "run", "--quiet", "--package", "chancery-reader", "--example", "pronouns", model]
    done = subprocess.run(command, cwd=ROOT, input="\n".join(lines), stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def cases(document, choices):
    """Yields (is one, features of each candidate and of nobody last, which of them are right, how much it counts)."""
    text = document["text"]
    tree = coref.Tree(text, (coref.SET / "gum_dep" / f"{document['doc_id']}.conllu").read_text(encoding="utf-8"))
    gold = coref.clean([c["mentions"] for c in document["clusters"] if c["type"] in coref.TYPES], text)
    owner = {m: i for i, cluster in enumerate(gold) for m in cluster}
    named = [any(not is_pronoun(m, text) for m in cluster) for cluster in gold]
    by_head = {}
    for mention in sorted(owner, key=lambda m: m[0] - m[1]):
        if not is_pronoun(mention, text):
            by_head[tree.head(mention)] = owner[mention]
    for choice in choices:
        entity = owner.get(tuple(choice["span"]))
        if entity is not None and not named[entity]:
            continue
        right = []
        for candidate in choice["candidates"]:
            heads = (tree.head(coref.trim(tuple(span), text)) for span in candidate["words"])
            votes = collections.Counter(by_head[h] for h in heads if h in by_head)
            best = min(votes, key=lambda i: (-votes[i], i)) if votes else None
            right.append(entity is not None and best == entity)
        right.append(not any(right))
        yield choice["one"], [c["features"] for c in choice["candidates"]] + [choice["nobody"]], right, SHARE[document["genre"]]


def is_pronoun(mention, text):
    return text[mention[0] : mention[1]].lower() in coref.PRONOUNS


def fit(examples, names):
    """Fits the weights by gradient ascent with momentum on the likelihood of what is right."""
    column = {name: i for i, name in enumerate(names)}
    rows, start = [], []
    for _, options, _, _ in examples:
        start.append(len(rows))
        for option in options:
            row = np.zeros(len(names))
            for name, value in option:
                row[column[name]] += value
            rows.append(row)
    table, start = np.array(rows), np.array(start)
    right = np.array([r for _, _, marks, _ in examples for r in marks], dtype=float)
    group = np.repeat(np.arange(len(start)), np.diff(np.append(start, len(rows))))
    counts = np.array([share for *_, share in examples])[group]
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    weights, speed = prior.copy(), np.zeros(len(names))
    for _ in range(1500):
        scores = table @ weights
        scores = np.exp(scores - np.maximum.reduceat(scores, start)[group])
        likely = scores / np.add.reduceat(scores, start)[group]
        target = likely * right
        target /= np.maximum(np.add.reduceat(target, start), 1e-9)[group]
        gradient = table.T @ (counts * (target - likely)) - STRENGTH * (weights - prior)
        speed = 0.9 * speed + 0.1 * gradient
        weights += 0.01 * speed
    return dict(zip(names, weights))


def judge(example, weights):
    """Returns (likelihood of the best candidate, is it right, was there one to find)."""
    _, options, right, _ = example
    scores = np.array([sum(weights.get(name, 0.0) * value for name, value in option) for option in options])
    likely = np.exp(scores - scores.max())
    likely /= likely.sum()
    if len(options) == 1:
        return 0.0, False, False
    best = int(np.argmax(likely[:-1]))
    return likely[best], right[best], not right[-1]


def main():
    parser = argparse.ArgumentParser(description="Trains the ranker of pronouns.")
    parser.add_argument("model", help="the converted pipeline")
    parser.add_argument("--dry", action="store_true", help="measure only")
    parser.add_argument("--quick", action="store_true", help="write only")
    options = parser.parse_args()
    documents = [d for d in program.read_lines(coref.SET / "gum_dev.jsonl") if d["genre"] in GENRES]
    before = WEIGHTS.read_text(encoding="utf-8")
    write({True: PRIOR, False: PRIOR})
    rounds = []
    for number in range(ROUNDS):
        asked = ask(options.model, documents)
        rounds.append([(d, e) for d, choices in zip(documents, asked) for e in cases(d, choices)])
        # The last rounds' histories are the likeliest.
        examples = [case for found in rounds[-KEPT:] for case in found]
        final = {one: fit([e for _, e in examples if e[0] == one], features(examples, one)) for one in (True, False)}
        write(final)
        print(f"round {number + 1}: {len(rounds[-1])} pronouns", flush=True)
    if not options.quick:
        measure(documents, rounds)
    if options.dry:
        WEIGHTS.write_text(before, encoding="utf-8")


def features(examples, one):
    return sorted({name for _, e in examples if e[0] == one for option in e[1] for name, _ in option})


def measure(documents, rounds):
    """Prints how well pronouns of documents that were held out are tied, in the last round's histories."""
    for one in (True, False):
        found = collections.defaultdict(list)
        for fold in range(FOLDS):
            held = {d["doc_id"] for d in documents[fold::FOLDS]}
            kept = [case for found in rounds[-KEPT:] for case in found]
            learnt = [e for d, e in kept if d["doc_id"] not in held and e[0] == one]
            weights = fit(learnt, features(kept, one))
            for d, e in rounds[-1]:
                if d["doc_id"] in held and e[0] == one:
                    found[d["genre"]].append(judge(e, weights))
        for genre, verdicts in sorted(found.items()) + [("all", [v for vs in found.values() for v in vs])]:
            print("he, she" if one else "they", genre, report(verdicts), sep="   ")


def report(verdicts):
    lines = []
    for least in (0.35, 0.5, 0.65, 0.8):
        tied = [right for likely, right, _ in verdicts if likely >= least]
        there = sum(there for _, _, there in verdicts)
        lines.append(f"{least}: {sum(tied)} of {len(tied)} tied right, {there} to find")
    return " | ".join(lines)


def write(weights):
    names = sorted(set(weights[True]) | set(weights[False]))
    lines = ["# Weights of the ranker of pronouns: feature, for he and she, for they. Made by training/coref/train.py."]
    for name in names:
        lines.append(f"{name}\t{weights[True].get(name, 0.0):.3f}\t{weights[False].get(name, 0.0):.3f}")
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
