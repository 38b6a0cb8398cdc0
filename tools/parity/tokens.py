"""Compares our tokens and lexical attributes with those of the published program.

    python tools/parity/tokens.py MODEL TEXTS...

MODEL is an unpacked spaCy 3 model; TEXTS are .txt, .jsonl (fields `text`, `sentence`) or .xml files, also gzipped.
Needs spaCy. Prints where we differ, then the counts; the exit code is 1 when token boundaries agree below 99.99 %.
"""

import gzip
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile


def texts_of(path):
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as file:
        content = file.read()
    name = path.removesuffix(".gz")
    if name.endswith(".jsonl"):
        for line in content.split("\n"):
            row = json.loads(line) if line.strip() else {}
            yield from (row[field] for field in ("text", "sentence") if row.get(field))
    elif name.endswith(".xml"):
        yield from (re.sub("<[^>]*>", "", text) for text in re.findall(r"(?s)<text>(.*?)</text>", content) or [content])
    else:
        yield content


def ours(model, texts):
    with tempfile.TemporaryDirectory() as folder:
        given, made = pathlib.Path(folder, "texts"), pathlib.Path(folder, "tokens")
        given.write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")
        env = {**os.environ, "CHANCERY_PARITY_MODEL": model, "CHANCERY_PARITY_TEXTS": str(given)}
        env["CHANCERY_PARITY_OUT"] = str(made)
        test = ["--lib", "tokenizer::parity::dump", "--", "--ignored", "--exact"]
        subprocess.run(["cargo", "test", "--quiet", "-p", "chancery-nlp", *test], env=env, check=True)
        lines = made.read_text(encoding="utf-8").split("\n")
    return json.loads(lines[0]), [json.loads(line) for line in lines[1:] if line]


def theirs(doc):
    at = 0
    for token in doc:
        start, end = at, at + len(token.text.encode())
        at = end + len(token.whitespace_)
        attributes = [token.orth, token.norm, token.prefix, token.suffix, token.shape, token.is_space]
        yield [start, end, bool(token.whitespace_), *attributes]


def main(model, *paths):
    import spacy

    texts = [text.encode("utf-8", "replace").decode() for path in paths for text in texts_of(path)]
    report, documents = ours(model, texts)
    tokenizer = spacy.load(model, exclude=["tok2vec", "tagger", "parser", "ner", "lemmatizer", "senter"]).tokenizer
    total = equal = attributes = shown = 0
    for text, our in zip(texts, documents, strict=True):
        their = list(theirs(tokenizer(text)))
        known = {tuple(row[:3]): row for row in our}
        raw = text.encode()
        for row in their:
            total += 1
            match = known.get(tuple(row[:3]))
            equal += match is not None
            attributes += match == row
            if match != row and shown < 60:
                shown += 1
                start, end = row[:2]
                print(repr(raw[max(0, start - 20) : end + 20].decode("utf-8", "replace")), raw[start:end], row, match)
    print(report)
    print(f"{len(texts)} texts, {total} tokens, same boundaries {equal / total:.6%}, same attributes {attributes / total:.6%}")
    return int(equal / total < 0.9999)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
