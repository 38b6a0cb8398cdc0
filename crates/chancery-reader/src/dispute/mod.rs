//! Disputes: propositions on which the actors of a report differ, with who stands where.
//!
//! A *take* is one stance of one actor on a proposition. Rules find the takes that words say outright ([`explicit`]);
//! statements give those without a word of contest ([`spoken`]). Takes on one matter are brought together by the words
//! that their propositions share ([`matter`], [`group`]), and "the allegations" by what was alleged before ([`merge`]).
//! What nobody contests is no dispute.

mod contrast;
mod explicit;
mod group;
mod matter;
mod merge;
mod spoken;
mod take;
mod words;

use chancery_nlp::{Document, Span};
use rustc_hash::FxHashMap;

use crate::reading::Stance;
use crate::rule::RuleSet;
use crate::statement::{Phrase, Statement};

/// A proposition on which actors differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dispute {
    /// The words that put it.
    pub(crate) proposition: Span,
    /// Who stands where, in text order.
    pub(crate) positions: Vec<Position>,
}

/// Where one actor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Position {
    /// Who.
    pub(crate) actor: usize,
    /// Where.
    pub(crate) stance: Stance,
    /// The statement that shows it.
    pub(crate) statement: Option<usize>,
    /// The words that show it.
    pub(crate) span: Span,
}

/// What disputes need to know of actors.
pub(crate) trait Cast {
    /// Finds the actor that a phrase names, making one where only these words do.
    fn actor(&mut self, phrase: Phrase) -> Option<usize>;
    /// Returns the actor in whose mention a token stands.
    fn at(&self, token: u32) -> Option<usize>;
    /// Returns the members of a group; none of others.
    fn members(&self, actor: usize) -> Vec<usize>;
    /// Says whether one speaks for the other, as a minister does for the state.
    fn one_side(&self, one: usize, other: usize) -> bool;
    /// Says whether findings may come from these words.
    fn readable(&self, span: Span) -> bool;
}

/// The statements of a report with their speakers.
#[derive(Debug)]
pub(crate) struct Said<'a> {
    statements: &'a [Statement],
    speakers: Vec<Option<usize>>,
    by_cue: FxHashMap<u32, usize>,
    /// Content pieces with their statements, by their beginnings.
    pieces: Vec<(Span, usize)>,
}

/// Pieces of content that are looked at around a word.
const AROUND: usize = 24;

impl<'a> Said<'a> {
    /// Takes statements and who speaks them.
    pub(crate) fn new(statements: &'a [Statement], speakers: Vec<Option<usize>>) -> Self {
        let cues = statements.iter().enumerate().filter_map(|(at, s)| Some((s.cue_head?, at)));
        let pieces =
            statements.iter().enumerate().flat_map(|(at, s)| s.content.iter().map(move |&c| (c, at)));
        let mut pieces: Vec<(Span, usize)> = pieces.collect();
        pieces.sort_unstable();
        Self { statements, speakers, by_cue: cues.collect(), pieces }
    }

    fn speaker(&self, statement: usize) -> Option<usize> {
        self.speakers.get(statement).copied().flatten()
    }

    fn by_cue(&self, token: u32) -> Option<usize> {
        self.by_cue.get(&token).copied()
    }

    /// Returns the innermost statement whose content holds some words.
    fn around(&self, span: Span) -> Option<usize> {
        let end = self.pieces.partition_point(|(piece, _)| piece.start <= span.start);
        let before = self.pieces[..end].iter().rev().take(AROUND);
        before
            .filter(|(piece, _)| piece.contains(span))
            .min_by_key(|(piece, _)| piece.len())
            .map(|(_, at)| *at)
    }
}

/// Finds the disputes of a document, in the order of their propositions.
pub(crate) fn find_disputes(
    document: &Document,
    rules: &RuleSet,
    said: &Said<'_>,
    cast: &mut impl Cast,
) -> Vec<Dispute> {
    let explicit = explicit::takes(document, rules, said, cast);
    let spoken = spoken::takes(document, said, &explicit, cast);
    merge::disputes(document, explicit, spoken, cast)
}

#[cfg(test)]
mod tests;
