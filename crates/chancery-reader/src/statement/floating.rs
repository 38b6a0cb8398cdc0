//! Quotations that nothing beside them explains: whose they are is inferred from what stands around.

use std::ops::Range;

use chancery_nlp::{Span, Token, Upos};

use super::labels::Labels;
use super::lexicon::{Frames, Lexicon};
use super::phrase::{Phrase, noun_phrase};
use super::quoted::Combiner;
use super::{Circumstances, Form, Statement};

/// How many letters may stand behind a statement in its paragraph where the next one carries it on.
const HANDED: usize = 24;

/// How many tokens of a sentence are searched for its subject.
const SENTENCE: usize = 48;

/// How many words a name and a place under a letter have.
const SIGNATURE: usize = 8;

/// How sure a guess must be to name the speaker; below it is a candidate.
const GIVEN: f32 = 0.5;

/// Marks that may follow the last stop of a quotation.
const CLOSING: [char; 6] = ['"', '”', '’', '\'', '»', ' '];

impl Combiner<'_> {
    /// Gives speech that nothing beside it explains a speaker, as a guess that says so.
    pub(super) fn floating(&mut self) {
        let mut told: Vec<usize> = (0..self.statements.len()).filter(|&s| self.is_carried(s)).collect();
        told.sort_by_key(|&s| self.place(s));
        let mut next = 0;
        let mut before: Vec<usize> = Vec::new();
        for at in std::mem::take(&mut self.open) {
            let start = self.tops[at].span.start;
            while next < told.len() && self.place(told[next]) <= start {
                before.push(told[next]);
                next += 1;
            }
            if self.tops[at].continues.is_some()
                && let Some(part) = at.checked_sub(1).and_then(|b| self.taken[b])
            {
                self.statements[part].content.push(self.tops[at].span);
                self.taken[at] = Some(part);
                continue;
            }
            if let Some(part) = self.opens_run_of(at, &before) {
                self.statements[part].content.push(self.tops[at].span);
                self.taken[at] = Some(part);
                continue;
            }
            let statement = match self.around(at, &before) {
                Some(guess) => self.float(at, Some(guess), "quotation_floating"),
                None => {
                    let last = before.last().copied();
                    let speaker = last.and_then(|s| self.statements[s].speaker);
                    let near = last.and_then(|s| self.distance(s, start)).is_some_and(|far| far <= 1);
                    self.float(at, speaker.map(|s| (s, if near { 0.45 } else { 0.3 })), "quotation_alone")
                }
            };
            before.push(statement);
        }
    }

    /// Finds the statement that a run over paragraphs carries on: `“…,” said Maria.` and then paragraphs of hers that only
    /// open their marks.
    fn opens_run_of(&self, at: usize, before: &[usize]) -> Option<usize> {
        let q = self.tops[at];
        let runs = q.close.is_none() && self.tops.get(at + 1).is_some_and(|next| next.continues.is_some());
        let last = before.last().copied()?;
        let bare = self.text[self.gap_before(at).range()].trim().is_empty();
        let carried = self.distance(last, q.span.start) == Some(1) && self.hands_over(last);
        (runs && bare && carried && !self.ended(last) && self.statements[last].form == Form::Direct)
            .then_some(last)
    }

    /// Says whether a statement's words end within the reporter's sentence: `saying: "It is over".`
    ///
    /// A speech that went on would have its stop inside the marks, or none; whose the next quotation is, the report does
    /// not say.
    fn ended(&self, statement: usize) -> bool {
        let statement = &self.statements[statement];
        let last = statement.content.iter().max_by_key(|c| c.end);
        let behind = last.zip(statement.cue).is_some_and(|(content, cue)| cue.end <= content.start);
        let stop_outside = |content: &Span| {
            self.text[content.range()].ends_with(CLOSING)
                && self.text[content.end as usize..].starts_with('.')
        };
        behind && last.is_some_and(stop_outside)
    }

    /// Finds whose a quotation is from the sentence before it, the one behind it, the paragraph before.
    fn around(&self, at: usize, before: &[usize]) -> Option<(Phrase, f32)> {
        if self.follows_at_once(at) {
            return None;
        }
        let start = self.tops[at].span.start;
        let last = before.last().copied();
        let gap = self.gap_before(at);
        if !self.text[gap.range()].trim().is_empty() {
            let sentence = self.last_sentence(gap);
            let spoken = last.filter(|&s| self.place(s) > sentence.start && self.place(s) <= start);
            if let Some(speaker) = spoken.and_then(|s| self.statements[s].speaker) {
                return Some((speaker, 0.8));
            }
            if let Some(doer) = self.doer(sentence, at) {
                return Some((doer, 0.65));
            }
            let same = last.filter(|&s| self.distance(s, start) == Some(0));
            let same = same.and_then(|s| self.statements[s].speaker).map(|speaker| (speaker, 0.6));
            return same.or_else(|| self.only_person(self.document.tokens_in(sentence)).map(|p| (p, 0.5)));
        }
        if let Some(speaker) = self.in_turn_with(at, before) {
            return Some((speaker, 0.6));
        }
        let carried =
            last.filter(|&s| self.distance(s, start) == Some(1) && self.hands_over(s) && !self.ended(s));
        if let Some(speaker) = carried.and_then(|s| self.statements[s].speaker) {
            return Some((speaker, 0.75));
        }
        let behind = self.gap_after(at);
        let follows = self.text[behind.range()].trim_start();
        if follows.starts_with(char::is_uppercase) {
            let doer = self.doer(self.first_sentence(behind), at).map(|doer| (doer, 0.55));
            if let Some(found) = doer.or_else(|| self.signed_bare(behind).map(|name| (name, 0.7))) {
                return Some(found);
            }
        }
        if last.is_some_and(|s| self.distance(s, start) == Some(1) && self.ended(s)) {
            return None;
        }
        let above = self.paragraph_before(at).and_then(|above| self.doer(self.last_sentence(above), at));
        let below = || self.told_behind(at).and_then(|below| self.doer(self.first_sentence(below), at));
        above.or_else(below).map(|doer| (doer, 0.5))
    }

    /// `“The strait has three names.” Hassan Abbas, Muscat`: a name, and a place, on the rest of the line.
    fn signed_bare(&self, behind: Span) -> Option<Phrase> {
        let rest = self.text[behind.range()].trim();
        let few = rest.split_whitespace().count() <= SIGNATURE;
        if !few || rest.ends_with(['.', '!', '?', ':', ';', '…']) {
            return None;
        }
        let tokens = self.document.tokens_in(behind);
        let words = self.document.slice(tokens.clone());
        if words.into_iter().any(|t| matches!(t.upos(), Upos::Verb | Upos::Aux)) {
            return None;
        }
        let end = self.document.slice(tokens.clone()).find(|t| t.text() == ",");
        let end = end.map_or(tokens.end, |comma| comma.index() as u32);
        let name = self.document.slice(tokens.start..end).rev().find(|t| t.upos() == Upos::Propn)?;
        let span = super::trimmed(self.document, tokens.start..end);
        let named = self.text[span.range()].split_whitespace().all(|w| w.starts_with(char::is_uppercase));
        named.then_some(Phrase { span, head: name.index() as u32 })
    }

    /// The next paragraph, where it tells and does not quote.
    fn told_behind(&self, at: usize) -> Option<Span> {
        self.paragraph_behind(at).filter(|below| self.text[below.range()].starts_with(char::is_uppercase))
    }

    pub(super) fn paragraph_behind(&self, at: usize) -> Option<Span> {
        let index = self.paragraph_at(self.tops[at].span.start)?;
        let whole = self.paragraphs[index];
        let fills = self.text[self.tops[at].span.end as usize..whole.end as usize].trim().is_empty();
        let below = self.paragraphs.get(index + 1).copied()?;
        fills.then_some(below)
    }

    /// In a dialogue a question is put by one and answered by the other, without their names.
    fn in_turn_with(&self, at: usize, before: &[usize]) -> Option<Phrase> {
        let [.., first, second] = *before else { return None };
        let start = self.tops[at].span.start;
        let close = self.distance(second, start) == Some(1)
            && self
                .distance(first, self.statements[second].content.first()?.start)
                .is_some_and(|far| far <= 1);
        let (one, other) = (self.statements[first].speaker?, self.statements[second].speaker?);
        let asks = |statement: usize| {
            let content = self.statements[statement].content.last();
            content.is_some_and(|c| self.text[c.range()].trim_end_matches(CLOSING).ends_with('?'))
        };
        let question = self.text[self.tops[at].content.range()].ends_with('?');
        // Who has taken turns without being named goes on so.
        let turns = self.statements[second].cue.is_none() && self.statements[first].speaker.is_some();
        let alternates = asks(second) && !question || asks(first) && !asks(second) || turns;
        let same = self.text[one.span.range()] == self.text[other.span.range()];
        (close && alternates && !same).then_some(one)
    }

    /// How many paragraphs before a place a statement ends.
    fn distance(&self, statement: usize, at: u32) -> Option<usize> {
        let here = self.paragraph_at(at)?;
        let there = self.paragraph_at(self.place(statement).saturating_sub(1))?;
        here.checked_sub(there)
    }

    /// Who does what a sentence tells: its subject, if that can speak the words of a quotation.
    fn doer(&self, sentence: Span, quotation: usize) -> Option<Phrase> {
        let tokens = self.document.tokens_in(sentence);
        let mut subjects = self.document.slice(tokens.clone()).take(SENTENCE).filter(|t| {
            let deprel = t.deprel();
            let labels = Labels::get();
            (deprel == labels.nsubj || deprel == labels.nsubjpass)
                && t.head().is_some_and(|verb| {
                    let place = verb.deprel();
                    place != labels.relcl
                        && place != labels.acl
                        && place != labels.advcl
                        && place != labels.ccomp
                })
        });
        let subject = subjects.next()?;
        let verb = subject.head()?;
        if let Some(named) = pointed_at(subject, verb) {
            return Some(noun_phrase(
                named,
                std::slice::from_ref(&(verb.index() as u32..verb.index() as u32 + 1)),
            ));
        }
        if is_several(subject) || is_many(subject) && self.says_i(quotation) {
            return None;
        }
        let Some(speaker) = issuer(subject) else {
            let behind = verb.index().max(subject.index()) as u32..tokens.end;
            return self.only_person(behind).filter(|_| points(subject, verb));
        };
        // The verb may stand in front: `Outside stood Father Tomasz`.
        let inverted = verb.index() < speaker.index();
        let end = if inverted { verb.index() as u32 + 1 } else { tokens.end.max(verb.index() as u32 + 1) };
        Some(noun_phrase(speaker, std::slice::from_ref(&(verb.index() as u32..end))))
    }

    /// The one person whom words name; none where there are two: `For Maria Lopez the war is not over.`
    fn only_person(&self, tokens: Range<u32>) -> Option<Phrase> {
        let named = |t: &Token<'_>| t.entity().is_some_and(|e| e.label.as_str() == "PERSON");
        let last = self.document.slice(tokens.clone()).take(SENTENCE).find(|t| {
            named(t) && !t.next().is_some_and(|next| tokens.contains(&(next.index() as u32)) && named(&next))
        })?;
        let rest = last.index() as u32 + 1..tokens.end.max(last.index() as u32 + 1);
        let others = self.document.slice(rest).take(SENTENCE).any(|t| named(&t));
        let head = self.noun_head(last, &tokens);
        let phrase = noun_phrase(
            self.document.token(head as usize),
            &[0..tokens.start, tokens.end..self.document.len() as u32],
        );
        (!others).then_some(phrase)
    }

    /// Says whether one person speaks of themselves in a quotation.
    fn says_i(&self, at: usize) -> bool {
        let words = self.document.slice(self.document.tokens_in(self.tops[at].content)).take(SENTENCE);
        words.into_iter().any(|t| matches!(t.text(), "I" | "My" | "my" | "me"))
    }

    fn last_sentence(&self, text: Span) -> Span {
        let words = self.text[text.range()].trim_end();
        let body = words.trim_end_matches(['.', '!', '?', ':', ' ']);
        let start = body.rfind(['.', '!', '?', '\n']).map_or(0, |at| at + 1);
        Span::new(text.start + start as u32, text.start + words.len() as u32)
    }

    fn first_sentence(&self, text: Span) -> Span {
        let words = &self.text[text.range()];
        let end = words.find(['.', '!', '?', '\n']).map_or(words.len(), |at| at + 1);
        Span::new(text.start, text.start + end as u32)
    }

    /// Makes the statement of a quotation by itself.
    fn float(&mut self, at: usize, guess: Option<(Phrase, f32)>, rule: &str) -> usize {
        let sure = guess.filter(|(_, confidence)| *confidence >= GIVEN);
        let statement = self.statements.len();
        self.taken[at] = Some(statement);
        self.statements.push(Statement {
            speaker: sure.map(|(speaker, _)| speaker),
            candidates: guess.into_iter().collect(),
            cue: None,
            cue_head: None,
            cue_lemma: String::new(),
            content: vec![self.tops[at].span],
            form: Form::Direct,
            addressees: Vec::new(),
            circumstances: Circumstances::default(),
            polarity: super::Polarity::Affirm,
            parent: None,
            confidence: sure.map_or(0.5, |(_, confidence)| confidence),
            rule: if sure.is_some() { rule } else { "quotation_alone" }.to_owned(),
        });
        statement
    }

    /// Says whether a bare quotation may carry on a statement: what somebody said in a sentence of the report's own.
    pub(super) fn is_carried(&self, statement: usize) -> bool {
        let statement = &self.statements[statement];
        let spoken = statement.cue_head.is_none_or(|head| {
            let cue = self.document.token(head as usize);
            let within = cue.ancestors().take(24).any(|up| {
                self.by_cue.get(&(up.index() as u32)).is_some_and(|&outer| {
                    self.statements[outer].content.iter().any(|c| c.contains(cue.span()))
                })
            });
            self.top_at(cue.span()).is_none() && !within
        });
        spoken && statement.speaker.is_some() && statement.rule != "headline_colon"
    }

    /// Says whether a statement fills its paragraph as `"…," he said.` does, so that a bare quotation carries it on.
    fn hands_over(&self, statement: usize) -> bool {
        let Some(paragraph) = self.paragraph_at(self.place(statement).saturating_sub(1)) else {
            return false;
        };
        let whole = self.paragraphs[paragraph];
        let rest = self.text.get(self.place(statement) as usize..whole.end as usize).unwrap_or_default();
        let ends_it = rest.chars().filter(|c| c.is_alphanumeric()).count() <= HANDED;
        let statement = &self.statements[statement];
        let first = statement.content.iter().min();
        let opens_it = statement.rule == "quotation_with_cue"
            && first.is_some_and(|f| {
                f.start == whole.start && statement.cue.is_some_and(|cue| cue.start > f.start)
            });
        opens_it || ends_it
    }

    /// Where a statement ends: its cue or the last of its content.
    pub(super) fn place(&self, at: usize) -> u32 {
        let statement = &self.statements[at];
        let content = statement.content.iter().map(|c| c.end).max().unwrap_or(0);
        statement.cue.map_or(content, |cue| content.max(cue.end))
    }
}

/// Says whether a subject joins several, who do not speak with one mouth: `Marko and his brother`.
fn is_several(subject: Token<'_>) -> bool {
    let labels = Labels::get();
    let joins = |t: Token<'_>| t.children().take(16).any(|c| c.deprel() == labels.conj);
    let counted = subject.xpos().as_str() == "NNS"
        && subject.children().take(16).any(|c| c.deprel().as_str() == "nummod");
    let listed = subject.children().take(16).any(|c| c.deprel().as_str() == "appos" && joins(c));
    joins(subject) || counted || listed
}

/// Says whether a noun is plural.
fn is_many(subject: Token<'_>) -> bool {
    subject.xpos().as_str() == "NNS"
}

/// `“It smells of gas.” That was Inspector Kowalczyk`: the sentence points from the words to whose they are.
fn pointed_at<'a>(subject: Token<'a>, verb: Token<'a>) -> Option<Token<'a>> {
    let named =
        verb.children().take(16).find(|c| c.deprel().as_str() == "attr" && c.index() > verb.index())?;
    let person = named.upos() == Upos::Noun && Lexicon::embedded().is_person(named.lemma());
    let name = named.entity().is_some_and(|e| e.label.as_str() == "PERSON");
    (points(subject, verb) && (person || name)).then_some(named)
}

/// Says whether a sentence points back to the words before it: `That was …`, `The words are those of …`.
fn points(subject: Token<'_>, verb: Token<'_>) -> bool {
    let noun = subject.upos() == Upos::Noun && Lexicon::embedded().noun(subject.lemma()).any(Frames::POINTS);
    verb.lemma() == "be" && (noun || matches!(subject.lemma(), "that" | "this" | "it" | "so" | "those"))
}

/// Who speaks where a subject does something: the subject, or whose its words are, `The envoy's first tweet`.
fn issuer(subject: Token<'_>) -> Option<Token<'_>> {
    if is_speaker(subject) {
        return Some(subject);
    }
    if !Lexicon::embedded().noun(subject.lemma()).any(Frames::MEDIUM.or(Frames::WORDED)) {
        return None;
    }
    let owner = subject.children().take(16).find(|c| c.deprel() == Labels::get().poss);
    Some(owner.unwrap_or(subject))
}

/// Says whether a subject can be one who speaks.
fn is_speaker(subject: Token<'_>) -> bool {
    match subject.upos() {
        Upos::Propn => subject.entity().is_none_or(|e| {
            matches!(e.label.as_str(), "PERSON" | "ORG" | "GPE" | "NORP" | "FAC" | "WORK_OF_ART" | "PRODUCT")
        }),
        Upos::Pron => matches!(subject.lemma(), "he" | "she" | "they" | "one"),
        Upos::Noun => Lexicon::embedded().is_person(&subject.lemma().to_lowercase()),
        Upos::Num => subject.text().eq_ignore_ascii_case("one"),
        _ => false,
    }
}
