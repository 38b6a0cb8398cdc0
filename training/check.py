#!/usr/bin/env python3
"""Checks training/statements/*.txt and prints counts.

One passage a line; lines that begin with # are comments.  Marks:
{sN ...} speaker, {cN ...} cue, {tN ...} content; N ties the parts of one
attribution; marks may nest.  A cue needs a content, a speaker needs a cue
or a content; a content without a cue is a floating quotation and must
touch a quotation mark.

    python3 training/check.py [FILE ...]
"""
import collections
import glob
import os
import re
import sys

MARK = re.compile(r"\{([sct])(\d+) ")
QUOTES = "\"'“”‘’«»„"


def parse(line):
    """Returns (plain text, [(role, id, start, end)]) or raises ValueError."""
    text, spans, stack, i = [], [], [], 0
    n = 0
    while i < len(line):
        m = MARK.match(line, i)
        if m:
            stack.append((m.group(1), m.group(2), n))
            i = m.end()
        elif line[i] == "{":
            raise ValueError(f"stray brace at {i}: {line[i:i + 20]!r}")
        elif line[i] == "}":
            if not stack:
                raise ValueError(f"closing brace without opening at {i}")
            role, ident, start = stack.pop()
            if n == start:
                raise ValueError("empty mark")
            spans.append((role, ident, start, n))
            i += 1
        else:
            text.append(line[i])
            n += 1
            i += 1
    if stack:
        raise ValueError("mark not closed")
    return "".join(text), spans


def faults(text, spans):
    roles = collections.defaultdict(lambda: collections.defaultdict(list))
    for role, ident, start, end in spans:
        if text[start] == " " or text[end - 1] == " ":
            yield f"blank at the edge of {role}{ident}"
        if role == "t" and text[start:end].lower().startswith("that ") and text[max(0, start - 1):start] not in list(QUOTES):
            yield f"?content {ident} begins with 'that'"
        roles[ident][role].append((start, end))
    for ident, parts in roles.items():
        if "c" in parts and "t" not in parts:
            yield f"cue {ident} without content"
        if "t" not in parts and "s" in parts and "c" not in parts:
            yield f"speaker {ident} alone"
        if "t" in parts and "c" not in parts:
            start, end = parts["t"][0]
            around = text[max(0, start - 1):start] + text[start] + text[end - 1] + text[end:end + 2]
            if not any(q in around for q in QUOTES):
                yield f"content {ident} without cue and not quoted"
        for role in "sct":
            for other in "sct":
                if role < other:
                    for a in parts.get(role, []):
                        for b in parts.get(other, []):
                            if a[0] < b[1] and b[0] < a[1]:
                                yield f"{role}{ident} overlaps {other}{ident}"
    idents = sorted(int(x) for x in roles)
    if idents and idents != list(range(1, len(idents) + 1)):
        yield f"numbers not 1..n: {idents}"


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    paths = sys.argv[1:] or sorted(glob.glob(os.path.join(here, "statements", "*.txt")))
    bad = 0
    seen = {}
    total = collections.Counter()
    all_cues = collections.Counter()
    for path in paths:
        count = collections.Counter()
        cues = collections.Counter()
        name = os.path.basename(path)
        with open(path, encoding="utf-8") as f:
            for number, line in enumerate(f, 1):
                line = line.rstrip("\n")
                if line.startswith("#") or not line.strip():
                    continue
                where = f"{name}:{number}"
                try:
                    text, spans = parse(line)
                except ValueError as e:
                    print(f"{where}: {e}")
                    bad += 1
                    continue
                if text in seen:
                    print(f"{where}: same text as {seen[text]}")
                    bad += 1
                seen[text] = where
                for fault in faults(text, spans):
                    warning = fault.startswith("?")
                    print(f"{where}: {fault}")
                    bad += not warning
                count["lines"] += 1
                count["negatives"] += not spans
                whole = collections.defaultdict(list)
                for role, ident, start, end in sorted(spans, key=lambda s: s[2]):
                    if role == "c":
                        whole[ident].append(text[start:end].lower())
                    count[role] += 1
                count["attributions"] += len({s[1] for s in spans})
                cues.update(" … ".join(w) for w in whole.values())
        total.update(count)
        all_cues.update(cues)
        print(f"{name}: {count['lines']} lines, {count['negatives']} negatives "
              f"({100 * count['negatives'] / max(1, count['lines']):.0f} %), "
              f"{count['attributions']} attributions, {len(cues)} different cues")
    print(f"all: {total['lines']} lines, {total['negatives']} negatives "
          f"({100 * total['negatives'] / max(1, total['lines']):.0f} %), "
          f"{total['attributions']} attributions, {len(all_cues)} different cues, {bad} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
