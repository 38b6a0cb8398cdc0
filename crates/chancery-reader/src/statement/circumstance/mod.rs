//! The circumstances of a statement: to whom it was said, on what occasion, when and where, and what weakens it.
//!
//! What hangs on the cue is told apart from what hangs on the content by place first and by the parse second
//! ([`clause`]): words between cue and content belong to the cue, words behind the content to the content. Where both
//! readings are open, nothing is said.

mod about;
mod addressee;
mod clause;
mod hedge;
mod setting;
mod venue;
mod words;

use chancery_nlp::{Document, Span};

pub(crate) use about::by_importance;
use clause::{Clause, Owners};

use super::stretch::Stretches;
use super::{Phrase, Statement};

/// The occasion of a statement, and the words that weaken it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Circumstances {
    /// The phrase that names the occasion: `at a joint press conference`.
    pub venue: Option<Span>,
    /// Words that say when it was said if they express a time, best first.
    pub times: Vec<Span>,
    /// Words that say where it was said if they name a place, best first.
    pub places: Vec<Span>,
    /// Words that weaken it, in text order: `may`, `reportedly`, `suggested`.
    pub hedges: Vec<Span>,
}

/// Finds the circumstances of all statements.
pub(super) fn find(document: &Document, stretches: &Stretches, statements: &mut [Statement]) {
    for statement in statements.iter_mut() {
        clause::give_back(document, statement);
    }
    let owners = Owners::new(document, statements);
    let found: Vec<(Vec<Phrase>, Circumstances)> = (0..statements.len())
        .map(|at| {
            let Some(clause) = Clause::of(document, stretches, statements, at, &owners) else {
                return Default::default();
            };
            let venue = venue::find(&clause);
            let addressees = addressee::find(&clause, venue.as_ref());
            let (times, places) = setting::find(&clause, venue.as_ref());
            let venue = venue.map(|venue| venue.span(document));
            (addressees, Circumstances { venue, times, places, hedges: Vec::new() })
        })
        .collect();
    for (statement, (addressees, circumstances)) in statements.iter_mut().zip(found) {
        statement.addressees = addressees;
        statement.circumstances = circumstances;
    }
    hedge::find(document, statements, &owners);
}
