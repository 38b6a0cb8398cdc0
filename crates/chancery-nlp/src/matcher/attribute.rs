//! What a pattern asks of one token.

use compact_str::CompactString;
use fancy_regex::Regex;

use super::view::View;
use crate::{Label, Token, Upos};

/// The attributes a pattern may ask for, as they are written.
pub(crate) const ATTRIBUTES: [&str; 11] =
    ["lower", "text", "lemma", "upos", "xpos", "dep", "ent", "feat", "is", "before", "after"];

/// One condition on a token, as `lemma=say|tell` or `upos!=AUX`.
#[derive(Debug)]
pub(crate) struct Test {
    /// As written, for explanations.
    pub(crate) source: CompactString,
    pub(crate) negated: bool,
    pub(crate) ask: Ask,
}

/// What is asked.
#[derive(Debug)]
pub(crate) enum Ask {
    /// Lower-case forms, sorted.
    Lower(Vec<CompactString>),
    /// Forms as written, sorted.
    Text(Vec<CompactString>),
    /// Lemmas in lower case, sorted.
    Lemma(Vec<CompactString>),
    Upos(Vec<Upos>),
    Xpos(Vec<Label>),
    Dep(Vec<Label>),
    Ent(Vec<Label>),
    /// `Tense=Past`.
    Feat(Vec<CompactString>),
    Is(Vec<Trait>),
    Like(Field, Box<Regex>),
}

/// What a regular expression may be held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Lower,
    Text,
    Lemma,
    Xpos,
    Dep,
}

/// How a token looks or where it stands: `is=title`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trait {
    Alpha,
    Digit,
    Entity,
    First,
    Last,
    Lower,
    Punct,
    Quote,
    Root,
    Space,
    Title,
    Upper,
}

pub(crate) const TRAITS: [(&str, Trait); 12] = [
    ("alpha", Trait::Alpha),
    ("digit", Trait::Digit),
    ("entity", Trait::Entity),
    ("first", Trait::First),
    ("last", Trait::Last),
    ("lower", Trait::Lower),
    ("punct", Trait::Punct),
    ("quote", Trait::Quote),
    ("root", Trait::Root),
    ("space", Trait::Space),
    ("title", Trait::Title),
    ("upper", Trait::Upper),
];

/// Longer tokens (an unbroken run of bytes in a damaged file) match no regular expression.
const LONGEST_FOR_REGEX: usize = 256;

impl Test {
    pub(crate) fn holds(&self, view: &View, index: u32) -> bool {
        self.ask.holds(view, index) != self.negated
    }

    /// Says what the token has instead: `lemma is `meet``.
    pub(crate) fn found(&self, view: &View, index: u32) -> String {
        let token = view.token(index);
        match &self.ask {
            Ask::Lower(_) | Ask::Like(Field::Lower, _) => format!("lower is `{}`", view.lower(index)),
            Ask::Text(_) | Ask::Like(Field::Text, _) => format!("text is `{}`", token.text()),
            Ask::Lemma(_) | Ask::Like(Field::Lemma, _) => format!("lemma is `{}`", view.lemma(index)),
            Ask::Upos(_) => format!("upos is `{}`", token.upos()),
            Ask::Xpos(_) | Ask::Like(Field::Xpos, _) => format!("xpos is `{}`", token.xpos()),
            Ask::Dep(_) | Ask::Like(Field::Dep, _) => format!("dep is `{}`", token.deprel()),
            Ask::Ent(_) => match token.entity() {
                Some(entity) => format!("ent is `{}`", entity.label),
                None => "it stands in no entity".to_owned(),
            },
            Ask::Feat(_) if token.feats().is_empty() => "it has no features".to_owned(),
            Ask::Feat(_) => format!("feats are `{}`", token.feats()),
            Ask::Is(_) => {
                let are: Vec<&str> =
                    TRAITS.iter().filter(|(_, t)| t.holds(view, index)).map(|(name, _)| *name).collect();
                format!("it is {}", if are.is_empty() { "none of these".to_owned() } else { are.join(", ") })
            }
        }
    }
}

impl Ask {
    fn holds(&self, view: &View, index: u32) -> bool {
        let token = view.token(index);
        match self {
            Ask::Lower(words) => has(words, view.lower(index)),
            Ask::Text(words) => has(words, token.text()),
            Ask::Lemma(words) => has(words, view.lemma(index)),
            Ask::Upos(tags) => tags.contains(&token.upos()),
            Ask::Xpos(labels) => labels.contains(&token.xpos()),
            Ask::Dep(labels) => labels.contains(&token.deprel()),
            Ask::Ent(labels) => token.entity().is_some_and(|e| labels.contains(&e.label)),
            Ask::Feat(wanted) => wanted.iter().any(|feature| has_feature(token, feature)),
            Ask::Is(traits) => traits.iter().any(|t| t.holds(view, index)),
            Ask::Like(field, regex) => {
                let value = field.of(view, index);
                value.len() <= LONGEST_FOR_REGEX && regex.is_match(value).unwrap_or(false)
            }
        }
    }
}

impl Field {
    fn of<'v>(self, view: &'v View, index: u32) -> &'v str {
        match self {
            Field::Lower => view.lower(index),
            Field::Text => view.token(index).text(),
            Field::Lemma => view.lemma(index),
            Field::Xpos => view.token(index).xpos().as_str(),
            Field::Dep => view.token(index).deprel().as_str(),
        }
    }
}

impl Trait {
    fn holds(self, view: &View, index: u32) -> bool {
        let token = view.token(index);
        let text = token.text();
        match self {
            Trait::Alpha => !text.is_empty() && text.chars().all(char::is_alphabetic),
            Trait::Digit => !text.is_empty() && text.chars().all(|c| c.is_ascii_digit()),
            Trait::Entity => token.entity().is_some(),
            Trait::First => view.word_from(view.range.start) == Some(index),
            Trait::Last => view.word_before(view.range.end) == Some(index),
            Trait::Lower => is_cased(text) && !text.chars().any(char::is_uppercase),
            Trait::Punct => token.upos() == Upos::Punct || text.chars().all(is_punctuation),
            Trait::Quote => !text.is_empty() && text.chars().all(is_quote),
            Trait::Root => token.head().is_none(),
            Trait::Space => text.chars().all(char::is_whitespace),
            Trait::Title => {
                let mut letters = text.chars();
                letters.next().is_some_and(char::is_uppercase) && !letters.any(char::is_uppercase)
            }
            Trait::Upper => is_cased(text) && !text.chars().any(char::is_lowercase),
        }
    }
}

fn has(sorted: &[CompactString], word: &str) -> bool {
    sorted.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
}

/// Says whether `Case=Acc` is among the features, also where a feature has several values (`Case=Acc,Nom`).
fn has_feature(token: Token, wanted: &str) -> bool {
    let Some((name, value)) = wanted.split_once('=') else { return false };
    token.feats().as_str().split('|').any(|feature| {
        feature
            .split_once('=')
            .is_some_and(|(known, values)| known == name && values.split(',').any(|v| v == value))
    })
}

fn is_cased(text: &str) -> bool {
    text.chars().any(|c| c.is_uppercase() || c.is_lowercase())
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›')
}

fn is_punctuation(c: char) -> bool {
    is_quote(c)
        || matches!(c, '!'..='#' | '%'..='*' | ','..='/' | ':' | ';' | '?' | '@' | '['..=']' | '_' | '{' | '}' | '‐'..='…')
}
