//! What findings about positions and relationships look at: the parse, the actors and who said what.

use chancery_nlp::{Document, Span, Token, Upos};
use rustc_hash::FxHashMap;

use crate::actor::{ActorKind, Actors};
use crate::reading::{Time, TimexType};
use crate::statement::{Polarity, Statement};

/// How many statements around a word are looked at.
const AROUND: usize = 16;

/// One report as the later steps see it.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The parse.
    pub document: &'a Document,
    /// The actors.
    pub actors: &'a Actors,
    /// Who said what.
    pub statements: &'a [Statement],
    /// The speaker of each statement.
    pub speakers: &'a [Option<usize>],
    /// The times, with the bytes that name them, in text order.
    pub times: &'a [(Span, Time)],
    /// For each token the innermost statement that holds it.
    inner: Vec<Option<u32>>,
    /// The actors that are states, by their ids.
    states: FxHashMap<&'a str, usize>,
}

impl<'a> Scene<'a> {
    /// Puts together what is known so far.
    pub fn new(
        document: &'a Document,
        actors: &'a Actors,
        statements: &'a [Statement],
        speakers: &'a [Option<usize>],
        times: &'a [(Span, Time)],
    ) -> Self {
        let mut depth = vec![0; statements.len()];
        for (at, statement) in statements.iter().enumerate() {
            depth[at] = statement.parent.filter(|&p| p < at).map_or(0, |p| depth[p] + 1);
        }
        let mut order: Vec<usize> = (0..statements.len()).collect();
        order.sort_by_key(|&at| depth[at]);
        let mut inner = vec![None; document.len()];
        for at in order {
            for token in statements[at].content.iter().flat_map(|span| document.tokens_in(*span)) {
                inner[token as usize] = Some(at as u32);
            }
        }
        let mut states = FxHashMap::default();
        for (at, actor) in actors.list.iter().enumerate() {
            if actor.kind == ActorKind::State
                && let Some(country) = actor.country.as_deref()
            {
                states.entry(country).or_insert(at);
            }
        }
        Self { document, actors, statements, speakers, times, inner, states }
    }

    /// Returns the innermost statement that holds a word.
    pub(crate) fn innermost(&self, word: Token<'_>) -> Option<usize> {
        self.inner.get(word.index()).copied().flatten().map(|at| at as usize)
    }

    /// Returns the statements whose content holds a word, outermost first.
    pub(crate) fn chain(&self, word: Token<'_>) -> Vec<usize> {
        let mut chain = self.innermost(word).map_or_else(Vec::new, |at| self.above(at));
        chain.reverse();
        chain
    }

    /// A statement and those around it, innermost first.
    fn above(&self, at: usize) -> Vec<usize> {
        let mut chain = vec![at];
        let mut here = at;
        while let Some(parent) = self.statements[here].parent.filter(|_| chain.len() < AROUND) {
            chain.push(parent);
            here = parent;
        }
        chain
    }

    /// Returns the speaker of the innermost statement of a chain that has one.
    pub(crate) fn speaker(&self, chain: &[usize]) -> Option<usize> {
        chain.iter().rev().find_map(|&at| self.speakers.get(at).copied().flatten())
    }

    /// Says whether a statement of the chain denies what it holds.
    pub(crate) fn is_denied(&self, chain: &[usize]) -> bool {
        chain.iter().any(|&at| self.statements[at].polarity == Polarity::Deny)
    }

    /// Says whether a statement of the chain demands or asks what it holds.
    pub(crate) fn is_demanded(&self, chain: &[usize]) -> bool {
        chain.iter().any(|&at| {
            let cue = self.statements[at].cue_head.map(|head| self.document.token(head as usize));
            let spoken = self.statements[at].form != crate::statement::Form::Direct;
            let wants = matches!(self.statements[at].polarity, Polarity::Demand | Polarity::Question);
            wants && (spoken || cue.is_none())
        })
    }

    /// Returns for whom an actor speaks: its state where the report names that, else itself.
    pub(crate) fn side(&self, actor: usize) -> usize {
        let known = &self.actors.list[actor];
        if matches!(known.kind, ActorKind::State | ActorKind::Group | ActorKind::Igo | ActorKind::ArmedGroup)
        {
            return actor;
        }
        let Some(country) = known.country.as_deref() else { return actor };
        self.states.get(country).copied().unwrap_or(actor)
    }

    /// Says whether an actor can stand in a relationship between states, their leaders and the like.
    pub(crate) fn is_party(&self, actor: usize) -> bool {
        let known = &self.actors.list[actor];
        let trade = known
            .code
            .as_deref()
            .is_some_and(|code| ["BUS", "MNC", "MED", "EDU"].iter().any(|sector| code.contains(sector)));
        match known.kind {
            ActorKind::State | ActorKind::Igo | ActorKind::ArmedGroup => true,
            ActorKind::Person => {
                let office = known.roles.iter().any(|role| role.country.is_some() || known.country.is_some());
                !trade && (known.entry.is_some() || office)
            }
            ActorKind::Organisation => !trade && known.code.is_some(),
            ActorKind::Group => known.members.iter().take(8).any(|&member| self.is_party(member)),
            _ => false,
        }
    }

    /// Returns the actor that a word stands for: the one it names, or the speaker for "we" and "our".
    pub(crate) fn actor(&self, token: Token<'_>, chain: &[usize]) -> Option<usize> {
        // "US" has the lemma "us".
        let pronoun = token.upos() == Upos::Pron || token.xpos().as_str().starts_with("PRP");
        let word = if pronoun { token.text().to_lowercase() } else { String::new() };
        match word.as_str() {
            "i" | "me" | "my" => self.speaker(chain),
            "we" | "us" | "our" => self
                .speaker(chain)
                .map(|speaker| self.side(speaker))
                .filter(|&side| self.actors.list[side].kind != ActorKind::Person),
            _ => self.actors.at(token.index() as u32).or_else(|| {
                let likely = self.actors.candidates(token.index() as u32).first();
                likely.filter(|(_, confidence)| *confidence >= LIKELY).map(|(actor, _)| *actor)
            }),
        }
    }

    /// Finds the time that a clause gives: the nearest to a word among those that hang on the clause's verb.
    pub(crate) fn time(&self, word: Token<'_>, verb: Token<'_>) -> Option<usize> {
        let clause = self.document.span(verb.subtree());
        let from = self.times.partition_point(|(span, _)| span.end <= clause.start);
        let near = self.times[from..].iter().enumerate().take(AROUND);
        near.take_while(|(_, (span, _))| span.start < clause.end)
            .filter(|(_, (_, time))| matches!(time.timex.timex_type, TimexType::Date | TimexType::Time))
            .min_by_key(|(_, (span, _))| span.start.abs_diff(word.span().start))
            .map(|(at, _)| from + at)
    }
}

/// How likely an open pronoun's first candidate must be to be taken.
const LIKELY: f32 = 0.4;
