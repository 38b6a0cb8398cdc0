//! Courtesies and short titles in front of a name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::atlas::Gender;

/// Tells whether a word is a courtesy, and what it tells of the person.
pub(super) fn courtesy(word: &str) -> Option<Option<Gender>> {
    static COURTESIES: LazyLock<FxHashMap<&str, Option<Gender>>> = LazyLock::new(|| {
        let lines = include_str!("../../atlas/courtesies.txt").lines();
        let words = lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        words
            .map(|line| match line.split_once(' ') {
                Some((word, gender)) => (word, Gender::parse(gender)),
                None => (line, None),
            })
            .collect()
    });
    COURTESIES.get(word.to_lowercase().as_str()).copied()
}
