//! Actors: who speaks and acts, one for each real-world entity, whatever the report calls it.
//!
//! Names come from the atlas and from the model's named entities ([`name`]) and are merged into actors by rules that would
//! rather leave two halves of one person apart than make one person of two ([`merge`]). Who says I and we outside quotation
//! marks is read from the turns of the text ([`turn`], [`narrator`]). Then one pass in the order of the
//! text ties noun phrases, groups and pronouns to them ([`resolve`]), each with a confidence and a reason; what could be
//! several stays open, with its candidates.

mod combining;
mod courtesy;
mod group;
mod holder;
mod interviewee;
mod meaning;
mod merge;
mod metonymy;
mod name;
mod narrator;
mod nominal;
mod predicate;
mod pronoun;
mod rank;
mod resolve;
mod speaker;
mod title;
mod turn;

use chancery_nlp::{Document, Span};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

pub use self::rank::Feature;
use crate::atlas::{Atlas, Entry, Gender};
use crate::place::Places;
use crate::quotation::Quotation;
pub use crate::reading::{ActorKind, Form};
use crate::statement::Statement;

/// Someone who speaks, acts or is acted upon.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// The atlas's name, or the fullest in the report.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Id of its state in the atlas: ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// CAMEO/PLOVER actor code.
    pub code: Option<String>,
    /// Wikidata item.
    pub wikidata: Option<String>,
    /// Offices that the report gives or the atlas knows for its date.
    pub roles: Vec<Office>,
    /// Of a group, its members.
    pub members: Vec<usize>,
    /// Where the report speaks of it, in text order.
    pub mentions: Vec<Mention>,
    /// Man or woman, where known.
    pub gender: Option<Gender>,
    /// The row of the atlas that it is.
    pub entry: Option<Entry>,
    /// Several people or things.
    pub plural: bool,
}

impl Actor {
    fn new(name: impl Into<String>, kind: ActorKind) -> Self {
        Self {
            name: name.into(),
            kind,
            country: None,
            code: None,
            wikidata: None,
            roles: Vec::new(),
            members: Vec::new(),
            mentions: Vec::new(),
            gender: None,
            entry: None,
            plural: false,
        }
    }

    /// Makes an actor that only some words tell of.
    pub fn of_words(name: impl Into<String>, kind: ActorKind, mention: Mention) -> Self {
        Self { mentions: vec![mention], ..Self::new(name, kind) }
    }
}

/// An office as the report words it, or as the atlas has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Its title: `foreign minister`.
    pub title: String,
    /// Id of its state.
    pub country: Option<String>,
    /// The code of the sector that it belongs to.
    pub sector: Option<String>,
    /// First day, where known.
    pub from: Option<Date>,
    /// Last day, where known.
    pub to: Option<Date>,
}

/// A place in the text that speaks of an actor.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// How it calls the actor.
    pub form: Form,
    /// How sure it is that this actor is meant, 0 to 1.
    pub confidence: f32,
    /// What tied it to the actor.
    pub reason: &'static str,
}

impl Mention {
    /// Makes a mention that names its actor.
    pub fn named(span: Span, form: Form) -> Self {
        Self { span, form, confidence: 0.95, reason: "name" }
    }
}

/// The actors of a report.
#[derive(Debug, Clone, Default)]
pub struct Actors {
    /// The actors.
    pub list: Vec<Actor>,
    /// For each token the actor whose mention it stands in.
    by_token: Vec<Option<u32>>,
    /// What an open pronoun or phrase may mean, likeliest first, by its head token.
    open: FxHashMap<u32, Vec<(usize, f32)>>,
}

impl Actors {
    /// Returns the actor in whose mention a token stands.
    pub fn at(&self, token: u32) -> Option<usize> {
        self.by_token.get(token as usize).copied().flatten().map(|at| at as usize)
    }

    /// Returns what a pronoun or phrase that was left open may mean, likeliest first.
    pub fn candidates(&self, token: u32) -> &[(usize, f32)] {
        self.open.get(&token).map_or(&[], Vec::as_slice)
    }

    /// Returns how sure it is that the token's mention means its actor.
    pub fn confidence(&self, actor: usize, span: Span) -> f32 {
        let mentions = &self.list[actor].mentions;
        mentions.iter().find(|m| m.span.overlaps(span)).map_or(0.5, |m| m.confidence)
    }

    /// Adds a mention of an actor that is already known.
    pub fn mention(&mut self, document: &Document, actor: usize, mention: Mention) {
        let span = mention.span;
        let mentions = &mut self.list[actor].mentions;
        let at = mentions.partition_point(|m| m.span < span);
        if mentions.get(at).is_none_or(|m| m.span != span) {
            mentions.insert(at, mention);
        }
        self.cover(document, actor, span);
    }

    /// Adds an actor.
    pub fn add(&mut self, document: &Document, actor: Actor) -> usize {
        let at = self.list.len();
        let spans: Vec<Span> = actor.mentions.iter().map(|m| m.span).collect();
        self.list.push(actor);
        for span in spans {
            self.cover(document, at, span);
        }
        at
    }

    /// Makes one actor of two: what was said of the first is said of the second, and the first is empty.
    pub(crate) fn merge(&mut self, document: &Document, from: usize, into: usize) {
        if from == into {
            return;
        }
        let mentions = std::mem::take(&mut self.list[from].mentions);
        for token in mentions.iter().flat_map(|m| document.tokens_in(m.span)) {
            let at = &mut self.by_token[token as usize];
            if *at == Some(from as u32) {
                *at = Some(into as u32);
            }
        }
        let known = &mut self.list[into].mentions;
        known.extend(mentions);
        known.sort_by_key(|m| m.span);
        known.dedup_by_key(|m| m.span);
        let (gender, roles) = (self.list[from].gender, std::mem::take(&mut self.list[from].roles));
        let into_actor = &mut self.list[into];
        into_actor.gender = into_actor.gender.or(gender);
        for role in roles {
            if !into_actor.roles.iter().any(|known| known.title == role.title) {
                into_actor.roles.push(role);
            }
        }
    }

    fn cover(&mut self, document: &Document, actor: usize, span: Span) {
        self.by_token.resize(document.len(), None);
        for token in document.tokens_in(span) {
            self.by_token[token as usize].get_or_insert(actor as u32);
        }
    }
}

/// What is known before the actors are.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The world.
    pub atlas: &'a Atlas,
    /// The report's date.
    pub date: Option<Date>,
    /// Who said what, as far as the words go.
    pub statements: &'a [Statement],
    /// Where quotation marks stand.
    pub quotations: &'a [Quotation],
    /// Places of the news, whose names are no people's.
    pub places: Option<&'a Places>,
}

/// Finds the actors that a document speaks of in its readable parts.
pub fn find_actors(document: &Document, readable: impl Fn(Span) -> bool, context: Context<'_>) -> Actors {
    let mut actors = named(document, &readable, context);
    resolve::resolve(document, &readable, context, &mut actors);
    actors
}

/// Finds the actors that are named.
fn named(document: &Document, readable: &impl Fn(Span) -> bool, context: Context<'_>) -> Actors {
    let names = name::names(document, readable, context);
    let mut actors = Actors { by_token: vec![None; document.len()], ..Actors::default() };
    for actor in merge::merge(document, names, context) {
        actors.add(document, actor);
    }
    combining::tie(document, readable, context, &mut actors);
    actors
}

/// A pronoun for people and whom it may mean, as the training script sees it.
#[derive(Debug)]
pub struct PronounChoice {
    /// The pronoun.
    pub span: Span,
    /// He or she, not they.
    pub one: bool,
    /// For each actor the names and nouns that speak of it, and its features.
    pub candidates: Vec<(Vec<Span>, Vec<Feature>)>,
    /// The features of "none of them".
    pub nobody: Vec<Feature>,
}

/// Returns everything that the ranker of pronouns is asked about, for training it.
pub fn pronoun_choices(
    document: &Document,
    readable: impl Fn(Span) -> bool,
    context: Context<'_>,
) -> Vec<PronounChoice> {
    let mut actors = named(document, &readable, context);
    let asked = resolve::ask(document, &readable, context, &mut actors);
    let words = |actor: usize| {
        let mentions = actors.list[actor].mentions.iter().filter(|m| m.form != Form::Pronoun);
        mentions.map(|m| m.span).collect::<Vec<_>>()
    };
    let choice = |asked: pronoun::Asked| PronounChoice {
        span: asked.span,
        one: asked.one,
        candidates: asked.candidates.into_iter().map(|(actor, own)| (words(actor), own)).collect(),
        nobody: asked.nobody,
    };
    asked.into_iter().map(choice).collect()
}

/// Reads a noun phrase that names an office: its title and country.
pub fn office_of(words: &str, context: Context<'_>) -> Option<Office> {
    title::read(words, context)
}

#[cfg(test)]
mod tests;
