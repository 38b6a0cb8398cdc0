//! Many patterns at once.

use std::sync::Arc;

use compact_str::CompactString;

use super::index::Index;
use super::pattern::Pattern;
use super::search::{Binding, Bound, Search, anchor_at};
use super::view::View;
use crate::Document;

/// Many patterns, held against a sentence together.
///
/// Only patterns whose anchor can be the token at hand are tried, so that a thousand patterns cost little more
/// than the few that apply.
#[derive(Debug, Clone, Default)]
pub struct Matcher {
    patterns: Vec<Pattern>,
    index: Index,
}

/// A place where a pattern applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The number of the pattern in its matcher.
    pub pattern: usize,
    names: Arc<[CompactString]>,
    bound: Bound,
}

impl Matcher {
    /// Takes patterns; a match names them by their place in this order.
    pub fn new(patterns: impl IntoIterator<Item = Pattern>) -> Self {
        let patterns: Vec<Pattern> = patterns.into_iter().collect();
        let index = Index::new(&patterns);
        Self { patterns, index }
    }

    /// Returns the patterns in the order in which they were given.
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// Finds every match in one sentence, in the order of the anchors' first tokens, then of the patterns.
    ///
    /// # Panics
    /// When the document has no sentence of that number.
    pub fn matches(&self, document: &Document, sentence: usize) -> Vec<Match> {
        let mut found = Vec::new();
        if self.patterns.is_empty() {
            return found;
        }
        let view = View::new(document, sentence);
        let mut candidates = Vec::new();
        for index in view.range.clone() {
            self.index.candidates(&view, index, &mut candidates);
            for &number in &candidates {
                let pattern = &self.patterns[number as usize];
                let Some(anchor) = anchor_at(&pattern.0.anchor, &view, index) else { continue };
                let bound = Search::new(&pattern.0, &view).run(anchor);
                found.extend(bound.into_iter().map(|bound| Match {
                    pattern: number as usize,
                    names: pattern.0.names.clone(),
                    bound,
                }));
            }
        }
        found
    }
}

impl Match {
    /// Returns what the anchor, the pattern's first node, is bound to.
    pub fn anchor(&self) -> &Binding {
        self.bound[0].as_ref().expect("the anchor of a match is bound")
    }

    /// Returns what a node is bound to; nothing where it is optional and not there, or not of this pattern.
    pub fn get(&self, name: &str) -> Option<&Binding> {
        let at = self.names.iter().position(|known| known == name)?;
        self.bound[at].as_ref()
    }

    /// Walks the bound nodes in the order in which the pattern names them.
    pub fn bindings(&self) -> impl Iterator<Item = (&str, &Binding)> {
        let bound = self.names.iter().zip(&self.bound);
        bound.filter_map(|(name, binding)| Some((name.as_str(), binding.as_ref()?)))
    }
}
