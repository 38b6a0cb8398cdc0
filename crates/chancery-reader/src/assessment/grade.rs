//! The graded lists: what a word or phrase says of a relationship.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use chancery_nlp::{Document, Token, Upos};
use rustc_hash::FxHashMap;

use crate::circumstances::entries;
use crate::reading::Trend;

/// What words say of a relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Grade {
    /// From -2 to 2, where the words tell.
    pub(super) level: Option<i8>,
    /// Where it is going, where the words tell.
    pub(super) trend: Option<Trend>,
}

/// A graded phrase found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Graded {
    pub(super) tokens: Range<u32>,
    pub(super) grade: Grade,
}

const LEVELS: [(&str, i8); 5] = [
    (include_str!("../../rules/lists/relation_hostile.txt"), -2),
    (include_str!("../../rules/lists/relation_bad.txt"), -1),
    (include_str!("../../rules/lists/relation_even.txt"), 0),
    (include_str!("../../rules/lists/relation_good.txt"), 1),
    (include_str!("../../rules/lists/relation_allied.txt"), 2),
];

const TRENDS: [(&str, Trend); 3] = [
    (include_str!("../../rules/lists/relation_improving.txt"), Trend::Improving),
    (include_str!("../../rules/lists/relation_worsening.txt"), Trend::Worsening),
    (include_str!("../../rules/lists/relation_unchanged.txt"), Trend::Unchanged),
];

/// No entry has more words.
const LONGEST: usize = 8;

type Table = FxHashMap<&'static str, Vec<(Vec<&'static str>, Grade)>>;

/// The entries by their first word.
fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        let mut grades: BTreeMap<&'static str, Grade> = BTreeMap::new();
        for (text, level) in LEVELS {
            for entry in entries(text) {
                grades.entry(entry).or_default().level = Some(level);
            }
        }
        for (text, trend) in TRENDS {
            for entry in entries(text) {
                grades.entry(entry).or_default().trend = Some(trend);
            }
        }
        let mut table = Table::default();
        for (entry, grade) in grades {
            let words: Vec<&str> = split(entry).collect();
            if let Some(&first) = words.first() {
                table.entry(first).or_default().push((words, grade));
            }
        }
        table
    });
    &TABLE
}

/// Cuts an entry as the tokenizer cuts text, without the hyphens.
fn split(entry: &'static str) -> impl Iterator<Item = &'static str> {
    entry
        .split([' ', '-'])
        .flat_map(|word| match word.strip_suffix("'s") {
            Some(owner) => [owner, "'s"],
            None => [word, ""],
        })
        .filter(|word| !word.is_empty())
}

/// Finds the graded phrase in a range of tokens that says most: that of the head, the longest, the strongest, the first.
pub(super) fn graded(document: &Document, tokens: Range<u32>, head: u32) -> Option<Graded> {
    let starts = tokens.clone().take(48);
    let mut best: Option<((bool, usize, i8), Graded)> = None;
    for start in starts {
        let Some((words, found)) = at(document, start, tokens.end) else { continue };
        let own = found.tokens.contains(&head) && document.token(head as usize).upos() == Upos::Noun;
        let rank = (own, words, found.grade.level.map_or(-1, i8::abs));
        if best.as_ref().is_none_or(|(most, _)| rank > *most) {
            best = Some((rank, found));
        }
    }
    let mut found = best.map(|(_, found)| found)?;
    if found.grade.level.is_none() {
        found.grade.level = level_inside(document, &found.tokens);
    }
    Some(found)
}

/// Returns the level of the words inside a phrase that only tells a course: "turned sour", "hit rock bottom".
fn level_inside(document: &Document, tokens: &Range<u32>) -> Option<i8> {
    let inner = (tokens.start + 1..tokens.end).filter_map(|start| at(document, start, tokens.end));
    inner
        .filter_map(|(words, found)| Some((words, found.grade.level?)))
        .max_by_key(|(words, _)| *words)
        .map(|(_, level)| level)
}

/// Finds the longest entry that starts at a token.
fn at(document: &Document, start: u32, end: u32) -> Option<(usize, Graded)> {
    let first = document.token(start as usize);
    let lower = lower(first);
    let found = |word: &str| table().get(word).map_or(&[][..], Vec::as_slice);
    let lemma = first.lemma().to_lowercase();
    let same = if lemma == lower { &[][..] } else { found(&lemma) };
    let mut best: Option<(usize, Graded)> = None;
    for (words, grade) in found(&lower).iter().chain(same) {
        let Some(stop) = follow(document, words, start, end) else { continue };
        // "Ties have cooled" tells only the course; "cool" as an adjective tells the state, too.
        let acts =
            first.upos() == Upos::Verb && words.len() == 1 && words[0] != lower && grade.trend.is_some();
        let grade = if acts { Grade { level: None, ..*grade } } else { *grade };
        if best.as_ref().is_none_or(|(most, _)| words.len() > *most) {
            best = Some((words.len(), Graded { tokens: start..stop, grade }));
        }
    }
    best
}

/// Returns where an entry ends that starts at a token, if it stands there; hyphens and articles are passed over.
fn follow(document: &Document, words: &[&str], start: u32, end: u32) -> Option<u32> {
    let mut at = start;
    for (place, word) in words.iter().take(LONGEST).enumerate() {
        loop {
            if at >= end {
                return None;
            }
            let token = document.token(at as usize);
            if lower(token) == *word || token.lemma().eq_ignore_ascii_case(word) {
                break;
            }
            let passed = matches!(
                token.text(),
                "-" | "–" | "an" | "a" | "the" | "their" | "its" | "“" | "”" | "\"" | "'" | "‘" | "’"
            );
            if place == 0 || !passed {
                return None;
            }
            at += 1;
        }
        at += 1;
    }
    Some(at)
}

fn lower(token: Token<'_>) -> String {
    token.text().replace('’', "'").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_have_their_grades() {
        let grade = |words: &str| {
            let all = table().values().flatten();
            all.clone().find(|(entry, _)| entry.join(" ") == words).map(|(_, grade)| *grade).unwrap()
        };
        assert_eq!(grade("all time low").level, Some(-2));
        assert_eq!(grade("sour").trend, Some(Trend::Worsening));
        assert_eq!(grade("closer"), Grade { level: Some(1), trend: Some(Trend::Improving) });
        assert!(table().values().flatten().all(|(words, _)| words.len() <= LONGEST));
    }
}
