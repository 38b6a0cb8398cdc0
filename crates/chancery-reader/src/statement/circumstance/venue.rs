//! The occasion: `at a joint press conference in Moscow`, `in an interview with the paper`.

use std::ops::Range;

use chancery_nlp::{Document, Span, Token, Upos};

use super::clause::{Clause, is_day, tells_of_speech};
use super::words::{Words, has};
use crate::statement::labels::{Labels, child, children};
use crate::statement::phrase::trimmed;

/// The longest phrase that is shown.
const LONGEST: u32 = 30;

/// The phrase that names the occasion.
#[derive(Debug, Clone)]
pub(super) struct Venue<'a> {
    pub(super) tokens: Range<u32>,
    /// The noun that names it.
    pub(super) noun: Token<'a>,
    rank: Rank,
}

/// How surely a phrase names the occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// `after talks with`
    Near,
    /// `at the summit`
    At,
}

impl Venue<'_> {
    pub(super) fn span(&self, document: &Document) -> Span {
        trimmed(document, self.tokens.clone())
    }

    pub(super) fn has(&self, token: Token<'_>) -> bool {
        self.tokens.contains(&(token.index() as u32))
    }
}

/// Finds the occasion of a cue: the first of the surest phrases.
pub(super) fn find<'a>(clause: &Clause<'a>) -> Option<Venue<'a>> {
    let mut best: Option<Venue<'a>> = None;
    for token in clause.tokens() {
        let found = phrase(clause, token).or_else(|| object(clause, token));
        if let Some(found) = found
            && best.as_ref().is_none_or(|best| best.rank < found.rank)
        {
            best = Some(found);
        }
    }
    best.or_else(|| carrier(clause))
}

/// A phrase with a preposition.
fn phrase<'a>(clause: &Clause<'a>, preposition: Token<'a>) -> Option<Venue<'a>> {
    let labels = Labels::get();
    if preposition.deprel() != labels.prep
        && preposition.upos() != Upos::Adp
        && !(preposition.deprel() == labels.advmod && preposition.lemma() == "ahead")
    {
        return None;
    }
    // "on the heads of the two sides' meeting" belongs to the noun before it, and that noun is no occasion.
    let host = preposition.head()?;
    // "called on parliament" names those who are asked.
    if host.lemma() == "call" && matches!(preposition.lemma(), "on" | "upon") {
        return None;
    }
    let hangs = clause.is_head(host) || !clause.has(host) || tells_of_speech(host) || is_person_told(host);
    if !hangs {
        return None;
    }
    let noun = child(preposition, labels.pobj).or_else(|| {
        let of = children(preposition).find(|c| c.lemma() == "of" && c.deprel() == labels.prep)?;
        child(of, labels.pobj)
    })?;
    let rank = rank(preposition, noun, host)?;
    let start = preposition.index() as u32;
    Some(Venue { tokens: start..end(clause, start, noun), noun, rank })
}

/// Says whether a noun is one that circumstances are often hung on by mistake: `told reporters at the airport`.
fn is_person_told(noun: Token<'_>) -> bool {
    let labels = Labels::get();
    noun.deprel() == labels.dobj || noun.deprel() == labels.dative || noun.deprel() == labels.pobj
}

fn rank(preposition: Token<'_>, noun: Token<'_>, host: Token<'_>) -> Option<Rank> {
    let words = Words::get();
    let lemma = noun.lemma();
    let occasion = has(&words.occasions, lemma);
    let utterance = has(&words.utterances, lemma);
    let forum = has(&words.forums, lemma);
    let at = match preposition.lemma().to_ascii_lowercase().as_str() {
        "at" => occasion || forum || matches!(lemma, "university" | "Nations" | "headquarters" | "church"),
        "in" => {
            utterance
                || occasion
                || forum
                || host.lemma() == "write" && noun.upos() == Upos::Propn && !is_day(noun)
        }
        "during" => occasion || utterance,
        "on" => {
            forum
                || matches!(
                    lemma,
                    "sideline" | "margin" | "visit" | "trip" | "tour" | "call" | "phone" | "telephone"
                )
                || matches!(lemma, "podcast" | "programme" | "program" | "broadcast" | "blog")
        }
        "over" => matches!(lemma, "phone" | "telephone" | "radio" | "dinner" | "lunch" | "breakfast"),
        "by" => matches!(lemma, "phone" | "telephone" | "email" | "e-mail" | "letter" | "telegram" | "text"),
        "via" | "through" => utterance || forum,
        "before" => forum || matches!(lemma, "court" | "jury"),
        "from" => matches!(lemma, "stage" | "podium" | "pulpit" | "floor"),
        "after" | "following" | "ahead" => {
            let near = (occasion || matches!(lemma, "phone" | "call")) && own_words(noun);
            return near.then_some(Rank::Near);
        }
        _ => false,
    };
    at.then_some(Rank::At)
}

/// Says whether an occasion is told in words of its own and is no time of somebody else's: not `after Monday's talks`.
fn own_words(noun: Token<'_>) -> bool {
    let labels = Labels::get();
    !children(noun).any(|c| c.deprel() == labels.poss && is_day(c))
}

/// `told a news conference`: the object of telling is where it was told.
fn object<'a>(clause: &Clause<'a>, noun: Token<'a>) -> Option<Venue<'a>> {
    let labels = Labels::get();
    let told = noun.deprel() == labels.dobj || noun.deprel() == labels.dative;
    let host = noun.head()?;
    let event = is_told_event(noun);
    if !told || !event || !(clause.is_head(host) || tells_of_speech(host)) || host.index() > noun.index() {
        return None;
    }
    if !has(&Words::get().tell, host.lemma()) && host.lemma() != "address" {
        return None;
    }
    let start = noun.left_edge().index() as u32;
    Some(Venue { tokens: start..end(clause, start, noun), noun, rank: Rank::At })
}

/// Says whether a noun that is told something names a gathering and not those who gather.
pub(super) fn is_told_event(noun: Token<'_>) -> bool {
    has(&Words::get().occasions, noun.lemma())
        && noun.upos() == Upos::Noun
        && !matches!(noun.lemma(), "assembly" | "congress" | "panel" | "gathering")
}

/// `issued a statement saying`: the noun that carries the words.
fn carrier<'a>(clause: &Clause<'a>) -> Option<Venue<'a>> {
    let noun = clause.carrier?;
    let start = noun.left_edge().index() as u32;
    let stop = clause.cue.index() as u32;
    Some(Venue { tokens: start..end(clause, start, noun).min(stop), noun, rank: Rank::Near })
}

/// Where the phrase of an occasion ends: before a time, a clause, another occasion, or a word of the content.
fn end(clause: &Clause<'_>, start: u32, noun: Token<'_>) -> u32 {
    let labels = Labels::get();
    let at = noun.index() as u32;
    let mut end = noun.subtree().end.min(start + LONGEST);
    let mut comma = None;
    for token in clause.document.slice(at + 1..end.max(at + 1)) {
        let index = token.index() as u32;
        let deprel = token.deprel();
        let outside = clause.cue == token || clause.content.iter().any(|c| c.contains(&index));
        let verb = deprel == labels.acl || deprel == labels.relcl || deprel == labels.advcl;
        let day = is_time(token)
            && token.head().is_some_and(|head| head.deprel() == labels.prep || head == noun)
            && deprel != labels.compound
            && deprel != labels.poss;
        let next = deprel == labels.prep
            && matches!(
                token.lemma(),
                "after" | "before" | "during" | "following" | "ahead" | "since" | "by"
            );
        if outside || next {
            end = index;
            break;
        }
        if verb {
            end = token.left_edge().index().max(at as usize + 1) as u32;
            break;
        }
        if day {
            let whole = if deprel == labels.pobj { token.head().unwrap_or(token) } else { token };
            end = (whole.left_edge().index() as u32).max(at + 1);
            break;
        }
        comma = comma.or((token.text() == ",").then_some(index));
    }
    // Behind a comma stands what is told of the occasion, not its name.
    comma.map_or(end, |comma| end.min(comma)).max(at + 1)
}

/// Says whether a word expresses a time by itself or by its entity.
pub(super) fn is_time(token: Token<'_>) -> bool {
    is_day(token) || token.entity().is_some_and(|e| matches!(e.label.as_str(), "DATE" | "TIME"))
}
