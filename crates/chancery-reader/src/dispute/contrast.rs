//! Disputes that nobody names: what one says is so, the next says is not.
//!
//! Only statements that follow each other are compared. Two speakers differ where they say and negate the same verb, or
//! where a word of contrast stands between them and both speak of one thing.

use chancery_nlp::{Document, Upos};

use super::Cast;
use super::group::Groups;
use super::matter::Matter;
use super::take::{Source, Take};
use super::words::Words;
use crate::reading::Stance;

/// Tokens between two statements that answer each other.
const REACH: u32 = 60;

/// Opens a group for each two statements that contradict each other.
pub(super) fn join(
    document: &Document,
    takes: &mut [Take],
    rules: usize,
    groups: &mut Groups,
    group_of: &mut [Option<usize>],
    cast: &impl Cast,
) {
    for second in rules + 1..takes.len() {
        let first = second - 1;
        if group_of[first].is_some() || group_of[second].is_some() {
            continue;
        }
        let (one, other) = (&takes[first], &takes[second]);
        let apart = !one.holders.iter().any(|&holder| {
            other.holders.iter().any(|&against| holder == against || cast.one_side(holder, against))
        });
        if apart
            && other.at - one.at <= REACH
            && (negates(one, other) || excludes(&one.matter, &other.matter) || counters(document, one, other))
        {
            if one.matter.negated == other.matter.negated {
                takes[second].stance = Stance::Denies;
            }
            let group = groups.open(first, takes);
            groups.join(group, second, takes);
            group_of[first] = Some(group);
            group_of[second] = Some(group);
        }
    }
}

/// Says whether one says what the other negates: the same verb of the same things, or the verb of one is what the other
/// had none of, or the second is the bare verb ("it never was").
fn negates(one: &Take, other: &Take) -> bool {
    let (a, b) = (&one.matter, &other.matter);
    if a.negated == b.negated {
        return false;
    }
    let root =
        |root: &Option<String>, other: &Matter| root.as_ref().is_some_and(|root| other.keys.contains(root));
    let both = a.root.is_some() && a.root == b.root;
    let none = |of: &Matter, other: &Matter| match of.none.as_deref() {
        Some("") => of.root.is_some() && of.root == other.root,
        // "There was no mine"; else what there was none of must be what the other says was done.
        Some(none) if of.root.is_none() => other.keys.iter().any(|key| key == none),
        Some(none) => other.root.as_deref() == Some(none),
        None => false,
    };
    let elliptic = b.keys.is_empty() && (b.pronoun || b.takes_up(a));
    both && a.shared(b) >= 3
        || (root(&a.root, b) || root(&b.root, a)) && a.topic.is_some() && a.topic == b.topic
        || none(a, b)
        || none(b, a)
        || elliptic
}

/// Says whether two cannot both be so: the opposite of one thing, one deed by two doers.
fn excludes(a: &Matter, b: &Matter) -> bool {
    if a.negated != b.negated {
        return false;
    }
    let both = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    let differ =
        |one: &Option<String>, other: &Option<String>| one.is_some() && other.is_some() && one != other;
    let thing = both(&a.topic, &b.topic)
        || a.subject.is_some() && a.subject == b.subject
        || b.pronoun
        || one_person(a, b);
    let opposite = a
        .predicate
        .iter()
        .take(4)
        .any(|one| b.predicate.iter().take(4).any(|other| Words::get().opposite(one, other)));
    let same_object = both(&a.object, &b.object) || a.object.is_some() && b.object.as_deref() == Some("it");
    let named_again = matches!(b.doer.as_deref(), Some("it" | "they" | "he" | "she"));
    let opposite = opposite && (thing || same_object || named_again);
    let verb = a.root.is_some() && a.root == b.root;
    let by_another = verb
        && a.past
        && b.past
        && ((thing || b.doer.as_deref() == Some("it")) && differ(&a.agent, &b.agent)
            || both(&a.object, &b.object) && differ(&a.doer, &b.doer));
    opposite || by_another || b.repeats() && a.past && differ(&a.doer, &b.doer)
}

/// Says whether both speak of "him" or "her".
fn one_person(a: &Matter, b: &Matter) -> bool {
    a.doer == b.doer && matches!(a.doer.as_deref(), Some("he" | "she"))
}

/// Says whether the second answers the first with a word of contrast and speaks of the same thing.
fn counters(document: &Document, one: &Take, other: &Take) -> bool {
    let (a, b) = (&one.matter, &other.matter);
    let thing = a.topic.is_some() && (b.pronoun || b.topic == a.topic)
        || a.past && b.past && (a.subject.is_some() && a.subject == b.subject || one_person(a, b));
    let thing = thing
        || a.past
            && b.past
            && a.topic.is_some()
            && (b.doer.as_deref() == Some("it") || b.object.as_deref() == Some("it"));
    let verb = document.token(other.at as usize);
    let parted = document.slice(one.at..other.at).take(REACH as usize).any(|token| token.text() == ";");
    let insists = matches!(
        verb.lemma(),
        "insist" | "maintain" | "contend" | "counter" | "retort" | "object" | "protest"
    );
    let joined = document.token(one.at as usize).children().chain(verb.children()).take(64).any(|child| {
        matches!(child.upos(), Upos::Cconj | Upos::Sconj)
            && matches!(child.lemma(), "but" | "while" | "whereas" | "though" | "although")
            || child.deprel().as_str() == "advmod"
                && matches!(child.lemma(), "however" | "though" | "instead")
    });
    thing
        && (a.root != b.root || a.root.is_none())
        && (insists || joined || parted)
        && one.source == Source::Statement
        && a.negated == b.negated
}
