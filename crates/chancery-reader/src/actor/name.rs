//! Names: every place in a document that names an actor, before any are merged.

use std::ops::Range;

use chancery_nlp::{Document, Entity, Span, Token, Upos};
use rustc_hash::FxHashSet;

use super::courtesy::courtesy;
use super::metonymy::is_metonymy;
use super::{Context, Form, Office, title};
use crate::atlas::{Entry, Gender, LONGEST, NameForm};

/// A name with what it tells by itself.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) form: Form,
    pub(super) what: What,
    /// A plain word for the person in front of the name: `magician` of `magician Jane Roe`.
    pub(super) title: Option<Span>,
}

impl Found {
    fn new(span: Span, form: Form, what: What) -> Self {
        Self { span, form, what, title: None }
    }
}

/// What a name names.
#[derive(Debug)]
pub(super) enum What {
    State(u32),
    /// A state's people: `Syrians`.
    People(u32),
    /// A house of a state's government: `the Kremlin`.
    House(u32),
    Organisation(u32),
    Person(Person),
    /// A name that the model takes for no person; alone, it may still be one.
    Body(Body),
}

/// A person's name as one mention gives it.
#[derive(Debug)]
pub(super) struct Person {
    /// Without courtesies: `Rex`, `Tillerson`.
    pub(super) words: Vec<String>,
    pub(super) gender: Option<Gender>,
    pub(super) office: Option<Office>,
}

/// A body's name as one mention gives it.
#[derive(Debug)]
pub(super) struct Body {
    /// Without article and country.
    pub(super) name: String,
    pub(super) country: Option<String>,
    /// A short form in brackets behind it: `(NATO)`.
    pub(super) short: Option<String>,
    /// The model takes it for a place: an actor only where it is a person's name.
    pub(super) place: bool,
}

/// Entity labels that name no actor.
const NO_ACTOR: [&str; 12] = [
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
    "PRODUCT",
];

/// Finds the names in a document's readable parts, in text order.
pub(super) fn names(
    document: &Document,
    readable: &impl Fn(Span) -> bool,
    context: Context<'_>,
) -> Vec<Found> {
    let towns = towns(document, readable, context);
    let surnames = surnames(document, readable, &towns);
    let mut found = Vec::new();
    let mut at = 0;
    while at < document.len() as u32 {
        let token = document.token(at as usize);
        let text = token.text();
        let starts = (text.starts_with(|c: char| c.is_uppercase()) || text.starts_with("al-"))
            && readable(token.span());
        let named = if !starts {
            None
        } else if is_surname(token, &surnames) {
            Some((
                at..at + 1,
                person(document, &(at..at + 1), context)
                    .map(|what| Found::new(token.span(), Form::Name, what)),
            ))
        } else {
            let named = from_atlas(token, context).or_else(|| from_entity(token, context));
            // A town is passed over whole, so that no part of it is somebody's surname.
            let town = |range: &Range<u32>| towns.contains(text_of(document, range));
            let named = named.map(|(range, found)| if town(&range) { (range, None) } else { (range, found) });
            named.or_else(|| unmarked_surname(token, &surnames, context))
        };
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

/// Most surnames that are kept; a longer text has no one subject.
const SURNAMES: usize = 4096;

/// The last words of the persons whom the text names in full.
fn surnames<'d>(
    document: &'d Document,
    readable: &impl Fn(Span) -> bool,
    towns: &FxHashSet<&'d str>,
) -> FxHashSet<&'d str> {
    let named = |e: &Entity| text_of(document, &(e.tokens.start..entity_end(document, e)));
    let people =
        document.entities().iter().filter(|e| e.label.as_str() == "PERSON" && !towns.contains(named(e)));
    let full =
        people.map(|e| (e.tokens.start, entity_end(document, e))).filter(|(start, end)| *end > start + 1);
    let last = full.map(|(_, end)| document.token(end as usize - 1)).filter(|t| readable(t.span()));
    last.map(|t| without_particle(t.text())).take(SURNAMES).collect()
}

/// A surname without the particle that a later mention leaves out: `Moualem` of `al-Moualem`.
fn without_particle(name: &str) -> &str {
    name.strip_prefix("al-").or_else(|| name.strip_prefix("Al-")).filter(|n| !n.is_empty()).unwrap_or(name)
}

/// Reads a lone name that the model overlooked, where the text names somebody of that surname in full.
fn unmarked_surname(token: Token<'_>, surnames: &FxHashSet<&str>, context: Context<'_>) -> Option<Named> {
    // "In January Itefa said": a month is no first name.
    let proper = |t: Option<Token<'_>>| {
        let day = |t: Token<'_>| t.entity().is_some_and(|e| matches!(e.label.as_str(), "DATE" | "TIME"));
        t.is_some_and(|t| t.upos() == Upos::Propn && !day(t))
    };
    let lone = token.entity().is_none()
        && token.upos() == Upos::Propn
        && matches!(
            token.deprel().as_str(),
            "nsubj" | "nsubjpass" | "dobj" | "pobj" | "poss" | "conj" | "appos"
        )
        && !proper(token.next())
        && !proper(token.previous());
    if !lone || !surnames.contains(token.text()) {
        return None;
    }
    let range = token.index() as u32..token.index() as u32 + 1;
    let what = person(token.document(), &range, context)?;
    Some((range, Some(Found::new(token.span(), Form::Name, what))))
}

fn text_of<'d>(document: &'d Document, range: &Range<u32>) -> &'d str {
    &document.text()[document.span(range.clone()).range()]
}

/// Names that the model takes for people's, but that are places of the news and never act: `in Khan Sheikhoun`.
fn towns<'d>(
    document: &'d Document,
    readable: &impl Fn(Span) -> bool,
    context: Context<'_>,
) -> FxHashSet<&'d str> {
    let Some(places) = context.places else { return FxHashSet::default() };
    let mut towns = FxHashSet::default();
    let mut people = FxHashSet::default();
    for entity in document.entities().iter().filter(|e| e.label.as_str() == "PERSON") {
        let range = entity.tokens.start..entity_end(document, entity);
        if range.is_empty() || !readable(document.span(range.clone())) || towns.len() >= SURNAMES {
            continue;
        }
        let name = text_of(document, &range);
        let head = phrase_head(document, &range);
        let acts =
            matches!(head.deprel().as_str(), "nsubj" | "nsubjpass" | "appos" | "ROOT" | "dative" | "agent");
        let before = range.start.checked_sub(1).map(|at| document.token(at as usize));
        let titled = before.is_some_and(|b| courtesy(b.text()).is_some());
        if acts || titled {
            people.insert(name);
        } else if places.find(name).next().is_some() {
            towns.insert(name);
        }
    }
    towns.retain(|name| !people.contains(name));
    towns
}

/// Says whether a lone name of a city or the like is somebody's surname here: `Paris` where Valeska Paris is named.
fn is_surname(token: Token<'_>, surnames: &FxHashSet<&str>) -> bool {
    let lone = token.entity().is_some_and(|e| {
        matches!(e.label.as_str(), "GPE" | "LOC" | "FAC")
            && e.tokens.start == token.index() as u32
            && entity_end(token.document(), e) == e.tokens.start + 1
    });
    let place = || {
        let before = token.head().filter(|_| token.deprel().as_str() == "pobj");
        before
            .is_some_and(|p| matches!(p.lemma(), "in" | "at" | "from" | "near" | "across" | "outside" | "to"))
    };
    lone && surnames.contains(token.text()) && !place()
}

type Named = (Range<u32>, Option<Found>);

/// Reads the longest name of the atlas that starts here, unless it is part of a longer name.
fn from_atlas(token: Token<'_>, context: Context<'_>) -> Option<Named> {
    let document = token.document();
    let atlas = context.atlas;
    let start = token.index() as u32;
    let sentence = token.sentence().range().end;
    let last = (start + LONGEST as u32).min(sentence);
    let (end, entry, form) = (start + 1..=last).rev().find_map(|end| {
        let span = document.span(start..end);
        let text = &document.text()[span.range()];
        let (entry, form) = atlas.meaning(text, context.date)?;
        Some((end, entry, form))
    })?;
    // The atlas passes over a full stop or a line end behind a name.
    let last_word =
        (start..end).rev().find(|&at| document.token(at as usize).text().contains(char::is_alphanumeric));
    let end = last_word.map_or(end, |at| at + 1);
    let range = start..end;
    let text = &document.text()[document.span(range.clone()).range()];
    if let Some(entity) = token.entity() {
        let label = entity.label.as_str();
        let whole = entity.tokens.start + 1 >= start && entity_end(document, entity) <= end;
        if !whole && matches!(label, "PERSON" | "ORG" | "WORK_OF_ART" | "EVENT" | "FAC" | "LAW") {
            return None;
        }
        if label == "PERSON" && !matches!((entry, form), (Entry::State(_), NameForm::Name)) {
            return None;
        }
    } else if !matches!(token.upos(), Upos::Propn | Upos::Adj | Upos::Noun)
        || atlas.ambiguous(text).is_some_and(|a| a.default.is_none())
    {
        return None;
    }
    let head = phrase_head(document, &range);
    let span = document.span(range.clone());
    let found = |what, form| Some((range.clone(), Some(Found::new(span, form, what))));
    match (entry, form) {
        (Entry::State(at), NameForm::Name) => found(What::State(at), Form::Name),
        (Entry::State(at), NameForm::Adjective | NameForm::People) => {
            let plural = matches!(head.xpos().as_str(), "NNPS" | "NNS") || form == NameForm::People;
            found(if plural && end - start == 1 { What::People(at) } else { What::State(at) }, Form::Demonym)
        }
        (Entry::State(at), NameForm::Metonym) => found(What::House(at), Form::Name),
        (Entry::State(at), _) => {
            if is_metonymy(head) {
                found(What::State(at), Form::Capital)
            } else {
                Some((range, None))
            }
        }
        (Entry::Organisation(at), _) => found(What::Organisation(at), Form::Name),
        _ => None,
    }
}

fn from_entity(token: Token<'_>, context: Context<'_>) -> Option<Named> {
    let document = token.document();
    let entity = token.entity()?;
    let label = entity.label.as_str();
    let mut range = token.index() as u32..entity_end(document, entity);
    if label == "PERSON" {
        // "Jane Roe of Heaven Games" is Jane Roe.
        let of = range.clone().skip(1).find(|&at| document.token(at as usize).text() == "of");
        range.end = of.unwrap_or(range.end);
    }
    if range.is_empty() || NO_ACTOR.contains(&label) {
        return Some((token.index() as u32..entity.tokens.end, None));
    }
    let span = document.span(range.clone());
    let what = match label {
        "PERSON" => person(document, &range, context),
        "ORG" | "GPE" | "NORP" | "LOC" | "FAC" => body(document, &range, label, context),
        _ => None,
    };
    let span = if let Some(What::Person(_)) = what { with_courtesy(document, &range) } else { span };
    let title = if let Some(What::Person(_)) = what { title_before(document, range.start) } else { None };
    Some((range, what.map(|what| Found { title, ..Found::new(span, Form::Name, what) })))
}

/// The plain noun in front of a name that says what the person is.
fn title_before(document: &Document, start: u32) -> Option<Span> {
    let plain = |at: &u32| {
        let token = document.token(*at as usize);
        token.upos() == Upos::Noun && token.text().starts_with(char::is_lowercase) || token.text() == "-"
    };
    let last = start.checked_sub(1).filter(plain)?;
    let title = document.token(last as usize);
    let names =
        title.deprel().as_str() == "compound" && title.head().is_some_and(|h| h.index() as u32 >= start);
    let hyphen = |at: u32| at.checked_sub(1).filter(|&h| document.token(h as usize).text() == "-");
    let first = hyphen(last).and_then(|h| h.checked_sub(1)).unwrap_or(last);
    names.then(|| document.span(first..start))
}

/// The end of an entity without a possessive `'s`.
fn entity_end(document: &Document, entity: &Entity) -> u32 {
    let mut end = entity.tokens.end;
    while end > entity.tokens.start {
        let last = document.token(end as usize - 1);
        let text = last.text();
        if last.xpos().as_str() == "POS"
            || matches!(text, "'s" | "’s" | "'" | "’")
            || matches!(last.upos(), Upos::Space | Upos::Verb) && text.starts_with(char::is_lowercase)
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
pub(super) fn phrase_head<'a>(document: &'a Document, range: &Range<u32>) -> Token<'a> {
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
    let courtesy = before.filter(|b| is_short_courtesy(b.text()));
    document.span(courtesy.map_or(range.start, |c| c.index() as u32)..range.end)
}

fn is_short_courtesy(word: &str) -> bool {
    courtesy(word).is_some() && (word.len() <= 4 || word.ends_with('.'))
}

fn person(document: &Document, range: &Range<u32>, context: Context<'_>) -> Option<What> {
    let before = range.start.checked_sub(1).map(|at| document.token(at as usize).text());
    let mut gender = before.and_then(courtesy).flatten();
    let mut words: Vec<String> = Vec::new();
    let mut titles = Vec::new();
    for token in document.slice(range.clone()) {
        let text = token.text();
        if words.is_empty()
            && let Some(known) = courtesy(text)
        {
            gender = gender.or(known);
            titles.push(text);
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
    let office = office_beside(document, range, context).or_else(|| title::read(&titles.join(" "), context));
    Some(What::Person(Person { words, gender, office }))
}

/// Most words of an office beside a name.
const OFFICE: usize = 12;

/// Reads the office in front of a name or in apposition to it.
fn office_beside(document: &Document, range: &Range<u32>, context: Context<'_>) -> Option<Office> {
    let head = phrase_head(document, range);
    let left = (head.left_edge().index() as u32).max(range.start.saturating_sub(OFFICE as u32));
    if left < range.start {
        let words = &document.text()[document.span(left..range.start).range()];
        let last = words.rsplit([',', ';', '(']).next().unwrap_or(words);
        let last = last.rsplit(" and ").next().unwrap_or(last);
        if let Some(office) = title::read(last, context) {
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
    title::read(words.split([',', ';', '(']).next().unwrap_or(words), context)
}

fn body(document: &Document, range: &Range<u32>, label: &str, context: Context<'_>) -> Option<What> {
    let text = &document.text()[document.span(range.clone()).range()];
    let text = text.strip_prefix("the ").or_else(|| text.strip_prefix("The ")).unwrap_or(text);
    if text.chars().count() < 2 || !text.contains(char::is_uppercase) || text.contains(['\n', '@']) {
        return None;
    }
    let (country, name) = without_country(text, context);
    if name.is_empty() || completes_an_office(document, range.start) {
        return None;
    }
    let country = country.or_else(|| country_before(document, range.start, context));
    // "Foreign Ministry" and the like only: a city or a region is a place, and "European" no body.
    if label != "ORG" && range.len() > 1
        || label == "NORP" && document.token(range.start as usize).upos() == Upos::Adj
    {
        return None;
    }
    let place = matches!(label, "GPE" | "LOC" | "FAC");
    Some(What::Body(Body { name: name.to_owned(), country, short: short_behind(document, range.end), place }))
}

/// Says whether a name only completes an office: the "State" of "Secretary of State Rex Tillerson".
pub(super) fn completes_an_office(document: &Document, start: u32) -> bool {
    let Some(of) = start.checked_sub(1).map(|at| document.token(at as usize)) else { return false };
    of.text() == "of"
        && of.previous().is_some_and(|office| {
            matches!(office.text().to_lowercase().as_str(), "secretary" | "minister" | "undersecretary")
        })
}

fn state_of(name: &str, context: Context<'_>) -> Option<String> {
    match context.atlas.meaning(name, context.date)? {
        (Entry::State(at), NameForm::Name | NameForm::Adjective) => {
            Some(context.atlas.states()[at as usize].id.clone())
        }
        _ => None,
    }
}

/// Splits a country or demonym from the front: `Russian Foreign Ministry`.
fn without_country<'n>(name: &'n str, context: Context<'_>) -> (Option<String>, &'n str) {
    for (at, _) in name.match_indices(' ').take(LONGEST) {
        let front = name[..at].trim_end_matches("'s").trim_end_matches("’s");
        if let Some(state) = state_of(front, context) {
            return (Some(state), name[at..].trim());
        }
    }
    (None, name)
}

/// The country in front of a name: `Russia's Foreign Ministry`, `the Syrian army`.
fn country_before(document: &Document, start: u32, context: Context<'_>) -> Option<String> {
    let mut at = start.checked_sub(1)?;
    let token = document.token(at as usize);
    if matches!(token.text(), "'s" | "’s" | "'" | "’") {
        at = at.checked_sub(1)?;
    }
    state_of(document.token(at as usize).text(), context)
}

/// The short form in brackets behind a name.
fn short_behind(document: &Document, end: u32) -> Option<String> {
    let token = |at: u32| (at < document.len() as u32).then(|| document.token(at as usize).text());
    let short = token(end + 1).filter(|_| token(end) == Some("(") && token(end + 2) == Some(")"))?;
    (short.len() >= 2 && short.chars().all(|c| c.is_uppercase() || c == '.')).then(|| short.to_owned())
}
