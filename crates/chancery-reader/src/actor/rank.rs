//! The ranker: which of several actors a pronoun of the third person means, learned from annotated texts.
//!
//! Each candidate has features (how far, in what place of the sentence, how often, who else); a weighted sum of each, and
//! one for "none of them", give likelihoods that sum to one. `training/coref/train.py` makes the weights; the model card is
//! `training/coref/README.md`. The file has a line for each feature, `name TAB he TAB they`.

use std::sync::LazyLock;

use chancery_nlp::Token;
use rustc_hash::FxHashMap;

use super::pronoun::{Seen, Want, is_anyone, is_subject};
use super::{Actor, ActorKind, Form};
use crate::atlas::Atlas;

/// How many mentions of an actor are looked at for a name.
const MENTIONS: usize = 16;

/// A feature that a candidate has, and how much of it.
pub type Feature = (&'static str, f32);

/// An actor that a pronoun may mean, by its mentions in front of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) actor: usize,
    /// The nearest mention.
    pub(super) nearest: Seen,
    /// Mentions within reach.
    pub(super) near: usize,
    /// One of these is the subject of its clause.
    pub(super) subject: bool,
    /// It is the subject of a verb that the pronoun's clause hangs on.
    pub(super) governs: bool,
    /// The pronoun takes it up after a comma: `Jane Roe, she`.
    pub(super) taken_up: bool,
    /// It speaks in this sentence or the one before, as the pronoun does: `Jane Roe told …. "…," she said`.
    pub(super) goes_on: bool,
    /// The phrase in front of a subject speaks of it: `In her address, Jane Roe`.
    pub(super) ahead: bool,
}

/// What is around a pronoun, the same for each candidate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) pronoun: Token<'a>,
    pub(super) want: Want,
    pub(super) quotation: Option<u32>,
    /// Whom the last pronoun of its kind meant.
    pub(super) last: Option<usize>,
    /// How often each actor was spoken of so far.
    pub(super) often: &'a [usize],
    pub(super) atlas: &'a Atlas,
}

/// Returns the features of each candidate, which stand nearest first.
pub(super) fn features(around: Around<'_>, candidates: &[Candidate], actors: &[Actor]) -> Vec<Vec<Feature>> {
    let often = |c: &Candidate| around.often.get(c.actor).copied().unwrap_or(0);
    let most = candidates.iter().map(often).max().unwrap_or(0);
    let one = |(rank, c): (usize, &Candidate)| {
        let actor = &actors[c.actor];
        let mut own: Vec<Feature> =
            vec![(kind(around, actor), 1.0), (distance(around.pronoun, c.nearest), 1.0)];
        let mut add = |name: &'static str, holds: bool| {
            if holds {
                own.push((name, 1.0));
            }
        };
        add(["nearest", "second nearest", "third nearest"].get(rank).copied().unwrap_or("farther"), true);
        let sentence = around.pronoun.sentence().index() as u32;
        let same = c.nearest.sentence == sentence;
        let mention = around.pronoun.document().token(c.nearest.head as usize);
        let place = place(mention, c.nearest.modifier);
        add(place, true);
        add(if same { SAME[index(place)] } else { BEFORE[index(place)] }, c.nearest.sentence + 1 >= sentence);
        add("both subjects", is_subject(around.pronoun) && is_subject(mention));
        add(
            "possessive after subject",
            same && around.pronoun.deprel().as_str() == "poss" && is_subject(mention),
        );
        add("was subject", c.subject);
        add("nearest is pronoun", matches!(mention.xpos().as_str(), "PRP" | "PRP$"));
        add("governs", c.governs);
        add("taken up", c.taken_up);
        add("ahead", c.ahead);
        add("goes on speaking", c.goes_on);
        add("last of its kind", around.last == Some(c.actor));
        add("other was last", around.last.is_some_and(|last| last != c.actor));
        add("alone", candidates.len() == 1);
        add("most spoken of", often(c) == most && most > 1);
        match (around.quotation, c.nearest.quotation) {
            (Some(here), Some(there)) => add("same quotation", here == there),
            (Some(_), None) => add("into quotation", true),
            (None, Some(_)) => add("out of quotation", true),
            (None, None) => {}
        }
        own.push(("spoken of", (often(c).min(20) as f32).ln_1p()));
        own.push(("spoken of nearby", (c.near.min(8) as f32).ln_1p()));
        own
    };
    candidates.iter().enumerate().map(one).collect()
}

/// Returns the features of "none of them".
pub(super) fn nobody(around: Around<'_>, candidates: usize) -> Vec<Feature> {
    let mut own = vec![("nobody", 1.0), ("nobody of many", (candidates.min(12) as f32).ln_1p())];
    if around.quotation.is_some() {
        own.push(("nobody in quotation", 1.0));
    }
    if matches!(around.pronoun.text().to_lowercase().as_str(), "they" | "them") {
        own.push(("nobody for they", 1.0));
    }
    own
}

/// Returns how likely each candidate is; what is missing to one is nobody's.
pub(super) fn likelihoods(want: Want, candidates: &[Vec<Feature>], nobody: &[Feature]) -> Vec<f32> {
    let sum = |features: &[Feature]| features.iter().map(|f| weight(want, f.0) * f.1).sum::<f32>();
    let mut scores: Vec<f32> = candidates.iter().map(|own| sum(own)).collect();
    scores.push(sum(nobody));
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let likely: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
    let all: f32 = likely.iter().sum();
    likely.iter().take(candidates.len()).map(|likely| likely / all).collect()
}

fn weight(want: Want, name: &str) -> f32 {
    static WEIGHTS: LazyLock<FxHashMap<&str, [f32; 2]>> = LazyLock::new(|| {
        let lines = include_str!("rank.tsv").lines().filter(|line| !line.starts_with('#'));
        let weights = lines.filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, [cells.next()?.parse().ok()?, cells.next()?.parse().ok()?]))
        });
        weights.collect()
    });
    let both = WEIGHTS.get(name).copied().unwrap_or_default();
    if matches!(want, Want::One(_)) { both[0] } else { both[1] }
}

fn kind(around: Around<'_>, actor: &Actor) -> &'static str {
    // "Iraqi ambassador" is no name.
    let named = actor.mentions.iter().take(MENTIONS).any(|m| m.form == Form::Name) || actor.entry.is_some();
    match around.want {
        Want::One(gender) => match (actor.gender, named) {
            (_, false) if actor.country.is_some() => "office of a state",
            (Some(_), true) => "named of gender",
            (Some(_), false) => "noun of gender",
            (None, false) => "noun",
            (None, true) => {
                let first = actor.name.split(' ').next().and_then(|first| around.atlas.gender_of(first));
                match first {
                    Some(known) if known == gender => "named, first name fits",
                    Some(_) => "named, first name does not fit",
                    None => "named",
                }
            }
        },
        _ => match actor.kind {
            ActorKind::Group if actor.members.is_empty() => "group of words",
            ActorKind::Group => "group",
            ActorKind::Population => "population",
            _ if actor.plural => "several",
            ActorKind::Person if is_anyone(&actor.name) => "anyone",
            ActorKind::Person => "one person",
            ActorKind::Igo => "alliance",
            _ => "body",
        },
    }
}

fn distance(pronoun: Token<'_>, nearest: Seen) -> &'static str {
    match (pronoun.sentence().index() as u32).saturating_sub(nearest.sentence) {
        0 => "same sentence",
        1 => "sentence before",
        2 => "two sentences before",
        3 => "three sentences before",
        _ => "long before",
    }
}

const PLACES: [&str; 7] =
    ["subject", "object", "possessor", "of preposition", "beside", "part of name", "elsewhere"];
const SAME: [&str; 7] = [
    "subject here",
    "object here",
    "possessor here",
    "of preposition here",
    "beside here",
    "part of name here",
    "elsewhere here",
];
const BEFORE: [&str; 7] = [
    "subject before",
    "object before",
    "possessor before",
    "of preposition before",
    "beside before",
    "part of name before",
    "elsewhere before",
];

fn index(place: &str) -> usize {
    PLACES.iter().position(|known| *known == place).unwrap_or(PLACES.len() - 1)
}

fn place(mention: Token<'_>, modifier: bool) -> &'static str {
    match mention.deprel().as_str() {
        _ if modifier => "part of name",
        "nsubj" | "nsubjpass" => "subject",
        "dobj" | "dative" => "object",
        "poss" => "possessor",
        "pobj" | "agent" => "of preposition",
        "appos" | "conj" => "beside",
        _ => "elsewhere",
    }
}
