//! When and where it was said: the words on which a time or a place of the utterance hangs.

use chancery_nlp::{Span, Token, Upos};

use super::clause::{Clause, tells_of_speech};
use super::venue::Venue;
use super::words::{Words, has};
use crate::statement::labels::{Labels, child};

/// How many words are offered.
const MOST: usize = 8;

/// Finds the words that say when and where, best first: those behind the cue before those in front of it.
///
/// Whether such a word expresses a time or names a place is not asked here: the reading's times and places know.
pub(super) fn find(clause: &Clause<'_>, venue: Option<&Venue<'_>>) -> (Vec<Span>, Vec<Span>) {
    let (mut times, mut places) = (Vec::new(), Vec::new());
    let cue = clause.cue.index();
    let behind = clause.tokens().filter(|t| t.index() > cue);
    let before = clause.tokens().filter(|t| t.index() < cue);
    for token in behind.chain(before) {
        if times.len() < MOST && is_when(clause, venue, token) {
            times.push(token.span());
        }
        if places.len() < MOST && is_where(clause, venue, token) {
            places.push(token.span());
        }
    }
    (times, places)
}

/// Says whether a time that covers this word is the utterance's.
fn is_when(clause: &Clause<'_>, venue: Option<&Venue<'_>>, token: Token<'_>) -> bool {
    let labels = Labels::get();
    let deprel = token.deprel();
    let Some(head) = token.head() else { return false };
    if deprel == labels.pobj {
        let fits = matches!(head.lemma().to_ascii_lowercase().as_str(), "on" | "in" | "at" | "during");
        return fits && head.head().is_some_and(|host| is_host(clause, venue, host));
    }
    if deprel == labels.npadvmod || deprel == labels.advmod {
        return is_host(clause, venue, head);
    }
    if deprel == labels.compound || deprel == labels.poss {
        // "in a Friday interview", "at Monday's briefing"
        let named = venue.filter(|venue| venue.noun == head);
        let preposition = named.and_then(|_| head.head()).map(Token::lemma);
        return preposition
            .is_some_and(|p| matches!(p.to_ascii_lowercase().as_str(), "in" | "at" | "during"));
    }
    false
}

/// Says whether a place that covers this word is where it was said.
fn is_where(clause: &Clause<'_>, venue: Option<&Venue<'_>>, token: Token<'_>) -> bool {
    let labels = Labels::get();
    if token.deprel() != labels.pobj {
        return false;
    }
    let Some(preposition) = token.head() else { return false };
    let Some(host) = preposition.head() else { return false };
    match preposition.lemma().to_ascii_lowercase().as_str() {
        "in" | "at" | "near" | "outside" | "inside" | "from" => {
            is_host(clause, venue, host) || is_crowd(clause, host)
        }
        "to" | "of" => {
            matches!(host.lemma(), "visit" | "trip" | "tour" | "stop" | "stopover")
                && venue.is_some_and(|venue| venue.noun == host)
        }
        _ => false,
    }
}

/// Says whether what hangs on a word tells of the utterance.
fn is_host(clause: &Clause<'_>, venue: Option<&Venue<'_>>, host: Token<'_>) -> bool {
    let labels = Labels::get();
    let adverb = matches!(host.lemma(), "early" | "late" | "earlier" | "later" | "shortly")
        || host.deprel() == labels.npadvmod;
    let within = |noun: Token<'_>| {
        venue.is_some_and(|v| v.noun == noun || v.has(noun) && has(&Words::get().occasions, noun.lemma()))
    };
    // "after talks in Vienna with the envoy": the one talked with has no place of his own.
    let beside = host.deprel() == labels.pobj
        && host.head().and_then(Token::head).is_some_and(|up| within(up) && host.upos() == Upos::Propn);
    clause.is_head(host)
        || clause.carrier == Some(host)
        || tells_of_speech(host)
        || within(host)
        || beside
        || adverb && clause.has(host)
        || !clause.has(host) && !is_inside_speaker(clause, host)
}

/// Says whether a word outside the clause's own is the speaker's, whose place is not where he spoke.
fn is_inside_speaker(clause: &Clause<'_>, host: Token<'_>) -> bool {
    let content = clause.content.iter().any(|c| c.contains(&(host.index() as u32)));
    !content
}

/// Says whether a noun names people who are told and have no other place: `told reporters in Moscow`.
fn is_crowd(clause: &Clause<'_>, noun: Token<'_>) -> bool {
    let labels = Labels::get();
    let told = noun.deprel() == labels.dobj || noun.deprel() == labels.dative || noun.deprel() == labels.pobj;
    let common = noun.upos() == Upos::Noun && noun.xpos().as_str() == "NNS";
    told && clause.has(noun)
        && (common || noun.upos() == Upos::Pron || noun.upos() == Upos::Propn)
        && child(noun, labels.poss).is_none()
}
