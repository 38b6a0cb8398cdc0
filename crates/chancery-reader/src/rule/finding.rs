//! What a rule found.

use std::ops::Range;

use chancery_nlp::{Binding, Document, Match, Span, Upos};

use super::file::Stated;
use super::{Extent, Rule};

/// A place where a rule applies, with its roles.
#[derive(Debug, Clone)]
pub struct Finding<'r> {
    /// The rule that made it.
    pub rule: &'r Rule,
    /// What the nodes of its pattern are bound to.
    pub matched: Match,
}

/// At most so many tokens are cut from an end of a phrase because they are punctuation.
const TRIMMED: usize = 16;

impl Finding<'_> {
    /// Returns the tokens that fill a role; nothing where none do.
    pub fn role(&self, role: &str) -> Option<&Binding> {
        self.matched.get(self.rule.node(role)?)
    }

    /// Returns the words of a role in text order: in pieces where other roles stand between them.
    pub fn spans(&self, document: &Document, role: &str) -> Vec<Span> {
        self.tokens(document, role).into_iter().map(|tokens| document.span(tokens)).collect()
    }

    /// Returns the tokens of a role in text order, as its extent says.
    ///
    /// A phrase is what depends on the bound words, without what fills other roles, and without punctuation and
    /// quotation marks at the ends.
    pub fn tokens(&self, document: &Document, role: &str) -> Vec<Range<u32>> {
        let Some(binding) = self.role(role) else { return Vec::new() };
        if self.rule.extent(role) == Extent::Words {
            return vec![binding.tokens.clone()];
        }
        let whole = subtree(document, binding);
        let mut holes: Vec<Range<u32>> = self
            .rule
            .roles()
            .filter(|(other, _)| *other != role)
            .filter_map(|(_, node)| self.matched.get(node))
            .map(|other| subtree(document, other))
            .filter(|other| {
                whole.start <= other.start && other.end <= whole.end && !other.contains(&binding.head)
            })
            .collect();
        holes.sort_by_key(|hole| hole.start);
        let mut pieces = Vec::new();
        let mut start = whole.start;
        for hole in holes {
            pieces.push(start..hole.start.max(start));
            start = start.max(hole.end);
        }
        pieces.push(start..whole.end);
        pieces.into_iter().map(|piece| trim(document, piece)).filter(|piece| !piece.is_empty()).collect()
    }

    /// Returns the word that the rule states for a constant: `polarity` is `deny`.
    pub fn word(&self, constant: &str) -> Option<&str> {
        match self.rule.constant(constant)? {
            Stated::Word(word) => Some(word),
            Stated::Share(_) => None,
        }
    }

    /// Returns the number that the rule states for a constant: `confidence` is 0.9.
    pub fn share(&self, constant: &str) -> Option<f64> {
        match self.rule.constant(constant)? {
            Stated::Share(share) => Some(*share),
            Stated::Word(_) => None,
        }
    }
}

fn subtree(document: &Document, binding: &Binding) -> Range<u32> {
    let below = document.token(binding.head as usize).subtree();
    below.start.min(binding.tokens.start)..below.end.max(binding.tokens.end)
}

fn trim(document: &Document, mut tokens: Range<u32>) -> Range<u32> {
    let loose = |index: u32| matches!(document.token(index as usize).upos(), Upos::Punct | Upos::Space);
    for _ in 0..TRIMMED {
        match () {
            () if tokens.is_empty() => break,
            () if loose(tokens.start) => tokens.start += 1,
            () if loose(tokens.end - 1) => tokens.end -= 1,
            () => break,
        }
    }
    tokens
}
