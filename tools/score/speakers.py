#!/usr/bin/env python3
"""Scores whether the speaker of a statement is the right actor, on GUM news and interviews.

    python3 tools/score/speakers.py                          reads the texts with `chancery read`
    python3 tools/score/speakers.py --readings found.jsonl   what `chancery read` printed before
    python3 tools/score/speakers.py --list                   every statement whose speaker is not right

GUM says nothing of statements, but which words mean whom. For each statement with a `speaker_span`, the gold entity is
that of the mention with the same head word as the span; a span that heads no mention of a person, organisation or place, or
an entity that has pronouns alone, is not judged. The actor given as `speaker` is mapped to the gold entity that most of its names and nouns belong to,
as in coref.py, and is right when that is the same one.

A name votes for itself. A noun does so only where the text has no name for the entity and has not spoken of it before: else
every noun would be right by itself.

The last line is a JSON object for score.py, in percent:

    canonical   right, of the statements with a given speaker whose speaker_span is a pronoun or a noun, no name
    given       the share of those statements that are given a speaker at all
    precision   right, of all given speakers, whatever the words

Prints SKIPPED and nothing else when the set is not there. Standard library only.
"""

import argparse
import collections
import json
import pathlib

import coref
import program

GENRES = ("news", "interview")


def judge(document, reading, tree):
    """Yields (statement, form, verdict) for each statement that can be judged; form is pronoun, nominal or name."""
    text = document["text"]
    gold = coref.clean([c["mentions"] for c in document["clusters"] if c["type"] in coref.TYPES], text)
    owner = {m: i for i, cluster in enumerate(gold) for m in cluster}
    by_head = collections.defaultdict(list)
    for mention in owner:
        by_head[tree.head(mention)].append(mention)
    forms = {(m["span"]["start"], m["span"]["end"]): m["form"] for a in reading["actors"] for m in a["mentions"]}
    clusters = {a["id"]: [(m["span"]["start"], m["span"]["end"]) for m in a["mentions"]] for a in reading["actors"]}
    pairs = coref.align(gold, coref.clean(clusters.values(), text), tree)

    def is_pronoun(mention):
        return text[mention[0] : mention[1]].lower() in coref.PRONOUNS

    for statement in reading["statements"]:
        span = statement["speaker_span"]
        if not span:
            continue
        span = coref.trim((span["start"], span["end"]), text)
        head = tree.head(span)
        mentions = sorted(by_head.get(head, []), key=lambda m: m[1] - m[0])
        if head is None or not mentions or all(is_pronoun(m) for m in gold[owner[mentions[0]]]):
            continue
        entity = owner[mentions[0]]
        nouns = [m for m in gold[entity] if not is_pronoun(m) and m not in mentions]
        others = [m for m in nouns if m < span or tree.tags[tree.head(m)] == "PROPN"]
        if is_pronoun((tree.starts[head], tree.ends[head])):
            form = "pronoun"
        else:
            form = "name" if tree.tags[head] == "PROPN" and forms.get(span) not in ("role", "nominal") else "nominal"
        if not statement["speaker"]:
            yield statement, form, "none"
            continue
        votes = collections.Counter()
        for mention in clusters[statement["speaker"]]:
            found = pairs.get(coref.trim(mention, text))
            if found and not is_pronoun(found) and (form == "name" or not others or found not in mentions):
                votes[owner[found]] += 1
        if not votes:
            # Named by these words alone, though the text names the entity elsewhere.
            yield statement, form, "wrong" if others else "right"
            continue
        best = min(votes, key=lambda i: (-votes[i], i))
        yield statement, form, "right" if best == entity else "wrong"


def main():
    parser = argparse.ArgumentParser(description="Scores the actors given as speakers on GUM.")
    parser.add_argument("--readings", type=pathlib.Path, help="what `chancery read` printed, instead of running it")
    parser.add_argument("--program", type=pathlib.Path, help="the program to run, instead of building this checkout's")
    parser.add_argument("--genres", nargs="+", default=list(GENRES))
    parser.add_argument("--list", action="store_true", help="print every statement whose speaker is not right")
    options = parser.parse_args()
    if not (coref.SET / "gum_dev.jsonl").exists():
        print("SKIPPED: ../shared/data/coref is not here")
        return

    documents = [d for d in program.read_lines(coref.SET / "gum_dev.jsonl") if d["genre"] in options.genres]
    if options.readings:
        readings = {r["report"]["id"]: r for r in program.read_lines(options.readings)}
    else:
        reports = [{"id": d["doc_id"], "text": d["text"], "published": d["date"]} for d in documents]
        readings = program.read(reports, options.program)

    counts = collections.defaultdict(collections.Counter)
    for document in documents:
        conllu = (coref.SET / "gum_dep" / f"{document['doc_id']}.conllu").read_text(encoding="utf-8")
        reading = readings[document["doc_id"]]
        names = {a["id"]: a["name"] for a in reading["actors"]}
        for statement, form, verdict in judge(document, reading, coref.Tree(document["text"], conllu)):
            counts[form][verdict] += 1
            if options.list and verdict != "right":
                span = statement["speaker_span"]
                around = document["text"][max(0, span["start"] - 120) : span["end"] + 40].replace("\n", " ")
                print(verdict, form, document["doc_id"], span["text"], names.get(statement["speaker"]), around, sep="\t")
    for form in sorted(counts):
        print(form, *(f"{counts[form][verdict]} {verdict}" for verdict in ("right", "wrong", "none")), sep="   ")
    print(json.dumps(figures(counts)))


def figures(counts):
    """Returns the figures of {form: {verdict: how many}}."""

    def total(forms, *verdicts):
        return sum(counts[form][verdict] for form in forms for verdict in verdicts if form in counts)

    def share(part, whole):
        return round(100 * part / whole, 2) if whole else 0.0

    inferred, every = ("pronoun", "nominal"), ("pronoun", "nominal", "name")
    return {
        "canonical": share(total(inferred, "right"), total(inferred, "right", "wrong")),
        "given": share(total(inferred, "right", "wrong"), total(inferred, "right", "wrong", "none")),
        "precision": share(total(every, "right"), total(every, "right", "wrong")),
    }


if __name__ == "__main__":
    main()
