//! Actors: who speaks and acts, one for each real-world entity, whatever the report calls it.
//!
//! Mentions come from the atlas (countries, their people and capitals, organisations of states) and from the model's
//! named entities; mentions of one actor are merged by rules that would rather leave two halves of one person apart
//! than make one person of two.

mod atlas;
mod lists;
mod mention;
mod merge;
mod office;

use chancery_nlp::{Document, Span};
use rustc_hash::FxHashMap;

pub use crate::reading::{ActorKind, Form};

/// Someone who speaks, acts or is acted upon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The fullest name in the report, or the atlas's.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Country as ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// CAMEO actor code.
    pub code: Option<String>,
    /// Offices that the report gives, with their country.
    pub roles: Vec<Office>,
    /// Where the report speaks of it, in text order.
    pub mentions: Vec<Mention>,
}

/// An office as the report words it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Its title: `foreign minister`.
    pub title: String,
    /// Its country as ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// The CAMEO sector that it belongs to.
    pub sector: Option<&'static str>,
}

/// A place in the text that speaks of an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// How it calls the actor.
    pub form: Form,
}

/// The actors of a report.
#[derive(Debug, Clone, Default)]
pub struct Actors {
    /// In the order of their first mention.
    pub list: Vec<Actor>,
    /// For each token the actor whose mention it stands in.
    by_token: Vec<Option<u32>>,
    /// Those who hold an office, with its country, by title.
    holders: FxHashMap<String, Vec<(usize, Option<&'static str>)>>,
}

impl Actors {
    /// Returns the actor in whose mention a token stands.
    pub fn at(&self, token: u32) -> Option<usize> {
        self.by_token.get(token as usize).copied().flatten().map(|at| at as usize)
    }

    /// Adds a mention of an actor that is already known.
    pub fn mention(&mut self, document: &Document, actor: usize, span: Span, form: Form) {
        self.list[actor].mentions.push(Mention { span, form });
        self.cover(document, actor, span);
    }

    /// Adds an actor that nothing but this mention tells of.
    pub fn add(&mut self, document: &Document, actor: Actor) -> usize {
        let at = self.list.len();
        let spans: Vec<Span> = actor.mentions.iter().map(|m| m.span).collect();
        self.list.push(actor);
        for span in spans {
            self.cover(document, at, span);
        }
        at
    }

    /// Finds the one actor that holds an office: `the secretary of state`, if the report names one.
    pub fn holder(&self, title: &str, country: Option<&str>) -> Option<usize> {
        let mut holders = self
            .holders
            .get(&office::normal(title))?
            .iter()
            .filter(|(_, theirs)| country.is_none() || theirs.is_none() || *theirs == country);
        let (holder, _) = holders.next()?;
        holders.all(|(other, _)| other == holder).then_some(*holder)
    }

    /// Puts the mentions in text order, once each, when all are known.
    pub fn settle(&mut self) {
        for actor in &mut self.list {
            actor.mentions.sort_by_key(|m| m.span);
            actor.mentions.dedup_by_key(|m| m.span);
        }
    }

    fn cover(&mut self, document: &Document, actor: usize, span: Span) {
        self.by_token.resize(document.len(), None);
        for token in document.tokens_in(span) {
            self.by_token[token as usize].get_or_insert(actor as u32);
        }
    }
}

/// Finds the actors that a document names in its readable parts.
pub fn find_actors(document: &Document, readable: impl Fn(Span) -> bool) -> Actors {
    let mentions = mention::mentions(document, readable);
    let mut actors =
        Actors { list: Vec::new(), by_token: vec![None; document.len()], holders: FxHashMap::default() };
    for actor in merge::merge(document, mentions) {
        let offices: Vec<_> = actor.roles.iter().map(|r| (r.title.clone(), r.country)).collect();
        let at = actors.add(document, actor);
        for (title, country) in offices {
            actors.holders.entry(title).or_default().push((at, country));
        }
    }
    actors
}

/// Reads a noun phrase that names an office: its title and country.
pub fn office_of(words: &str) -> Option<Office> {
    office::read(words)
}

#[cfg(test)]
mod tests;
