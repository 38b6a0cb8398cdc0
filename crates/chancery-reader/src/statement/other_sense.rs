//! Verbs that report with one kind of object and do something else with another: a king dismisses a claim, or a general.
//!
//! The [judge](super::judge) knows the verb and the frame, and too little of the object to tell the two apart.

use chancery_nlp::{Document, Token, Upos};

use super::frame::{Report, verb_lemma};
use super::labels::{Labels, child, children};
use super::lexicon::{Lexicon, entries};

/// Says whether the verb of a report does something else than say: `denied them a visa`, `appealed the verdict`.
pub(super) fn is_other_sense(document: &Document, report: &Report) -> bool {
    let labels = Labels::get();
    let verb = document.token(report.head as usize);
    let told = document.token(report.told as usize);
    if verb.upos() != Upos::Verb || told.deprel() != labels.dobj || told.head() != Some(verb) {
        return false;
    }
    match verb.lemma() {
        "deny" => child(verb, labels.dative).is_some() || is_one_of(told, Kind::Goods),
        "dismiss" | "grill" | "interrogate" | "question" | "quiz" | "sack" => is_person(told),
        "contest" | "challenge" => {
            is_person(told) || is_one_of(told, Kind::Race) && verb.lemma() == "contest"
        }
        "appeal" => is_one_of(told, Kind::Ruling),
        "call" => matches!(verb_lemma(verb).as_str(), "call up" | "call off" | "call in"),
        _ => false,
    }
}

/// Kinds of objects that are done something to.
enum Kind {
    Goods,
    Race,
    Ruling,
}

/// Says whether a noun phrase has a noun of that kind at its head.
fn is_one_of(noun: Token<'_>, kind: Kind) -> bool {
    let list = match kind {
        Kind::Goods => include_str!("../../rules/lists/denied_goods.txt"),
        Kind::Race => include_str!("../../rules/lists/race_nouns.txt"),
        Kind::Ruling => include_str!("../../rules/lists/verdict_nouns.txt"),
    };
    let lemma = noun.lemma();
    entries(list).any(|entry| entry == lemma)
}

/// Says whether a noun phrase names somebody.
fn is_person(noun: Token<'_>) -> bool {
    let named = noun.entity().is_some_and(|entity| entity.label.as_str() == "PERSON");
    // "dismissed him as a spy" tells what they think of him.
    let judged = noun
        .head()
        .is_some_and(|verb| children(verb).any(|c| c.lemma() == "as" || c.deprel().as_str() == "oprd"));
    let person = Lexicon::embedded().is_person(noun.lemma())
        || noun.upos() == Upos::Pron && matches!(noun.lemma(), "he" | "she" | "they");
    (named || person) && !judged
}
