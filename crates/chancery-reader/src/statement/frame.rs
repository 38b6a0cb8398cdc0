//! Reporting words and what they report, found in the parse of one sentence.

use std::ops::Range;

use chancery_nlp::{Document, Token, Upos};

use super::labels::Labels;
use super::lexicon::{Frames, Lexicon};
use super::stretch::Stretches;
use super::subject::{is_nominal, own_subject, owner, subject};

/// A reporting word with what it reports, before quotation marks have their say.
#[derive(Debug, Clone)]
pub(super) struct Report {
    /// The tokens of the cue; the first is the word itself where the cue is a verb.
    pub(super) cue: Range<u32>,
    /// The cue's head token.
    pub(super) head: u32,
    /// Head token of the speaker's noun phrase.
    pub(super) speaker: Option<u32>,
    /// Token ranges of the content, in text order.
    pub(super) content: Vec<Range<u32>>,
    pub(super) rule: &'static str,
    pub(super) confidence: f32,
}

/// Finds the reporting words of a document.
pub(super) fn reports(document: &Document, stretches: &Stretches) -> Vec<Report> {
    let lexicon = Lexicon::embedded();
    let mut found = Vec::new();
    for token in document.tokens() {
        match token.upos() {
            Upos::Verb | Upos::Aux => verb(token, lexicon, stretches, &mut found),
            Upos::Noun | Upos::Propn => noun(token, lexicon, &mut found),
            _ => {}
        }
        if token.text().eq_ignore_ascii_case("according") {
            found.extend(according(token));
        }
    }
    found
}

/// The lemma of a verb with its particle: `point out`.
pub(super) fn verb_lemma(verb: Token<'_>) -> String {
    let particle = verb.child(Labels::get().prt).filter(|p| p.index() > verb.index());
    match particle {
        Some(particle) => format!("{} {}", verb.lemma(), particle.lemma()),
        None => verb.lemma().to_owned(),
    }
}

/// Returns what a verb takes, with its particle where the list has both.
pub(super) fn frames(verb: Token<'_>, lexicon: &Lexicon) -> Frames {
    if verb.child(Labels::get().prt).is_some() {
        let frames = lexicon.verb(&verb_lemma(verb));
        if frames != Frames::default() {
            return frames;
        }
    }
    lexicon.verb(verb.lemma())
}

const CLAUSAL: Frames = Frames::SAY.or(Frames::THINK).or(Frames::SHOW).or(Frames::ASK).or(Frames::DENY);

fn verb(verb: Token<'_>, lexicon: &Lexicon, stretches: &Stretches, found: &mut Vec<Report>) {
    let labels = Labels::get();
    let frames = frames(verb, lexicon);
    let at = verb.index() as u32;
    let report = |content: Vec<Range<u32>>, rule, confidence| Report {
        cue: at..at + 1,
        head: at,
        speaker: subject(verb).map(|t| t.index() as u32),
        content,
        rule,
        confidence,
    };
    let after = |t: &Token<'_>| t.index() > verb.index();
    let object = verb.child(labels.dobj).filter(after);
    let near = |c: &Token<'_>| stretches.together(c.index() as u32, verb.index() as u32);
    let clause = verb.children().filter(|c| c.deprel() == labels.ccomp).find(near);
    let open = verb.child(labels.xcomp).filter(after);
    if let Some(adjective) = verb.children().take(32).find(|c| c.deprel() == labels.acomp) {
        return mind(verb, adjective, lexicon, found);
    }
    if is_passive(verb) {
        return passive(verb, frames, open, found);
    }
    if let Some(clause) = clause
        && frames.any(CLAUSAL.or(Frames::URGE).or(Frames::DEMAND))
    {
        let content =
            own_words(verb, clause, without(clause.subtree(), &[at..at + 1], clause.index() as u32), lexicon);
        let infinitive = is_infinitive(clause);
        if infinitive && frames.any(Frames::URGE) {
            let content = if verb.lemma() == "tell" { from_infinitive(clause) } else { content };
            found.push(report(vec![content], "urged_to", 0.7));
            return;
        }
        if frames.any(CLAUSAL) {
            let rule = if frames.any(Frames::SAY) {
                "said_clause"
            } else if frames.any(Frames::THINK) {
                "thought_clause"
            } else {
                "shown_clause"
            };
            found.push(report(vec![content], rule, if rule == "said_clause" { 0.9 } else { 0.75 }));
            return;
        }
    }
    // "shot back that …": a verb that no list knows, but with a that-clause and someone to say it.
    if let Some(clause) = clause
        && frames == Frames::default()
        && has_that(clause)
        && clause.index() > verb.index()
        && !matches!(
            verb.lemma(),
            "be" | "mean" | "ensure" | "make" | "require" | "have" | "cause" | "allow" | "happen"
        )
    {
        found.push(report(vec![clause.subtree()], "that_clause", 0.5));
        return;
    }
    if verb.deprel() == labels.parataxis
        && frames.any(Frames::SAY.or(Frames::THINK))
        && let Some(host) = verb.head()
        && own_subject(verb).is_some()
    {
        found.push(report(around(host, verb.subtree()), "said_inside", 0.85));
        return;
    }
    // "as Lavrov said"
    if verb.deprel() == labels.advcl
        && frames.any(Frames::SAY)
        && object.is_none()
        && let Some(host) = verb.head()
        && verb.children().any(|c| c.deprel() == labels.mark && c.lemma() == "as")
        && own_subject(verb).is_some()
    {
        found.push(report(around(host, verb.subtree()), "as_said", 0.7));
        return;
    }
    if let Some(open) = open {
        let infinitive = is_infinitive(open);
        if infinitive && frames.any(Frames::URGE) && object.is_some_and(|o| o.index() < open.index()) {
            let start = object.map_or(open.left_edge(), |o| o.left_edge()).index() as u32;
            let content = if verb.lemma() == "tell" { open.subtree() } else { start..open.subtree().end };
            found.push(report(vec![content], "urged_to", 0.7));
            return;
        }
        if infinitive && frames.any(Frames::INFINITIVE) && object.is_none() {
            found.push(report(vec![open.subtree()], "vowed_to", 0.65));
            return;
        }
        if open.xpos().as_str() == "VBG" && frames.any(Frames::GERUND) {
            found.push(report(vec![open.subtree()], "denied_doing", 0.6));
            return;
        }
    }
    if let Some(object) = object
        && frames.any(Frames::OBJECT)
        && !is_empty_object(object, lexicon)
    {
        if matches!(verb.lemma(), "see" | "view" | "regard" | "quote") && !has_as(verb) {
            return;
        }
        let start = object.left_edge().index() as u32;
        let mut end = object.subtree().end;
        for child in verb.children().filter(|c| c.index() > object.index()) {
            let tied = child.deprel() == labels.oprd
                || child.deprel() == labels.xcomp
                || child.deprel() == labels.prep
                    && matches!(child.lemma(), "of" | "for" | "as" | "to" | "with");
            if tied && child.left_edge().index() as u32 <= end + 1 {
                end = end.max(child.subtree().end);
            }
        }
        found.push(report(vec![start..end], "took_stand_on", 0.5));
        return;
    }
    for preposition in verb.children().filter(|c| c.deprel() == labels.prep && c.index() > verb.index()) {
        if lexicon.takes(verb.lemma(), preposition.lemma()) {
            let inner =
                preposition.children().find(|c| c.deprel() == labels.pobj || c.deprel() == labels.pcomp);
            if let Some(inner) = inner {
                let mut content = inner.subtree();
                // "referred to him as a friend"
                let next =
                    preposition.right_edge().next().filter(|n| n.lemma() == "as" && n.head() == Some(verb));
                if let Some(next) = next {
                    content.end = next.subtree().end;
                }
                let mut report = report(vec![content], "called_for", 0.6);
                report.cue = at..preposition.index() as u32 + 1;
                if report.cue.len() > 3 {
                    report.cue = at..at + 1;
                }
                found.push(report);
                return;
            }
        }
    }
}

/// `is confident that …`, `was critical of …`
fn mind(verb: Token<'_>, adjective: Token<'_>, lexicon: &Lexicon, found: &mut Vec<Report>) {
    let labels = Labels::get();
    if !lexicon.is_mind(&adjective.text().to_lowercase()) || verb.lemma() == "make" {
        return;
    }
    let Some(speaker) = subject(verb) else { return };
    let content =
        adjective.children().chain(verb.children()).filter(|c| c.index() > adjective.index()).find_map(
            |child| {
                let deprel = child.deprel();
                if deprel == labels.ccomp || deprel == labels.xcomp && is_infinitive(child) {
                    Some(child.subtree())
                } else if deprel == labels.prep
                    && matches!(child.lemma(), "of" | "about" | "to" | "with" | "over" | "at" | "by")
                {
                    let inner =
                        child.children().find(|c| c.deprel() == labels.pobj || c.deprel() == labels.pcomp)?;
                    Some(inner.subtree())
                } else {
                    None
                }
            },
        );
    let Some(content) = content else { return };
    if speaker.lemma() == "it" {
        return;
    }
    let at = adjective.index() as u32;
    found.push(Report {
        cue: at..at + 1,
        head: at,
        speaker: Some(speaker.index() as u32),
        content: vec![content],
        rule: "was_sure_that",
        confidence: 0.5,
    });
}

/// `is expected to attend`, `was told that …`, `was criticised by the envoy`
fn passive(verb: Token<'_>, frames: Frames, open: Option<Token<'_>>, found: &mut Vec<Report>) {
    let labels = Labels::get();
    let at = verb.index() as u32;
    let by = subject(verb).map(|t| t.index() as u32);
    let topic = verb.child(labels.nsubjpass);
    let report = |content, rule, confidence| Report {
        cue: at..at + 1,
        head: at,
        speaker: by,
        content,
        rule,
        confidence,
    };
    if let Some(clause) = verb.child(labels.ccomp).filter(|c| c.index() > verb.index())
        && frames.any(CLAUSAL)
    {
        found.push(report(vec![clause.subtree()], "was_told_that", 0.6));
    } else if let (Some(open), Some(topic)) = (open, topic)
        && is_infinitive(open)
        && matches!(
            verb.lemma(),
            "expect"
                | "say"
                | "believe"
                | "think"
                | "report"
                | "allege"
                | "know"
                | "rumor"
                | "rumour"
                | "understand"
                | "see"
        )
    {
        found.push(report(vec![topic.subtree(), open.subtree()], "expected_to", 0.5));
    } else if let (Some(_), Some(topic)) = (by, topic)
        && frames.any(Frames::OBJECT)
    {
        found.push(report(vec![topic.subtree()], "was_criticised_by", 0.5));
    }
}

/// Says whether a verb is passive: `was told`, and without an auxiliary `asked whether …,` in front of a clause.
pub(super) fn is_passive(verb: Token<'_>) -> bool {
    let labels = Labels::get();
    let mut bare =
        verb.xpos().as_str() == "VBN" && (verb.deprel() == labels.advcl || verb.deprel() == labels.acl);
    for child in verb.children().take(32) {
        if child.deprel() == labels.auxpass {
            return true;
        }
        bare &= child.deprel() != labels.aux;
    }
    bare
}

fn has_as(verb: Token<'_>) -> bool {
    verb.children().any(|c| c.deprel() == Labels::get().prep && c.lemma() == "as")
}

/// Says whether an object says nothing of what was said: `gave an interview`, `said so`.
fn is_empty_object(object: Token<'_>, lexicon: &Lexicon) -> bool {
    matches!(object.lemma(), "so" | "yes" | "no" | "himself" | "herself" | "themselves" | "itself")
        || object.xpos().as_str() == "WP"
        || lexicon.noun(object.lemma()).any(Frames::MEDIUM) && object.right_edge() == object
}

/// `his claim that …`, `their call for …`, `issued a warning that …`
fn noun(noun: Token<'_>, lexicon: &Lexicon, found: &mut Vec<Report>) {
    let labels = Labels::get();
    if !lexicon.noun(noun.lemma()).any(Frames::NOUN) || noun.upos() == Upos::Propn {
        return;
    }
    let content = noun.children().filter(|c| c.index() > noun.index()).find_map(|child| {
        let deprel = child.deprel();
        if deprel == labels.acl && (is_infinitive(child) || has_that(child)) {
            Some((child.subtree(), "noun_that"))
        } else if deprel == labels.prep
            && matches!(child.lemma(), "of" | "for" | "about" | "to" | "against" | "over" | "on")
        {
            let inner = child.children().find(|c| c.deprel() == labels.pobj || c.deprel() == labels.pcomp)?;
            Some((inner.subtree(), "noun_of"))
        } else {
            None
        }
    });
    let Some((content, rule)) = content else { return };
    let by = owner(noun).filter(|o| {
        let o = o.index() as u32;
        o < content.start || o >= content.end
    });
    let speaker = by.or_else(|| {
        let head = noun.head()?;
        let light = matches!(
            head.lemma(),
            "make"
                | "issue"
                | "give"
                | "have"
                | "express"
                | "voice"
                | "offer"
                | "release"
                | "repeat"
                | "reiterate"
                | "raise"
                | "send"
                | "drop"
                | "deliver"
                | "renew"
        );
        (light && noun.deprel() == labels.dobj).then(|| subject(head)).flatten()
    });
    let Some(speaker) = speaker.filter(|s| is_nominal(*s) || s.xpos().as_str() == "PRP$") else { return };
    let at = noun.index() as u32;
    found.push(Report {
        cue: at..at + 1,
        head: at,
        speaker: Some(speaker.index() as u32),
        content: vec![content],
        rule,
        confidence: if rule == "noun_that" { 0.7 } else { 0.5 },
    });
}

/// `According to Moscow, …`
fn according(token: Token<'_>) -> Option<Report> {
    let labels = Labels::get();
    let to =
        token.children().find(|c| c.lower_is("to")).or_else(|| token.next().filter(|n| n.lower_is("to")))?;
    let speaker = to.child(labels.pobj)?;
    let phrase = token.subtree().start.min(to.subtree().start)..token.subtree().end.max(to.subtree().end);
    let mut host = token.head()?;
    while !is_clause(host) {
        match host.head() {
            Some(up) if host.deprel() != labels.conj || !is_clause(host) => host = up,
            _ => break,
        }
    }
    let at = token.index() as u32;
    let content = around(host, phrase);
    (!content.is_empty()).then(|| Report {
        cue: at..to.index() as u32 + 1,
        head: at,
        speaker: Some(speaker.index() as u32),
        content,
        rule: "according_to",
        confidence: 0.85,
    })
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

/// Cuts `range` so that it holds `keep` but none of `holes`.
fn without(range: Range<u32>, holes: &[Range<u32>], keep: u32) -> Range<u32> {
    let mut range = range;
    for hole in holes {
        if hole.end <= keep {
            range.start = range.start.max(hole.end);
        } else if hole.start > keep {
            range.end = range.end.min(hole.start);
        }
    }
    range
}

/// Cuts off what the parse hangs on the reported clause but the reporter says: `said it was so, adding that …`
fn own_words(verb: Token<'_>, clause: Token<'_>, content: Range<u32>, lexicon: &Lexicon) -> Range<u32> {
    let labels = Labels::get();
    let mut content = content;
    for child in clause.children().filter(|c| c.index() > clause.index() && c.index() > verb.index()) {
        let start = child.left_edge().index();
        let comma = start > 0 && matches!(verb.document().token(start - 1).text(), "," | "”" | "\"");
        let said = frames(child, lexicon).any(Frames::SAY.or(Frames::OBJECT))
            || matches!(child.lemma(), "draw" | "refer" | "prompt" | "spark" | "echo");
        let participle = child.deprel() == labels.advcl && child.xpos().as_str() == "VBG" && comma && said;
        let second = child.deprel() == labels.conj
            && child.xpos() == verb.xpos()
            && verb.xpos().as_str() == "VBD"
            && frames(child, lexicon).any(Frames::SAY)
            && own_subject(child).is_none();
        if participle || second {
            content.end = content.end.min(start as u32).max(clause.index() as u32 + 1);
            break;
        }
    }
    content
}

fn from_infinitive(clause: Token<'_>) -> Range<u32> {
    let to = clause.children().find(|c| c.xpos().as_str() == "TO").map_or(clause.index(), |t| t.index());
    to as u32..clause.subtree().end
}

fn is_infinitive(clause: Token<'_>) -> bool {
    clause.children().any(|c| c.xpos().as_str() == "TO" && c.index() < clause.index())
}

fn has_that(clause: Token<'_>) -> bool {
    clause.children().any(|c| c.deprel() == Labels::get().mark && c.lower_is("that"))
}

/// Says whether a token heads a clause with a subject.
fn is_clause(token: Token<'_>) -> bool {
    let labels = Labels::get();
    matches!(token.upos(), Upos::Verb | Upos::Aux)
        && token.children().any(|c| {
            let deprel = c.deprel();
            deprel == labels.nsubj || deprel == labels.nsubjpass || deprel == labels.expl
        })
}

/// Comparisons that ignore case without making a string.
pub(super) trait Lower {
    /// Says whether the form is `word`, whatever its case.
    fn lower_is(&self, word: &str) -> bool;
}

impl Lower for Token<'_> {
    fn lower_is(&self, word: &str) -> bool {
        self.text().eq_ignore_ascii_case(word)
    }
}
