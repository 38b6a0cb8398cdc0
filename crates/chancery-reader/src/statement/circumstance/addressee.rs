//! Those who were told.

use chancery_nlp::{Token, Upos};

use super::clause::{Clause, tells_of_speech};
use super::venue::{Venue, is_told_event};
use super::words::{Words, has};
use crate::statement::Phrase;
use crate::statement::frame::{is_passive, verb_lemma};
use crate::statement::labels::{Labels, child, children};
use crate::statement::phrase::noun_phrase;
use crate::statement::subject::is_nominal;

/// How many are named at most.
const MOST: usize = 8;

/// Finds whom a cue speaks to.
pub(super) fn find(clause: &Clause<'_>, venue: Option<&Venue<'_>>) -> Vec<Phrase> {
    let mut people: Vec<Token<'_>> = Vec::new();
    told(clause, &mut people);
    for verb in speaking(clause) {
        spoken_to(clause, verb, &mut people);
    }
    if let Some(venue) = venue {
        written_to(venue, &mut people);
    }
    let mut all: Vec<Token<'_>> = Vec::new();
    for person in people {
        for one in joined(person) {
            if !all.contains(&one) && all.len() < MOST {
                all.push(one);
            }
        }
    }
    all.sort_by_key(|person| person.index());
    let starts: Vec<u32> = all.iter().map(|p| p.index() as u32).collect();
    all.into_iter()
        .map(|person| {
            let mut stop: Vec<_> =
                clause.content.iter().filter(|c| !c.contains(&(person.index() as u32))).cloned().collect();
            stop.push(clause.cue.index() as u32..clause.cue.index() as u32 + 1);
            // One phrase ends where the next one joins it.
            let next = starts.iter().find(|&&s| s > person.index() as u32);
            if let Some(next) = next {
                let from = clause.document.token(*next as usize).left_edge().index() as u32;
                stop.push(from.max(person.index() as u32 + 1)..*next + 1);
            }
            noun_phrase(person, &stop)
        })
        .collect()
}

/// The object of telling, or its subject in the passive.
fn told<'a>(clause: &Clause<'a>, people: &mut Vec<Token<'a>>) {
    let labels = Labels::get();
    let cue = clause.cue;
    if !has(&Words::get().tell, cue.lemma()) && !has(&Words::get().tell, &verb_lemma(cue)) {
        return;
    }
    if is_passive(cue) {
        people.extend(child(cue, labels.nsubjpass).filter(|p| can_hear(*p)));
        return;
    }
    let clausal = children(cue).any(|c| {
        c.index() > cue.index()
            && (c.deprel() == labels.xcomp || c.deprel() == labels.ccomp || c.deprel() == labels.prep)
    });
    for child_ in children(cue).filter(|c| c.index() > cue.index()) {
        let deprel = child_.deprel();
        if deprel == labels.dobj || deprel == labels.dative && child_.upos() != Upos::Adp {
            let said = clause.content.iter().any(|c| c.contains(&(child_.index() as u32)));
            let person = can_hear(child_) && (!said || clausal || is_somebody(child_));
            people.extend(Some(child_).filter(|c| person && !is_told_event(*c)));
        } else if deprel == labels.ccomp {
            // "asked the court to hear him", parsed as a clause of its own.
            let infinitive = children(child_).any(|c| c.xpos().as_str() == "TO");
            let asked = child(child_, labels.nsubj).filter(|s| infinitive && s.index() > cue.index());
            people.extend(asked.filter(|a| can_hear(*a)));
        }
    }
}

/// The cue and the participles beside it that tell how words were spoken.
fn speaking<'a>(clause: &Clause<'a>) -> Vec<Token<'a>> {
    let mut verbs = clause.heads.clone();
    verbs.extend(clause.tokens().filter(|t| t.upos() == Upos::Verb && tells_of_speech(*t)).take(4));
    verbs
}

/// Those behind the preposition that a verb speaks with: `appealed to the court`.
fn spoken_to<'a>(clause: &Clause<'a>, verb: Token<'a>, people: &mut Vec<Token<'a>>) {
    let labels = Labels::get();
    if verb != clause.cue && matches!(verb.lemma(), "address" | "brief" | "tell") {
        people.extend(child(verb, labels.dobj).filter(|o| can_hear(*o) && !is_told_event(*o)));
    }
    let object = children(verb).find(|c| c.deprel() == labels.dobj && c.index() > verb.index());
    // "admitted the refugees to the country": who is moved somewhere is not what is said there.
    if object.is_some_and(|o| o.entity().is_some() && is_somebody(o)) {
        return;
    }
    for host in std::iter::once(verb).chain(object) {
        for preposition in
            children(host).filter(|c| c.index() > verb.index() && c.upos() == Upos::Adp).take(8)
        {
            let pair = format!(
                "{} {}",
                verb.lemma(),
                if preposition.lemma() == "upon" { "on" } else { preposition.lemma() }
            );
            let listens = has(&Words::get().to, &pair)
                || verb != clause.cue && matches!(preposition.lemma(), "to" | "before")
                || verb == clause.cue && verb.lemma() == "talk" && preposition.lemma() == "with";
            if !listens || host != verb && !matches!(preposition.lemma(), "from" | "of" | "to") {
                continue;
            }
            if host != verb && preposition.lemma() != "from" {
                continue;
            }
            let Some(person) = child(preposition, labels.pobj).filter(|p| can_hear(*p)) else { continue };
            // "stressed its weight to his plans": behind an object, only those who surely listen do.
            if object.is_some()
                && preposition.lemma() == "to"
                && !is_somebody(person)
                && !has(&Words::get().audience, person.lemma())
            {
                continue;
            }
            // What is referred to is no listener; "called on both sides" has its listeners in what is asked.
            let said = clause.content.iter().any(|c| c.contains(&(person.index() as u32)));
            let asked = matches!(preposition.lemma(), "on" | "upon" | "with" | "from" | "of" | "to");
            if !said || asked && (is_somebody(person) || preposition.lemma() != "of") {
                people.push(person);
            }
        }
    }
}

/// `in a letter to the council`, `in a phone call with the sultan`.
fn written_to<'a>(venue: &Venue<'a>, people: &mut Vec<Token<'a>>) {
    let labels = Labels::get();
    let noun = venue.noun;
    let words = Words::get();
    if has(&words.forums, noun.lemma())
        && noun.document().token(venue.tokens.start as usize).lemma().eq_ignore_ascii_case("before")
    {
        people.push(noun);
    }
    if !has(&words.utterances, noun.lemma()) {
        return;
    }
    let hosts =
        children(noun).filter(|c| c.deprel() == labels.acl && matches!(c.lemma(), "address" | "send"));
    for host in std::iter::once(noun).chain(hosts.take(1)) {
        for preposition in children(host).filter(|c| c.index() > noun.index()).take(8) {
            let call = matches!(noun.lemma(), "call" | "conversation") && preposition.lemma() == "with";
            if preposition.lemma() == "to" || call {
                people.extend(child(preposition, labels.pobj).filter(|p| can_hear(*p)));
            }
        }
    }
}

/// A person with those joined to it: `told Moscow and Kyiv`.
fn joined(person: Token<'_>) -> impl Iterator<Item = Token<'_>> {
    let conj = Labels::get().conj;
    std::iter::successors(Some(person), move |at| child(*at, conj).filter(|next| is_nominal(*next)))
        .take(MOST)
}

/// Says whether a noun can name somebody who listens.
fn can_hear(noun: Token<'_>) -> bool {
    let entity = noun.entity().map(|e| e.label.as_str());
    is_nominal(noun)
        && !is_reflexive(noun)
        && !has(&Words::get().unaddressed, noun.lemma())
        && !matches!(
            entity,
            Some("DATE" | "TIME" | "MONEY" | "PERCENT" | "CARDINAL" | "ORDINAL" | "QUANTITY")
        )
        && !matches!(noun.lemma(), "it" | "this" | "that" | "what" | "which")
}

/// Says whether a noun names somebody beyond doubt.
fn is_somebody(noun: Token<'_>) -> bool {
    let entity = noun.entity().map(|e| e.label.as_str());
    matches!(entity, Some("PERSON" | "ORG" | "GPE" | "NORP")) || noun.upos() == Upos::Pron
}

fn is_reflexive(noun: Token<'_>) -> bool {
    noun.lemma().ends_with("self") || noun.lemma().ends_with("selves")
}
