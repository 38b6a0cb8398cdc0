//! Joins what the parse reports with what quotation marks show.

use std::ops::Range;

use chancery_nlp::{Document, Span, Token, Upos};
use rustc_hash::{FxHashMap, FxHashSet};

use super::beside::{Beside, Lead};
use super::frame::{self, Report};
use super::lexicon::{Frames, Lexicon};
use super::nest::{join_touching, nest, own_mind};
use super::phrase::{noun_phrase, trimmed};
use super::stretch::Stretches;
use super::subject::subject;
use super::turn;
use super::{Circumstances, Form, Phrase, Statement};
use crate::quotation::{Quotation, paragraphs};

/// How many tokens before a quotation inside another its cue may stand.
const INNER: usize = 8;
/// How sure a rule must be to find a statement inside a quotation.
const QUOTED: f32 = 0.65;
/// The same where somebody else is said to say something: `Our neighbours claim the dam is finished`.
const TOLD: f32 = 0.35;

/// How sure a cue is at most that is one only for its place before a quotation.
const GUESSED: f32 = 0.6;
/// How many words a name in quotation marks has at most.
const NAME: usize = 7;

/// Makes statements of reports and quotations.
pub(super) fn combine(
    document: &Document,
    tops: Vec<&Quotation>,
    inner: Vec<&Quotation>,
    stretches: &Stretches,
    reports: Vec<Report>,
) -> Vec<Statement> {
    let mut combiner = Combiner::new(document, tops, stretches);
    combiner.turns();
    combiner.speeches(&reports);
    combiner.inner(inner);
    combiner.reports(reports);
    combiner.floating();
    combiner.finish()
}

/// Statements on their way, with what is known of the quotations so far.
pub(super) struct Combiner<'a> {
    pub(super) document: &'a Document,
    pub(super) text: &'a str,
    /// The quotations that stand in no other.
    pub(super) tops: Vec<&'a Quotation>,
    pub(super) paragraphs: Vec<Span>,
    /// Which statement each top quotation went to.
    pub(super) taken: Vec<Option<usize>>,
    /// The statement of each cue's head token.
    pub(super) by_cue: FxHashMap<u32, usize>,
    pub(super) statements: Vec<Statement>,
    /// Statements that others have taken in.
    dropped: FxHashSet<usize>,
    /// Speech that nothing beside it explains.
    pub(super) open: Vec<usize>,
    pub(super) stretches: &'a Stretches,
    /// What is said in the turns of a transcript, in text order.
    pub(super) spoken: Vec<Span>,
}

impl<'a> Combiner<'a> {
    fn new(document: &'a Document, tops: Vec<&'a Quotation>, stretches: &'a Stretches) -> Self {
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
            dropped: FxHashSet::default(),
            spoken: Vec::new(),
        }
    }

    /// Gives the turns of a transcript to those whose labels open them, with the quotations inside.
    fn turns(&mut self) {
        let mut next = 0;
        for turn in turn::turns(self.document, &self.paragraphs) {
            let last = self.document.token(turn.label.end as usize - 1);
            let head = self.noun_head(last, &turn.label);
            let span = self.document.span(turn.label.clone());
            let at = self.statements.len();
            self.statements.push(Statement {
                speaker: Some(Phrase { span, head }),
                candidates: Vec::new(),
                cue: Some(self.document.token(turn.colon as usize).span()),
                cue_head: Some(turn.colon),
                cue_lemma: ":".to_owned(),
                content: vec![turn.content],
                form: Form::Direct,
                addressees: Vec::new(),
                circumstances: Circumstances::default(),
                polarity: super::Polarity::Affirm,
                parent: None,
                confidence: 0.9,
                rule: "turn".to_owned(),
            });
            self.by_cue.insert(turn.colon, at);
            while next < self.tops.len() && self.tops[next].span.start < span.start {
                // A mark that opens with the label and closes later is the transcript's own.
                if self.tops[next].span.end > span.start {
                    self.taken[next] = Some(at);
                }
                next += 1;
            }
            while next < self.tops.len() && self.tops[next].span.start < turn.content.end {
                self.taken[next] = Some(at);
                next += 1;
            }
            self.spoken.push(turn.content);
        }
    }

    /// Gives every quotation that is speech its cue, its speaker, or the speech that it carries on.
    fn speeches(&mut self, reports: &[Report]) {
        let by_cue: FxHashMap<u32, &Report> = reports.iter().map(|r| (r.head, r)).collect();
        for at in 0..self.tops.len() {
            if self.taken[at].is_some() {
                continue;
            }
            let q = self.tops[at];
            let leads = self.leads(at);
            let speech =
                q.looks_like_speech(self.text) && (q.starts_sentence(self.text) || leads != Lead::Words);
            let breaks_off = q.starts_sentence(self.text)
                && matches!(leads, Lead::Nothing | Lead::Stop)
                && (self.text[q.content.range()].ends_with([',', '?', '!'])
                    || q.words(self.text) >= 3 && self.text[self.gap_after(at).range()].starts_with(','));
            let introduced = leads == Lead::Colon
                || leads == Lead::Comma && (q.words(self.text) >= 3 || self.voiced(at))
                || leads == Lead::Words
                    && self.voiced(at)
                    && (q.starts_sentence(self.text) || self.bare_word(at));
            let speech = speech || self.stands_alone(at, leads) || self.runs_on(at);
            if leads == Lead::Words && !q.starts_sentence(self.text) && !introduced {
                self.resume(at);
                continue;
            }
            let titled = leads == Lead::Words && self.is_name(self.tops[at]) && !introduced;
            if titled || !(speech || introduced || breaks_off) {
                continue;
            }
            let after =
                if q.ends_sentence(self.text) && !self.goes_on(at) { None } else { self.cue_after(at) };
            let before = || self.cue_before(at, leads);
            let beside =
                if q.ends_with_comma(self.text) { after.or_else(before) } else { before().or(after) };
            let beside = beside
                .or_else(|| self.inverted_after_stop(at))
                .or_else(|| self.name_and_colon(at, leads))
                .or_else(|| self.signed(at));
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

    /// Says whether a verb of the voice stands right before a quotation: `shouted, “Full!”`, `told me “wait”`.
    fn voiced(&self, at: usize) -> bool {
        let first = self.document.tokens_in(self.tops[at].span).start;
        voice_before(self.document, first).is_some()
    }

    /// Says whether a paragraph carries on the speech of the one before; a note of the scribe's, `(Applause.)`, does not.
    fn runs_on(&self, at: usize) -> bool {
        let q = self.tops[at];
        q.continues.is_some()
            && q.words(self.text) >= 2
            && !self.text[q.content.range()].starts_with(['(', '['])
    }

    /// Says whether a word or two are all that a verb of the voice tells: `she said “soon” and walked on`.
    fn bare_word(&self, at: usize) -> bool {
        let q = self.tops[at];
        let tokens = self.document.tokens_in(q.span);
        let verb = tokens.start.checked_sub(1).map(|before| self.document.token(before as usize));
        let clause = super::labels::Labels::get().ccomp;
        let alone = verb.is_some_and(|verb| {
            verb.upos() == Upos::Verb && !verb.children().take(16).any(|c| c.deprel() == clause)
        });
        let next = self.document.slice(tokens.end..self.document.len() as u32).next();
        let ends = next.is_none_or(|t| t.upos() == Upos::Cconj || matches!(t.text(), "." | "," | ";"));
        let quoted_next =
            next.and_then(|t| t.next()).is_some_and(|t| matches!(t.text(), "“" | "\"" | "‘" | "'"));
        q.closed && q.words(self.text) <= 2 && alone && ends && !quoted_next
    }

    /// Says whether a quotation is a sentence by itself: `A note lay on the desk. “Leave.”`
    fn stands_alone(&self, at: usize, leads: Lead) -> bool {
        let q = self.tops[at];
        let sentence = q.starts_sentence(self.text) && q.ends_sentence(self.text);
        let unclosed = q.close.is_none() && q.starts_sentence(self.text) && q.words(self.text) >= 3;
        let behind = self.text[self.gap_after(at).range()].trim_start();
        let fresh =
            !behind.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | '—' | '–' | ')'));
        matches!(leads, Lead::Nothing | Lead::Stop) && (sentence && fresh || unclosed)
    }

    /// Says whether a quotation is written as names are, with capitals: `the “Coral Star”`, `Juan “the Clock” Pardo`.
    fn is_name(&self, q: &Quotation) -> bool {
        let words = || self.text[q.content.range()].split_whitespace();
        let small = |word: &str| word.len() <= 3 || matches!(word, "from" | "with" | "into" | "over");
        let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        q.closed
            && words().count() <= NAME
            && words().any(capital)
            && words().all(|word| capital(word) || small(word))
    }

    /// Adds words that go on behind their cue: `“I like Larry,” he said, but “on energy we differ.”`
    fn resume(&mut self, at: usize) {
        let Some(statement) = at.checked_sub(1).and_then(|before| self.taken[before]) else { return };
        let gap = self.document.tokens_in(self.gap_before(at));
        let Some(cue) = self.statements[statement].cue_head.filter(|cue| gap.contains(cue)) else { return };
        let behind = || self.document.slice(cue + 1..gap.end).filter(|t| t.upos() != Upos::Space);
        let verb = behind().any(|t| matches!(t.upos(), Upos::Verb | Upos::Aux));
        let stop = behind().any(|t| matches!(t.text(), "." | "!" | "?" | ";" | ":"));
        let joins = |t: Token<'_>| matches!(t.upos(), Upos::Cconj | Upos::Sconj);
        let conjunction =
            behind().next_back().filter(|t| joins(*t) && t.previous().is_some_and(|p| p.text() == ","));
        if let Some(conjunction) = conjunction.filter(|_| !verb && !stop) {
            let span = Span::new(conjunction.span().start, self.tops[at].span.end);
            self.statements[statement].content.push(span);
            self.taken[at] = Some(statement);
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
            let voice = voice_before(self.document, start);
            let verb = verb.filter(|_| q.words(self.text) >= 3 && !self.is_name(q)).or(voice);
            let Some(verb) = verb.filter(|v| self.top_at(v.span()).is_some()) else {
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
                addressees: Vec::new(),
                circumstances: Circumstances::default(),
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
        let here = self.paragraph_at(span.start);
        // The word that the quotation's first word hangs on, a few steps up, is the cue where the parse saw it.
        first
            .ancestors()
            .take(32)
            .take_while(|up| self.paragraph_at(up.span().start) == here)
            .any(|up| !span.contains(up.span()) && reports.contains_key(&(up.index() as u32)))
    }

    /// Makes, or adds to, the statement of a cue beside a quotation.
    fn say(&mut self, at: usize, beside: Beside) {
        let q = self.tops[at];
        let verb = self.document.token(beside.verb as usize);
        let relayed = relayed(verb);
        if let Some(&known) = self.by_cue.get(&beside.verb) {
            self.statements[known].content.push(q.span);
            self.taken[at] = Some(known);
            let inner = relayed.and_then(|relayed| self.by_cue.get(&(relayed.cue.index() as u32)));
            if let Some(&inner) = inner {
                self.statements[inner].content.push(q.span);
            }
            return;
        }
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
            addressees: Vec::new(),
            circumstances: Circumstances::default(),
            polarity: super::polarity::polarity(self.document, beside.verb),
            parent: None,
            confidence: beside.confidence,
            rule: "quotation_with_cue".to_owned(),
        };
        self.by_cue.insert(beside.verb, self.statements.len());
        self.taken[at] = Some(self.statements.len());
        self.statements.push(statement);
        if let Some(relayed) = relayed {
            self.relay(&relayed);
        }
    }

    /// Lets the last statement's quotation be told twice: by the paper that quotes and by the one whom it quotes.
    fn relay(&mut self, relayed: &Relayed<'_>) {
        let Some(outer) = self.statements.last_mut() else { return };
        let mut inner = outer.clone();
        let cue = relayed.cue.span();
        outer.content.push(Span::new(relayed.speaker.left_edge().span().start, cue.end));
        let head = relayed.cue.index() as u32;
        inner.speaker = Some(noun_phrase(relayed.speaker, std::slice::from_ref(&(head..head + 1))));
        inner.cue = Some(cue);
        inner.cue_head = Some(head);
        inner.cue_lemma = frame::verb_lemma(relayed.cue);
        inner.polarity = super::polarity::polarity(self.document, head);
        self.by_cue.insert(head, self.statements.len());
        self.statements.push(inner);
    }

    pub(super) fn paragraph_at(&self, at: u32) -> Option<usize> {
        let index = self.paragraphs.partition_point(|p| p.end <= at);
        (index < self.paragraphs.len()).then_some(index)
    }

    pub(super) fn top_at(&self, span: Span) -> Option<usize> {
        let at = self.tops.partition_point(|q| q.span.end <= span.start);
        (at < self.tops.len() && self.tops[at].span.contains(span)).then_some(at)
    }

    /// Says whether a direct statement came earlier in the paragraph with nothing but its own sentence between.
    fn same_paragraph_as_last(&self, at: usize) -> bool {
        self.last_direct(at).is_some()
    }

    fn last_direct(&self, at: usize) -> Option<usize> {
        let mut before = at.checked_sub(1)?;
        // A name between does not part two quotations: `…,” he said on “Fox and Friends.” “I mean …”`
        if self.taken[before].is_none()
            && before > 0
            && self.leads(before) == Lead::Words
            && self.is_name(self.tops[before])
        {
            before -= 1;
        }
        let statement = self.taken[before]?;
        let here = self.paragraph_at(self.tops[at].span.start)?;
        let there = self.paragraph_at(self.tops[before].span.start)?;
        (here == there && !self.follows_at_once(at) && !self.told_between(statement, at)).then_some(statement)
    }

    /// Says whether a quotation follows another one with no word between: `"…". "…"`.
    ///
    /// Nobody ends a speech to begin the next: the words between, and with them the speaker, have been lost.
    pub(super) fn follows_at_once(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|b| self.tops[b]) else { return false };
        let gap = self.gap_before(at);
        gap.start == before.span.end
            && before.close.is_some()
            && before.looks_like_speech(self.text)
            && !self.text[gap.range()].contains(|c: char| c.is_alphanumeric())
    }

    /// Says whether a sentence stands between a statement's cue and a quotation: `"…," she said. She lifted a stone. "…"`.
    ///
    /// It may bring another speaker.
    fn told_between(&self, statement: usize, at: usize) -> bool {
        let start = self.document.tokens_in(self.tops[at].span).start as usize;
        let Some(cue) = self.statements[statement].cue_head.map(|head| self.document.token(head as usize))
        else {
            return false;
        };
        let before = start.checked_sub(1).map(|last| self.document.token(last));
        before.is_some_and(|last| {
            let sentence = last.sentence();
            cue.index() < sentence.range().start as usize
                && sentence.tokens().take(48).any(|t| t.deprel() == super::labels::Labels::get().nsubj)
                && self.top_at(sentence.span()).is_none()
        })
    }

    /// Turns what the parse reports into statements, where no quotation has claimed it.
    fn reports(&mut self, reports: Vec<Report>) {
        for report in reports {
            if self.by_cue.contains_key(&report.head) {
                continue;
            }
            let cue = self.document.span(report.cue.clone());
            let inside = self.top_at(cue);
            let in_turn = self.in_turn(cue);
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
                    None => span = self.past_marks(self.to_marks(span, cue, &mut claimed), cue),
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
            if (inside.is_some() || in_turn)
                && report.confidence < if self.is_told(&report) { TOLD } else { QUOTED }
                && polarity == super::Polarity::Affirm
            {
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
                addressees: Vec::new(),
                circumstances: Circumstances::default(),
                polarity,
                parent: None,
                confidence: report.confidence,
                rule: report.rule,
                content,
            });
        }
    }

    /// Says whether a report tells a clause that somebody other than the one who speaks has said.
    fn is_told(&self, report: &Report) -> bool {
        let lexicon = Lexicon::embedded();
        let cue = self.document.token(report.head as usize);
        let clause = self.document.token(report.told as usize).deprel() == super::labels::Labels::get().ccomp;
        let named = report.speaker.is_some_and(|s| {
            let speaker = self.document.token(s as usize);
            speaker.upos() == Upos::Propn
                || lexicon.is_person(speaker.lemma())
                || lexicon.noun(speaker.lemma()).any(Frames::ACTS)
        });
        clause && named && frame::frames(cue, lexicon).any(Frames::SAY)
    }

    /// Says whether words stand in the turn of a transcript.
    fn in_turn(&self, span: Span) -> bool {
        let at = self.spoken.partition_point(|s| s.end <= span.start);
        self.spoken.get(at).is_some_and(|s| s.contains(span))
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

    /// Lets a content go on into the quotation that its last word introduces: `says that the accused told an officer: “…”`.
    fn reach_quoted(&mut self) {
        let mut opens: FxHashMap<u32, usize> = FxHashMap::default();
        for at in 0..self.tops.len() {
            let before = self.text[self.gap_before(at).range()].trim_end();
            let end = before.trim_end_matches([':', ',']).trim_end();
            if end.len() < before.len() {
                let start = self.gap_before(at).start;
                opens.insert(start + end.len() as u32, at);
            }
        }
        for at in 0..self.statements.len() {
            let Some(last) = self.statements[at].content.last().copied() else { continue };
            let Some(&quotation) = opens.get(&last.end) else { continue };
            let introduced = self.statements[at].cue.is_some_and(|cue| cue.end <= last.start);
            let inner = self.taken[quotation].filter(|&inner| inner != at && introduced);
            let held =
                inner.and_then(|inner| self.statements[inner].cue).is_some_and(|cue| last.contains(cue));
            let weak = inner.is_some_and(|inner| self.statements[inner].confidence <= GUESSED);
            if weak && held {
                self.dropped.extend(inner);
            }
            if held && let Some(span) = self.statements[at].content.last_mut() {
                span.end = self.tops[quotation].span.end;
            }
        }
    }

    /// Counts the word tokens before each token, and those of them in quotation marks that show words, not a name.
    fn count_words(&self) -> Vec<(u32, u32)> {
        let named: Vec<bool> = (0..self.tops.len())
            .map(|at| {
                self.taken[at].is_none() && self.leads(at) == Lead::Words && self.is_name(self.tops[at])
            })
            .collect();
        let mut words = Vec::with_capacity(self.document.len() + 1);
        words.push((0, 0));
        let mut at = 0;
        for token in self.document.tokens() {
            while at < self.tops.len() && self.tops[at].span.end <= token.span().start {
                at += 1;
            }
            let (all, quoted) = words[words.len() - 1];
            let word = u32::from(token.text().contains(char::is_alphanumeric));
            let inside = at < self.tops.len() && !named[at] && self.tops[at].content.contains(token.span());
            words.push((all + word, quoted + if inside { word } else { 0 }));
        }
        words
    }

    /// Lets a content that ends at a closing mark go on to the end of the phrase that the mark cuts through: `“a deal” with
    /// Oslo`, `the “common good” because …`.
    fn past_marks(&self, span: Span, cue: Span) -> Span {
        let Some(at) = self.top_at(Span::new(span.end.saturating_sub(1), span.end)) else { return span };
        let q = self.tops[at];
        if q.span.end != span.end
            || q.span.start <= span.start
            || q.ends_sentence(self.text)
            || cue.start > span.start
        {
            return span;
        }
        let after = self.document.tokens_in(Span::new(span.end, self.gap_after(at).end));
        let Some(first) = self.document.slice(after.clone()).next() else { return span };
        let goes_on = matches!(
            first.lemma(),
            "about"
                | "against"
                | "among"
                | "because"
                | "between"
                | "for"
                | "if"
                | "of"
                | "to"
                | "toward"
                | "towards"
                | "unless"
                | "with"
        );
        if !goes_on || !matches!(first.upos(), Upos::Adp | Upos::Sconj) {
            return span;
        }
        let mut phrase = first;
        for up in first.ancestors().take(16) {
            if up.left_edge() != first {
                break;
            }
            phrase = up;
        }
        let end = phrase.subtree().end.min(after.end);
        let rest = trimmed(self.document, first.index() as u32..end.max(first.index() as u32 + 1));
        if rest.overlaps(cue) { span } else { span.cover(rest) }
    }

    /// Settles forms, joins touching pieces, nests statements and puts them in text order.
    fn finish(mut self) -> Vec<Statement> {
        for statement in &mut self.statements {
            statement.content.sort();
            statement.content = join_touching(self.text, std::mem::take(&mut statement.content));
        }
        self.reach_quoted();
        let words = self.count_words();
        for at in 0..self.statements.len() {
            let (mut all, mut quoted) = (0, 0);
            for span in &self.statements[at].content {
                let range = self.document.tokens_in(*span);
                let (a0, q0) = words[range.start as usize];
                let (a1, q1) = words[range.end as usize];
                all += a1 - a0;
                quoted += q1 - q0;
            }
            if matches!(self.statements[at].rule.as_str(), "quotation_in_quotation" | "turn") {
                continue;
            }
            let quoted_cue = |cue: Span| self.top_at(cue).is_some() || self.in_turn(cue);
            let inside = self.statements[at].cue.is_some_and(quoted_cue);
            self.statements[at].form = match () {
                () if inside || quoted == 0 => Form::Indirect,
                () if quoted * 10 >= all * 9 => Form::Direct,
                () => Form::Mixed,
            };
        }
        let dropped = self.dropped;
        let mut statements: Vec<Statement> = self
            .statements
            .into_iter()
            .enumerate()
            .filter(|(at, _)| !dropped.contains(at))
            .map(|(_, statement)| statement)
            .collect();
        statements
            .sort_by_key(|s| (s.content[0].start, std::cmp::Reverse(s.content[s.content.len() - 1].end)));
        nest(&mut statements);
        own_mind(self.document, &mut statements);
        statements
    }
}

/// Returns the verb of the voice right before a token, with a comma, colon or the one who is told between at most.
fn voice_before(document: &Document, first: u32) -> Option<Token<'_>> {
    let mut back = document.slice(first.saturating_sub(3)..first).rev().peekable();
    if back.peek().is_some_and(|t| matches!(t.text(), "," | ":")) {
        back.next();
    }
    if back.peek().is_some_and(|t| t.upos() == Upos::Pron && matches!(t.xpos().as_str(), "PRP")) {
        back.next();
    }
    let verb = back.next().filter(|t| t.upos() == Upos::Verb)?;
    let spoken = frame::frames(verb, Lexicon::embedded()).any(Frames::VOICE);
    (spoken && !frame::is_passive(verb)).then_some(verb)
}

/// Who is quoted, and the verb of their words.
struct Relayed<'a> {
    speaker: Token<'a>,
    cue: Token<'a>,
}

/// `“…,” the daily quoted an officer as saying`
fn relayed(verb: Token<'_>) -> Option<Relayed<'_>> {
    let labels = super::labels::Labels::get();
    if !matches!(verb.lemma(), "quote" | "cite") || frame::is_passive(verb) {
        return None;
    }
    let speaker = verb.children().take(16).find(|c| c.deprel() == labels.dobj && c.index() > verb.index())?;
    let by = verb.children().take(16).find(|c| c.lemma() == "as" && c.index() > speaker.index())?;
    let cue = by.children().take(8).find(|c| c.deprel() == labels.pcomp)?;
    Some(Relayed { speaker, cue })
}
