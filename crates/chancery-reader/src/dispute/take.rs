//! A take: one or more actors stand somewhere on a proposition, and these words show it.

use chancery_nlp::{Document, Span, Upos};

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
    /// Who put the claim that is contested, where its noun says so: "Kyiv's claim".
    pub(super) put_by: Option<usize>,
    /// It makes no dispute unless somebody else put the proposition.
    pub(super) weak: bool,
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
    /// Its only matter is its own word: "otherwise".
    pub(super) answer: bool,
    /// What it speaks of stands in the same sentence: "…, which they deny".
    pub(super) relative: bool,
}

impl Take {
    /// Says whether its proposition is a mere pronoun or the cue itself: "it", "are not convinced".
    pub(super) fn is_empty_word(&self, document: &Document) -> bool {
        let tokens = document.tokens_in(self.matter.span);
        let pronoun = document.slice(tokens.clone()).all(|token| {
            token.upos() == Upos::Pron || token.xpos().as_str().starts_with('W') || token.upos() == Upos::Det
        });
        self.matter.is_loose() && (pronoun || tokens.contains(&self.at) || self.matter.inquiry)
    }

    /// Says whether it only turns round what was said before: "not so", "say otherwise".
    pub(super) fn answers(&self) -> bool {
        self.answer
    }
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
