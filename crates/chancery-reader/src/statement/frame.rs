//! What the rules find in the parse, with the words that belong to it.

use std::ops::Range;

use chancery_nlp::{Document, Token, Upos};
use rustc_hash::FxHashMap;

use super::Polarity;
use super::labels::{Labels, child, children};
use super::lexicon::{Frames, Lexicon};
use super::stretch::Stretches;
use super::subject::{inserted, own_subject, subject};
use crate::rule::{Finding, RuleSet};

/// A reporting word with what it reports, before quotation marks have their say.
#[derive(Debug, Clone)]
pub(super) struct Report {
    /// The tokens of the cue.
    pub(super) cue: Range<u32>,
    /// The cue's head token.
    pub(super) head: u32,
    /// The token that heads the content.
    pub(super) told: u32,
    /// Head token of the speaker's noun phrase.
    pub(super) speaker: Option<u32>,
    /// Token ranges of the content, in text order.
    pub(super) content: Vec<Range<u32>>,
    /// What the rule says of it.
    pub(super) polarity: Option<Polarity>,
    pub(super) rule: String,
    pub(super) confidence: f32,
}

/// Finds what the rules report, one report for each cue: the one of the surest rule.
pub(super) fn reports(document: &Document, stretches: &Stretches, rules: &RuleSet) -> Vec<Report> {
    let mut found: Vec<Report> = Vec::new();
    let mut by_cue: FxHashMap<u32, usize> = FxHashMap::default();
    for finding in rules.findings("statement", document) {
        let Some(report) = report(document, stretches, &finding) else { continue };
        match by_cue.get(&report.head) {
            Some(&at) if found[at].confidence >= report.confidence => {}
            Some(&at) => found[at] = report,
            None => {
                by_cue.insert(report.head, found.len());
                found.push(report);
            }
        }
    }
    found
}

fn report(document: &Document, stretches: &Stretches, finding: &Finding<'_>) -> Option<Report> {
    let cue = finding.role("cue")?;
    let head = document.token(cue.head as usize);
    let told = document.token(finding.role("content")?.head as usize);
    let relative = matches!(told.xpos().as_str(), "WP" | "WDT");
    if relative
        || is_before_semicolon(document, told, head)
        || !stretches.together(head.index() as u32, told.index() as u32)
    {
        return None;
    }
    let named = finding.role("speaker").map(|s| document.token(s.head as usize));
    let speaker = named
        .filter(|s| stretches.together(s.index() as u32, head.index() as u32))
        .or_else(|| heard_from(head));
    let aside = inserted(head).filter(|_| told.index() > head.index());
    let speaker = aside.as_ref().map(|aside| aside.speaker).or(speaker);
    let addressee = finding.role("addressee").map(|a| document.token(a.head as usize));
    let polarity = finding.word("polarity").and_then(Polarity::parse);
    let mut content = content(head, cue.tokens.clone(), told, addressee, polarity);
    if let Some(aside) = aside {
        content.insert(0, aside.topic.subtree());
    }
    (!content.is_empty()).then(|| Report {
        cue: cue.tokens.start..cue.tokens.end.max(cue_end(head, told)),
        head: cue.head,
        told: told.index() as u32,
        speaker: speaker.map(|s| s.index() as u32),
        content,
        polarity,
        rule: finding.rule.name.clone(),
        confidence: finding.share("confidence").unwrap_or(0.5) as f32,
    })
}

/// Returns where a cue ends: behind the particle or preposition that belongs to it, "pointed out", "called for".
pub(super) fn cue_end(cue: Token<'_>, told: Token<'_>) -> u32 {
    let labels = Labels::get();
    let end = cue.index() as u32 + 1;
    let Some(next) = cue.next().filter(|n| n.head() == Some(cue)) else { return end };
    let particle = next.deprel() == labels.prt;
    let preposition = told.head() == Some(next)
        && matches!(next.lemma(), "for" | "on" | "to" | "at" | "in" | "with")
        || cue.lemma() == "call" && matches!(next.lemma(), "on" | "upon" | "for");
    if cue.upos() == Upos::Verb && (particle || preposition) { end + 1 } else { end }
}

/// Returns the words that a cue reports, of which `told` is the head.
pub(super) fn content(
    head: Token<'_>,
    cue: Range<u32>,
    told: Token<'_>,
    addressee: Option<Token<'_>>,
    polarity: Option<Polarity>,
) -> Vec<Range<u32>> {
    let mut content = if head.subtree().contains(&(told.index() as u32)) {
        below(head, told, addressee, polarity)
    } else {
        let aside = head.subtree();
        around(clause_of(told), aside.start.min(cue.start)..aside.end.max(cue.end))
    };
    if let [only] = &content[..]
        && only.end <= cue.start
        && let Some(rest) = resumed(head)
    {
        content.push(rest);
    }
    content
}

/// How many tokens after an inserted cue the comma is looked for behind which the content goes on.
const ASIDE: usize = 10;

/// Returns the words with which a content goes on behind its inserted cue: `It will rain, officials insist, because …`.
///
/// A comma must close the insertion, and a conjunction or preposition go on; a noun phrase may name the speaker's office,
/// a participle may add to what was said.
fn resumed(cue: Token<'_>) -> Option<Range<u32>> {
    let document = cue.document();
    if cue.upos() != Upos::Verb {
        return None;
    }
    let end = cue.sentence().range().end;
    let after = document.slice(cue.index() as u32 + 1..end).take(ASIDE);
    let mut comma = None;
    for token in after {
        match token.text() {
            "," => {
                comma = Some(token);
                break;
            }
            "." | ";" | ":" | "“" | "\"" | "—" | "(" => return None,
            _ if matches!(token.upos(), Upos::Verb | Upos::Aux) => return None,
            _ => {}
        }
    }
    let comma = comma?;
    let before = cue.left_edge().previous();
    let inserted = own_subject(cue)
        .map_or(before, |s| if s.index() < cue.index() { s.left_edge().previous() } else { cue.previous() });
    let next = comma.next().filter(|n| (n.index() as u32) < end)?;
    let goes_on = matches!(next.upos(), Upos::Sconj | Upos::Cconj)
        || next.upos() == Upos::Adp
            && !matches!(next.lemma(), "accord" | "according" | "after" | "during" | "in" | "at" | "on");
    let own = document
        .slice(next.index() as u32..end)
        .take(4)
        .any(|t| t.deprel() == Labels::get().conj && t.head() == Some(cue) && own_subject(t).is_none());
    let closed = inserted.is_some_and(|t| matches!(t.text(), "," | "”" | "\""));
    (closed && goes_on && !own).then(|| next.index() as u32..end)
}

/// Returns who speaks by a cue that names nobody itself.
fn heard_from(cue: Token<'_>) -> Option<Token<'_>> {
    match cue.upos() {
        Upos::Verb | Upos::Aux => subject(cue),
        _ => cue.head().filter(|up| matches!(up.upos(), Upos::Verb | Upos::Aux)).and_then(subject),
    }
}

/// Says whether a semicolon parts a clause from the cue behind it: "Japan says it did; Manila says it did not".
fn is_before_semicolon(document: &Document, told: Token<'_>, cue: Token<'_>) -> bool {
    let between = told.index() as u32 + 1..cue.index() as u32;
    told.index() < cue.index() && document.slice(between).rev().take(CLAUSE).any(|token| token.text() == ";")
}

/// Tokens before a cue in which a semicolon is looked for.
const CLAUSE: usize = 24;

/// Returns the words of a content that depends on its cue.
fn below(
    cue: Token<'_>,
    told: Token<'_>,
    addressee: Option<Token<'_>>,
    polarity: Option<Polarity>,
) -> Vec<Range<u32>> {
    let labels = Labels::get();
    let at = cue.index() as u32;
    let mut content = without(told.subtree(), at..at + 1, told.index() as u32);
    let deprel = told.deprel();
    if (deprel == labels.dobj || deprel == labels.pobj && polarity == Some(Polarity::Deny))
        && (polarity == Some(Polarity::Deny)
            || frames(cue, Lexicon::embedded()).any(Frames::DENY)
            || super::polarity::turns_away(cue))
        && let Some(claimed) = claimed(told)
    {
        return vec![claimed];
    }
    if deprel == labels.ccomp {
        content = own_words(cue, told, content);
    } else if deprel == labels.dobj {
        content.end = content.end.max(with_complements(cue, told));
        if let Some(rest) = complement_behind_time(cue, content.end) {
            return vec![content, rest];
        }
    } else if deprel == labels.pobj {
        // "referred to him as a friend"
        let next = told.right_edge().next().filter(|n| n.lemma() == "as" && n.head() == Some(cue));
        content.end = next.map_or(content.end, |next| next.subtree().end);
        // "asked for six more weeks to study the ruling"
        let purpose =
            children(cue).find(|c| c.left_edge().index() as u32 == content.end && is_infinitive(*c));
        if let Some(purpose) = purpose.filter(|_| asks_for(cue)) {
            content.end = purpose.subtree().end;
        }
    } else if deprel == labels.xcomp && is_passive(cue) {
        // "the leaders are expected to sign": the clause has its subject in front of the cue.
        let topic = child(cue, labels.nsubjpass).map(|t| t.subtree());
        return topic.into_iter().chain([content]).collect();
    }
    if let Some(addressee) = addressee.filter(|_| deprel == labels.xcomp) {
        // "urged the council to act": those asked to act are told, and no part of what is asked.
        content.start = content.start.max(addressee.subtree().end).min(told.index() as u32);
    }
    vec![content]
}

/// Says whether a verb asks for something: `asked for weeks`.
pub(super) fn asks_for(verb: Token<'_>) -> bool {
    let mut prepositions = children(verb).filter(|c| c.deprel() == Labels::get().prep);
    matches!(verb.lemma(), "ask" | "appeal" | "call" | "plead" | "press" | "push" | "beg")
        && prepositions.any(|c| c.lemma() == "for" && c.index() == verb.index() + 1)
}

/// Says whether a token heads a clause with "to".
pub(super) fn is_infinitive(token: Token<'_>) -> bool {
    token.deprel() == Labels::get().xcomp && children(token).any(|c| c.xpos().as_str() == "TO")
}

/// Returns what is claimed where a claim has no owner: `rejected claims that …`, `denied reports of …`.
fn claimed(noun: Token<'_>) -> Option<Range<u32>> {
    let labels = Labels::get();
    if !Lexicon::embedded().noun(noun.lemma()).any(Frames::CLAIM) || super::subject::owner(noun).is_some() {
        return None;
    }
    let named = |child: Token<'_>| child.index() < noun.index() && child.entity().is_some();
    if children(noun).any(named) {
        return None;
    }
    let after = children(noun).find(|child| {
        let deprel = child.deprel();
        let clause = deprel == labels.acl || deprel == labels.ccomp || deprel == labels.relcl;
        let that =
            clause && children(*child).any(|word| word.deprel().as_str() == "mark" && word.lemma() == "that");
        child.index() > noun.index() && (that || deprel == labels.prep && child.lemma() == "of")
    })?;
    let inside = children(after).find(|child| after.lemma() == "of" && child.index() > after.index());
    let end = noun.subtree().end;
    Some(inside.unwrap_or(after).subtree().start..end)
}

/// Returns where the words end that complete an object: `accused them of theft`, `called it a crime`.
fn with_complements(verb: Token<'_>, object: Token<'_>) -> u32 {
    let labels = Labels::get();
    let mut end = object.subtree().end;
    for child in children(verb).filter(|c| c.index() > object.index()) {
        let back = child.deprel() == labels.advmod && child.lemma() == "back";
        let tied = child.deprel() == labels.oprd
            || back
            || child.deprel() == labels.xcomp
            || child.deprel() == labels.prep
                && matches!(child.lemma(), "of" | "for" | "as" | "to" | "with" | "within");
        if tied && child.left_edge().index() as u32 <= end + 1 {
            end = end.max(child.subtree().end);
        }
    }
    end
}

/// Returns what completes an object with a time between: `accused Oslo on Monday of theft`.
fn complement_behind_time(verb: Token<'_>, end: u32) -> Option<Range<u32>> {
    let labels = Labels::get();
    let mut behind = children(verb).filter(|c| c.index() as u32 >= end);
    let time = behind.next().filter(|t| t.left_edge().index() as u32 == end)?;
    let word = if time.deprel() == labels.prep { child(time, labels.pobj)? } else { time };
    let dated = word.entity().is_some_and(|e| matches!(e.label.as_str(), "DATE" | "TIME"));
    let next =
        behind.next().filter(|n| n.deprel() == labels.prep && matches!(n.lemma(), "of" | "for" | "as"))?;
    (dated && next.left_edge().index() as u32 == time.subtree().end).then(|| next.subtree())
}

/// How far up the clause of a word is looked for.
const STEPS: usize = 32;

/// Climbs to the head of the clause that a word stands in.
fn clause_of(token: Token<'_>) -> Token<'_> {
    let mut at = token;
    for _ in 0..STEPS {
        match at.head() {
            Some(up) if !is_clause(at) => at = up,
            _ => break,
        }
    }
    at
}

/// The lemma of a verb with its particle: `point out`.
pub(super) fn verb_lemma(verb: Token<'_>) -> String {
    let particle = child(verb, Labels::get().prt).filter(|p| p.index() > verb.index());
    match particle {
        Some(particle) => format!("{} {}", verb.lemma(), particle.lemma()),
        None => verb.lemma().to_owned(),
    }
}

/// Returns what a verb takes, with its particle where the list has both.
pub(super) fn frames(verb: Token<'_>, lexicon: &Lexicon) -> Frames {
    if child(verb, Labels::get().prt).is_some() {
        let frames = lexicon.verb(&verb_lemma(verb));
        if frames != Frames::default() {
            return frames;
        }
    }
    lexicon.verb(verb.lemma())
}

/// Says whether a verb is passive: `was told`, and without an auxiliary `asked whether …,` in front of a clause.
pub(super) fn is_passive(verb: Token<'_>) -> bool {
    let labels = Labels::get();
    let mut bare =
        verb.xpos().as_str() == "VBN" && (verb.deprel() == labels.advcl || verb.deprel() == labels.acl);
    for child in children(verb) {
        if child.deprel() == labels.auxpass {
            return true;
        }
        bare &= child.deprel() != labels.aux;
    }
    bare
}

/// Returns the clause of `host` without the words of the cue, which may stand in its middle.
fn around(host: Token<'_>, hole: Range<u32>) -> Vec<Range<u32>> {
    let whole = host.subtree();
    let mut parts = Vec::new();
    if whole.start < hole.start {
        parts.push(whole.start..hole.start.min(whole.end));
    }
    if hole.end < whole.end {
        parts.push(hole.end.max(whole.start)..whole.end);
    }
    parts.retain(|part| {
        host.document().slice(part.clone()).any(|t| t.upos() != Upos::Punct && t.upos() != Upos::Space)
    });
    parts
}

/// Cuts `range` so that it holds `keep` but not `hole`.
fn without(range: Range<u32>, hole: Range<u32>, keep: u32) -> Range<u32> {
    if hole.end <= keep {
        range.start.max(hole.end)..range.end
    } else if hole.start > keep {
        range.start..range.end.min(hole.start)
    } else {
        range
    }
}

/// Cuts off what the parse hangs on the reported clause but the reporter says: `said it was so, adding that …`
fn own_words(verb: Token<'_>, clause: Token<'_>, content: Range<u32>) -> Range<u32> {
    let labels = Labels::get();
    let lexicon = Lexicon::embedded();
    let mut content = content;
    for child in children(clause).filter(|c| c.index() > clause.index() && c.index() > verb.index()) {
        let start = child.left_edge().index();
        let comma = start > 0 && matches!(verb.document().token(start - 1).text(), "," | "”" | "\"");
        let said = frames(child, lexicon).any(Frames::SAY.or(Frames::OBJECT))
            || children(child)
                .take(16)
                .any(|c| c.deprel() == labels.xcomp && frames(c, lexicon).any(Frames::SAY))
            || matches!(child.lemma(), "draw" | "refer" | "prompt" | "spark" | "echo");
        let participle = child.deprel() == labels.advcl
            && child.xpos().as_str() == "VBG"
            && comma
            && (said || behind_marks(clause, child));
        let second = child.deprel() == labels.conj
            && child.xpos() == verb.xpos()
            && verb.xpos().as_str() == "VBD"
            && (frames(child, lexicon).any(Frames::SAY.or(Frames::URGE)) || child.lemma() == verb.lemma())
            && own_subject(child).is_none();
        // "Riga said the ship was Russian, and Moscow said …", "…, while survivors say …": another one speaks.
        let contrast = children(child).take(8).any(|c| {
            c.deprel().as_str() == "mark" && matches!(c.lemma(), "while" | "whereas" | "although" | "though")
        });
        let another = (child.deprel() == labels.conj && comma_before_conjunction(child) || contrast)
            && same_tense(child, verb)
            && frames(child, lexicon).any(Frames::SAY)
            && own_subject(child).is_some_and(|s| s.upos() != Upos::Pron);
        if participle || second || another {
            content.end = content.end.min(start as u32).max(clause.index() as u32 + 1);
            break;
        }
    }
    content
}

/// Says whether a participle follows quoted words and quotes none itself: `it was “an insult”, putting his name at stake`.
fn behind_marks(clause: Token<'_>, participle: Token<'_>) -> bool {
    let mark = |t: Token<'_>| matches!(t.text(), "“" | "”" | "\"" | "''");
    let document = clause.document();
    let start = participle.left_edge().index() as u32;
    let before = clause.left_edge().index() as u32..start;
    document.slice(before).take(ASIDE * 8).any(mark)
        && !document.slice(participle.subtree()).take(ASIDE * 8).any(mark)
}

/// Says whether two verbs are of one tense, whatever the number of their subjects.
fn same_tense(one: Token<'_>, other: Token<'_>) -> bool {
    let present = |t: Token<'_>| matches!(t.xpos().as_str(), "VBZ" | "VBP");
    one.xpos() == other.xpos() || present(one) && present(other)
}

/// Says whether a comma stands before the conjunction that joins a clause.
fn comma_before_conjunction(clause: Token<'_>) -> bool {
    let before = clause.left_edge().previous();
    let conjunction = before.filter(|t| t.upos() == Upos::Cconj);
    conjunction.and_then(|t| t.previous()).or(before).is_some_and(|t| matches!(t.text(), "," | ";"))
}

/// Says whether a token heads a clause with a subject.
fn is_clause(token: Token<'_>) -> bool {
    let labels = Labels::get();
    matches!(token.upos(), Upos::Verb | Upos::Aux)
        && children(token).any(|c| {
            let deprel = c.deprel();
            deprel == labels.nsubj || deprel == labels.nsubjpass || deprel == labels.expl
        })
}
