//! Universal part-of-speech tags.

use std::fmt;

/// A universal part-of-speech tag, with spaCy's addition `SPACE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[allow(missing_docs)] // The variants are the standard's own names.
#[rustfmt::skip]
pub enum Upos {
    /// Not decided.
    #[default]
    None,
    Adj, Adp, Adv, Aux, Conj, Cconj, Det, Intj, Noun, Num, Part, Pron, Propn, Punct, Sconj, Sym, Verb, X, Space,
}

#[rustfmt::skip]
const NAMES: [&str; 20] = [
    "", "ADJ", "ADP", "ADV", "AUX", "CONJ", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X", "SPACE",
];

#[rustfmt::skip]
const ALL: [Upos; 20] = [
    Upos::None, Upos::Adj, Upos::Adp, Upos::Adv, Upos::Aux, Upos::Conj, Upos::Cconj, Upos::Det, Upos::Intj,
    Upos::Noun, Upos::Num, Upos::Part, Upos::Pron, Upos::Propn, Upos::Punct, Upos::Sconj, Upos::Sym, Upos::Verb,
    Upos::X, Upos::Space,
];

impl Upos {
    /// Returns the standard's name, `"VERB"`; empty when not decided.
    pub fn as_str(self) -> &'static str {
        NAMES[self as usize]
    }

    /// Finds the tag of that name.
    pub fn parse(name: &str) -> Option<Upos> {
        NAMES.iter().position(|known| *known == name).map(|at| ALL[at])
    }
}

impl fmt::Display for Upos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_tags_agree() {
        for tag in ALL {
            assert_eq!(Upos::parse(tag.as_str()), Some(tag));
        }
        assert_eq!(Upos::Space.as_str(), "SPACE");
        assert_eq!(Upos::parse("NOPE"), None);
    }
}
