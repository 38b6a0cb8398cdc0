//! Mentions of places, found in a parsed text.

use std::ops::Range;

use chancery_nlp::{Document, Span, Upos};

use super::Gazetteer;
use super::fold::fold;
use super::places::Places;

/// Finds where a text names places.
///
/// These are the entities that the model takes for places, and capitalised names behind a preposition of place
/// ("in", "near", "toward") that the gazetteer knows and the model overlooked. A demonym is never a place.
pub fn place_mentions(document: &Document, gazetteer: Option<&Gazetteer>, places: &Places) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for entity in document.entities() {
        if !matches!(entity.label.as_str(), "GPE" | "LOC" | "FAC") {
            continue;
        }
        let mut tokens = entity.tokens.clone();
        while let Some(first) = tokens.clone().next()
            && tokens.len() > 1
            && document.token(first as usize).text().eq_ignore_ascii_case("the")
        {
            tokens.start += 1;
        }
        while tokens.len() > 1 && matches!(document.token(tokens.end as usize - 1).text(), "'s" | "’s" | ",")
        {
            tokens.end -= 1;
        }
        // "Paris, Texas" is two places.
        let mut first = tokens.start;
        for at in tokens.clone() {
            if document.token(at as usize).text() == "," {
                push(document, first..at, places, &mut found);
                first = at + 1;
            }
        }
        push(document, first..tokens.end, places, &mut found);
    }
    found.extend(mistaken(document, places));
    found.extend(overlooked(document, gazetteer, places));
    found.sort_unstable();
    found.dedup();
    found
}

fn push(document: &Document, tokens: Range<u32>, places: &Places, found: &mut Vec<Span>) {
    let span = document.span(tokens);
    // The model takes "hours" for a place now and then; a name has a capital somewhere.
    let named = document.text()[span.range()].contains(|c: char| c.is_uppercase() || !c.is_ascii());
    if named && !span.is_empty() && places.adjective(&fold(&document.text()[span.range()])).is_none() {
        found.push(span);
    }
}

/// Says whether a mention is a mere direction: "the West" is no town in Texas.
pub(super) fn is_no_name(text: &str) -> bool {
    matches!(fold(text).as_str(), "" | "east" | "north" | "south" | "west" | "global south" | "global north")
}

/// Finds places of the news that the model takes for people or bodies: "the attack on Khan Sheikhoun".
///
/// The name must have two words, be in our own file, and stand behind a preposition.
fn mistaken(document: &Document, places: &Places) -> Vec<Span> {
    let entities = document.entities().iter().filter(|e| matches!(e.label.as_str(), "PERSON" | "ORG"));
    let spans = entities.filter(|e| e.tokens.len() > 1).filter_map(|e| {
        let first = document.token(e.tokens.start as usize);
        let behind = first.previous().is_some_and(|t| t.upos() == Upos::Adp);
        let span = document.span(e.tokens.clone());
        let known = places.find_folded(&fold(&document.text()[span.range()])).next().is_some();
        (behind && known).then_some(span)
    });
    spans.collect()
}

/// Finds names behind prepositions of place that stand in no entity.
fn overlooked(document: &Document, gazetteer: Option<&Gazetteer>, places: &Places) -> Vec<Span> {
    const PREPOSITIONS: &[&str] = &[
        "in",
        "near",
        "from",
        "to",
        "at",
        "outside",
        "around",
        "across",
        "toward",
        "towards",
        "throughout",
        "inside",
    ];
    let mut found = Vec::new();
    for preposition in document.tokens().filter(|t| PREPOSITIONS.contains(&t.text().to_lowercase().as_str()))
    {
        let first = preposition.index() as u32 + 1;
        let named = document
            .slice(first..document.len() as u32)
            .take(4)
            .take_while(|t| t.text().starts_with(char::is_uppercase) && t.entity().is_none())
            .count() as u32;
        let known = |len: &u32| {
            let key = fold(&document.text()[document.span(first..first + len).range()]);
            places.find_folded(&key).next().is_some()
                || gazetteer.is_some_and(|g| g.find_folded(&key).any(|r| !r.alternate && r.population > 1000))
        };
        if let Some(len) = (1..=named).rev().find(known).filter(|&len| len == named) {
            found.push(document.span(first..first + len));
        }
    }
    found
}
