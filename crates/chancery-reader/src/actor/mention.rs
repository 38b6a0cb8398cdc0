//! Mentions: every place in a document that speaks of an actor, before any are merged.

use std::ops::Range;

use chancery_nlp::{Document, Entity, Span, Token, Upos};

use super::atlas::{Atlas, Entry, LONGEST};
use super::lists::{Lists, Sex};
use super::{Form, Office, office};

/// A mention with what it tells by itself.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) what: What,
}

/// What a mention names.
#[derive(Debug)]
pub(super) enum What {
    Country(usize, Form),
    /// A country's people: `Syrians`.
    People(usize),
    Organisation(usize),
    Person(Person),
    /// A name that the model takes for no person, alone: it may still be one.
    Body(Body),
}

/// A person's name as one mention gives it.
#[derive(Debug)]
pub(super) struct Person {
    /// Without courtesies: `Rex`, `Tillerson`.
    pub(super) words: Vec<String>,
    pub(super) sex: Option<Sex>,
    pub(super) office: Option<Office>,
}

/// A body's name as one mention gives it.
#[derive(Debug)]
pub(super) struct Body {
    /// Without article and country.
    pub(super) name: String,
    pub(super) country: Option<&'static str>,
    /// A short form in brackets behind it: `(NATO)`.
    pub(super) short: Option<String>,
}

/// Entity labels that name no actor.
const NO_ACTOR: [&str; 13] = [
    "DATE",
    "TIME",
    "CARDINAL",
    "ORDINAL",
    "MONEY",
    "PERCENT",
    "QUANTITY",
    "LANGUAGE",
    "LAW",
    "WORK_OF_ART",
    "EVENT",
    "FAC",
    "PRODUCT",
];

/// Finds the mentions of a document's readable parts, in text order.
pub(super) fn mentions(document: &Document, readable: impl Fn(Span) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < document.len() as u32 {
        let token = document.token(at as usize);
        let starts = token.text().starts_with(char::is_uppercase) && readable(token.span());
        let named = if starts { from_atlas(token).or_else(|| from_entity(token)) } else { None };
        match named {
            Some((range, mention)) => {
                at = range.end.max(at + 1);
                found.extend(mention);
            }
            None => at += 1,
        }
    }
    found
}

type Named = (Range<u32>, Option<Found>);

/// Reads the longest name of the atlas that starts here, unless it is part of a longer name.
fn from_atlas(token: Token<'_>) -> Option<Named> {
    let document = token.document();
    let start = token.index() as u32;
    let last = (start + LONGEST as u32).min(document.len() as u32);
    let (end, entry) = (start + 1..=last).rev().find_map(|end| {
        let span = document.span(start..end);
        Some((end, Atlas::get().find(&document.text()[span.range()])?))
    })?;
    let range = start..end;
    if let Some(entity) = token.entity() {
        let label = entity.label.as_str();
        let whole = entity.tokens.start + 1 >= start && entity_end(document, entity) <= end;
        if !whole && matches!(label, "PERSON" | "ORG" | "WORK_OF_ART" | "EVENT" | "FAC" | "LAW") {
            return None;
        }
        if label == "PERSON" && !matches!(entry, Entry::Country(_)) {
            return None;
        }
    } else if token.upos() != Upos::Propn && token.upos() != Upos::Adj && token.upos() != Upos::Noun {
        return None;
    }
    let head = phrase_head(document, &range);
    let what = match entry {
        Entry::Country(at) => Some(What::Country(at, Form::Name)),
        Entry::Demonym(at) => {
            let plural = matches!(head.xpos().as_str(), "NNPS" | "NNS") || head.text().ends_with('s');
            Some(if plural && end - start == 1 { What::People(at) } else { What::Country(at, Form::Demonym) })
        }
        Entry::Capital(at) => is_metonymy(head).then_some(What::Country(at, Form::Capital)),
        Entry::Organisation(at) => Some(What::Organisation(at)),
    };
    let span = document.span(range.clone());
    Some((range, what.map(|what| Found { span, what })))
}

/// Says whether a capital speaks or is dealt with: `Moscow said`, `talks with Moscow`.
fn is_metonymy(head: Token<'_>) -> bool {
    let up = head.head();
    match head.deprel().as_str() {
        "nsubj" => true,
        "conj" => up.is_some_and(is_metonymy),
        "pobj" => up.is_some_and(|p| {
            matches!(p.lemma(), "between" | "with" | "against" | "toward" | "towards" | "by")
        }),
        _ => false,
    }
}

fn from_entity(token: Token<'_>) -> Option<Named> {
    let document = token.document();
    let entity = token.entity()?;
    let label = entity.label.as_str();
    let range = token.index() as u32..entity_end(document, entity);
    if range.is_empty() || NO_ACTOR.contains(&label) {
        return Some((token.index() as u32..entity.tokens.end, None));
    }
    let span = document.span(range.clone());
    let what = match label {
        "PERSON" => person(document, &range),
        "ORG" | "GPE" | "NORP" | "LOC" => body(document, &range, label),
        _ => None,
    };
    let span = if let Some(What::Person(_)) = what { with_courtesy(document, &range) } else { span };
    Some((range, what.map(|what| Found { span, what })))
}

/// The end of an entity without a possessive `'s`.
fn entity_end(document: &Document, entity: &Entity) -> u32 {
    let mut end = entity.tokens.end;
    while end > entity.tokens.start {
        let last = document.token(end as usize - 1);
        let text = last.text();
        if last.xpos().as_str() == "POS"
            || matches!(text, "'s" | "’s" | "'" | "’")
            || last.upos() == Upos::Space
        {
            end -= 1;
        } else {
            break;
        }
    }
    end
}

/// The token of a range that heads the phrase.
fn phrase_head<'a>(document: &'a Document, range: &Range<u32>) -> Token<'a> {
    let mut at = document.token(range.start as usize);
    for _ in 0..range.len() {
        match at.head() {
            Some(up) if range.contains(&(up.index() as u32)) => at = up,
            _ => break,
        }
    }
    at
}

fn with_courtesy(document: &Document, range: &Range<u32>) -> Span {
    let before = range.start.checked_sub(1).map(|at| document.token(at as usize));
    let courtesy = before.filter(|b| is_short_courtesy(&b.text().to_lowercase()));
    document.span(courtesy.map_or(range.start, |c| c.index() as u32)..range.end)
}

fn is_short_courtesy(word: &str) -> bool {
    Lists::get().courtesies.contains_key(word) && (word.len() <= 4 || word.ends_with('.'))
}

fn person(document: &Document, range: &Range<u32>) -> Option<What> {
    let lists = Lists::get();
    let mut sex = None;
    let before = range.start.checked_sub(1).map(|at| document.token(at as usize).text().to_lowercase());
    if let Some(known) = before.and_then(|word| lists.courtesies.get(word.as_str()).copied().flatten()) {
        sex = Some(known);
    }
    let mut words: Vec<String> = Vec::new();
    let mut title = Vec::new();
    for token in document.slice(range.clone()) {
        let text = token.text();
        if words.is_empty()
            && let Some(known) = lists.courtesies.get(text.to_lowercase().as_str())
        {
            sex = sex.or(*known);
            title.push(text);
            continue;
        }
        if text.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '/' | '_')) {
            return None;
        }
        if text.contains(char::is_alphabetic) {
            words.push(text.to_owned());
        } else if !matches!(text, "-" | "." | "’" | "'") {
            break;
        }
    }
    if words.is_empty() || words.len() > 5 || !words.iter().any(|w| w.starts_with(char::is_uppercase)) {
        return None;
    }
    let office = office_beside(document, range).or_else(|| office::read(&title.join(" ")));
    Some(What::Person(Person { words, sex, office }))
}

/// Most words of an office beside a name.
const OFFICE: usize = 12;

/// Reads the office in front of a name or in apposition to it.
fn office_beside(document: &Document, range: &Range<u32>) -> Option<Office> {
    let head = phrase_head(document, range);
    let left = (head.left_edge().index() as u32).max(range.start.saturating_sub(OFFICE as u32));
    if left < range.start {
        let words = &document.text()[document.span(left..range.start).range()];
        let last = words.rsplit([',', ';', '(']).next().unwrap_or(words);
        let last = last.rsplit(" and ").next().unwrap_or(last);
        if let Some(office) = office::read(last) {
            return Some(office);
        }
    }
    let beside =
        head.children().take(16).find(|c| c.deprel().as_str() == "appos" && c.index() > head.index());
    let beside = beside.or_else(|| head.head().filter(|_| head.deprel().as_str() == "appos"))?;
    let tokens = beside.left_edge().index() as u32..beside.right_edge().index() as u32 + 1;
    let tokens = if tokens.start < range.start { tokens.start..tokens.end.min(range.start) } else { tokens };
    let tokens = tokens.start..tokens.end.min(tokens.start + OFFICE as u32);
    let words = &document.text()[document.span(tokens).range()];
    office::read(words.split([',', ';', '(']).next().unwrap_or(words))
}

fn body(document: &Document, range: &Range<u32>, label: &str) -> Option<What> {
    let text = &document.text()[document.span(range.clone()).range()];
    let text = text.strip_prefix("the ").or_else(|| text.strip_prefix("The ")).unwrap_or(text);
    if text.chars().count() < 2 || !text.contains(char::is_uppercase) || text.contains(['\n', '@']) {
        return None;
    }
    let (country, name) = without_country(text);
    if name.is_empty() || is_of_office(phrase_head(document, range)) {
        return None;
    }
    let country = country.or_else(|| country_before(document, range.start));
    // "Foreign Ministry" and the like only: a city or a region is a place.
    if label != "ORG" && range.len() > 1 {
        return None;
    }
    Some(What::Body(Body { name: name.to_owned(), country, short: short_behind(document, range.end) }))
}

/// Says whether a name only completes an office in front of a person: `Secretary of State Rex Tillerson`.
fn is_of_office(head: Token<'_>) -> bool {
    let lists = Lists::get();
    head.text() == "State"
        && head
            .head()
            .and_then(|of| of.head())
            .is_some_and(|o| lists.offices.contains_key(o.text().to_lowercase().as_str()))
}

/// Splits a country or demonym from the front: `Russian Foreign Ministry`.
fn without_country(name: &str) -> (Option<&'static str>, &str) {
    for (at, _) in name.match_indices(' ').take(LONGEST) {
        let front = name[..at].trim_end_matches("'s").trim_end_matches("’s");
        if let Some(Entry::Country(c) | Entry::Demonym(c)) = Atlas::get().find(front) {
            return (Some(Atlas::get().countries[c].iso3), name[at..].trim());
        }
    }
    (None, name)
}

/// The country in front of a name: `Russia's Foreign Ministry`, `the Syrian army`.
fn country_before(document: &Document, start: u32) -> Option<&'static str> {
    let mut at = start.checked_sub(1)?;
    let token = document.token(at as usize);
    if matches!(token.text(), "'s" | "’s" | "'" | "’") {
        at = at.checked_sub(1)?;
    }
    match Atlas::get().find(document.token(at as usize).text())? {
        Entry::Country(c) | Entry::Demonym(c) => Some(Atlas::get().countries[c].iso3),
        _ => None,
    }
}

/// The short form in brackets behind a name.
fn short_behind(document: &Document, end: u32) -> Option<String> {
    let token = |at: u32| (at < document.len() as u32).then(|| document.token(at as usize).text());
    let short = token(end + 1).filter(|_| token(end) == Some("(") && token(end + 2) == Some(")"))?;
    (short.len() >= 2 && short.chars().all(|c| c.is_uppercase() || c == '.')).then(|| short.to_owned())
}
