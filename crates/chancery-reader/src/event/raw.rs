//! Frames laid on the words of a report: one candidate for each word that may tell an event.

use std::sync::LazyLock;

use chancery_nlp::{Token, Upos};
use rustc_hash::FxHashSet;

use super::clause::{CHILDREN, Clause, is_infinitive};
use super::frame::{Condition, Frame, Govern};
use super::set::{Entry, FrameSet};
use super::side::{Sides, is_people};
use super::status::{self, Reality};

/// Words of a clause that are looked at for narrower codes and for what excludes a frame.
const WORDS: usize = 48;

/// Verbs that carry most event nouns.
const LIGHT: &str = include_str!("../../rules/lists/event_light_verbs.txt");

/// A frame that fits a word.
#[derive(Debug, Clone)]
pub(super) struct Raw<'a> {
    pub(super) frame: usize,
    pub(super) head: Token<'a>,
    /// The words that tell it, as tokens.
    pub(super) trigger: Vec<u32>,
    pub(super) clause: Clause<'a>,
    pub(super) cameo: String,
    pub(super) mode: Option<String>,
    pub(super) contexts: Vec<String>,
    pub(super) source: Vec<usize>,
    pub(super) target: Vec<usize>,
    pub(super) reality: Reality,
    /// Whether a verb carries the noun.
    pub(super) carried: bool,
    /// It serves a word above it, and is no event of its own.
    pub(super) absorbed: bool,
    /// What the word tells where it turns out to end no act.
    pub(super) otherwise: Option<Box<Raw<'a>>>,
}

/// Lays the frames on a word; the most specific that fits, if one does.
pub(super) fn raw<'a>(token: Token<'a>, frames: &FrameSet, sides: &Sides<'_>) -> Option<Raw<'a>> {
    let lemma = token.lemma().to_lowercase();
    let entries = match token.upos() {
        Upos::Verb if token.deprel().as_str() != "amod" => frames.verb(&lemma),
        Upos::Noun | Upos::Propn if !matches!(token.deprel().as_str(), "compound" | "amod" | "nmod") => {
            frames.noun(&lemma)
        }
        Upos::Adj => frames.adjective(&lemma),
        _ => &[],
    };
    let ends = |raw: &Raw<'_>| frames.frames()[raw.frame].govern == Some(Govern::End);
    let fitting: Vec<(usize, Raw<'a>)> =
        entries.iter().filter_map(|entry| fit(token, entry, frames, sides)).collect();
    let (ending, plain): (Vec<_>, Vec<_>) = fitting.into_iter().partition(|(_, raw)| ends(raw));
    let best = |raws: Vec<(usize, Raw<'a>)>| {
        raws.into_iter().max_by(|(a, first), (b, second)| a.cmp(b).then(second.frame.cmp(&first.frame)))
    };
    match (best(ending), best(plain)) {
        (Some((first, mut ending)), Some((second, plain))) if first > second => {
            ending.otherwise = Some(Box::new(plain));
            Some(ending)
        }
        (_, Some((_, plain))) => Some(plain),
        (ending, None) => ending.map(|(_, raw)| raw),
    }
}

fn fit<'a>(
    token: Token<'a>,
    entry: &Entry,
    frames: &FrameSet,
    sides: &Sides<'_>,
) -> Option<(usize, Raw<'a>)> {
    let frame = &frames.frames()[entry.frame];
    let trigger = trigger(token, entry)?;
    let mut clause = match token.upos() {
        Upos::Verb => Clause::of_verb(token),
        Upos::Adj => Clause::of_adjective(token),
        _ => Clause::of_noun(token, |lemma| carries(frame, lemma)),
    };
    if matches!(token.upos(), Upos::Noun | Upos::Propn) {
        clause.without(&trigger);
    }
    let words = words(token, &clause);
    // What tells nothing by itself gives way to what does.
    let mut fitted = if frame.only_governed { 0 } else { entry.with.len() + 2 };
    for condition in &frame.needs {
        if !holds(condition, &clause, &words, sides, true) {
            return None;
        }
        fitted += if condition.is_wide() { 1 } else { 2 };
    }
    if frame.excludes.iter().any(|condition| holds(condition, &clause, &words, sides, false)) {
        return None;
    }
    let noun = !matches!(token.upos(), Upos::Verb | Upos::Adj);
    let carried = noun && clause.verb.is_some();
    let (source, target) = both(frame, &clause, noun, sides);
    fitted += usize::from(!target.is_empty()) + usize::from(carried);
    let (mut cameo, mut mode, mut contexts) =
        (frame.cameo.clone(), frame.mode.clone(), frame.contexts.clone());
    if let Some(narrower) =
        frame.refine.iter().find(|r| r.words.iter().any(|word| words.iter().any(|w| w == word)))
    {
        cameo.clone_from(&narrower.cameo);
        mode = narrower.mode.clone().or(mode);
        if !narrower.contexts.is_empty() {
            contexts.clone_from(&narrower.contexts);
        }
    }
    let mut reality = match clause.verb {
        Some(verb) => status::of_verb(verb),
        None => status::of_noun(token),
    };
    if let Some(host) = clause.host.filter(|_| clause.verb.is_none()) {
        let above = status::of_verb(host);
        if above.future && reality.status == crate::reading::Status::Happened {
            reality = above;
        }
    }
    if noun && clause.verb.is_some() {
        let own = status::before_noun(token);
        reality.negated |= own.status == crate::reading::Status::Negated;
        reality.future |= own.future && !reality.negated;
        if reality.status == crate::reading::Status::Happened {
            reality.status = own.status;
        }
    }
    let raw = Raw {
        frame: entry.frame,
        head: token,
        trigger,
        clause,
        cameo,
        mode,
        contexts,
        source,
        target,
        reality,
        carried,
        absorbed: false,
        otherwise: None,
    };
    Some((fitted, raw))
}

/// Finds the words that must stand with the head: each below the head or below the word found before.
fn trigger(token: Token<'_>, entry: &Entry) -> Option<Vec<u32>> {
    let mut found = vec![token.index() as u32];
    let mut last = token;
    for word in &entry.with {
        let next = below(token, word).or_else(|| below(last, word)).or_else(|| {
            // "went on hunger strike"
            last.children().take(CHILDREN).find_map(|c| below(c, word)).filter(|_| last != token)
        });
        let next = next.or_else(|| {
            // "imposed a ban on imports": a word of the object's phrase.
            let phrases = token.children().take(CHILDREN);
            let mut phrases = phrases
                .filter(|c| matches!(c.deprel().as_str(), "dobj" | "nsubjpass" | "prt" | "prep" | "advmod"));
            phrases.find_map(|phrase| below(phrase, word))
        })?;
        found.push(next.index() as u32);
        last = next;
    }
    found.sort_unstable();
    found.dedup();
    Some(found)
}

/// The relations in which the words of one expression stand.
const WITHIN: [&str; 17] = [
    "prt", "prep", "advmod", "dobj", "pobj", "acomp", "oprd", "compound", "amod", "nmod", "dative", "agent",
    "attr", "ccomp", "xcomp", "poss", "npadvmod",
];

fn below<'a>(top: Token<'a>, word: &str) -> Option<Token<'a>> {
    let fits = |c: &Token<'_>| c.lemma().eq_ignore_ascii_case(word) || c.text().eq_ignore_ascii_case(word);
    let children = top.children().take(CHILDREN).filter(|c| WITHIN.contains(&c.deprel().as_str()));
    children.filter(|c| !is_adjunct(*c)).find(fits)
}

/// Says whether a preposition opens a time, and so belongs to no verb: "called the envoy on Tuesday".
fn is_adjunct(word: Token<'_>) -> bool {
    word.deprel().as_str() == "prep"
        && word.children().take(8).any(|c| c.deprel().as_str() == "pobj" && is_entity(c, &["DATE", "TIME"]))
}

fn carries(frame: &Frame, lemma: &str) -> bool {
    if frame.light.is_empty() {
        static WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| LIGHT.lines().collect());
        WORDS.contains(lemma)
    } else {
        frame.light.iter().any(|light| light == lemma)
    }
}

/// Finds the two sides of an event.
fn both(frame: &Frame, clause: &Clause<'_>, noun: bool, sides: &Sides<'_>) -> (Vec<usize>, Vec<usize>) {
    let first = |places: &[String], without: &[usize]| -> Vec<usize> {
        for place in places.iter().filter(|place| *place != "complement") {
            let heads = clause.place(place);
            let mut found = sides.all(&heads);
            found.retain(|actor| !without.contains(actor));
            // People, bodies and places without a name are given one later.
            if !found.is_empty()
                || heads.iter().any(|head| is_people(head.lemma()) && sides.one(*head).is_none())
            {
                return found;
            }
        }
        Vec::new()
    };
    let mut source = first(&frame.source, &[]);
    if source.is_empty() && frame.source.iter().any(|place| place == "subject") {
        source = sides.all(&clause.subject.iter().filter_map(|noun| holder(*noun)).collect::<Vec<_>>());
    }
    if noun && frame.reciprocal {
        let mut pair = first(&["between".to_owned(), "among".to_owned()], &source);
        if source.is_empty() && pair.len() > 1 {
            let others = pair.split_off(1);
            return (pair, others);
        }
    }
    let mut target = first(&frame.target, &source);
    if noun {
        let itself = clause.head.and_then(|noun| sides.actors.at(noun.index() as u32));
        let mut named: Vec<usize> = sides.all(&clause.modifiers);
        named.retain(|actor| Some(*actor) != itself);
        let rest: Vec<usize> =
            named.iter().copied().filter(|a| !source.contains(a) && !target.contains(a)).collect();
        if frame.modifier_is_target && target.is_empty() {
            target = rest;
        } else if source.is_empty() && !frame.modifier_is_target {
            source = rest;
        } else if target.is_empty() && frame.reciprocal {
            target = rest;
        }
    }
    if frame.reciprocal && target.is_empty() {
        if source.len() == 1 {
            let members = sides.actors.list[source[0]].members.clone();
            if members.len() > 1 {
                source = members;
            }
        }
        if source.len() > 1 {
            target = source.split_off(1);
        }
    }
    target.retain(|actor| !source.contains(actor));
    (source, target)
}

/// Returns who speaks through a noun that carries words: "released a statement criticising".
fn holder(noun: Token<'_>) -> Option<Token<'_>> {
    const MEDIA: [&str; 16] = [
        "statement",
        "report",
        "letter",
        "resolution",
        "speech",
        "interview",
        "message",
        "comment",
        "declaration",
        "communique",
        "remark",
        "note",
        "article",
        "tweet",
        "petition",
        "move",
    ];
    let media = MEDIA.contains(&noun.lemma()) && matches!(noun.deprel().as_str(), "dobj" | "pobj");
    let verb = noun.ancestors().take(2).find(|t| matches!(t.upos(), Upos::Verb)).filter(|_| media)?;
    super::clause::subject(verb)
}

/// Collects the lemmas of what depends on the trigger and its verb, the subject left out.
fn words(token: Token<'_>, clause: &Clause<'_>) -> Vec<String> {
    let mut found = vec![token.lemma().to_lowercase()];
    let mut add = |range: std::ops::Range<u32>| {
        let document = token.document();
        for word in document.slice(range).take(WORDS) {
            found.push(word.lemma().to_lowercase());
        }
    };
    let tops = clause.verb.filter(|verb| *verb != token);
    for top in std::iter::once(token).chain(tops) {
        for child in top.children().take(CHILDREN) {
            let apart = matches!(
                child.deprel().as_str(),
                "nsubj" | "punct" | "conj" | "relcl" | "ccomp" | "parataxis"
            );
            if !apart || child.deprel().as_str() == "ccomp" && is_infinitive(child) {
                add(child.subtree());
            }
        }
    }
    found
}

fn holds(
    condition: &Condition,
    clause: &Clause<'_>,
    words: &[String],
    sides: &Sides<'_>,
    loose: bool,
) -> bool {
    if condition.place == "any" {
        return condition.words.iter().any(|word| words.iter().any(|w| w == word));
    }
    let heads = match condition.place.as_str() {
        "modifier" => clause.modifiers.clone(),
        "verb" => clause.verb.into_iter().collect(),
        "head" => clause.head.into_iter().collect(),
        place => clause.place(place),
    };
    condition.words.iter().any(|word| match word.as_str() {
        "NONE" => heads.is_empty(),
        "ANY" => !heads.is_empty(),
        "INFINITIVE" => heads.iter().any(|head| is_infinitive(*head)),
        "ACTOR" => heads.iter().any(|head| sides.actors.at(head.index() as u32).is_some()),
        "PLACE" => heads.iter().any(|head| is_entity(*head, &["GPE", "LOC", "FAC"])),
        "MONEY" | "PERSON" | "ORG" | "GPE" | "NORP" | "EVENT" | "WORK_OF_ART" | "DATE" => {
            heads.iter().any(|head| is_entity(*head, &[word]))
        }
        word => heads.iter().any(|head| {
            head.lemma().eq_ignore_ascii_case(word)
                || loose
                    && head.children().take(CHILDREN).any(|c| {
                        matches!(c.deprel().as_str(), "compound" | "amod" | "nmod")
                            && c.lemma().eq_ignore_ascii_case(word)
                    })
        }),
    })
}

fn is_entity(token: Token<'_>, labels: &[&str]) -> bool {
    token.entity().is_some_and(|entity| labels.contains(&entity.label.as_str()))
}
