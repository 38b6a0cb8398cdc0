#!/usr/bin/env python3
"""Compares chancery's language runtime with spaCy, token for token.

    python3 tools/parity/parity.py --model MODEL [TEXT ...]

MODEL is a published pipeline, as a wheel or as a directory with its config.cfg. A TEXT is a plain text file, or
.jsonl or .jsonl.gz with a `text` or `sentence` in each object; without any, the development sets in ../shared/data
are read. Both programs read the same texts with the same model. What differs is counted and shown by kind.

The exit code is 1 when an agreement lies under its floor. Where spaCy 3.8 is missing, the script makes itself a
virtual environment, .venv-parity, in the root of the repository.
"""

import argparse
import collections
import dataclasses
import glob
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import warnings
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
VENV = ROOT / ".venv-parity"
DATA = ROOT.parent / "shared" / "data"
DEFAULT_TEXTS = [
    "events/plv_dev.jsonl",
    "coref/gum_dev.jsonl",
    "stories/ecbplus_dev.jsonl.gz",
    "statements/*.jsonl.gz",
]
FIELDS = ["xpos", "upos", "feats", "lemma", "head", "deprel"]
# In percent.
FLOORS = {"boundaries": 99.99, **dict.fromkeys([*FIELDS, "sentences", "entities"], 99.9)}
# Of the default texts; named files may be short.
LEAST_WORDS = 200_000


def main():
    arguments = parse_arguments()
    spacy = import_spacy()
    least_words = 0 if arguments.texts else LEAST_WORDS
    texts = list(limit(read_texts(arguments.texts or default_texts()), arguments.words))
    if not texts:
        sys.exit("parity: no text to compare; name text files")
    if not os.access(arguments.chancery, os.X_OK):
        sys.exit(f"parity: {arguments.chancery} is missing; run `cargo build --release` first")

    with tempfile.TemporaryDirectory(prefix="parity-") as folder:
        folder = pathlib.Path(folder)
        parsed = run_chancery(arguments.chancery, arguments.model, texts, folder)
        nlp = load_spacy(spacy, arguments.model, folder)
        comparison = Comparison()
        with parsed.open(encoding="utf-8") as lines:
            theirs = nlp.pipe(texts, batch_size=64)
            for name, (doc, line) in enumerate(zip(theirs, in_order(lines, len(texts)))):
                comparison.add(f"text {name + 1}", spacy_tokens(doc), line)

    summary = comparison.summary(least_words)
    summary["spacy"] = spacy.__version__
    summary["model"] = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    if arguments.json:
        summary |= summary.pop("percent")
        summary["differences"] = comparison.kinds(arguments.kinds)
        print(json.dumps(summary, ensure_ascii=False))
    else:
        show(summary, comparison.kinds(arguments.kinds))
    sys.exit(1 if summary["failed"] else 0)


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="*", metavar="TEXT", type=pathlib.Path)
    parser.add_argument("--model", required=True, type=pathlib.Path, help="a wheel or a directory")
    parser.add_argument(
        "--chancery", type=pathlib.Path, default=ROOT / "target" / "release" / "chancery", metavar="PROGRAM"
    )
    parser.add_argument("--words", type=int, metavar="N", help="stop after about N words")
    parser.add_argument("--kinds", type=int, default=20, metavar="N", help="kinds of difference shown (20)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    for path in [arguments.model, *arguments.texts]:
        if not path.exists():
            parser.error(f"{path} does not exist")
    return arguments


def import_spacy():
    """Imports spaCy 3.8, from a virtual environment of our own if need be."""
    try:
        import spacy
    except ImportError:
        spacy = None
    if spacy is not None and spacy.__version__.startswith("3.8."):
        return spacy
    if pathlib.Path(sys.prefix) == VENV:
        sys.exit(f"parity: spaCy 3.8 is missing from {VENV}; delete that directory and run this again")
    python = VENV / "bin" / "python"
    requirements = HERE / "requirements.txt"
    done = VENV / "complete"
    if not done.exists():
        print(f"parity: installing {requirements.read_text().strip()} into {VENV}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--requirement", requirements]
        if subprocess.run(pip).returncode != 0:
            sys.exit("parity: pip could not install spaCy; see its message above")
        done.touch()
    os.execv(python, [str(python), *sys.argv])


# Texts


def default_texts():
    return [pathlib.Path(path) for name in DEFAULT_TEXTS for path in sorted(glob.glob(str(DATA / name)))]


def read_texts(paths):
    for path in paths:
        stem = path.name.removesuffix(".gz")
        if not stem.endswith((".jsonl", ".ndjson")):
            yield path.read_text(encoding="utf-8", errors="replace")
            continue
        opened = gzip.open(path, "rt", encoding="utf-8") if path.name.endswith(".gz") else path.open(encoding="utf-8")
        with opened as lines:
            for line in lines:
                report = json.loads(line)
                text = report.get("text") or report.get("sentence")
                if text:
                    yield text


def limit(texts, words):
    for text in texts:
        if words is not None and words <= 0:
            return
        yield text
        if words is not None:
            words -= len(text.split())


# The two programs


def run_chancery(program, model, texts, folder):
    """Parses the texts with chancery; returns the file with an object per line."""
    source, parsed = folder / "texts.jsonl", folder / "parsed.jsonl"
    with source.open("w", encoding="utf-8") as out:
        for number, text in enumerate(texts):
            out.write(json.dumps({"id": str(number), "text": text}) + "\n")
    with parsed.open("wb") as out:
        command = [program, "parse", "--format", "json", "--model", model, source]
        status = subprocess.run(command, stdout=out).returncode
    if status != 0:
        sys.exit(f"parity: `{' '.join(map(str, command))}` ended with exit code {status}")
    return parsed


def in_order(lines, count):
    """Reads chancery's objects; a text it said nothing about is None."""
    line = next(lines, None)
    for number in range(count):
        parsed = json.loads(line) if line is not None else None
        if parsed is not None and parsed.get("id", str(number)) == str(number):
            yield parsed
            line = next(lines, None)
        else:
            yield None


def load_spacy(spacy, model, folder):
    if model.is_file():
        with zipfile.ZipFile(model) as wheel:
            wheel.extractall(folder / "model")
        model = folder / "model"
    configs = sorted(model.glob("**/config.cfg"), key=lambda path: len(path.parts))
    if not configs:
        sys.exit(f"parity: {model} holds no config.cfg; name a published spaCy pipeline")
    with warnings.catch_warnings():
        # Says that the model was trained with an older 3.x.
        warnings.simplefilter("ignore")
        return spacy.load(configs[0].parent)


@dataclasses.dataclass
class Tokens:
    """A text as one of the two understood it."""

    text: str
    spans: list
    fields: list
    """For each token its FIELDS."""
    sentences: set
    """First tokens."""
    entities: set


def spacy_tokens(doc):
    return Tokens(
        text=doc.text,
        spans=[(t.idx, t.idx + len(t)) for t in doc],
        fields=[(t.tag_, t.pos_, str(t.morph), t.lemma_, t.head.i, t.dep_) for t in doc],
        sentences={sentence.start for sentence in doc.sents} if len(doc) else set(),
        entities={(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents},
    )


def chancery_tokens(parsed):
    return Tokens(
        text=parsed["text"],
        spans=[(token["start"], token["end"]) for token in parsed["tokens"]],
        fields=[tuple(token[field] for field in FIELDS) for token in parsed["tokens"]],
        sentences={sentence["tokens"][0] for sentence in parsed["sentences"]},
        entities={(entity["start"], entity["end"], entity["label"]) for entity in parsed["entities"]},
    )


# The comparison


class Overlap:
    """Counts what two sets share, for an F1."""

    def __init__(self):
        self.shared = self.ours = self.theirs = 0

    def add(self, theirs, ours):
        self.shared += len(theirs & ours)
        self.theirs += len(theirs)
        self.ours += len(ours)

    def percent(self):
        total = self.ours + self.theirs
        return 100 * 2 * self.shared / total if total else 100.0


class Comparison:
    def __init__(self):
        self.texts = self.alike = self.lost = self.words = self.tokens = 0
        self.equal = collections.Counter()
        self.overlaps = {name: Overlap() for name in ("boundaries", "sentences", "entities")}
        self.differences = collections.Counter()
        self.examples = collections.defaultdict(list)

    def add(self, name, theirs, parsed):
        self.texts += 1
        self.words += sum(not theirs.text[start:end].isspace() for start, end in theirs.spans)
        if parsed is None or parsed["text"] != theirs.text:
            self.lost += 1
            self.overlaps["boundaries"].add(set(theirs.spans), set())
            self.differ(("text", "given", "missing" if parsed is None else "changed"), name, theirs, (0, 60))
            return
        ours = chancery_tokens(parsed)
        self.overlaps["boundaries"].add(set(theirs.spans), set(ours.spans))
        if theirs.spans != ours.spans:
            self.add_boundaries(name, theirs, ours)
            return
        self.alike += 1
        self.tokens += len(theirs.spans)
        self.overlaps["sentences"].add(theirs.sentences, ours.sentences)
        self.overlaps["entities"].add(theirs.entities, ours.entities)
        for at, (expected, found) in enumerate(zip(theirs.fields, ours.fields)):
            if expected == found:
                continue
            for field, a, b in zip(FIELDS, expected, found):
                if a != b:
                    self.differ(self.kind(field, a, b, expected, found), name, theirs, theirs.spans[at], a, b)
        for field, column in zip(FIELDS, range(len(FIELDS))):
            self.equal[field] += sum(a[column] == b[column] for a, b in zip(theirs.fields, ours.fields))
        for at in theirs.sentences ^ ours.sentences:
            here, there = ("starts", "goes on") if at in theirs.sentences else ("goes on", "starts")
            self.differ(("sentence", here, there), name, theirs, theirs.spans[at])
        self.add_entities(name, theirs, ours)

    def kind(self, field, expected, found, theirs, ours):
        """Names a kind of difference: heads and lemmas have too many values to be one."""
        if field == "head":
            same = "same label" if theirs[-1] == ours[-1] else "other label"
            return ("head", theirs[-1], same)
        if field == "lemma":
            return ("lemma", theirs[1], ours[1])
        return (field, expected, found)

    def add_boundaries(self, name, theirs, ours):
        """Finds the stretches between which both agree on where tokens begin and end."""
        common = set(theirs.spans) & set(ours.spans)
        stretches = zip(stretches_outside(theirs.spans, common), stretches_outside(ours.spans, common))
        for a, b in stretches:
            words = [" ".join(repr(theirs.text[start:end]) for start, end in side) for side in (a, b)]
            if words[0] != words[1]:
                side = a or b
                self.differ(("tokens", *words), name, theirs, (side[0][0], side[-1][1]))

    def add_entities(self, name, theirs, ours):
        places = {(start, end): label for start, end, label in ours.entities}
        for start, end, label in sorted(theirs.entities - ours.entities):
            found = places.get((start, end), "another span or none")
            self.differ(("entity", label, found), name, theirs, (start, end))
        places = {(start, end) for start, end, _ in theirs.entities}
        for start, end, label in sorted(ours.entities - theirs.entities):
            if (start, end) not in places:
                self.differ(("entity", "another span or none", label), name, theirs, (start, end))

    def differ(self, kind, name, theirs, span, expected=None, found=None):
        self.differences[kind] += 1
        if len(self.examples[kind]) < 3:
            start, end = span
            before, inside, after = theirs.text[max(0, start - 40) : start], theirs.text[start:end], theirs.text[end : end + 40]
            example = {"in": name, "context": f"{before}[{inside}]{after}"}
            if expected is not None:
                example |= {"spacy": expected, "chancery": found}
            self.examples[kind].append(example)

    def summary(self, least_words):
        percent = {name: overlap.percent() for name, overlap in self.overlaps.items()}
        for field in FIELDS:
            percent[field] = 100 * self.equal[field] / self.tokens if self.tokens else 100.0
        failed = [name for name, floor in FLOORS.items() if percent[name] < floor]
        if self.words < least_words:
            failed.append("words")
        if self.lost:
            failed.append("texts")
        return {
            "texts": self.texts,
            "texts_lost": self.lost,
            "texts_tokenised_alike": self.alike,
            "words": self.words,
            "least_words": least_words,
            "tokens_compared": self.tokens,
            "percent": {name: percent[name] for name in FLOORS},
            "floors": FLOORS,
            "failed": failed,
        }

    def kinds(self, count):
        common = sorted(self.differences.items(), key=lambda item: (-item[1], item[0]))[:count]
        return [
            {"what": what, "spacy": here, "chancery": there, "count": times, "examples": self.examples[what, here, there]}
            for (what, here, there), times in common
        ]


def stretches_outside(spans, common):
    """Returns the runs of spans between common ones, an empty list where there is none between two of those."""
    stretches = [[]]
    for span in spans:
        if span in common:
            stretches.append([])
        else:
            stretches[-1].append(span)
    return stretches


def show(summary, kinds):
    print(f"{summary['model']}, spaCy {summary['spacy']}")
    print(
        f"{summary['texts']:,} texts, {summary['words']:,} words; {summary['texts_tokenised_alike']:,} texts"
        f" tokenised alike, {summary['tokens_compared']:,} tokens compared\n"
    )
    for name, floor in FLOORS.items():
        verdict = "under the floor" if name in summary["failed"] else ""
        unit = "F1" if name in ("boundaries", "sentences", "entities") else "% "
        # Cut, not rounded: 99.9999 is not 100.
        percent = int(summary["percent"][name] * 10_000) / 10_000
        print(f"  {name:<11}{percent:9.4f} {unit}   floor {floor:.2f}   {verdict}".rstrip())
    if "words" in summary["failed"]:
        print(f"\n  too few words to judge: {summary['least_words']:,} are needed")
    if summary["texts_lost"]:
        print(f"\n  {summary['texts_lost']:,} texts came back changed or not at all")
    if kinds:
        print("\nThe most common differences, spaCy → chancery")
    for kind in kinds:
        print(f"\n  {kind['count']:>6} × {kind['what']} {kind['spacy']} → {kind['chancery']}")
        for example in kind["examples"]:
            values = f"   {example['spacy']!r} → {example['chancery']!r}" if "spacy" in example else ""
            print(f"           {example['in']}: {example['context']!r}{values}")


if __name__ == "__main__":
    main()
