//! Which patterns may start at a token.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::attribute::Ask;
use super::pattern::{Pattern, Spec};
use super::view::{View, fold};
use crate::{Label, Upos};

/// Patterns by a value that their anchor must have.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    lower: FxHashMap<CompactString, Vec<u32>>,
    lemma: FxHashMap<CompactString, Vec<u32>>,
    dep: FxHashMap<Label, Vec<u32>>,
    ent: FxHashMap<Label, Vec<u32>>,
    upos: FxHashMap<Upos, Vec<u32>>,
    any: Vec<u32>,
}

impl Index {
    pub(crate) fn new(patterns: &[Pattern]) -> Self {
        let mut index = Self::default();
        for (number, pattern) in patterns.iter().enumerate() {
            index.add(number as u32, &pattern.0.anchor);
        }
        index
    }

    /// Files a pattern under the rarest kind of value that its anchor names.
    fn add(&mut self, number: u32, anchor: &Spec) {
        if let Some(phrases) = &anchor.phrases {
            for form in phrases.first_forms() {
                self.lower.entry(form.clone()).or_default().push(number);
            }
            for lemma in phrases.first_lemmas() {
                self.lemma.entry(lemma.clone()).or_default().push(number);
            }
            return;
        }
        let asked = anchor.tests.iter().filter(|test| !test.negated).map(|test| &test.ask);
        let Some(ask) = asked.filter(|ask| rank(ask) < UNINDEXED).min_by_key(|ask| rank(ask)) else {
            return self.any.push(number);
        };
        match ask {
            Ask::Text(words) => {
                let mut words: Vec<_> = words.iter().map(|word| fold(word)).collect();
                words.sort_unstable();
                words.dedup();
                words.into_iter().for_each(|word| self.lower.entry(word).or_default().push(number));
            }
            Ask::Lower(words) => {
                words.iter().for_each(|word| self.lower.entry(word.clone()).or_default().push(number));
            }
            Ask::Lemma(words) => {
                words.iter().for_each(|word| self.lemma.entry(word.clone()).or_default().push(number));
            }
            Ask::Ent(labels) => labels.iter().for_each(|l| self.ent.entry(*l).or_default().push(number)),
            Ask::Dep(labels) => labels.iter().for_each(|l| self.dep.entry(*l).or_default().push(number)),
            Ask::Upos(tags) => tags.iter().for_each(|tag| self.upos.entry(*tag).or_default().push(number)),
            _ => self.any.push(number),
        }
    }

    /// Lists the patterns to try at a token, in their order.
    pub(crate) fn candidates(&self, view: &View, index: u32, into: &mut Vec<u32>) {
        let token = view.token(index);
        into.clear();
        into.extend_from_slice(&self.any);
        let mut more = |found: Option<&Vec<u32>>| into.extend(found.into_iter().flatten());
        more(self.lower.get(view.lower(index)));
        more(self.lemma.get(view.lemma(index)));
        more(self.dep.get(&token.deprel()));
        more(self.upos.get(&token.upos()));
        if !self.ent.is_empty() {
            more(token.entity().and_then(|entity| self.ent.get(&entity.label)));
        }
        into.sort_unstable();
        into.dedup();
    }
}

const UNINDEXED: u32 = 6;

fn rank(ask: &Ask) -> u32 {
    match ask {
        Ask::Text(_) => 0,
        Ask::Lower(_) => 1,
        Ask::Lemma(_) => 2,
        Ask::Ent(_) => 3,
        Ask::Dep(_) => 4,
        Ask::Upos(_) => 5,
        _ => UNINDEXED,
    }
}
