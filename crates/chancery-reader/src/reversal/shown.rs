//! Changes of position that two statements of one actor show.
//!
//! The statements of an actor are cut into clauses. Two clauses contradict each other where they share what they
//! speak of and one denies it, or where they say opposite words of it. A contradiction counts as a change only where
//! the report sets the two apart in time: other days, "now", "no longer", "I said"; a speaker may contradict himself
//! in one breath without having changed his mind.

use chancery_nlp::{Span, Token, Upos};
use rustc_hash::FxHashMap;

use super::{Reversal, ReversalKind, phrase};
use crate::circumstances::{is_asked, is_conditional, is_no_longer, is_unreal, listed};
use crate::scene::Scene;
use crate::statement::Polarity;

/// How many earlier clauses of an actor a clause is held against.
const BACK: usize = 12;
/// How many tokens of a clause are looked at.
const TOKENS: usize = 48;
/// How many clauses of one statement are looked at.
const CLAUSES: usize = 16;

/// What an actor says in one clause.
#[derive(Debug)]
struct Clause<'a> {
    verb: Token<'a>,
    span: Span,
    statement: usize,
    /// Whether it says that something is not so.
    negative: bool,
    /// The words that tell what it says.
    predicate: Vec<&'a str>,
    /// All its telling words.
    words: Vec<&'a str>,
    /// Whether it speaks of itself as what is so now, or what is so no more.
    now: bool,
}

/// Holds the statements of each actor against each other.
pub(super) fn shown(scene: &Scene<'_>) -> Vec<Reversal> {
    let mut all: Vec<(usize, Clause<'_>)> = Vec::new();
    for at in 0..scene.statements.len() {
        if let Some(actor) = scene.speakers[at] {
            all.extend(clauses(scene, at).into_iter().map(|clause| (actor, clause)));
        }
    }
    all.sort_by_key(|(_, clause)| clause.span);
    let mut said: FxHashMap<usize, Vec<Clause<'_>>> = FxHashMap::default();
    let mut found = Vec::new();
    for (actor, clause) in all {
        let earlier = said.entry(actor).or_default();
        let before = earlier.iter().rev().take(BACK).find(|before| contradict(scene, before, &clause));
        if let Some(before) = before {
            found.push(reversal(actor, before, &clause));
        }
        earlier.push(clause);
    }
    found
}

fn reversal(actor: usize, before: &Clause<'_>, after: &Clause<'_>) -> Reversal {
    let topic = subject(before).or_else(|| subject(after)).map_or(before.span, phrase);
    Reversal {
        actor,
        topic,
        before: Some(before.span),
        after: Some(after.span),
        evidence: vec![before.span, after.span],
        kind: ReversalKind::Shown,
        confidence: 0.7,
        rule: "reversal/contradiction".to_owned(),
    }
}

/// Returns what a clause speaks of: its subject or object that is no pronoun.
fn subject<'a>(clause: &Clause<'a>) -> Option<Token<'a>> {
    let children = clause.verb.children().take(16);
    children
        .filter(|c| matches!(c.deprel().as_str(), "nsubj" | "nsubjpass" | "dobj"))
        .find(|c| c.upos() != Upos::Pron)
}

/// Cuts what a statement says into clauses.
fn clauses<'a>(scene: &Scene<'a>, at: usize) -> Vec<Clause<'a>> {
    let document = scene.document;
    let statement = &scene.statements[at];
    if matches!(statement.polarity, Polarity::Demand | Polarity::Question) {
        return Vec::new();
    }
    let heads = statement.content.iter().flat_map(|span| document.slice(document.tokens_in(*span)));
    let own = |token: &Token<'_>| scene.innermost(*token) == Some(at);
    let is_head = |token: &Token<'_>| {
        let finite = matches!(token.upos(), Upos::Verb | Upos::Aux)
            && matches!(token.deprel().as_str(), "ROOT" | "ccomp" | "parataxis" | "conj" | "advcl");
        let top =
            token.head().is_none_or(|head| scene.innermost(head) != Some(at)) && token.upos() != Upos::Punct;
        (finite || top) && own(token)
    };
    heads
        .take(512)
        .filter(is_head)
        .filter(|verb| !is_asked(*verb) && !is_unreal(*verb) && !is_conditional(*verb))
        .take(CLAUSES)
        .map(|verb| clause(scene, at, verb))
        .collect()
}

fn clause<'a>(scene: &Scene<'a>, at: usize, verb: Token<'a>) -> Clause<'a> {
    let document = scene.document;
    let mut range = verb.subtree();
    // A following clause of its own is not part of this one.
    for child in verb.children().take(32) {
        let clause = matches!(child.deprel().as_str(), "ccomp" | "conj" | "parataxis" | "advcl")
            && matches!(child.upos(), Upos::Verb | Upos::Aux);
        if clause && child.index() > verb.index() {
            range.end = range.end.min((child.left_edge().index() as u32).max(verb.index() as u32 + 1));
        } else if clause {
            range.start = range.start.max((child.right_edge().index() as u32 + 1).min(verb.index() as u32));
        }
    }
    let tokens: Vec<Token<'_>> =
        document.slice(range.clone()).filter(|t| scene.innermost(*t) == Some(at)).take(TOKENS).collect();
    let telling = |t: &&Token<'_>| {
        matches!(t.upos(), Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj)
            && !listed("negators", t.lemma())
            && !matches!(
                t.lemma(),
                "be" | "have" | "do" | "say" | "in" | "of" | "to" | "on" | "at" | "by" | "with" | "from"
            )
    };
    let words: Vec<&str> = tokens.iter().filter(telling).map(|t| t.lemma()).collect();
    let predicate = |t: &&Token<'_>| {
        t.index() == verb.index()
            || t.head() == Some(verb)
                && matches!(
                    t.deprel().as_str(),
                    "acomp" | "attr" | "dobj" | "oprd" | "prep" | "prt" | "xcomp"
                )
    };
    let negations = tokens.iter().filter(|t| {
        t.deprel().as_str() == "neg"
            || matches!(t.lemma(), "no" | "never" | "nothing" | "none" | "nobody" | "neither")
    });
    let denied = scene.statements[at].polarity == Polarity::Deny;
    let now = tokens.iter().any(|t| matches!(t.text(), "now" | "today" | "anymore" | "Today" | "Now"));
    let first = tokens.iter().find(|t| !matches!(t.upos(), Upos::Punct | Upos::Space | Upos::Cconj));
    let first = first.map_or(verb.span(), |t| t.span());
    let last = tokens.iter().rev().find(|t| !matches!(t.upos(), Upos::Punct | Upos::Space));
    Clause {
        verb,
        span: first.cover(last.map_or(verb.span(), |t| t.span())),
        statement: at,
        negative: (negations.count() % 2 == 1) != denied,
        predicate: tokens.iter().filter(telling).filter(predicate).map(|t| t.lemma()).collect(),
        words,
        now: now || is_no_longer(verb),
    }
}

/// Says whether a later clause takes back an earlier one.
fn contradict(scene: &Scene<'_>, before: &Clause<'_>, after: &Clause<'_>) -> bool {
    let shared = after.words.iter().filter(|word| before.words.contains(word)).count();
    let same =
        after.predicate.iter().any(|word| before.predicate.contains(word) && !listed("empty_verbs", word));
    let anaphor = is_anaphor(after) || is_anaphor(before);
    let admits = before.statement != after.statement
        && scene.statements[before.statement].polarity == Polarity::Deny
        && listed("admit_verbs", &scene.statements[after.statement].cue_lemma);
    let opposite = before.predicate.iter().any(|one| after.predicate.iter().any(|other| opposed(one, other)));
    let turned = (same && (shared > 1 || anaphor) && before.negative != after.negative)
        || (opposite && (shared > 0 || anaphor) && before.negative == after.negative);
    let next = after.verb.sentence().index() == before.verb.sentence().index() + 1;
    (turned || admits && (shared > 0 || next)) && apart(scene, before, after)
}

/// Says whether a clause speaks of what was named before: "it is no longer obsolete".
fn is_anaphor(clause: &Clause<'_>) -> bool {
    let subject =
        clause.verb.children().take(16).find(|c| matches!(c.deprel().as_str(), "nsubj" | "nsubjpass"));
    subject.is_some_and(|s| matches!(s.lemma().to_lowercase().as_str(), "it" | "they" | "this" | "that"))
}

/// Says whether two words exclude each other.
fn opposed(one: &str, other: &str) -> bool {
    let praised = |word: &str| listed("praise_words", word);
    let blamed = |word: &str| listed("blame_words", word);
    if praised(one) && blamed(other) || blamed(one) && praised(other) {
        return true;
    }
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    first != second && listed("opposites", &format!("{first}:{second}"))
}

/// Says whether the report sets two clauses apart in time.
fn apart(scene: &Scene<'_>, before: &Clause<'_>, after: &Clause<'_>) -> bool {
    if after.now || before.statement != after.statement && is_own_word(scene, before) {
        return true;
    }
    let cue = |clause: &Clause<'_>| {
        let head = scene.statements[clause.statement].cue_head?;
        Some(scene.document.token(head as usize))
    };
    let (Some(first), Some(second)) = (cue(before), cue(after)) else { return false };
    if before.statement == after.statement {
        return false;
    }
    let adverb = |token: Token<'_>, list: &str| {
        token
            .children()
            .take(16)
            .any(|c| c.deprel().as_str() == "advmod" && listed(list, &c.text().to_lowercase()))
    };
    let times = (scene.time(first, first), scene.time(second, second));
    adverb(first, "before_adverbs")
        || adverb(second, "after_adverbs")
        || matches!(times, (Some(one), Some(other)) if scene.times[one].1.timex.value != scene.times[other].1.timex.value)
}

/// "I said it was obsolete": the earlier clause is the speaker's own word of before.
fn is_own_word(scene: &Scene<'_>, clause: &Clause<'_>) -> bool {
    let statement = &scene.statements[clause.statement];
    let first =
        statement.speaker.map(|phrase| scene.document.token(phrase.head as usize).lemma().to_lowercase());
    let past =
        statement.cue_head.is_some_and(|head| scene.document.token(head as usize).xpos().as_str() == "VBD");
    past && statement.parent.is_some() && matches!(first.as_deref(), Some("i" | "we"))
}
