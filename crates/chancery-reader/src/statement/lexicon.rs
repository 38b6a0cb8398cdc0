//! The words that report: lists of verbs and nouns by what may follow them.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// What a word's complements tell, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Frames(u32);

impl Frames {
    pub(super) const SAY: Frames = Frames(1);
    pub(super) const THINK: Frames = Frames(1 << 1);
    pub(super) const SHOW: Frames = Frames(1 << 2);
    pub(super) const ASK: Frames = Frames(1 << 3);
    pub(super) const DENY: Frames = Frames(1 << 4);
    pub(super) const DEMAND: Frames = Frames(1 << 5);
    pub(super) const INFINITIVE: Frames = Frames(1 << 6);
    pub(super) const GERUND: Frames = Frames(1 << 7);
    pub(super) const URGE: Frames = Frames(1 << 8);
    pub(super) const OBJECT: Frames = Frames(1 << 9);
    pub(super) const NOUN: Frames = Frames(1 << 10);
    pub(super) const MEDIUM: Frames = Frames(1 << 11);
    /// Can act.
    pub(super) const ACTS: Frames = Frames(1 << 12);
    /// Says that something is so: `claims that`, `reports of`.
    pub(super) const CLAIM: Frames = Frames(1 << 13);
    /// Is said, so that whoever refuses it has said nothing: `declined to comment`.
    pub(super) const TELL: Frames = Frames(1 << 14);
    /// Uses the voice, so that a single word right behind it was spoken: `shouted, “Full!”`.
    pub(super) const VOICE: Frames = Frames(1 << 15);
    /// Has words on it: a poster, a telegram.
    pub(super) const WORDED: Frames = Frames(1 << 16);
    /// Points back to what was quoted: `The speaker was General Haddad`.
    pub(super) const POINTS: Frames = Frames(1 << 17);

    /// Says whether one of `other` is among them.
    pub(super) fn any(self, other: Frames) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn or(self, other: Frames) -> Frames {
        Frames(self.0 | other.0)
    }
}

/// The lists, looked up by lemma.
#[derive(Debug)]
pub(super) struct Lexicon {
    verbs: FxHashMap<&'static str, Frames>,
    nouns: FxHashMap<&'static str, Frames>,
    people: FxHashSet<&'static str>,
}

const VERBS: [(&str, Frames); 12] = [
    (include_str!("../../rules/lists/say_verbs.txt"), Frames::SAY),
    (include_str!("../../rules/lists/think_verbs.txt"), Frames::THINK),
    (include_str!("../../rules/lists/show_verbs.txt"), Frames::SHOW),
    (include_str!("../../rules/lists/ask_verbs.txt"), Frames::ASK),
    (include_str!("../../rules/lists/deny_verbs.txt"), Frames::DENY),
    (include_str!("../../rules/lists/demand_verbs.txt"), Frames::DEMAND),
    (include_str!("../../rules/lists/infinitive_verbs.txt"), Frames::INFINITIVE),
    (include_str!("../../rules/lists/gerund_verbs.txt"), Frames::GERUND),
    (include_str!("../../rules/lists/urge_verbs.txt"), Frames::URGE),
    (include_str!("../../rules/lists/object_verbs.txt"), Frames::OBJECT),
    (include_str!("../../rules/lists/withheld_verbs.txt"), Frames::TELL),
    (include_str!("../../rules/lists/utter_verbs.txt"), Frames::VOICE),
];

const NOUNS: [(&str, Frames); 7] = [
    (include_str!("../../rules/lists/report_nouns.txt"), Frames::NOUN),
    (include_str!("../../rules/lists/medium_nouns.txt"), Frames::MEDIUM),
    (include_str!("../../rules/lists/acting_nouns.txt"), Frames::ACTS),
    (include_str!("../../rules/lists/claim_nouns.txt"), Frames::CLAIM),
    (include_str!("../../rules/lists/view_nouns.txt"), Frames::CLAIM),
    (include_str!("../../rules/lists/worded_things.txt"), Frames::WORDED),
    (include_str!("../../rules/lists/pointing_nouns.txt"), Frames::POINTS),
];

impl Lexicon {
    /// Returns the lists that are built in.
    pub(super) fn embedded() -> &'static Lexicon {
        static EMBEDDED: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon { verbs: table(&VERBS), nouns: table(&NOUNS), people: people() });
        &EMBEDDED
    }

    /// Returns what a verb takes.
    pub(super) fn verb(&self, lemma: &str) -> Frames {
        self.verbs.get(lemma).copied().unwrap_or_default()
    }

    /// Says whether a noun is what people are called.
    pub(super) fn is_person(&self, lemma: &str) -> bool {
        self.people.contains(lemma)
    }

    /// Returns what a noun takes.
    pub(super) fn noun(&self, lemma: &str) -> Frames {
        self.nouns.get(lemma).copied().unwrap_or_default()
    }
}

/// What people are called, by list and by the last words of the atlas' roles: `minister`, `widow`, `gunmen`.
fn people() -> FxHashSet<&'static str> {
    let rows = include_str!("../../atlas/roles.tsv").lines().filter_map(|line| line.split_once('\t'));
    rows.filter(|(_, rest)| {
        ["office\t", "person\t", "people\t", "armed\t"].iter().any(|k| rest.starts_with(k))
    })
    .filter_map(|(words, _)| words.rsplit(' ').next())
    .chain(entries(include_str!("../../rules/lists/people_nouns.txt")))
    .collect()
}

fn table(lists: &[(&'static str, Frames)]) -> FxHashMap<&'static str, Frames> {
    let mut table: FxHashMap<&'static str, Frames> = FxHashMap::default();
    for &(text, frames) in lists {
        for entry in entries(text) {
            let known = table.entry(entry).or_default();
            *known = known.or(frames);
        }
    }
    table
}

/// Walks the entries of a list, without comments.
pub(super) fn entries(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(|line| line.split('#').next().unwrap_or("").trim()).filter(|entry| !entry.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_frames() {
        let lexicon = Lexicon::embedded();
        assert!(lexicon.verb("say").any(Frames::SAY));
        assert!(lexicon.verb("ask").any(Frames::ASK) && lexicon.verb("ask").any(Frames::DEMAND));
        assert!(!lexicon.verb("walk").any(Frames::SAY.or(Frames::THINK)));
        assert!(lexicon.noun("warning").any(Frames::NOUN));
    }
}
