//! Joins what the parse reports with what quotation marks show.

use std::ops::Range;

use chancery_nlp::{Document, Span, Token, Upos};
use rustc_hash::FxHashMap;

use super::frame::{self, Report};
use super::labels::{Labels, children};
use super::lexicon::{Frames, Lexicon};
use super::phrase::{Phrase, noun_phrase, trimmed};
use super::stretch::Stretches;
use super::subject::{is_nominal, own_subject, subject};
use super::{Form, Statement};
use crate::quotation::{Quotation, paragraphs};

/// How many tokens from its marks a quotation's cue may stand.
const REACH: usize = 40;
/// How many tokens before a quotation inside another its cue may stand.
const INNER: usize = 8;
/// How sure a rule must be to find a statement inside a quotation.
const QUOTED: f32 = 0.65;

/// Makes statements of reports and quotations.
pub(super) fn combine(
    document: &Document,
    tops: Vec<&Quotation>,
    inner: Vec<&Quotation>,
    stretches: &Stretches,
    reports: Vec<Report>,
) -> Vec<Statement> {
    let mut combiner = Combiner::new(document, tops, stretches);
    combiner.speeches(&reports);
    combiner.inner(inner);
    combiner.reports(reports);
    combiner.floating();
    combiner.finish()
}

struct Combiner<'a> {
    document: &'a Document,
    text: &'a str,
    /// The quotations that stand in no other.
    tops: Vec<&'a Quotation>,
    paragraphs: Vec<Span>,
    /// Which statement each top quotation went to.
    taken: Vec<Option<usize>>,
    /// The statement of each cue's head token.
    by_cue: FxHashMap<u32, usize>,
    statements: Vec<Statement>,
    /// Speech that nothing beside it explains.
    open: Vec<usize>,
    stretches: &'a Stretches,
    /// Word tokens before each token, and those of them in quotation marks.
    words: Vec<(u32, u32)>,
}

/// A cue found beside a quotation.
struct Beside {
    verb: u32,
    speaker: Option<u32>,
    confidence: f32,
}

impl<'a> Combiner<'a> {
    fn new(document: &'a Document, tops: Vec<&'a Quotation>, stretches: &'a Stretches) -> Self {
        let mut words = Vec::with_capacity(document.len() + 1);
        words.push((0, 0));
        let mut at = 0;
        for token in document.tokens() {
            while at < tops.len() && tops[at].span.end <= token.span().start {
                at += 1;
            }
            let (all, quoted) = words[words.len() - 1];
            let word = u32::from(token.text().contains(char::is_alphanumeric));
            let inside = at < tops.len() && tops[at].content.contains(token.span());
            words.push((all + word, quoted + if inside { word } else { 0 }));
        }
        Combiner {
            stretches,
            document,
            text: document.text(),
            taken: vec![None; tops.len()],
            tops,
            paragraphs: paragraphs(document.text()).collect(),
            by_cue: FxHashMap::default(),
            statements: Vec::new(),
            open: Vec::new(),
            words,
        }
    }

    /// Gives every quotation that is speech its cue, its speaker, or the speech that it carries on.
    fn speeches(&mut self, reports: &[Report]) {
        let by_cue: FxHashMap<u32, &Report> = reports.iter().map(|r| (r.head, r)).collect();
        for at in 0..self.tops.len() {
            let q = self.tops[at];
            let leads = self.leads(at);
            let speech =
                q.looks_like_speech(self.text) && (q.starts_sentence(self.text) || leads != Lead::Words);
            let breaks_off = q.starts_sentence(self.text)
                && matches!(leads, Lead::Nothing | Lead::Stop)
                && (self.text[q.content.range()].ends_with([',', '?', '!'])
                    || q.words(self.text) >= 3 && self.text[self.gap_after(at).range()].starts_with(','));
            let introduced = leads == Lead::Colon || leads == Lead::Comma && q.words(self.text) >= 3;
            if !(speech || introduced || breaks_off) {
                continue;
            }
            if leads == Lead::Words && !q.starts_sentence(self.text) {
                continue;
            }
            let after =
                if q.ends_sentence(self.text) && !self.goes_on(at) { None } else { self.cue_after(at) };
            let before = || self.cue_before(at, leads);
            let beside =
                if q.ends_with_comma(self.text) { after.or_else(before) } else { before().or(after) };
            let beside =
                beside.or_else(|| self.inverted_after_stop(at)).or_else(|| self.name_and_colon(at, leads));
            if let Some(beside) = beside {
                self.say(at, beside);
                self.carry_back(at);
                continue;
            }
            if q.continues.is_some() || self.same_paragraph_as_last(at) {
                let last = match q.continues {
                    Some(_) => at.checked_sub(1).and_then(|b| self.taken[b]),
                    None => self.last_direct(at),
                };
                if let Some(last) = last
                    && speech
                {
                    self.statements[last].content.push(q.span);
                    self.taken[at] = Some(last);
                    continue;
                }
            }
            if speech && leads != Lead::Words && !self.covered(q.span, &by_cue) {
                self.open.push(at);
            }
        }
    }

    /// Gives the paragraphs before, which the same speech has left open, to the statement that it ends in.
    fn carry_back(&mut self, at: usize) {
        let Some(statement) = self.taken[at] else { return };
        let mut part = at;
        while self.tops[part].continues.is_some()
            && let Some(before) = self.open.pop_if(|open| *open + 1 == part)
        {
            self.statements[statement].content.push(self.tops[before].span);
            self.taken[before] = Some(statement);
            part = before;
        }
    }

    /// Finds the cues of quotations inside quotations: `"And we said to them 'Show us the evidence'"`.
    fn inner(&mut self, inner: Vec<&Quotation>) {
        let lexicon = Lexicon::embedded();
        for q in inner {
            let start = self.document.tokens_in(q.span).start;
            let from = start.saturating_sub(INNER as u32);
            let near = self
                .document
                .slice(from..start)
                .rev()
                .take_while(|t| !matches!(t.text(), "." | "!" | "?" | ";"));
            let verb =
                near.filter(|t| t.upos() == Upos::Verb).find(|t| frame::frames(*t, lexicon).any(Frames::SAY));
            let Some(verb) = verb.filter(|v| self.top_at(v.span()).is_some() && q.words(self.text) >= 3)
            else {
                continue;
            };
            let head = verb.index() as u32;
            if self.by_cue.contains_key(&head) {
                continue;
            }
            let speaker = subject(verb).map(|s| noun_phrase(s, std::slice::from_ref(&(head..head + 1))));
            self.by_cue.insert(head, self.statements.len());
            self.statements.push(Statement {
                speaker,
                candidates: Vec::new(),
                cue: Some(verb.span()),
                cue_head: Some(head),
                cue_lemma: frame::verb_lemma(verb),
                content: vec![q.span],
                form: Form::Direct,
                addressees: self.addressees(verb),
                polarity: super::polarity::polarity(self.document, head),
                parent: None,
                confidence: 0.8,
                rule: "quotation_in_quotation".to_owned(),
            });
        }
    }

    /// Says whether a report's cue stands outside the quotation and its content takes the quotation in.
    fn covered(&self, span: Span, reports: &FxHashMap<u32, &Report>) -> bool {
        let tokens = self.document.tokens_in(span);
        let Some(first) = self.document.slice(tokens).find(|t| t.text().contains(char::is_alphanumeric))
        else {
            return false;
        };
        // The word that the quotation's first word hangs on, a few steps up, is the cue where the parse saw it.
        first
            .ancestors()
            .take(32)
            .any(|up| !span.contains(up.span()) && reports.contains_key(&(up.index() as u32)))
    }

    /// Makes, or adds to, the statement of a cue beside a quotation.
    fn say(&mut self, at: usize, beside: Beside) {
        let q = self.tops[at];
        if let Some(&known) = self.by_cue.get(&beside.verb) {
            self.statements[known].content.push(q.span);
            self.taken[at] = Some(known);
            return;
        }
        let verb = self.document.token(beside.verb as usize);
        let stop = [self.document.tokens_in(q.span), beside.verb..beside.verb + 1];
        let speaker = beside.speaker.map(|s| noun_phrase(self.document.token(s as usize), &stop));
        let statement = Statement {
            speaker,
            candidates: Vec::new(),
            cue: Some(verb.span()),
            cue_head: Some(beside.verb),
            cue_lemma: frame::verb_lemma(verb),
            content: vec![q.span],
            form: Form::Direct,
            addressees: self.addressees(verb),
            polarity: super::polarity::polarity(self.document, beside.verb),
            parent: None,
            confidence: beside.confidence,
            rule: "quotation_with_cue".to_owned(),
        };
        self.by_cue.insert(beside.verb, self.statements.len());
        self.taken[at] = Some(self.statements.len());
        self.statements.push(statement);
    }

    /// Speech that nothing beside it explains carries on the statement before it, if that one stands close.
    fn floating(&mut self) {
        let mut order: Vec<usize> = (0..self.statements.len())
            .filter(|&s| CARRIED.contains(&self.statements[s].rule.as_str()))
            .collect();
        order.sort_by_key(|&s| self.place(s));
        let mut at_order = 0;
        for at in std::mem::take(&mut self.open) {
            if self.tops[at].continues.is_some()
                && let Some(before) = at.checked_sub(1).and_then(|b| self.taken[b])
            {
                self.statements[before].content.push(self.tops[at].span);
                self.taken[at] = Some(before);
                continue;
            }
            let start = self.tops[at].span.start;
            while at_order < order.len() && self.place(order[at_order]) < start {
                at_order += 1;
            }
            let last = at_order.checked_sub(1).map(|i| order[i]);
            let here = self.paragraph_at(start);
            let there = last.and_then(|s| self.paragraph_at(self.place(s).saturating_sub(1)));
            match (last, here, there) {
                (Some(last), Some(here), Some(there)) if here == there => {
                    self.statements[last].content.push(self.tops[at].span);
                    self.taken[at] = Some(last);
                }
                (Some(last), Some(here), Some(there))
                    if here == there + 1 && self.hands_over(last, there) =>
                {
                    let statement = &mut self.statements[last];
                    statement.content.push(self.tops[at].span);
                    statement.candidates = statement.speaker.map(|s| (s, 0.85)).into_iter().collect();
                    self.taken[at] = Some(last);
                }
                (Some(last), Some(here), Some(there)) => self.alone(at, last, here - there),
                _ => self.alone(at, usize::MAX, 0),
            }
        }
    }

    /// Says whether a statement fills its paragraph as `"…," he said.` does, so that a bare quotation carries it on.
    fn hands_over(&self, statement: usize, paragraph: usize) -> bool {
        let statement = &self.statements[statement];
        let whole = self.paragraphs[paragraph];
        let first = statement.content.iter().min();
        statement.rule == "quotation_with_cue"
            && first.is_some_and(|f| {
                f.start == whole.start && statement.cue.is_some_and(|cue| cue.start > f.start)
            })
    }

    /// Where a statement ends: its cue or the last of its content.
    fn place(&self, at: usize) -> u32 {
        let statement = &self.statements[at];
        let content = statement.content.iter().map(|c| c.end).max().unwrap_or(0);
        statement.cue.map_or(content, |cue| content.max(cue.end))
    }

    /// A quotation that nobody near it speaks: the last speaker is likely, and said to be a guess.
    fn alone(&mut self, at: usize, last: usize, paragraphs: usize) {
        let speaker = self.statements.get(last).and_then(|s| s.speaker);
        let confidence = if paragraphs == 1 { 0.5 } else { 0.3 };
        self.taken[at] = Some(self.statements.len());
        self.statements.push(Statement {
            speaker: None,
            candidates: speaker.map(|s| (s, confidence)).into_iter().collect(),
            cue: None,
            cue_head: None,
            cue_lemma: String::new(),
            content: vec![self.tops[at].span],
            form: Form::Direct,
            addressees: Vec::new(),
            polarity: super::Polarity::Affirm,
            parent: None,
            confidence: 0.5,
            rule: "quotation_alone".to_owned(),
        });
    }

    fn paragraph_at(&self, at: u32) -> Option<usize> {
        let index = self.paragraphs.partition_point(|p| p.end <= at);
        (index < self.paragraphs.len()).then_some(index)
    }

    fn paragraph_before(&self, at: usize) -> Option<Span> {
        let index = self.paragraph_at(self.tops[at].span.start)?;
        index.checked_sub(1).map(|i| self.paragraphs[i])
    }

    /// The text between this quotation and the one before in its paragraph.
    fn gap_before(&self, at: usize) -> Span {
        let start = self.tops[at].span.start;
        let paragraph = self.paragraph_at(start).map_or(0, |p| self.paragraphs[p].start);
        let last = at.checked_sub(1).map_or(0, |b| self.tops[b].span.end);
        Span::new(paragraph.max(last).min(start), start)
    }

    fn gap_after(&self, at: usize) -> Span {
        let end = self.tops[at].span.end;
        let paragraph = self
            .paragraph_at(end.saturating_sub(1))
            .map_or(self.text.len() as u32, |p| self.paragraphs[p].end);
        let next = self.tops.get(at + 1).map_or(self.text.len() as u32, |n| n.span.start);
        Span::new(end, paragraph.min(next).max(end))
    }

    /// What stands before a quotation.
    fn leads(&self, at: usize) -> Lead {
        let gap = self.gap_before(at);
        let before = self.text[gap.range()].trim_end();
        if before.is_empty() {
            let joined =
                at > 0 && self.tops[at - 1].span.end == gap.start && !self.is_paragraph_start(gap.start);
            return if joined { Lead::Stop } else { Lead::Nothing };
        }
        match before.chars().next_back() {
            Some(':') => Lead::Colon,
            Some(',' | '—' | '–') => Lead::Comma,
            Some('.' | '!' | '?' | '…') => Lead::Stop,
            _ => Lead::Words,
        }
    }

    fn is_paragraph_start(&self, at: u32) -> bool {
        self.paragraphs.binary_search_by_key(&at, |p| p.start).is_ok()
    }

    /// Says whether the sentence goes on behind a quotation that ends in a stop: `"Why?" he asked`, `"Yes." he said`
    fn goes_on(&self, at: usize) -> bool {
        let gap = self.gap_after(at);
        let rest = self.text[gap.range()].trim_start();
        let last = self.text[self.tops[at].content.range()].chars().next_back();
        rest.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '—' | '–' | '-'))
            || last != Some('.')
    }

    /// Finds the cue behind a quotation: `…," Lavrov said`, `…," said Lavrov`.
    fn cue_after(&self, at: usize) -> Option<Beside> {
        let gap = self.document.tokens_in(self.gap_after(at));
        let lexicon = Lexicon::embedded();
        let mut seen_noun = None;
        for token in self.document.slice(gap.clone()).take(REACH) {
            let text = token.text();
            if matches!(text, "." | "!" | "?" | ";" | ":") && token.index() as u32 > gap.start {
                return None;
            }
            if token.upos() == Upos::Verb {
                let frames = frame::frames(token, lexicon);
                if frames.any(SPOKEN) && !self.has_clause_outside(token) {
                    let speaker = self.near_subject(token, &gap, seen_noun)?;
                    return Some(Beside {
                        verb: token.index() as u32,
                        speaker: Some(speaker),
                        confidence: 0.95,
                    });
                }
                let comma = self.tops[at].ends_with_comma(self.text);
                let inverted =
                    token.index() as u32 == gap.start && token.text().starts_with(char::is_lowercase);
                let past = matches!(token.xpos().as_str(), "VBD" | "VBZ" | "VBN");
                if past && (inverted || comma && seen_noun.is_some()) && !self.has_clause_outside(token) {
                    // "It is a great day," beamed the envoy: behind a comma whatever a person does is saying.
                    let speaker = self.near_subject(token, &gap, seen_noun)?;
                    return Some(Beside {
                        verb: token.index() as u32,
                        speaker: Some(speaker),
                        confidence: 0.7,
                    });
                }
                if seen_noun.is_some()
                    && token.deprel() != Labels::get().relcl
                    && token.deprel() != Labels::get().acl
                {
                    return None;
                }
            }
            if seen_noun.is_none() && is_nominal(token) {
                seen_noun = Some(token.index() as u32);
            }
        }
        None
    }

    /// `"It is over." said Lavrov` — a stop where a comma belongs, and a cue that can be nothing else.
    fn inverted_after_stop(&self, at: usize) -> Option<Beside> {
        let gap = self.document.tokens_in(self.gap_after(at));
        let first = self.document.slice(gap.clone()).find(|t| t.upos() != Upos::Space)?;
        let next = first.next()?;
        let inverted = first.upos() == Upos::Verb && first.text().starts_with(char::is_lowercase);
        let plain = next.upos() == Upos::Verb && is_nominal(first);
        let verb = if inverted {
            first
        } else if plain {
            next
        } else {
            return None;
        };
        let ends = verb.next().is_none_or(|n| matches!(n.text(), "." | ",") || n.index() as u32 >= gap.end);
        let frames = frame::frames(verb, Lexicon::embedded());
        if frames.any(Frames::SAY) && (inverted || ends) && !self.has_clause_outside(verb) {
            let speaker = self.near_subject(verb, &gap, plain.then_some(first.index() as u32))?;
            return Some(Beside { verb: verb.index() as u32, speaker: Some(speaker), confidence: 0.8 });
        }
        None
    }

    /// Finds the cue before a quotation: `Lavrov said: "…`, `Lavrov added, "…`.
    fn cue_before(&self, at: usize, leads: Lead) -> Option<Beside> {
        let gap = match leads {
            Lead::Colon | Lead::Comma | Lead::Words => self.gap_before(at),
            Lead::Nothing => {
                let before = self.paragraph_before(at)?;
                let text = self.text[before.range()].trim_end();
                if !text.ends_with(':') {
                    return None;
                }
                before
            }
            Lead::Stop => return None,
        };
        let colon = leads == Lead::Colon || leads == Lead::Nothing;
        let tokens = self.document.tokens_in(gap);
        let lexicon = Lexicon::embedded();
        let mut distance = 0;
        for token in self.document.slice(tokens.clone()).rev().take(REACH) {
            distance += 1;
            if matches!(token.text(), "." | "!" | "?" | ";") || token.text() == ":" && distance > 2 {
                return None;
            }
            if leads == Lead::Words && distance > 4 {
                return None;
            }
            if token.upos() == Upos::Verb {
                let frames = frame::frames(token, lexicon);
                let fits = if colon { frames.any(SPOKEN.or(Frames::SHOW)) } else { frames.any(SPOKEN) };
                if fits && !self.has_clause_outside(token) {
                    let speaker = subject(token).map(|t| t.index() as u32);
                    let confidence = if colon { 0.95 } else { 0.9 };
                    return Some(Beside { verb: token.index() as u32, speaker, confidence });
                }
            }
        }
        if !colon {
            return None;
        }
        // "The envoy boomed:": in front of a colon and speech, whatever the sentence says its subject does is saying.
        let labels = Labels::get();
        let back = self.document.slice(tokens).rev().take(REACH);
        let sentence = back.take_while(|t| !matches!(t.text(), "." | "!" | "?" | ";"));
        let verb = sentence
            .filter(|t| t.upos() == Upos::Verb && t.deprel() != labels.relcl && t.deprel() != labels.acl)
            .find(|t| own_subject(*t).is_some())?;
        let speaker = own_subject(verb).map(|t| t.index() as u32);
        Some(Beside { verb: verb.index() as u32, speaker, confidence: 0.6 })
    }

    /// `Lavrov: "…"` — a name and a colon, as in headlines and transcripts.
    fn name_and_colon(&self, at: usize, leads: Lead) -> Option<Beside> {
        if leads != Lead::Colon {
            return None;
        }
        let gap = self.document.tokens_in(self.gap_before(at));
        let colon = self.document.slice(gap.clone()).rev().take(3).find(|t| t.text() == ":")?;
        let name = colon.previous().filter(|n| is_nominal(*n) && gap.contains(&(n.index() as u32)))?;
        let verbs = self
            .document
            .slice(gap.clone())
            .rev()
            .take(REACH)
            .take_while(|t| !matches!(t.text(), "." | "!" | "?"));
        if verbs.into_iter().any(|t| t.upos() == Upos::Verb) {
            return None;
        }
        let speaker = self.noun_head(name, &(name.index().saturating_sub(8) as u32..gap.end));
        Some(Beside { verb: colon.index() as u32, speaker: Some(speaker), confidence: 0.8 })
    }

    /// Says whether a reporting verb already reports a clause in the reporter's own words.
    fn has_clause_outside(&self, verb: Token<'_>) -> bool {
        let labels = Labels::get();
        children(verb)
            .filter(|c| {
                c.deprel() == labels.ccomp && self.stretches.together(c.index() as u32, verb.index() as u32)
            })
            .any(|c| self.top_at(c.span()).is_none())
    }

    /// The subject of a verb beside a quotation, from the parse if it stands in the gap, else from the words there.
    fn near_subject(&self, verb: Token<'_>, gap: &Range<u32>, seen: Option<u32>) -> Option<u32> {
        if let Some(subject) = own_subject(verb).filter(|s| gap.contains(&(s.index() as u32))) {
            return Some(subject.index() as u32);
        }
        if let Some(subject) = subject(verb).filter(|s| gap.contains(&(s.index() as u32))) {
            return Some(subject.index() as u32);
        }
        if let Some(seen) = seen {
            return Some(self.noun_head(self.document.token(seen as usize), gap));
        }
        let noun = self.document.slice(verb.index() as u32 + 1..gap.end).take(6).find(|t| is_nominal(*t))?;
        Some(self.noun_head(noun, gap))
    }

    /// Walks from a noun up to the head of its phrase.
    fn noun_head(&self, noun: Token<'_>, gap: &Range<u32>) -> u32 {
        let mut at = noun;
        for _ in 0..8 {
            match at.head() {
                Some(up) if is_nominal(up) && gap.contains(&(up.index() as u32)) => at = up,
                _ => break,
            }
        }
        at.index() as u32
    }

    fn top_at(&self, span: Span) -> Option<usize> {
        let at = self.tops.partition_point(|q| q.span.end <= span.start);
        (at < self.tops.len() && self.tops[at].span.contains(span)).then_some(at)
    }

    /// Says whether a direct statement came earlier in the paragraph with nothing but its own sentence between.
    fn same_paragraph_as_last(&self, at: usize) -> bool {
        self.last_direct(at).is_some()
    }

    fn last_direct(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let statement = self.taken[before]?;
        let here = self.paragraph_at(self.tops[at].span.start)?;
        let there = self.paragraph_at(self.tops[before].span.start)?;
        (here == there).then_some(statement)
    }

    /// Turns what the parse reports into statements, where no quotation has claimed it.
    fn reports(&mut self, reports: Vec<Report>) {
        for report in reports {
            if self.by_cue.contains_key(&report.head) {
                continue;
            }
            let cue = self.document.span(report.cue.clone());
            let inside = self.top_at(cue);
            let mut content: Vec<Span> = Vec::new();
            let mut claimed = false;
            for range in &report.content {
                let keep = self.root_of(range);
                let mut span = trimmed(self.document, self.stretches.cut(range.clone(), keep));
                if span.is_empty() {
                    continue;
                }
                match inside {
                    Some(q) => {
                        let bounds = self.tops[q].content;
                        span = Span::new(
                            span.start.max(bounds.start).min(span.end),
                            span.end.min(bounds.end).max(span.start),
                        );
                        if span.start >= span.end {
                            continue;
                        }
                    }
                    None => span = self.to_marks(span, cue, &mut claimed),
                }
                content.push(span);
            }
            content.retain(|s| !s.is_empty());
            if content.is_empty() || claimed {
                continue;
            }
            let polarity =
                report.polarity.unwrap_or_else(|| super::polarity::polarity(self.document, report.head));
            // What people in a speech are said to like is too often only the speaker's way of putting it.
            if inside.is_some() && report.confidence < QUOTED && polarity == super::Polarity::Affirm {
                continue;
            }
            let mut stop: Vec<Range<u32>> = content.iter().map(|s| self.document.tokens_in(*s)).collect();
            stop.push(report.cue.clone());
            if let Some(s) = report.speaker {
                let bounds = self.stretches.cut(0..self.document.len() as u32, s);
                stop.push(0..bounds.start);
                stop.push(bounds.end..self.document.len() as u32);
            }
            let speaker = report
                .speaker
                .filter(|&s| !content.iter().any(|c| c.contains(self.document.token(s as usize).span())))
                .map(|s| noun_phrase(self.document.token(s as usize), &stop));
            let head = self.document.token(report.head as usize);
            self.by_cue.insert(report.head, self.statements.len());
            self.statements.push(Statement {
                speaker,
                candidates: Vec::new(),
                cue: Some(cue),
                cue_head: Some(report.head),
                cue_lemma: if head.upos() == Upos::Verb {
                    frame::verb_lemma(head)
                } else {
                    head.lemma().to_owned()
                },
                form: Form::Indirect,
                addressees: self.addressees(head),
                polarity,
                parent: None,
                confidence: report.confidence,
                rule: report.rule,
                content,
            });
        }
    }

    /// The token of a range that all others hang on; its first where there is none.
    fn root_of(&self, range: &Range<u32>) -> u32 {
        let mut at = self.document.token(range.start as usize);
        for _ in 0..64 {
            match at.head() {
                Some(up) if range.contains(&(up.index() as u32)) => at = up,
                _ => break,
            }
        }
        at.index() as u32
    }

    /// Lets a content end where the quotations end that it cuts through; never over the cue.
    fn to_marks(&self, span: Span, cue: Span, claimed: &mut bool) -> Span {
        let mut span = span;
        for edge in [span.start, span.end.saturating_sub(1)] {
            let Some(at) =
                self.top_at(Span::new(edge, edge)).or_else(|| self.top_at(Span::new(edge, edge + 1)))
            else {
                continue;
            };
            let q = self.tops[at].span;
            if self.taken[at].is_some() {
                if q.contains(span) {
                    *claimed = true;
                }
                continue;
            }
            if !q.overlaps(cue) {
                let wide = span.cover(q);
                if !wide.overlaps(cue) {
                    span = wide;
                }
            }
        }
        span
    }

    /// Finds who was told: the object or dative of the reporting word.
    fn addressees(&self, verb: Token<'_>) -> Vec<Phrase> {
        let labels = Labels::get();
        let told = matches!(
            verb.lemma(),
            "tell"
                | "inform"
                | "assure"
                | "remind"
                | "warn"
                | "ask"
                | "urge"
                | "advise"
                | "notify"
                | "reassure"
                | "order"
        );
        let mut found = Vec::new();
        for child in children(verb) {
            let deprel = child.deprel();
            let person = if (deprel == labels.dobj || deprel == labels.dative) && told && is_nominal(child) {
                Some(child)
            } else if (deprel == labels.dative || deprel == labels.prep)
                && child.lemma() == "to"
                && child.index() > verb.index()
            {
                child.child(labels.pobj).filter(|p| p.entity().is_some())
            } else {
                None
            };
            if let Some(person) = person {
                found.push(noun_phrase(person, &[]));
            }
        }
        found
    }

    /// Settles forms, joins touching pieces, nests statements and puts them in text order.
    fn finish(mut self) -> Vec<Statement> {
        for statement in &mut self.statements {
            statement.content.sort();
            statement.content = join_touching(self.text, std::mem::take(&mut statement.content));
        }
        for at in 0..self.statements.len() {
            let (mut all, mut quoted) = (0, 0);
            for span in &self.statements[at].content {
                let range = self.document.tokens_in(*span);
                let (a0, q0) = self.words[range.start as usize];
                let (a1, q1) = self.words[range.end as usize];
                all += a1 - a0;
                quoted += q1 - q0;
            }
            if self.statements[at].rule == "quotation_in_quotation" {
                continue;
            }
            let inside = self.statements[at].cue.is_some_and(|cue| self.top_at(cue).is_some());
            self.statements[at].form = match () {
                () if inside || quoted == 0 => Form::Indirect,
                () if quoted * 10 >= all * 9 => Form::Direct,
                () => Form::Mixed,
            };
        }
        let mut statements = self.statements;
        statements
            .sort_by_key(|s| (s.content[0].start, std::cmp::Reverse(s.content[s.content.len() - 1].end)));
        nest(&mut statements);
        statements
    }
}

/// Rules whose statement a quotation may carry on.
const CARRIED: [&str; 6] =
    ["quotation_with_cue", "said_clause", "said_aside", "according_to", "took_stand_on", "spoke_for"];

const SPOKEN: Frames = Frames::SAY.or(Frames::ASK).or(Frames::THINK);

/// What stands before a quotation in its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    Nothing,
    Colon,
    Comma,
    Stop,
    Words,
}

/// Joins pieces with nothing but white space between them.
fn join_touching(text: &str, spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last)
                if last.end >= span.start
                    || text[last.end as usize..span.start as usize].trim().is_empty() =>
            {
                last.end = last.end.max(span.end);
            }
            _ => joined.push(span),
        }
    }
    joined
}

/// Fills in parents: the smallest statement whose content holds another's cue.
fn nest(statements: &mut [Statement]) {
    let mut around: Vec<usize> = Vec::new();
    for at in 0..statements.len() {
        let start = statements[at].content[0].start;
        around.retain(|&outer| statements[outer].content[statements[outer].content.len() - 1].end > start);
        let inner = statements[at].cue.unwrap_or(statements[at].content[0]);
        let parent = around
            .iter()
            .rev()
            .take(16)
            .copied()
            .find(|&outer| statements[outer].content.iter().any(|c| c.contains(inner)));
        statements[at].parent = parent;
        around.push(at);
    }
}
