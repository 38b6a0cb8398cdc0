//! Contiguous words: `"according to"`.

use std::ops::Range;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::view::{View, fold};

/// A set of phrases, any of which may be found.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    /// As written, for explanations.
    pub(crate) source: CompactString,
    forms: Vec<Vec<CompactString>>,
    lemmas: Vec<Vec<CompactString>>,
    forms_by_key: FxHashMap<CompactString, Vec<u32>>,
    lemmas_by_key: FxHashMap<CompactString, Vec<u32>>,
    /// No phrase can span more tokens than this.
    pub(crate) longest: u32,
}

impl Phrases {
    /// Adds a phrase that is compared by its lower-case form, however the tokenizer cuts its words.
    pub(crate) fn add(&mut self, phrase: &str) {
        let words: Vec<CompactString> = phrase.split_whitespace().map(fold).collect();
        let Some(first) = words.first() else { return };
        for key in keys(first) {
            self.forms_by_key.entry(key).or_default().push(self.forms.len() as u32);
        }
        // A word splits at most around each of its other characters, and where `n't` begins.
        let tokens =
            words.iter().map(|w| 2 + 2 * w.chars().filter(|c| !c.is_alphanumeric()).count() as u32).sum();
        self.longest = self.longest.max(tokens);
        self.forms.push(words);
    }

    /// Adds a phrase that is compared lemma by lemma.
    pub(crate) fn add_lemmas(&mut self, phrase: &str) {
        let words: Vec<CompactString> = phrase.split_whitespace().map(fold).collect();
        let Some(first) = words.first() else { return };
        self.lemmas_by_key.entry(first.clone()).or_default().push(self.lemmas.len() as u32);
        self.longest = self.longest.max(words.len() as u32);
        self.lemmas.push(words);
    }

    /// Says whether there is no phrase.
    pub(crate) fn is_empty(&self) -> bool {
        self.forms.is_empty() && self.lemmas.is_empty()
    }

    /// Walks the lower-case forms that a first token may have.
    pub(crate) fn first_forms(&self) -> Vec<&CompactString> {
        sorted(self.forms_by_key.keys())
    }

    /// Walks the lemmas that a first token may have.
    pub(crate) fn first_lemmas(&self) -> Vec<&CompactString> {
        sorted(self.lemmas_by_key.keys())
    }

    /// Finds the longest phrase that starts at a token, and returns where it ends.
    pub(crate) fn end_of_phrase(&self, view: &View, start: u32) -> Option<u32> {
        let forms = self.forms_by_key.get(view.lower(start)).map_or(&[][..], Vec::as_slice);
        let lemmas = self.lemmas_by_key.get(view.lemma(start)).map_or(&[][..], Vec::as_slice);
        let forms = forms.iter().filter_map(|&at| follow_forms(&self.forms[at as usize], view, start));
        let lemmas = lemmas.iter().filter_map(|&at| follow_lemmas(&self.lemmas[at as usize], view, start));
        forms.chain(lemmas).max()
    }

    /// Finds the longest phrase whose syntactic head is a token; of equals, the one that starts first.
    pub(crate) fn around(&self, view: &View, head: u32) -> Option<Range<u32>> {
        let first = head.saturating_sub(self.longest.saturating_sub(1)).max(view.range.start);
        (first..=head)
            .filter_map(|start| {
                let end = self.end_of_phrase(view, start)?;
                (head < end && head_of(view, start..end) == head).then_some(start..end)
            })
            .max_by_key(|range| (range.len(), std::cmp::Reverse(range.start)))
    }
}

/// Returns the first token of a range whose head stands outside it.
pub(crate) fn head_of(view: &View, range: Range<u32>) -> u32 {
    let outside = |&i: &u32| view.head(i).is_none_or(|head| !range.contains(&head));
    range.clone().find(outside).unwrap_or(range.start)
}

/// Lists what the tokenizer may leave of a word as its first token: `so-called` may be cut to `so`.
fn keys(word: &CompactString) -> Vec<CompactString> {
    let mut keys = vec![word.clone()];
    if word.chars().any(|c| !c.is_alphanumeric()) {
        let cuts = word.char_indices().map(|(at, _)| at).skip(1);
        keys.extend(cuts.map(|at| CompactString::from(&word[..at])));
    }
    keys
}

fn sorted<'a>(keys: impl Iterator<Item = &'a CompactString>) -> Vec<&'a CompactString> {
    let mut keys: Vec<_> = keys.collect();
    keys.sort_unstable();
    keys
}

fn follow_forms(words: &[CompactString], view: &View, start: u32) -> Option<u32> {
    let mut at = start;
    for (n, word) in words.iter().enumerate() {
        if n > 0 {
            at = view.word_from(at)?;
        }
        let mut left = word.as_str();
        while !left.is_empty() {
            if at == view.range.end || (left.len() < word.len() && view.token(at - 1).space_after()) {
                return None;
            }
            left = left.strip_prefix(view.lower(at)).filter(|rest| rest.len() < left.len())?;
            at += 1;
        }
    }
    Some(at)
}

fn follow_lemmas(words: &[CompactString], view: &View, start: u32) -> Option<u32> {
    let mut at = start;
    for (n, word) in words.iter().enumerate() {
        if n > 0 {
            at = view.word_from(at)?;
        }
        if at == view.range.end || view.lemma(at) != word {
            return None;
        }
        at += 1;
    }
    Some(at)
}
