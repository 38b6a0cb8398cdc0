//! Noun phrases for people and bodies: `the secretary of state`, `protesters`, `the two countries`.

use chancery_nlp::{Document, Span, Token, Upos};

use super::name::completes_an_office;
use super::{Actors, Context};
use crate::atlas::{Gender, Role, RoleKind, key};

/// A noun phrase whose head is a word for people or bodies.
#[derive(Debug)]
pub(super) struct Nominal<'a> {
    pub(super) head: u32,
    pub(super) span: Span,
    pub(super) role: &'a Role,
    /// The role's words as they stand there, small letters: `foreign ministers`.
    pub(super) words: String,
    pub(super) definite: bool,
    pub(super) plural: bool,
    /// Two, both: how many there are said to be.
    pub(super) two: bool,
    pub(super) gender: Option<Gender>,
    /// A pronoun that owns it: `his counterpart`.
    pub(super) owner: Option<u32>,
}

/// Reads the noun phrase that a token heads, where it is one for people or bodies.
pub(super) fn nominal<'a>(token: Token<'_>, actors: &Actors, context: Context<'a>) -> Option<Nominal<'a>> {
    if !matches!(token.upos(), Upos::Noun | Upos::Propn) {
        return None;
    }
    if matches!(token.deprel().as_str(), "compound" | "amod" | "nmod" | "npadvmod")
        || actors.at(token.index() as u32).is_some()
    {
        return None;
    }
    if is_thing(token) || completes_an_office(token.document(), token.index() as u32) {
        return None;
    }
    let document = token.document();
    let head = token.index() as u32;
    let left = (token.left_edge().index() as u32).max(head.saturating_sub(LEFT));
    // What stands in front and is a name of its own is not the beginning of the role's words.
    let (role, first) = role(document, left, head, context)?;
    let plural = matches!(token.xpos().as_str(), "NNS" | "NNPS")
        || matches!(
            role.words.as_str(),
            "people" | "police" | "troops" | "aircraft" | "men" | "women" | "children"
        );
    let mut definite = false;
    let mut two = false;
    let mut owner = None;
    for child in token.children().filter(|c| c.index() < token.index()) {
        match child.deprel().as_str() {
            "det" => {
                definite |= matches!(child.lemma(), "the" | "this" | "that" | "these" | "those" | "both")
            }
            "poss" => {
                definite = true;
                if child.upos() == Upos::Pron || child.xpos().as_str() == "PRP$" {
                    owner = Some(child.index() as u32);
                }
            }
            "nummod" => two |= matches!(child.lemma(), "two" | "2"),
            "predet" => definite = true,
            _ => {}
        }
        two |= child.lemma() == "both";
    }
    let mut end = head + 1;
    let of = token
        .children()
        .find(|c| c.deprel().as_str() == "prep" && c.index() == token.index() + 1 && c.lemma() == "of");
    if let Some(of) = of {
        let last = of.right_edge().index() as u32 + 1;
        if last <= head + 8 {
            end = last;
        }
    }
    let mut start = (left..head)
        .find(|&at| !matches!(document.token(at as usize).upos(), Upos::Punct | Upos::Space))
        .unwrap_or(head);
    let mut plural = plural;
    if let Some(measure) = measure(token) {
        start = (measure.left_edge().index() as u32).max(head.saturating_sub(LEFT));
        if measure.lemma() == "one" {
            (plural, definite) = (false, false);
        } else if plural {
            definite = false;
        }
    }
    Some(Nominal {
        head,
        span: document.span(start..end),
        role,
        words: document.text()[document.span(first..head + 1).range()].to_lowercase(),
        definite,
        plural,
        two,
        gender: role.gender,
        owner,
    })
}

/// Things that the lists of roles know for those who use them, and "power" as what one has.
fn is_thing(token: Token<'_>) -> bool {
    let one = token.xpos().as_str() == "NN";
    matches!(token.lemma(), "missile" | "website" | "model") || one && token.lemma() == "power"
}

/// Most tokens in front of a head that belong to its phrase.
const LEFT: u32 = 14;

/// The word that counts what a phrase names: `thousands` of `thousands of workers`, `one` of `one of the ministers`.
fn measure(token: Token<'_>) -> Option<Token<'_>> {
    let of = token.head().filter(|of| token.deprel().as_str() == "pobj" && of.lemma() == "of")?;
    let measure = of.head()?;
    let counts = matches!(
        measure.lemma(),
        "one"
            | "thousand"
            | "hundred"
            | "million"
            | "dozen"
            | "ten"
            | "score"
            | "number"
            | "majority"
            | "band"
            | "lot"
            | "handful"
            | "couple"
            | "pair"
            | "crowd"
            | "group"
    );
    (counts && measure.index() < token.index()).then_some(measure)
}

/// Finds the longest role that ends at a token, or that goes on behind it with "of".
fn role<'a>(document: &Document, left: u32, head: u32, context: Context<'a>) -> Option<(&'a Role, u32)> {
    let atlas = context.atlas;
    let token = document.token(head as usize);
    let lemma = token.lemma().to_lowercase();
    let sentence = token.sentence().range().end;
    for last in [head + 4, head + 3].into_iter().filter(|&last| last <= sentence && last > head + 1) {
        if head + 1 < sentence && document.token(head as usize + 1).lemma() == "of" {
            let rest = &document.text()[document.span(head + 1..last).range()];
            if let Some(role) = atlas.role(&key(&format!("{lemma} {rest}")).to_lowercase()) {
                return Some((role, head));
            }
        }
    }
    for first in left.max(head.saturating_sub(4))..=head {
        let phrase = if first == head {
            lemma.clone()
        } else {
            format!("{} {lemma}", document.text()[document.span(first..head).range()].to_lowercase())
        };
        let phrase = key(&phrase);
        if let Some(role) = atlas
            .role(&phrase)
            .or_else(|| (first == head).then(|| atlas.role(&token.text().to_lowercase())).flatten())
        {
            return Some((role, first));
        }
    }
    None
}

/// Says whether a role word stands for people or persons, not bodies.
pub(super) fn is_human(role: &Role) -> bool {
    matches!(role.kind, RoleKind::Office | RoleKind::Person | RoleKind::People | RoleKind::Armed)
}
