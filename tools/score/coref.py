#!/usr/bin/env python3
"""Scores coreference of people, organisations and places on GUM: the mean F1 of MUC, B-cubed and CEAF-e.

    python3 tools/score/coref.py                                  reads the texts with `chancery read`
    python3 tools/score/coref.py --predictions found.jsonl        {"id", "clusters": [[[start, end], ...], ...]} in code points
    python3 tools/score/coref.py --genres news --worst 5

The last line is a JSON object for score.py, every figure in percent:

    conll            head spans, no singletons: the figure to report
    conll_exact      the same with spans that agree to the character
    conll_singletons head spans, singletons kept
    pronouns         pronouns for people (I, you, he, she, they, who ... and their forms) tied to the right entity
    pronouns_third   only he, she, they and their forms

Settings
- Documents: genres news, interview and speech. Entities: GUM types person, organization, place; nothing else is gold.
- All clusters found count, whatever they turn out to be: the program says itself what is an actor or a place, so a
  cluster of something else is a mistake.
- Spans are trimmed of white space. Exact: same start and end. Head: first the exact pairs, then, one to one, what has the
  same head word in GUM's own tree (the word of the span whose head lies outside; the first of several); of several
  pairs with one head the one with the greater overlap. GUM's mentions span whole noun phrases with their relative
  clauses, and the contract asks only for the words that name an actor, so the head decides.
- Singletons: of the 1,485 gold entities of this kind 934 are mentioned once, most of them nouns like "the audience"
  that no record of actors needs. The main figure leaves singletons out on both sides, as CoNLL 2012 and CorefUD do.
- Adjectives ("the Afghan team") are no mentions in GUM, so a mention whose head word is one is not counted.
- A place and the state of that name are one entity in GUM: places join the state actor with the same name.
- Pronoun for a person: a gold mention that is one pronoun, in a person's cluster that has a name or a noun as well. Right
  when the cluster it was put into has names or nouns of gold entities, and most of them are that person's.
  A pronoun left alone counts as wrong.

Prints SKIPPED and nothing else when the set is not there. Standard library only.
"""

import argparse
import collections
import json
import pathlib

import program

ROOT = pathlib.Path(__file__).resolve().parents[2]
SET = ROOT.parent / "shared" / "data" / "coref"
TYPES = ("person", "organization", "place")
THIRD = set("he him his himself she her hers herself they them their theirs themselves themself".split())
PRONOUNS = THIRD | set("i me my mine myself you your yours yourself yourselves we us our ours ourselves who whom whose".split())


# --- metrics: lists of clusters, a cluster is a list of mention keys ---


def muc(gold, found):
    return links(gold, found), links(found, gold)


def links(ours, theirs):
    """Returns (links kept, links) of MUC recall."""
    where = {m: i for i, cluster in enumerate(theirs) for m in cluster}
    kept = total = 0
    for cluster in ours:
        parts = {where[m] for m in cluster if m in where}
        alone = sum(m not in where for m in cluster)
        kept += len(cluster) - len(parts) - alone
        total += len(cluster) - 1
    return kept, total


def b_cubed(gold, found):
    return shares(gold, found), shares(found, gold)


def shares(ours, theirs):
    where = {m: i for i, cluster in enumerate(theirs) for m in cluster}
    kept = total = 0
    for cluster in ours:
        parts = collections.Counter(where[m] for m in cluster if m in where)
        kept += sum(n * n for n in parts.values()) / len(cluster)
        total += len(cluster)
    return kept, total


def ceaf_e(gold, found):
    where = {m: i for i, cluster in enumerate(found) for m in cluster}
    table = [[0.0] * len(found) for _ in gold]
    for i, cluster in enumerate(gold):
        for j, n in collections.Counter(where[m] for m in cluster if m in where).items():
            table[i][j] = 2 * n / (len(cluster) + len(found[j]))
    best = assign(table)
    return (best, len(gold)), (best, len(found))


def assign(table):
    """Returns the greatest sum of a one-to-one assignment of rows to columns (Hungarian method)."""
    if not table or not table[0]:
        return 0.0
    if len(table) > len(table[0]):
        table = [list(column) for column in zip(*table)]
    rows, columns = len(table), len(table[0])
    u, v, match = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        match[0], at = row, 0
        least, came, used = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while match[at]:
            used[at] = True
            current, step, following = match[at], float("inf"), 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                cost = -table[current - 1][j - 1] - u[current] - v[j]
                if cost < least[j]:
                    least[j], came[j] = cost, at
                if least[j] < step:
                    step, following = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    u[match[j]] += step
                    v[j] -= step
                else:
                    least[j] -= step
            at = following
        while at:
            match[at], at = match[came[at]], came[at]
    return sum(table[match[j] - 1][j - 1] for j in range(1, columns + 1) if match[j])


METRICS = {"MUC": muc, "B3": b_cubed, "CEAFe": ceaf_e}


def ratio(pair):
    return pair[0] / pair[1] if pair[1] else 0.0


def f1(recall, precision):
    r, p = ratio(recall), ratio(precision)
    return 2 * r * p / (r + p) if r + p else 0.0


def conll(documents):
    """Returns {metric: (recall, precision, F1)} over [(gold clusters, found clusters)], with the mean F1 as CoNLL."""
    scores = {}
    for name, metric in METRICS.items():
        sums = [[0, 0], [0, 0]]
        for gold, found in documents:
            for total, part in zip(sums, metric(gold, found)):
                total[0] += part[0]
                total[1] += part[1]
        scores[name] = (ratio(sums[0]), ratio(sums[1]), f1(*sums))
    scores["CoNLL"] = tuple(sum(scores[name][i] for name in METRICS) / len(METRICS) for i in range(3))
    return scores


# --- mentions ---


class Tree:
    """The words of one document with their places in the text, heads and tags."""

    def __init__(self, text, conllu):
        self.starts, self.ends, self.heads, self.tags = [], [], [], []
        at = first = 0
        for line in conllu.split("\n"):
            if not line.strip():
                first = len(self.starts)
            if not line[:1].isdigit():
                continue
            cells = line.split("\t")
            if not cells[0].isdigit():
                continue
            start = text.find(cells[1], at)
            if start < 0:
                raise SystemExit(f"coref: the word {cells[1]!r} of the tree is not in the text after {text[max(0, at - 30):at]!r}")
            at = start + len(cells[1])
            self.starts.append(start)
            self.ends.append(at)
            self.tags.append(cells[3])
            self.heads.append(first + int(cells[6]) - 1 if cells[6] != "0" else -1)

    def head(self, span):
        """Returns the head word of a span, or None when no word lies in it."""
        inside = [i for i in range(len(self.starts)) if self.starts[i] < span[1] and self.ends[i] > span[0]]
        members = set(inside)
        return next((i for i in inside if self.heads[i] not in members), None)


def trim(span, text):
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def clean(clusters, text):
    """Returns clusters of trimmed spans, where no mention stands twice."""
    seen, cleaned = set(), []
    for cluster in clusters:
        spans = []
        for span in sorted(trim(tuple(m), text) for m in cluster):
            if span[0] < span[1] and span not in seen:
                seen.add(span)
                spans.append(span)
        if spans:
            cleaned.append(spans)
    return cleaned


def align(gold, found, tree):
    """Returns {found span: gold span}: equal spans first, then one to one those that share a head word."""
    ours = {m for cluster in gold for m in cluster}
    theirs = [m for cluster in found for m in cluster]
    pairs = {m: m for m in theirs if m in ours}
    if tree is None:
        return pairs
    free = collections.defaultdict(list)
    for m in sorted(ours - set(pairs)):
        free[tree.head(m)].append(m)
    for m in sorted((m for m in theirs if m not in pairs), key=lambda m: (m[0] - m[1], m)):
        head = tree.head(m)
        if head is not None and free.get(head):
            best = max(free[head], key=lambda g: (min(g[1], m[1]) - max(g[0], m[0]), -g[0]))
            free[head].remove(best)
            pairs[m] = best
    return pairs


def renamed(found, pairs):
    return [[("gold", pairs[m]) if m in pairs else ("found", m) for m in cluster] for cluster in found]


def named(gold):
    return [[("gold", m) for m in cluster] for cluster in gold]


def several(clusters):
    return [cluster for cluster in clusters if len(cluster) > 1]


def pronouns(gold_people, gold, found, pairs, text, words):
    """Returns (right, all) of the pronouns for people."""
    owner = {m: i for i, cluster in enumerate(gold) for m in cluster}

    def is_pronoun(m):
        return text[m[0] : m[1]].lower() in PRONOUNS

    placed = {}
    for cluster in found:
        votes = collections.Counter(owner[pairs[m]] for m in cluster if m in pairs and not is_pronoun(pairs[m]))
        for m in cluster:
            if votes and m in pairs:
                placed[pairs[m]] = min(votes, key=lambda i: (-votes[i], i))
    right = total = 0
    for cluster in gold_people:
        if all(is_pronoun(m) for m in cluster):
            continue
        for m in cluster:
            if text[m[0] : m[1]].lower() in words:
                total += 1
                right += placed.get(m) == owner[m]
    return right, total


# --- the program ---


def to_clusters(reading, text):
    """Returns a reading's actors and places as clusters of spans in `text`."""
    if len(reading["report"]["text"]) != len(text):
        raise SystemExit(f"coref: the text of {reading['report']['id']} came back with another length")

    def span(found):
        return [found["start"], found["end"]]

    clusters, states = [], {}
    for actor in reading["actors"]:
        clusters.append([span(m["span"]) for m in actor["mentions"]])
        if actor["kind"] == "state" and actor.get("name"):
            states[actor["name"].casefold()] = clusters[-1]
    places = {}
    for place in reading.get("places") or []:
        name = (place.get("name") or "").casefold()
        key = place.get("geonames") or (name, place.get("country")) if name else place["id"]
        cluster = states.get(name)
        if cluster is None:
            if key not in places:
                places[key] = []
                clusters.append(places[key])
            cluster = places[key]
        spans = place["span"] if isinstance(place["span"], list) else [place["span"]]
        cluster.extend(span(s) for s in spans)
    return clusters


def main():
    parser = argparse.ArgumentParser(description="Scores coreference on GUM.")
    parser.add_argument("--predictions", type=pathlib.Path, help="clusters found, instead of running the program")
    parser.add_argument("--readings", type=pathlib.Path, help="what `chancery read` printed, instead of running it")
    parser.add_argument("--program", type=pathlib.Path, help="the program to run, instead of building this checkout's")
    parser.add_argument("--write", type=pathlib.Path, help="keep the clusters found here")
    parser.add_argument("--genres", nargs="+", default=["news", "interview", "speech"])
    parser.add_argument("--gold", action="store_true", help="score the gold clusters against themselves, a check of this script")
    parser.add_argument("--worst", type=int, default=0, help="list the documents with the lowest figures")
    options = parser.parse_args()
    if not (SET / "gum_dev.jsonl").exists():
        print("SKIPPED: ../shared/data/coref is not here")
        return

    documents = [d for d in program.read_lines(SET / "gum_dev.jsonl") if d["genre"] in options.genres]
    if options.gold:
        found = {d["doc_id"]: [c["mentions"] for c in d["clusters"] if c["type"] in TYPES] for d in documents}
    elif options.predictions:
        found = {line["id"]: line["clusters"] for line in program.read_lines(options.predictions)}
    else:
        if options.readings:
            readings = {r["report"]["id"]: r for r in program.read_lines(options.readings)}
        else:
            reports = [{"id": d["doc_id"], "text": d["text"], "published": d["date"]} for d in documents]
            readings = program.read(reports, options.program)
        found = {d["doc_id"]: to_clusters(readings[d["doc_id"]], d["text"]) for d in documents if d["doc_id"] in readings}
    missing = [d["doc_id"] for d in documents if d["doc_id"] not in found]
    if missing:
        raise SystemExit(f"coref: nothing was found for {len(missing)} of {len(documents)} documents, the first is {missing[0]}")
    if options.write:
        lines = [{"id": d["doc_id"], "clusters": found[d["doc_id"]]} for d in documents]
        options.write.write_text(program.to_lines(lines), encoding="utf-8")

    variants = collections.defaultdict(list)
    people = {"pronouns": [0, 0], "pronouns_third": [0, 0]}
    each = []
    for document in documents:
        text = document["text"]
        tree = Tree(text, (SET / "gum_dep" / f"{document['doc_id']}.conllu").read_text(encoding="utf-8"))
        gold = clean([c["mentions"] for c in document["clusters"] if c["type"] in TYPES], text)
        persons = clean([c["mentions"] for c in document["clusters"] if c["type"] == "person"], text)
        theirs = [[m for m in cluster if tree.head(m) is not None and tree.tags[tree.head(m)] != "ADJ"] for cluster in clean(found[document["doc_id"]], text)]
        theirs = [cluster for cluster in theirs if cluster] if not options.gold else clean(found[document["doc_id"]], text)
        exact, headed = align(gold, theirs, None), align(gold, theirs, tree)
        variants["conll"].append((several(named(gold)), several(renamed(theirs, headed))))
        variants["conll_exact"].append((several(named(gold)), several(renamed(theirs, exact))))
        variants["conll_singletons"].append((named(gold), renamed(theirs, headed)))
        for name, words in (("pronouns", PRONOUNS), ("pronouns_third", THIRD)):
            right, total = pronouns(persons, gold, theirs, headed, text, words)
            people[name][0] += right
            people[name][1] += total
        each.append((conll(variants["conll"][-1:])["CoNLL"][2], document["doc_id"]))

    figures = {}
    for name, pairs in variants.items():
        scores = conll(pairs)
        print(name, *(f"{metric} {100 * r:.1f}/{100 * p:.1f}/{100 * f:.1f}" for metric, (r, p, f) in scores.items()), sep="   ")
        figures[name] = round(100 * scores["CoNLL"][2], 2)
    for name, (right, total) in people.items():
        print(f"{name}   {right} of {total}")
        figures[name] = round(100 * right / total, 2) if total else 0.0
    for score, document in sorted(each)[: options.worst]:
        print(f"{100 * score:.1f}  {document}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
