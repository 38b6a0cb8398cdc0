//! A state's name: where something is, or who does it.
//!
//! "Russia said" names an actor and no place; "in Russia", "the north of Russia", "Sochi, Russia" and "visited Russia"
//! name a place. The same holds for a capital that stands for its government ("Moscow said"). Where the grammar says
//! neither, the name is an actor's: what acts is found far more often than where.

use std::ops::Range;
use std::sync::LazyLock;

use chancery_nlp::{Document, Token};
use rustc_hash::FxHashSet;

/// Prepositions that always say where.
static PREPOSITIONS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| list(include_str!("../../rules/lists/place_prepositions.txt")));
/// Verbs whose object is where somebody goes or is.
static TRAVEL: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| list(include_str!("../../rules/lists/travel_verbs.txt")));
/// Nouns for a part of a land: "the north of Syria", "Syria's border".
static PARTS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| list(include_str!("../../rules/lists/land_nouns.txt")));
/// What happens on a land: "strikes on Syria".
static STRIKES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| list(include_str!("../../rules/lists/strike_nouns.txt")));
/// Nouns that tie to somebody with "to" and "from": "ambassador to Russia", "pressure from Russia".
static TIES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| list(include_str!("../../rules/lists/tie_nouns.txt")));

/// So far up a list of names is followed: "in Iraq, Syria and Turkey".
const UP: usize = 16;
/// So many children of a word are looked at.
const CHILDREN: usize = 16;

fn list(text: &'static str) -> FxHashSet<&'static str> {
    text.lines()
        .map(|line| line.split('#').next().unwrap_or("").trim())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Says whether the grammar makes a name a place; `name` is its head, `tokens` are all of its words.
pub(super) fn locates(document: &Document, name: Token<'_>, tokens: &Range<u32>) -> bool {
    let outside = |token: &Token<'_>| !tokens.contains(&(token.index() as u32));
    let directed =
        name.children().take(CHILDREN).filter(outside).any(|child| {
            matches!(child.deprel().as_str(), "amod" | "compound") && is_direction(child.text())
        });
    if directed || follows_place(document, name, tokens.start as usize) {
        return true;
    }
    let mut token = name;
    for _ in 0..UP {
        match token.head().filter(|_| token.deprel().as_str() == "conj") {
            Some(head) => token = head,
            None => break,
        }
    }
    let Some(head) = token.head() else { return false };
    let lemma = |token: Token<'_>| token.lemma().to_lowercase();
    match token.deprel().as_str() {
        "pobj" => {
            let governor = head.head();
            let governed =
                |words: &FxHashSet<&str>| governor.is_some_and(|g| words.contains(lemma(g).as_str()));
            match head.text().to_lowercase().as_str() {
                "of" => governed(&PARTS),
                "on" | "against" => governed(&STRIKES),
                "to" | "from" => !governed(&TIES),
                word => PREPOSITIONS.contains(word),
            }
        }
        "dobj" => TRAVEL.contains(lemma(head).as_str()),
        "poss" | "compound" | "nmod" | "amod" => {
            PARTS.contains(lemma(head).as_str()) || head.entity().is_some_and(|e| is_land(e.label.as_str()))
        }
        _ => false,
    }
}

/// "Sochi, Russia", "Homs (Syria)": a name right behind that of another place, and no list.
fn follows_place(document: &Document, name: Token<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(2) else { return false };
    let (place, mark) = (document.token(before), document.token(first - 1));
    let beside =
        matches!(mark.text(), "," | "(") && matches!(name.deprel().as_str(), "appos" | "npadvmod" | "nmod");
    beside && place.entity().is_some_and(|entity| is_land(entity.label.as_str()))
}

fn is_land(label: &str) -> bool {
    matches!(label, "GPE" | "LOC")
}

/// "northern", "south-west", "central".
pub(super) fn is_direction(word: &str) -> bool {
    let word = word.to_lowercase();
    let word = word.strip_suffix("ern").unwrap_or(&word);
    let parts = ["north", "south", "east", "west"];
    matches!(
        word,
        "central"
            | "mainland"
            | "rural"
            | "upper"
            | "lower"
            | "inland"
            | "coastal"
            | "neighbouring"
            | "neighboring"
            | "occupied"
    ) || word.split(['-', ' ']).all(|part| {
        parts
            .iter()
            .any(|d| part.strip_prefix(d).is_some_and(|rest| rest.is_empty() || parts.contains(&rest)))
    })
}

#[cfg(test)]
mod tests {
    use super::is_direction;

    #[test]
    fn directions() {
        for word in ["northern", "south-western", "Northeast", "southeastern", "central", "west"] {
            assert!(is_direction(word), "{word}");
        }
        for word in ["", "modern", "norther", "government", "Northumbria"] {
            assert!(!is_direction(word), "{word}");
        }
    }
}
