//! The cue beside a quotation: before it, behind it, in a name and a colon, under it as a signature.

use std::ops::Range;

use chancery_nlp::{Span, Token, Upos};

use super::frame;
use super::labels::{Labels, children};
use super::lexicon::{Frames, Lexicon};
use super::quoted::Combiner;
use super::subject::{is_nominal, own_subject, subject};

/// How many tokens from its marks a quotation's cue may stand.
const REACH: usize = 40;

/// How many words sign a quotation: a name and what its bearer is.
const SIGNATURE: usize = 10;

/// How many words a quotation has that is a sentence for sure.
const SENTENCE: usize = 3;

const SPOKEN: Frames = Frames::SAY.or(Frames::ASK).or(Frames::THINK);

/// Cues that may open a sentence before their speaker.
const OPENING_CUES: [&str; 12] = [
    "added",
    "asked",
    "concluded",
    "continued",
    "explained",
    "noted",
    "recalled",
    "replied",
    "said",
    "says",
    "stated",
    "wrote",
];

/// A cue found beside a quotation.
pub(super) struct Beside {
    pub(super) verb: u32,
    pub(super) speaker: Option<u32>,
    pub(super) confidence: f32,
}

/// What stands before a quotation in its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    Nothing,
    Colon,
    Comma,
    Stop,
    Words,
}

impl Combiner<'_> {
    /// The text between this quotation and the one before in its paragraph.
    pub(super) fn gap_before(&self, at: usize) -> Span {
        let start = self.tops[at].span.start;
        let paragraph = self.paragraph_at(start).map_or(0, |p| self.paragraphs[p].start);
        let last = at.checked_sub(1).map_or(0, |b| self.tops[b].span.end);
        Span::new(paragraph.max(last).min(start), start)
    }

    pub(super) fn gap_after(&self, at: usize) -> Span {
        let end = self.tops[at].span.end;
        let paragraph = self
            .paragraph_at(end.saturating_sub(1))
            .map_or(self.text.len() as u32, |p| self.paragraphs[p].end);
        let next = self.tops.get(at + 1).map_or(self.text.len() as u32, |n| n.span.start);
        Span::new(end, paragraph.min(next).max(end))
    }

    /// What stands before a quotation.
    pub(super) fn leads(&self, at: usize) -> Lead {
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

    pub(super) fn is_paragraph_start(&self, at: u32) -> bool {
        self.paragraphs.binary_search_by_key(&at, |p| p.start).is_ok()
    }

    /// Says whether the sentence goes on behind a quotation that ends in a stop: `"Why?" he asked`, `"Yes." he said`
    pub(super) fn goes_on(&self, at: usize) -> bool {
        let gap = self.gap_after(at);
        let rest = self.text[gap.range()].trim_start();
        let last = self.text[self.tops[at].content.range()].chars().next_back();
        rest.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '—' | '–' | '-'))
            || last != Some('.')
    }

    /// Finds the cue behind a quotation: `…," Lavrov said`, `…," said Lavrov`.
    pub(super) fn cue_after(&self, at: usize) -> Option<Beside> {
        let gap = self.document.tokens_in(self.gap_after(at));
        let lexicon = Lexicon::embedded();
        let mut seen_noun = None;
        // `"Whose planes are these?" The boy has learnt not to wait`: a new sentence tells what somebody does.
        let fresh = self.tops[at].ends_sentence(self.text)
            && self.text[self.gap_after(at).range()].trim_start().starts_with(char::is_uppercase);
        let opens_noun_phrase =
            self.document.slice(gap.clone()).find(|t| t.upos() != Upos::Space).is_some_and(|t| {
                matches!(t.upos(), Upos::Det | Upos::Propn | Upos::Noun | Upos::Adj | Upos::Num)
                    || t.upos() == Upos::Pron && !t.xpos().as_str().starts_with('W')
            });
        for token in self.document.slice(gap.clone()).take(REACH) {
            let text = token.text();
            if matches!(text, "." | "!" | "?" | ";" | ":") && token.index() as u32 > gap.start {
                return None;
            }
            if token.upos() == Upos::Verb {
                let frames = frame::frames(token, lexicon);
                let spoken = if fresh { Frames::SAY.or(Frames::ASK) } else { SPOKEN };
                if frames.any(spoken) && !self.has_clause_outside(token) {
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
                let relative = matches!(token.deprel().as_str(), "relcl" | "acl" | "advcl");
                let noun_first = comma && seen_noun.is_some() && opens_noun_phrase && !relative;
                if past && (inverted || noun_first) && !self.has_clause_outside(token) {
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
    pub(super) fn inverted_after_stop(&self, at: usize) -> Option<Beside> {
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
    pub(super) fn cue_before(&self, at: usize, leads: Lead) -> Option<Beside> {
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
            if matches!(token.text(), "." | "!" | "?" | ";") {
                break;
            }
            if token.text() == ":" && distance > 2 {
                return None;
            }
            if leads == Lead::Words && distance > 4 {
                return None;
            }
            if token.upos() == Upos::Verb {
                let frames = frame::frames(token, lexicon);
                let fits = if colon { frames.any(SPOKEN.or(Frames::SHOW)) } else { frames.any(SPOKEN) };
                if fits && !self.has_clause_outside(token) {
                    let speaker =
                        subject(token).map(|t| t.index() as u32).or_else(|| self.inverted(token, &tokens));
                    let confidence = if colon { 0.95 } else { 0.9 };
                    return Some(Beside { verb: token.index() as u32, speaker, confidence });
                }
            }
        }
        if let Some(inverted) = self.opening_cue(tokens.clone()) {
            return Some(inverted);
        }
        let sentence = self.tops[at].starts_sentence(self.text) && self.tops[at].words(self.text) >= SENTENCE;
        if !(colon || leads == Lead::Comma && sentence) {
            return None;
        }
        // "The envoy boomed:", "she shot back, “…”": in front of speech, whatever the sentence says its subject does is
        // saying.
        let labels = Labels::get();
        let back = self.document.slice(tokens).rev().take(REACH);
        let sentence = back.take_while(|t| !matches!(t.text(), "." | "!" | "?" | ";"));
        let mut verbs = sentence
            .filter(|t| t.upos() == Upos::Verb && t.deprel() != labels.relcl && t.deprel() != labels.acl)
            .filter(|t| own_subject(*t).is_some());
        let verb = verbs.next()?;
        let speaker = own_subject(verb).filter(|s| colon || can_speak(*s))?.index() as u32;
        let confidence = if colon { 0.6 } else { 0.55 };
        Some(Beside { verb: verb.index() as u32, speaker: Some(speaker), confidence })
    }

    /// `Added the chancellor drily:` — the noun behind a verb that opens its sentence.
    fn inverted(&self, verb: Token<'_>, gap: &Range<u32>) -> Option<u32> {
        let opens = verb.text().starts_with(char::is_uppercase);
        let mut behind =
            self.document.slice(verb.index() as u32 + 1..gap.end.max(verb.index() as u32 + 1)).take(6);
        let noun = behind.find(|t| is_nominal(*t)).filter(|_| opens)?;
        Some(self.noun_head(noun, gap))
    }

    /// `Said Maria Lopez, who has lived there for years, "…"`: a sentence that opens with its cue, which taggers take for
    /// a part of the name.
    pub(super) fn opening_cue(&self, before: Range<u32>) -> Option<Beside> {
        let back = self.document.slice(before.clone()).rev().take(REACH);
        let opening = back.take_while(|t| !matches!(t.text(), "." | "!" | "?" | ";")).last()?;
        let opening = self
            .document
            .slice(opening.index() as u32..before.end)
            .find(|t| t.upos() != Upos::Space && t.text().contains(char::is_alphabetic))?;
        let word = opening.text();
        let is_cue = OPENING_CUES.iter().any(|cue| cue.eq_ignore_ascii_case(word));
        let noun =
            opening.next().filter(|n| is_cue && is_nominal(*n) && before.contains(&(n.index() as u32)))?;
        let names = self.document.slice(noun.index() as u32..before.end).take(8);
        let last = names.take_while(|t| t.upos() == Upos::Propn).last().unwrap_or(noun);
        let verb = opening.index() as u32;
        Some(Beside { verb, speaker: Some(last.index() as u32), confidence: 0.9 })
    }

    /// `Lavrov: "…"` — a name and a colon, as in headlines and transcripts.
    pub(super) fn name_and_colon(&self, at: usize, leads: Lead) -> Option<Beside> {
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

    /// `"We are afraid." — Maria Lopez`: a dash and a name on the rest of the line.
    pub(super) fn signed(&self, at: usize) -> Option<Beside> {
        let mut gap = self.gap_after(at);
        if self.text[gap.range()].trim().is_empty() {
            // The signature may have a paragraph of its own.
            gap = self.paragraph_behind(at).unwrap_or(gap);
        }
        let rest = self.text[gap.range()].lines().next().unwrap_or_default().trim();
        let name = rest.strip_prefix(['—', '–', '―', '-'])?.trim_start_matches(['-', ' ']);
        let few = name.split_whitespace().count() <= SIGNATURE && !name.contains(['“', '"']);
        if !few || !name.starts_with(char::is_uppercase) {
            return None;
        }
        let tokens = self.document.tokens_in(Span::new(gap.start, gap.start + rest.len() as u32));
        let names = self.document.slice(tokens.clone());
        let noun = names.into_iter().find(|t| matches!(t.upos(), Upos::Propn | Upos::Noun))?;
        let dash =
            self.document.slice(tokens.clone()).find(|t| t.text().starts_with(['—', '–', '―', '-']))?;
        let verb = self.document.slice(tokens.clone()).any(|t| t.upos() == Upos::Verb);
        let speaker = Some(self.noun_head(noun, &tokens));
        (!verb).then_some(Beside { verb: dash.index() as u32, speaker, confidence: 0.85 })
    }

    /// Says whether a reporting verb already reports a clause in the reporter's own words.
    pub(super) fn has_clause_outside(&self, verb: Token<'_>) -> bool {
        let labels = Labels::get();
        children(verb)
            .filter(|c| {
                c.deprel() == labels.ccomp && self.stretches.together(c.index() as u32, verb.index() as u32)
            })
            .any(|c| self.top_at(c.span()).is_none())
    }

    /// The subject of a verb beside a quotation, from the parse if it stands in the gap, else from the words there.
    pub(super) fn near_subject(&self, verb: Token<'_>, gap: &Range<u32>, seen: Option<u32>) -> Option<u32> {
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
    pub(super) fn noun_head(&self, noun: Token<'_>, gap: &Range<u32>) -> u32 {
        let mut at = noun;
        for _ in 0..8 {
            match at.head() {
                Some(up) if is_nominal(up) && gap.contains(&(up.index() as u32)) => at = up,
                _ => break,
            }
        }
        at.index() as u32
    }

    pub(super) fn paragraph_before(&self, at: usize) -> Option<Span> {
        let index = self.paragraph_at(self.tops[at].span.start)?;
        index.checked_sub(1).map(|i| self.paragraphs[i])
    }
}

/// Says whether a subject can be one who speaks: a name, a person's pronoun.
fn can_speak(subject: Token<'_>) -> bool {
    match subject.upos() {
        Upos::Propn => true,
        Upos::Pron => matches!(subject.lemma(), "he" | "she" | "they" | "I" | "we" | "who" | "one"),
        _ => false,
    }
}
