//! The places of a report, and which of them belongs to a word.

use std::ops::Range;

use chancery_nlp::{Document, Span, Token};

use super::detect::{is_no_name, place_mentions};
use super::fold::fold;
use super::places::PlaceKind;
use super::resolve::{ResolvedPlace, resolve_places};
use super::whereabouts::{is_direction, locates};
use super::{Geography, Hints};
use crate::actor::{ActorKind, Actors, Form};

/// The places of one report.
#[derive(Debug, Clone, Default)]
pub struct FoundPlaces {
    /// In the order of the text; no two overlap.
    pub list: Vec<ResolvedPlace>,
    /// For each place the tokens of its name.
    tokens: Vec<Range<u32>>,
    /// Where the report, or each of the reports put together in it, was written.
    datelines: Vec<usize>,
}

/// How a place is tied to a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The clause says so: "shelled *a village* near Homs".
    Clause,
    /// The sentence names this place and no other.
    Sentence,
    /// The dateline above names it: what is told without a place mostly happened there or is far away.
    Dateline,
}

/// Up so many words a clause is looked for.
const UP: usize = 6;
/// So many children of a word are looked at.
const CHILDREN: usize = 32;

impl FoundPlaces {
    /// Returns the place in whose name a token stands.
    pub fn at(&self, token: u32) -> Option<usize> {
        let behind = self.tokens.partition_point(|range| range.start <= token);
        behind.checked_sub(1).filter(|&at| self.tokens[at].contains(&token))
    }

    /// Returns the places whose names begin among these tokens, as a range of `list`.
    pub fn among(&self, tokens: Range<u32>) -> Range<usize> {
        let before = |token: u32| self.tokens.partition_point(|range| range.start < token);
        before(tokens.start)..before(tokens.end.max(tokens.start))
    }

    /// Returns where what a verb or noun tells of is, as far as the report says: what its clause names, else the one
    /// place of its sentence, else the dateline above.
    ///
    /// A place that is named behind "to" or "from" counts only where no other is.
    pub fn place_of(&self, token: Token<'_>) -> Option<(usize, Tie)> {
        let mut word = token;
        for _ in 0..UP {
            if let Some(place) = self.below(word) {
                return Some((place, Tie::Clause));
            }
            match word.head().filter(|_| {
                matches!(
                    word.deprel().as_str(),
                    "xcomp" | "conj" | "dobj" | "prep" | "pobj" | "nsubj" | "nsubjpass"
                )
            }) {
                Some(head) => word = head,
                None => break,
            }
        }
        let sentence = self.among(token.sentence().range());
        if let [only] = sentence.clone().collect::<Vec<_>>()[..] {
            return Some((only, Tie::Sentence));
        }
        let above = self.datelines.partition_point(|&place| self.tokens[place].start <= token.index() as u32);
        let dateline = above.checked_sub(1).map(|at| self.datelines[at]);
        dateline.map(|place| (place, Tie::Dateline))
    }

    /// Finds the place that hangs on a word by a preposition or as the goal of a journey.
    fn below(&self, word: Token<'_>) -> Option<usize> {
        let mut weaker = None;
        for child in word.children().take(CHILDREN) {
            match child.deprel().as_str() {
                "prep" => {
                    let object = child.children().take(CHILDREN).find(|c| c.deprel().as_str() == "pobj");
                    let Some(place) = object.and_then(|o| self.at(o.index() as u32)) else { continue };
                    if !matches!(child.text().to_lowercase().as_str(), "to" | "from" | "of") {
                        return Some(place);
                    }
                    weaker = weaker.or(Some(place));
                }
                "dobj" => weaker = weaker.or_else(|| self.at(child.index() as u32)),
                _ => {}
            }
        }
        weaker
    }
}

/// Finds the places that a report names in its readable parts.
///
/// A place in a dateline is one like any other, and pulls the others to it. A state's name counts where it says where
/// ([`super`] tells the rule), and so does a capital that may stand for its government.
pub fn find_places(
    document: &Document,
    readable: impl Fn(Span) -> bool,
    datelines: &[Span],
    actors: &Actors,
    geography: &Geography,
    hints: &Hints,
) -> FoundPlaces {
    let Geography { places, gazetteer } = geography;
    let in_dateline = |span: Span| hints.datelines.iter().any(|line| line.contains(span));
    let mut mentions: Vec<Span> = datelines.to_vec();
    let named = place_mentions(document, gazetteer.as_ref(), places);
    mentions.extend(named.into_iter().filter(|&span| !in_dateline(span)));
    mentions.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    mentions.dedup_by(|next, known| known.overlaps(*next));
    mentions.retain(|&span| readable(span) && !is_no_name(&document.text()[span.range()]));
    let resolved = resolve_places(document.text(), &mentions, gazetteer.as_ref(), places, hints);
    let mut found = FoundPlaces::default();
    for place in resolved {
        let dateline = in_dateline(place.span);
        let tokens = document.tokens_in(place.span);
        if tokens.is_empty() || !(dateline || is_place(document, tokens.clone(), &place, actors)) {
            continue;
        }
        if dateline {
            found.datelines.push(found.list.len());
        }
        found.list.push(place);
        found.tokens.push(tokens);
    }
    found
}

/// Says whether a mention names a place and not only an actor.
fn is_place(document: &Document, tokens: Range<u32>, place: &ResolvedPlace, actors: &Actors) -> bool {
    let root = root(document, tokens.clone());
    let actor = actors.at(root.index() as u32).map(|at| &actors.list[at]);
    let Some(best) = place.candidates.first() else {
        // Nobody knows the name: what the report treats as somebody is no place.
        return actor.is_none_or(|actor| matches!(actor.kind, ActorKind::Unknown | ActorKind::State))
            && place.reason != "demonym";
    };
    let stands_for = actor.and_then(|a| a.mentions.iter().find(|m| m.span.overlaps(place.span)));
    let government = stands_for.is_some_and(|mention| mention.form == Form::Capital);
    let kind = actor.map(|actor| actor.kind);
    if best.kind == PlaceKind::Country || government || kind == Some(ActorKind::Organisation) {
        // "northern Syria", and not "North Korea".
        let name = &document.text()[place.span.range()];
        let part = name.split_once(' ').is_some_and(|(first, _)| is_direction(first));
        return locates(document, root, &tokens) || (part && fold(name) != fold(&best.name));
    }
    !is_somebody(kind)
}

/// A person or body of that name is no place: "Paris" may be a first name.
fn is_somebody(kind: Option<ActorKind>) -> bool {
    matches!(kind, Some(ActorKind::Person | ActorKind::Igo | ActorKind::ArmedGroup | ActorKind::Media))
}

/// Returns the word of a name that hangs on what is outside it.
fn root(document: &Document, tokens: Range<u32>) -> Token<'_> {
    let outside = |t: &Token<'_>| t.head().is_none_or(|head| !tokens.contains(&(head.index() as u32)));
    let last = document.token(tokens.end.max(1) as usize - 1);
    document.slice(tokens.clone()).take(CHILDREN).find(outside).unwrap_or(last)
}
