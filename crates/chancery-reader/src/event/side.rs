//! Whom a noun phrase in an event names: an actor of the report, the state or body that owns the thing, or nobody.

use std::sync::LazyLock;

use chancery_nlp::{Document, Token, Upos};
use rustc_hash::{FxHashMap, FxHashSet};

use super::clause::{CHILDREN, own, subject};
use crate::actor::{Actor, ActorKind, Actors, Form, Mention};

/// How far a phrase is followed inside: "the head of the office of the president".
const DEPTH: usize = 3;
/// Letters of an actor that has no name but a phrase.
const NAME: usize = 80;

/// Nouns for people and bodies that can act or be acted upon without a name.
const PEOPLE: &str = include_str!("../../rules/lists/event_sides.txt");
/// Nouns for places and things that can be acted upon.
const PLACES: &str = include_str!("../../rules/lists/event_places.txt");

/// Finds the actors behind phrases.
pub(super) struct Sides<'a> {
    pub(super) document: &'a Document,
    pub(super) actors: &'a mut Actors,
    /// Actors that only a noun phrase names, by its head and words.
    by_words: FxHashMap<String, usize>,
}

impl<'a> Sides<'a> {
    pub(super) fn new(document: &'a Document, actors: &'a mut Actors) -> Self {
        Self { document, actors, by_words: FxHashMap::default() }
    }

    /// Finds whom the phrases name, each once.
    pub(super) fn all(&self, heads: &[Token<'_>]) -> Vec<usize> {
        let mut found = Vec::new();
        for &head in heads {
            if let Some(actor) = self.named(head, 0)
                && !found.contains(&actor)
            {
                found.push(actor);
            }
        }
        found
    }

    /// Finds whom a phrase names.
    pub(super) fn one(&self, head: Token<'_>) -> Option<usize> {
        self.named(head, 0)
    }

    fn named(&self, head: Token<'_>, depth: usize) -> Option<usize> {
        if let Some(actor) = self.actors.at(head.index() as u32) {
            return Some(actor);
        }
        if head.upos() == Upos::Pron || head.xpos().as_str() == "PRP$" {
            return self.pronoun(head);
        }
        if depth >= DEPTH {
            return None;
        }
        let children = || head.children().take(CHILDREN);
        let beside = children().filter(|c| c.deprel().as_str() == "appos");
        if let Some(actor) = beside.filter_map(|c| self.actors.at(c.index() as u32)).next() {
            return Some(actor);
        }
        let owner = children().find(|c| c.deprel().as_str() == "poss");
        if let Some(actor) = owner.and_then(|owner| self.named(owner, depth + 1)) {
            return Some(actor);
        }
        let behind = |preposition: &str| {
            let phrases = children().filter(|c| c.deprel().as_str() == "prep" && c.lemma() == preposition);
            phrases.filter_map(|c| own(c, "pobj")).filter_map(|noun| self.named(noun, depth + 1)).next()
        };
        if let Some(actor) = behind("of").or_else(|| self.before(head)) {
            return Some(actor);
        }
        if is_people(head.lemma()) {
            return None;
        }
        let phrase = children().filter(|c| c.deprel().as_str() == "prep");
        let inner = phrase.filter_map(|c| own(c, "pobj"));
        inner.filter_map(|noun| self.named(noun, depth + 1)).next()
    }

    /// Finds the actor named in front of a noun: "a Syrian airbase", "the Supreme Court decision".
    fn before(&self, head: Token<'_>) -> Option<usize> {
        let front = head.children().take(CHILDREN).filter(|c| {
            c.index() < head.index()
                && matches!(c.deprel().as_str(), "compound" | "amod" | "nmod" | "nummod" | "npadvmod")
        });
        let mut front: Vec<Token<'_>> = front.collect();
        front.reverse();
        let named = |c: &Token<'_>| {
            self.actors.at(c.index() as u32).or_else(|| {
                let inner = c.children().take(8).filter(|c| c.index() < head.index());
                inner.filter_map(|c| self.actors.at(c.index() as u32)).next()
            })
        };
        front.iter().find_map(named)
    }

    fn pronoun(&self, pronoun: Token<'_>) -> Option<usize> {
        let word = pronoun.text().to_ascii_lowercase();
        if matches!(word.as_str(), "who" | "which" | "that" | "whom") {
            let clause = pronoun.ancestors().take(4).find(|a| a.deprel().as_str() == "relcl");
            return clause.and_then(|c| c.head()).and_then(|noun| self.actors.at(noun.index() as u32));
        }
        if let Some((actor, _)) = self.actors.candidates(pronoun.index() as u32).first() {
            return Some(*actor);
        }
        // "The ministry said it would close the border": who said so.
        if !matches!(word.as_str(), "it" | "its" | "they" | "their" | "he" | "she" | "his" | "her") {
            return None;
        }
        let clause = pronoun.ancestors().take(5).find(|a| a.deprel().as_str() == "ccomp")?;
        let speaker = clause.head().and_then(subject)?;
        self.actors.at(speaker.index() as u32).or_else(|| self.before(speaker))
    }

    /// Finds where a phrase ends that says where its people are, and whose the place is: "people in northern Nigeria".
    fn place_behind(&self, head: Token<'_>) -> (u32, Option<usize>) {
        let phrases = head.children().take(CHILDREN).filter(|c| {
            c.deprel().as_str() == "prep"
                && c.index() == head.index() + 1
                && matches!(c.lemma(), "in" | "at" | "of" | "from" | "near")
        });
        for phrase in phrases {
            let Some(noun) = own(phrase, "pobj") else { continue };
            let last = noun.index() as u32 + 1;
            if last <= head.index() as u32 + 8 {
                return (last, self.actors.at(noun.index() as u32));
            }
        }
        (head.index() as u32 + 1, None)
    }

    /// Makes an actor of a phrase that names people, a body or a place without a name.
    pub(super) fn by_words(&mut self, head: Token<'_>) -> Option<usize> {
        let known = head.entity().is_some_and(|entity| {
            matches!(entity.label.as_str(), "PERSON" | "ORG" | "GPE" | "LOC" | "FAC" | "NORP")
        });
        let named = head.upos() == Upos::Propn && head.entity().is_none();
        let own_thing =
            head.children().take(CHILDREN).any(|c| c.xpos().as_str() == "PRP$") && !is_people(head.lemma());
        let side = is_people(head.lemma()) || is_place(head.lemma());
        if own_thing {
            return None;
        }
        if !matches!(head.upos(), Upos::Noun | Upos::Propn) || !(known || named || side) {
            // "pressure from the clergy", "the home of a farmer"
            let phrases = head.children().take(CHILDREN).filter(|c| {
                c.deprel().as_str() == "poss"
                    || c.deprel().as_str() == "prep"
                        && matches!(c.lemma(), "of" | "from" | "by" | "on" | "in")
            });
            let mut inner =
                phrases.filter_map(|c| if c.deprel().as_str() == "poss" { Some(c) } else { own(c, "pobj") });
            let found = inner.find(|noun| is_people(noun.lemma()) || is_place(noun.lemma()));
            return found.filter(|_| head.upos() == Upos::Noun).and_then(|noun| self.by_words(noun));
        }
        let start = head.left_edge().index().max(head.index().saturating_sub(8)) as u32;
        let (end, owner) = self.place_behind(head);
        let span = self.document.span(start..end);
        let text = &self.document.text()[span.range()];
        let short = text.rsplit([',', ';', '(', '\n']).next().unwrap_or(text).trim();
        let end = short.char_indices().nth(NAME).map_or(short.len(), |(at, _)| at);
        let name = &short[..end];
        let key = name.to_lowercase();
        let key = key.strip_prefix("the ").or_else(|| key.strip_prefix("a ")).unwrap_or(&key).to_owned();
        let mention = Mention { span, form: Form::Nominal, confidence: 0.5, reason: "acts or is acted upon" };
        if let Some(&actor) = self.by_words.get(&key) {
            self.actors.mention(self.document, actor, mention);
            return Some(actor);
        }
        let mut new = Actor::of_words(name, ActorKind::Unknown, mention);
        let owner = owner.or_else(|| self.before(head));
        new.country = owner.and_then(|owner| self.actors.list[owner].country.clone());
        new.plural = matches!(head.xpos().as_str(), "NNS" | "NNPS");
        let actor = self.actors.add(self.document, new);
        self.by_words.insert(key, actor);
        Some(actor)
    }
}

/// Says whether a noun is one for people or bodies.
pub(super) fn is_people(lemma: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| words(PEOPLE));
    const ENDINGS: [&str; 8] = ["ist", "man", "men", "guard", "eer", "ists", "guards", "eers"];
    holds(&WORDS, lemma) || lemma.len() > 5 && ENDINGS.iter().any(|ending| lemma.ends_with(ending))
}

fn is_place(lemma: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| words(PLACES));
    holds(&WORDS, lemma)
}

fn words(list: &'static str) -> FxHashSet<&'static str> {
    list.lines()
        .map(|line| line.split('#').next().unwrap_or("").trim())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Looks a noun up as it stands and without its plural ending, which names keep.
fn holds(words: &FxHashSet<&'static str>, lemma: &str) -> bool {
    let lower = lemma.to_lowercase();
    words.contains(lower.as_str()) || lower.strip_suffix('s').is_some_and(|one| words.contains(one))
}
