//! A take: one or more actors stand somewhere on a proposition, and these words show it.

use chancery_nlp::Span;

use super::matter::Matter;
use crate::reading::Stance;

/// Who stands where, on what, by which words.
#[derive(Debug, Clone)]
pub(super) struct Take {
    /// Those who take it.
    pub(super) holders: Vec<usize>,
    /// Where they stand.
    pub(super) stance: Stance,
    /// On what.
    pub(super) matter: Matter,
    /// Whom the proposition is about, where somebody is accused.
    pub(super) accused: Option<usize>,
    /// The statement that shows it.
    pub(super) statement: Option<usize>,
    /// The words that show it.
    pub(super) span: Span,
    /// The token from which it was found.
    pub(super) at: u32,
    /// What kind of words they are.
    pub(super) source: Source,
    /// Several who are named by one word: "the two sides".
    pub(super) plural: bool,
    /// What it speaks of stands in the same sentence: "…, which they deny".
    pub(super) relative: bool,
}

/// What kind of words show a take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// A rule found that something is contested.
    Contest,
    /// A rule found that somebody is accused.
    Accusation,
    /// A statement, whatever it says.
    Statement,
}
