//! Reversals.

use chancery_nlp::Span;

use crate::reading::ReversalKind;
use crate::rule::RuleSet;
use crate::scene::Scene;

/// A change of position.
#[derive(Debug, Clone, PartialEq)]
pub struct Reversal {
    /// Who changed position.
    pub actor: usize,
    /// On what.
    pub topic: Span,
    /// The words of the old position.
    pub before: Option<Span>,
    /// The words of the new position.
    pub after: Option<Span>,
    /// The words that show the change.
    pub evidence: Vec<Span>,
    /// How it is known.
    pub kind: ReversalKind,
    /// From 0 to 1.
    pub confidence: f32,
    /// What decided it.
    pub rule: String,
}

/// Finds the changes of position, in the order of the text.
pub fn find_reversals(scene: &Scene<'_>, rules: &RuleSet, readable: impl Fn(Span) -> bool) -> Vec<Reversal> {
    let _ = (scene, rules, &readable);
    Vec::new()
}
