"""Compares names of people and organisations as a reader would. Standard library only."""

import re
import unicodedata

LETTERS = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae"})
PARTICLES = {"al", "el", "the", "of", "for", "on", "mr", "jr", "sir", "lord", "king", "queen", "pope", "president", "ayatollah"}


def words(name):
    """Returns the words of a name without accents, case, punctuation, titles and particles."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "").replace("’", "")
    found = re.findall(r"[^\W_]+", plain)
    return [word for word in found if word not in PARTICLES] or found


def equal(name, other):
    """True when two names have the same words in whatever order."""
    return sorted(words(name)) == sorted(words(other))


def alike(name, other):
    """True when two names can only mean one person in one report: "Sergei Lavrov", "Sergey Lavrov", "Lavrov".

    Middle names may be left out, but never differ: "George W. Bush" is not "George H. W. Bush".
    """
    ours, theirs = words(name), words(other)
    if not ours or not theirs:
        return False
    if len(ours) == 1 or len(theirs) == 1:
        return set(ours) <= set(theirs) or set(theirs) <= set(ours)
    if ours[0][0] != theirs[0][0] or ours[-1] != theirs[-1]:
        return set(ours) <= set(theirs) and ours[-1] == theirs[-1] or set(theirs) <= set(ours) and ours[-1] == theirs[-1] or equal(name, other)
    middle, others = ours[1:-1], theirs[1:-1]
    return not middle or not others or [w[0] for w in middle] == [w[0] for w in others]
