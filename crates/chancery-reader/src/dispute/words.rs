//! The word lists that telling propositions apart needs.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Lists of lemmas, read once.
#[derive(Debug)]
pub(super) struct Words {
    /// Say nothing of what a proposition is about.
    pub(super) light: FxHashSet<&'static str>,
    /// A part in something bad.
    pub(super) blame: FxHashSet<&'static str>,
    /// Words that are claims.
    pub(super) claims: FxHashSet<&'static str>,
    /// Words for proof.
    pub(super) proof: FxHashSet<&'static str>,
    /// Words for finding out.
    pub(super) inquiries: FxHashSet<&'static str>,
    /// Cannot be party to a dispute.
    pub(super) things: FxHashSet<&'static str>,
    /// Pairs of words that exclude each other, `fair:stolen`.
    opposites: FxHashSet<&'static str>,
}

impl Words {
    /// Returns the one table.
    pub(super) fn get() -> &'static Words {
        static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
            light: set(&[
                include_str!("../../rules/lists/light_words.txt"),
                include_str!("../../rules/lists/claim_nouns.txt"),
                include_str!("../../rules/lists/blame_nouns.txt"),
                include_str!("../../rules/lists/falsehoods.txt"),
                include_str!("../../rules/lists/proof_nouns.txt"),
                include_str!("../../rules/lists/view_nouns.txt"),
                include_str!("../../rules/lists/quality_nouns.txt"),
            ]),
            blame: set(&[include_str!("../../rules/lists/blame_nouns.txt")]),
            claims: set(&[
                include_str!("../../rules/lists/claim_nouns.txt"),
                include_str!("../../rules/lists/view_nouns.txt"),
            ]),
            proof: set(&[include_str!("../../rules/lists/proof_nouns.txt")]),
            inquiries: set(&[include_str!("../../rules/lists/inquiry_nouns.txt")]),
            things: set(&[
                include_str!("../../rules/lists/thing_nouns.txt"),
                include_str!("../../rules/lists/claim_nouns.txt"),
                include_str!("../../rules/lists/result_nouns.txt"),
            ]),
            opposites: set(&[
                include_str!("../../rules/lists/opposites.txt"),
                include_str!("../../rules/lists/rival_words.txt"),
            ]),
        });
        &WORDS
    }

    /// Says whether what one word says excludes what the other says: `fair` and `stolen`, `armed` and `unarmed`.
    pub(super) fn opposite(&self, one: &str, other: &str) -> bool {
        let (first, second) = if one < other { (one, other) } else { (other, one) };
        let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
        let prefixed =
            ["un", "in", "il", "im", "dis", "non-"].iter().any(|no| long.strip_prefix(no) == Some(short));
        prefixed && short.len() > 2 || self.opposites.contains(format!("{first}:{second}").as_str())
    }
}

fn set(lists: &[&'static str]) -> FxHashSet<&'static str> {
    let lines = lists.iter().flat_map(|text| text.lines());
    lines.map(|line| line.split('#').next().unwrap_or("").trim()).filter(|word| !word.is_empty()).collect()
}
