//! Whether a capital stands for the government that sits in it.
//!
//! A capital is a place unless its words deal with it as one deals with a government. Which words those are is in lists
//! (`rules/lists/capital_*.txt`).

use chancery_nlp::{Token, Upos};

use crate::circumstances::listed;

/// How many children of a word are looked at.
const CHILDREN: usize = 16;

/// Says whether a capital speaks, owns a policy or is dealt with: `Moscow said`, `Moscow's stance`, `talks with Moscow`.
pub(super) fn is_metonymy(head: Token<'_>) -> bool {
    let up = head.head();
    match head.deprel().as_str() {
        // "Moscow said", "Moscow is at odds", but not "Moscow has many parks".
        "nsubj" => up.is_none_or(|verb| match verb.lemma() {
            "be" => quarrels(verb) || is_in_a_mood(verb),
            "have" => quarrels(verb) || owns_a_policy(verb),
            "lie" | "contain" | "host" => quarrels(verb),
            _ => true,
        }),
        "conj" | "appos" => up.is_some_and(is_metonymy),
        "nsubjpass" | "dobj" => up.is_some_and(|verb| listed("capital_object_verbs", verb.lemma())),
        "pobj" => up.is_some_and(is_dealt_with),
        "poss" => up.is_some_and(is_policy),
        "compound" | "amod" | "nmod" => up.is_some_and(|noun| {
            // "between Canberra and Port Moresby", where the first is read as part of the second.
            let listed_with = noun.upos() == Upos::Propn
                && noun.deprel().as_str() == "pobj"
                && head.children().take(CHILDREN).any(|c| c.deprel().as_str() == "cc");
            listed("relation_nouns", noun.lemma())
                || listed("relation_kinds", noun.lemma())
                || listed_with && is_metonymy(noun)
        }),
        _ => false,
    }
}

/// Says whether a preposition deals with whom it names: `against Moscow`, `proof from Moscow`, `an ally of Moscow`.
fn is_dealt_with(preposition: Token<'_>) -> bool {
    let of = |list: &str| preposition.head().is_some_and(|head| listed(list, head.lemma()));
    match preposition.lemma() {
        "between" | "with" | "against" | "toward" | "towards" | "by" => true,
        "to" => of("capital_nouns_to"),
        "from" => of("capital_nouns_from"),
        "of" => of("friend_nouns"),
        "than" => of("friend_nouns"),
        _ => false,
    }
}

/// Says whether a noun is what only a government has.
fn is_policy(noun: Token<'_>) -> bool {
    let lists = ["capital_possessions", "position_nouns", "old_position_nouns", "turn_nouns", "shift_nouns"];
    let kinds = ["relation_nouns", "relation_kinds", "friend_nouns"];
    lists.iter().chain(&kinds).any(|list| listed(list, &noun.lemma().to_lowercase()))
}

/// `Moscow has no objection`.
fn owns_a_policy(verb: Token<'_>) -> bool {
    verb.children().take(CHILDREN).any(|c| c.deprel().as_str() == "dobj" && is_policy(c))
}

/// `Moscow is ready`, `Moscow is an ally of Minsk`.
fn is_in_a_mood(verb: Token<'_>) -> bool {
    verb.children().take(CHILDREN).any(|c| match c.deprel().as_str() {
        "acomp" => listed("capital_moods", c.lemma()),
        "attr" => listed("friend_nouns", c.lemma()),
        _ => false,
    })
}

/// Says whether a verb tells that its subject quarrels or deals with others: `is at odds`, `are in talks`.
fn quarrels(verb: Token<'_>) -> bool {
    let parts = verb
        .children()
        .take(16)
        .filter(|c| c.deprel().as_str() == "prep" && matches!(c.lemma(), "at" | "in" | "on"));
    let mut nouns = parts.flat_map(|part| part.children().take(4));
    nouns.any(|noun| {
        matches!(
            noun.lemma(),
            "odds"
                | "odd"
                | "disagreement"
                | "dispute"
                | "agreement"
                | "talk"
                | "war"
                | "loggerhead"
                | "term"
                | "brink"
        )
    })
}
