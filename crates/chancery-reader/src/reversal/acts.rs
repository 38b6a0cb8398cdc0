//! Changes of position that two acts of one actor show: a vote against and a vote for, a ban and a permit.
//!
//! Two acts contradict each other where their verbs exclude each other and their objects are the same, or the second
//! has a pronoun. As with statements, the report must set them apart in time.

use chancery_nlp::{Span, Token, Upos};

use super::{Reversal, ReversalKind, phrase};
use crate::circumstances::{is_asked, is_conditional, is_infinitive, is_negated, is_unreal, listed};
use crate::scene::Scene;

/// How many earlier acts an act is held against.
const BACK: usize = 12;
/// How many children of a word are looked at.
const CHILDREN: usize = 16;

/// A vote or a decision of an actor.
#[derive(Debug)]
struct Act<'a> {
    actor: usize,
    verb: Token<'a>,
    /// The verb, with what it votes for.
    sense: String,
    object: Token<'a>,
}

/// Holds the acts of each actor against each other.
pub(super) fn acts(scene: &Scene<'_>) -> Vec<Reversal> {
    let verbs = scene.document.tokens().filter(|t| t.upos() == Upos::Verb);
    let all: Vec<Act<'_>> = verbs.filter_map(|verb| act(scene, verb)).collect();
    let mut found = Vec::new();
    for (at, after) in all.iter().enumerate() {
        let earlier = all[at.saturating_sub(BACK)..at].iter().rev();
        let mut own = earlier.filter(|before| before.actor == after.actor);
        if let Some(before) = own.find(|before| contradict(before, after) && apart(scene, before, after)) {
            let said = |act: &Act<'_>| act.verb.span().cover(phrase(act.object));
            let pair = [said(before), said(after)];
            found.push(Reversal {
                actor: after.actor,
                topic: phrase(before.object),
                before: Some(pair[0]),
                after: Some(pair[1]),
                evidence: pair.to_vec(),
                kind: if is_told_in_order(before, after) {
                    ReversalKind::Stated
                } else {
                    ReversalKind::Shown
                },
                confidence: 0.65,
                rule: "reversal/acts".to_owned(),
            });
        }
    }
    found
}

fn act<'a>(scene: &Scene<'a>, verb: Token<'a>) -> Option<Act<'a>> {
    let sense = verb.lemma();
    if !listed("act_verbs", sense) || is_infinitive(verb) {
        return None;
    }
    let subject = verb
        .children()
        .take(CHILDREN)
        .find(|c| c.deprel().as_str() == "nsubj")
        .or_else(|| shared_subject(verb))?;
    let child = |label: &str| verb.children().take(CHILDREN).find(|c| c.deprel().as_str() == label);
    let vote = child("prep").filter(|p| sense == "vote" && matches!(p.lemma(), "for" | "against"));
    let (sense, object) = match vote {
        Some(prep) => (prep.lemma(), prep.children().take(8).find(|c| c.deprel().as_str() == "pobj")?),
        None => (sense, child("dobj")?),
    };
    if is_asked(verb) || is_unreal(verb) || is_conditional(verb) || is_negated(verb, Span::default()) {
        return None;
    }
    let chain = scene.chain(verb);
    if scene.is_denied(&chain) || scene.is_demanded(&chain) {
        return None;
    }
    Some(Act { actor: scene.actor(subject, &chain)?, verb, sense: sense.to_owned(), object })
}

/// Returns the subject of the verb that another verb is coordinated with or hangs on: "banned it and allowed it".
fn shared_subject(verb: Token<'_>) -> Option<Token<'_>> {
    let mut here = verb;
    for _ in 0..3 {
        if !matches!(here.deprel().as_str(), "conj" | "advcl") {
            return None;
        }
        here = here.head()?;
        let subject = here.children().take(CHILDREN).find(|c| c.deprel().as_str() == "nsubj");
        if subject.is_some() {
            return subject;
        }
    }
    None
}

/// Says whether a later act undoes an earlier one on the same matter.
fn contradict(before: &Act<'_>, after: &Act<'_>) -> bool {
    let (one, other) = (before.sense.as_str(), after.sense.as_str());
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    let pronoun = |token: Token<'_>| {
        token.upos() == Upos::Pron || token.children().take(CHILDREN).any(|c| c.lemma() == "same")
    };
    let near = after.verb.sentence().index() - before.verb.sentence().index() <= 1;
    let same = before.object.lemma().eq_ignore_ascii_case(after.object.lemma()) && !pronoun(before.object)
        || near && pronoun(after.object) && !pronoun(before.object);
    first != second && listed("opposites", &format!("{first}:{second}")) && same
}

/// Says whether words of sequence tell the change: "long defended … now disowned".
fn is_told_in_order(before: &Act<'_>, after: &Act<'_>) -> bool {
    has_adverb(before, "before_adverbs") || has_adverb(after, "after_adverbs")
}

fn has_adverb(act: &Act<'_>, list: &str) -> bool {
    let words = act.verb.children().take(CHILDREN);
    words
        .filter(|c| c.deprel().as_str() == "advmod" && c.children().next().is_none())
        .any(|c| listed(list, &c.text().to_lowercase()))
}

/// Says whether the report sets two acts apart in time.
fn apart(scene: &Scene<'_>, before: &Act<'_>, after: &Act<'_>) -> bool {
    let time = |act: &Act<'_>| scene.time(act.verb, act.verb).map(|at| &scene.times[at].1.timex.value);
    let (one, other) = (time(before), time(after));
    is_told_in_order(before, after)
        || other.is_some() && one != other
        || before.verb.sentence().index() == after.verb.sentence().index()
            && after.verb.deprel().as_str() == "conj"
}
