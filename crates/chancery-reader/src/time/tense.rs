//! Whether a time lies before or after the day of speaking, by the verb it stands with.

use chancery_nlp::{Document, Span, Upos};

use super::lexer::Word;

/// Where the clause puts its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// How many words on either side are asked.
const REACH: usize = 25;

/// Returns the tense of the clause in which an expression stands: from the parse, else from the words around.
pub(super) fn tense(document: Option<&Document>, words: &[Word<'_>], start: usize, end: usize) -> Tense {
    if let Some(document) = document
        && let Some(tense) = parsed(document, words[start].span)
    {
        return tense;
    }
    near(words, start, end)
}

/// Climbs from the expression to its verb.
fn parsed(document: &Document, span: Span) -> Option<Tense> {
    let at = document.tokens_in(span).start;
    if at as usize >= document.len() {
        return None;
    }
    let token = document.token(at as usize);
    // "to examine the April 4 attack": the day is the attack's, and the verb says nothing of it.
    let own = document.tokens_in(span);
    let of_noun =
        token.ancestors().take(12).take_while(|token| !matches!(token.upos(), Upos::Verb | Upos::Aux)).find(
            |token| {
                matches!(token.upos(), Upos::Noun | Upos::Propn) && !own.contains(&(token.index() as u32))
            },
        );
    if let Some(noun) = of_noun {
        let ahead = noun.children().any(|child| {
            matches!(
                child.lemma(),
                "schedule" | "plan" | "upcoming" | "propose" | "expect" | "forthcoming" | "next"
            )
        });
        return Some(if ahead { Tense::Future } else { Tense::Unknown });
    }
    let verb = token.ancestors().take(12).find(|token| matches!(token.upos(), Upos::Verb | Upos::Aux))?;
    let helpers: Vec<_> =
        verb.children().filter(|child| matches!(child.upos(), Upos::Aux | Upos::Part)).collect();
    let has =
        |words: &[&str]| helpers.iter().any(|helper| words.contains(&helper.text().to_lowercase().as_str()));
    let planned = matches!(verb.lemma(), "schedule" | "plan" | "expect" | "slate" | "set" | "due");
    if has(&["will", "'ll", "’ll", "shall", "would", "may", "might", "could", "should", "must", "can"])
        && !has(&["have"])
        || planned
    {
        return Some(Tense::Future);
    }
    match verb.xpos().as_str() {
        "VBD" | "VBN" => Some(Tense::Past),
        "VB" if has(&["to"]) => Some(Tense::Future),
        "VB" if has(&["did", "didn't", "had"]) => Some(Tense::Past),
        "VBZ" | "VBP" if verb.upos() == Upos::Aux || has(&["to"]) => None,
        "VBG" if has(&["was", "were"]) => Some(Tense::Past),
        _ => None,
    }
}

/// Asks the nearest telling word of the sentence: before the expression first, then behind it.
fn near(words: &[Word<'_>], start: usize, end: usize) -> Tense {
    let sentence = words[start].sentence;
    let inside = |at: &usize| words[*at].sentence == sentence;
    let before = (start.saturating_sub(REACH)..start).rev().take_while(inside);
    let after = (end..words.len().min(end + REACH)).take_while(inside);
    before.chain(after).find_map(|at| cue(words, at)).unwrap_or(Tense::Unknown)
}

fn cue(words: &[Word<'_>], at: usize) -> Option<Tense> {
    let word = words[at].lower.as_ref();
    let next = words.get(at + 1).map_or("", |word| word.lower.as_ref());
    match word {
        "will" | "shall" | "would" | "ll" | "scheduled" | "due" | "upcoming" | "expected" | "slated"
        | "planned" | "plans" | "planning" | "expects" | "ahead" | "tentatively" | "must" | "opens"
        | "begins" | "starts" | "expires" | "ends" | "closes" | "unless" | "could" | "might" | "going" => {
            Some(Tense::Future)
        }
        "is" | "are" | "set" if next == "to" => Some(Tense::Future),
        // "will be held": what will be lies ahead of its participle.
        _ if at > 0 && words[at - 1].lower == "be" => None,
        "to" if !words[at].is_capital() => {
            let lower = words.get(at + 1).is_some_and(|word| word.is_word() && !word.is_capital());
            let verb = lower
                && !matches!(
                    next,
                    "the"
                        | "a"
                        | "an"
                        | "his"
                        | "her"
                        | "its"
                        | "their"
                        | "this"
                        | "that"
                        | "these"
                        | "those"
                        | "our"
                        | "my"
                        | "date"
                        | "work"
                        | "power"
                        | "death"
                        | "prison"
                        | "war"
                        | "court"
                        | "reporters"
                        | "about"
                        | "more"
                        | "less"
                        | "almost"
                        | "nearly"
                        | "at"
                        | "control"
                        | "parliament"
                        | "lawmakers"
                        | "journalists"
                        | "state"
                        | "talks"
                        | "them"
                        | "him"
                        | "us"
                        | "me"
                        | "people"
                        | "protesters"
                );
            (verb || next == "be").then_some(Tense::Future)
        }
        "was" | "were" | "had" | "did" | "said" | "met" | "took" | "told" | "began" | "came" | "went"
        | "held" | "left" | "gave" | "won" | "lost" | "fell" | "saw" | "made" | "broke" | "sent"
        | "spoke" | "wrote" | "struck" | "hit" | "shot" | "blew" | "led" | "found" | "became" | "rose"
        | "flew" | "fought" | "brought" | "drew" | "sank" | "threw" | "withdrew" | "got" | "ran" | "seen"
        | "been" | "since" | "stood" | "built" | "bought" | "sold" | "kept" | "quit" | "chose" | "froze"
        | "overthrew" | "swore" | "spent" => Some(Tense::Past),
        _ if word.len() > 3
            && word.ends_with("ed")
            && !matches!(word, "united" | "need" | "armed" | "indeed" | "speed" | "unprecedented") =>
        {
            Some(Tense::Past)
        }
        _ => None,
    }
}
