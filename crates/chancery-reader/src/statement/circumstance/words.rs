//! The word lists that circumstances are found by.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::statement::lexicon::entries;

/// The lists, looked up by lemma.
#[derive(Debug)]
pub(super) struct Words {
    /// Verbs whose object is spoken to.
    pub(super) tell: FxHashSet<&'static str>,
    /// `appeal to`: verbs with the preposition of the one spoken to.
    pub(super) to: FxHashSet<&'static str>,
    /// Nouns that nobody speaks to.
    pub(super) unaddressed: FxHashSet<&'static str>,
    /// Those who listen: `reporter`.
    pub(super) audience: FxHashSet<&'static str>,
    /// Gatherings: `summit`.
    pub(super) occasions: FxHashSet<&'static str>,
    /// What carries words: `interview`.
    pub(super) utterances: FxHashSet<&'static str>,
    /// Bodies and channels: `parliament`.
    pub(super) forums: FxHashSet<&'static str>,
    /// `speaking at a summit`.
    pub(super) speaking: FxHashSet<&'static str>,
    /// `issued on Monday`.
    pub(super) publishing: FxHashSet<&'static str>,
}

impl Words {
    /// Returns the lists that are built in.
    pub(super) fn get() -> &'static Words {
        static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
            tell: set(include_str!("../../../rules/lists/tell_verbs.txt")),
            to: set(include_str!("../../../rules/lists/addressee_prepositions.txt")),
            unaddressed: set(include_str!("../../../rules/lists/unaddressed_nouns.txt")),
            audience: set(include_str!("../../../rules/lists/audience_nouns.txt")),
            occasions: set(include_str!("../../../rules/lists/occasion_nouns.txt")),
            utterances: set(include_str!("../../../rules/lists/utterance_nouns.txt")),
            forums: set(include_str!("../../../rules/lists/forum_nouns.txt")),
            speaking: set(include_str!("../../../rules/lists/speaking_verbs.txt")),
            publishing: set(include_str!("../../../rules/lists/publish_verbs.txt")),
        });
        &WORDS
    }
}

fn set(list: &'static str) -> FxHashSet<&'static str> {
    entries(list).collect()
}

/// Says whether a list has a word by its lemma, whatever its capitals.
pub(super) fn has(list: &FxHashSet<&'static str>, word: &str) -> bool {
    list.contains(word) || word.contains(char::is_uppercase) && list.contains(word.to_lowercase().as_str())
}
