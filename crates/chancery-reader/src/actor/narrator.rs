//! Narrators: who says I and we outside quotation marks, and to whom.

use std::ops::Range;

use chancery_nlp::{Span, Token};
use rustc_hash::FxHashMap;

use super::resolve::Resolver;
use super::turn::{Kind, Turns, is_many, is_mark, is_one, is_pronoun, is_question_mark, is_you};
use super::{Actor, ActorKind, Form, Mention};

/// How sure it is that an orator, a labelled speaker, an interviewee is meant; and the rest.
const SURE: f32 = 0.85;
const LIKELY: f32 = 0.6;
/// The same where one of several who answer introduced himself before, so that any may have gone on, and who asks: mostly
/// somebody whom the text names elsewhere.
const GUESSED: f32 = 0.5;

/// Most labels that are told apart; no transcript has more speakers.
const SPEAKERS: usize = 256;
/// Most tokens of a line that holds only a name.
const SIGNATURE: usize = 7;

/// The voices of a text outside quotation marks.
#[derive(Debug, Default)]
pub(super) struct Voices {
    /// What kind of text it is.
    pub(super) kind: Option<Kind>,
    /// Actors made for a label, with the label's last word, until it is known whom it names.
    labelled: Vec<(usize, u32)>,
    /// Whose speech it is.
    pub(super) orator: Option<usize>,
    /// Whom the questions of an interview are put to.
    pub(super) interviewee: Option<usize>,
}

/// Who has the word in a turn.
#[derive(Debug, Clone, Copy, Default)]
struct Voice {
    one: Option<(usize, f32)>,
    many: Option<usize>,
    you: Option<(usize, f32)>,
    /// Several to whom a question is put: `you guys`.
    you_all: Option<usize>,
}

impl Resolver<'_> {
    /// Ties I, we and you outside quotation marks, before anything else: what they are said to be comes later.
    pub(super) fn narrators(&mut self, readable: &impl Fn(Span) -> bool) {
        let document = self.document;
        let quotation = &self.quotation;
        let outside = |t: Token<'_>| quotation[t.index()].is_none() && readable(t.span());
        let turns = Turns::of(document, outside);
        self.voices.kind = Some(turns.kind);
        let voices = match turns.kind {
            Kind::Interview => self.interview(&turns),
            Kind::Transcript => self.transcript(&turns),
            Kind::Speech | Kind::Report => {
                let one = if turns.kind == Kind::Speech { self.orator() } else { None };
                let one = one.unwrap_or_else(|| self.nobody(ActorKind::Person));
                let many = self.nobody(ActorKind::Unknown);
                let mut voice = Voice { one: Some((one, LIKELY)), many: Some(many), ..Voice::default() };
                if turns.kind == Kind::Speech {
                    self.voices.orator = Some(one);
                    voice.you = Some((self.nobody(ActorKind::Unknown), LIKELY));
                }
                let signed = (0..turns.list.len()).map(|at| self.signed_by(&turns, at));
                signed
                    .map(|by| match by {
                        Some(by) => Voice { one: Some((by, LIKELY)), many: Some(many), ..Voice::default() },
                        None => voice,
                    })
                    .collect()
            }
        };
        for (turn, voice) in turns.list.iter().zip(voices) {
            for at in turn.tokens.clone() {
                let token = document.token(at as usize);
                if is_pronoun(token) && self.quotation[at as usize].is_none() && readable(token.span()) {
                    self.voice(token, voice);
                }
            }
        }
    }

    /// Whose name stands alone under a paragraph or ends it, as with a quotation that is set apart.
    fn signed_by(&self, turns: &Turns, at: usize) -> Option<usize> {
        let own = &turns.list.get(at)?.tokens;
        let stop =
            own.clone().rev().take(SIGNATURE).find(|&t| matches!(self.text(t), "." | "!" | "?" | "”" | "\""));
        let under = turns.list.get(at + 1).map(|next| next.tokens.clone());
        self.is_name(stop? + 1..own.end).or_else(|| self.is_name(under?))
    }

    /// The person whose name is all that a stretch of the text says.
    fn is_name(&self, tokens: Range<u32>) -> Option<usize> {
        if tokens.len() > SIGNATURE {
            return None;
        }
        let words = || tokens.clone().filter(|&t| self.text(t).contains(char::is_alphabetic));
        let actor = self.actors.at(words().next_back()?)?;
        let alone = words().count() > 1 && words().all(|t| self.actors.at(t) == Some(actor));
        (alone && self.actors.list[actor].kind == ActorKind::Person).then_some(actor)
    }

    fn text(&self, token: u32) -> &str {
        self.document.token(token as usize).text()
    }

    fn voice(&mut self, token: Token<'_>, voice: Voice) {
        let word = token.text().to_lowercase();
        if is_one(&word) {
            let Some((actor, sure)) = voice.one else { return };
            self.tie(token.span(), actor, Form::Pronoun, sure, "who writes or speaks");
        } else if is_many(&word) {
            let Some(actor) = voice.many else { return };
            let span = self.all_of(token);
            let form = if span == token.span() { Form::Pronoun } else { Form::Nominal };
            self.tie(span, actor, form, 0.5, "who writes or speaks, and others");
        } else if is_you(&word) {
            let next = token.next().map_or("", |t| t.text());
            if let Some(all) = voice.you_all
                && matches!(next, "guys" | "two" | "both" | "all" | "folks" | "people" | "three")
            {
                let span = self.document.span(token.index() as u32..token.index() as u32 + 2);
                self.tie(span, all, Form::Nominal, LIKELY, "who are asked");
            } else if let Some((actor, sure)) = voice.you {
                self.tie(token.span(), actor, Form::Pronoun, sure, "who is spoken to");
            }
        }
    }

    /// The span of "all of us" around "us".
    fn all_of(&self, token: Token<'_>) -> Span {
        let index = token.index() as u32;
        let before = |back: u32| {
            index
                .checked_sub(back)
                .map_or(String::new(), |at| self.document.token(at as usize).text().to_lowercase())
        };
        if token.text().eq_ignore_ascii_case("us")
            && before(1) == "of"
            && matches!(before(2).as_str(), "all" | "each" | "both")
        {
            self.document.span(index - 2..index + 1)
        } else {
            token.span()
        }
    }

    /// An actor without a name or a mention yet.
    fn nobody(&mut self, kind: ActorKind) -> usize {
        let mut actor = Actor::new("", kind);
        actor.plural = kind == ActorKind::Unknown;
        self.actors.add(self.document, actor)
    }

    /// Questions go to the interviewee, answers come from there.
    fn interview(&mut self, turns: &Turns) -> Vec<Voice> {
        let asked = self.interviewees(turns);
        let asker = self.nobody(ActorKind::Person);
        let askers = self.nobody(ActorKind::Unknown);
        let several = asked.len() > 1;
        let (one, sure) = match asked[..] {
            [(one, sure)] => (one, sure),
            _ => (self.nobody(ActorKind::Person), LIKELY),
        };
        let many = if several {
            self.group_of_persons(asked.iter().map(|a| a.0).collect())
        } else {
            self.nobody(ActorKind::Unknown)
        };
        self.voices.interviewee = (asked.len() == 1).then_some(one);
        let mut voice_of: Option<usize> = None;
        let mut voices = Vec::with_capacity(turns.list.len());
        for turn in &turns.list {
            voices.push(if turn.asks {
                voice_of = None;
                let you = (asked.len() == 1).then_some((one, sure));
                Voice { one: Some((asker, GUESSED)), many: Some(askers), you, you_all: Some(many) }
            } else {
                if several {
                    voice_of = self.introduced(turn.tokens.clone()).or(voice_of);
                }
                let one = if several { voice_of.map(|a| (a, GUESSED)) } else { Some((one, sure)) };
                Voice { one, many: Some(many), ..Voice::default() }
            });
        }
        voices
    }

    /// Whom a paragraph introduces: `I'm Jane Roe`.
    fn introduced(&self, tokens: Range<u32>) -> Option<usize> {
        self.document.slice(tokens).find_map(|token| {
            let verb = token.head().filter(|_| token.text() == "I" && token.deprel().as_str() == "nsubj")?;
            let name =
                verb.children().find(|c| c.deprel().as_str() == "attr").filter(|_| verb.lemma() == "be")?;
            let actor = self.actors.at(name.index() as u32)?;
            (self.actors.list[actor].kind == ActorKind::Person).then_some(actor)
        })
    }

    fn group_of_persons(&mut self, members: Vec<usize>) -> usize {
        let names: Vec<&str> = members.iter().map(|&m| self.actors.list[m].name.as_str()).collect();
        let mut group = Actor::new(names.join(" and "), ActorKind::Group);
        group.members = members;
        group.plural = true;
        self.actors.add(self.document, group)
    }

    /// Each label opens a turn that lasts until the next.
    fn transcript(&mut self, turns: &Turns) -> Vec<Voice> {
        let mut speakers: FxHashMap<String, Voice> = FxHashMap::default();
        let mut voice = Voice::default();
        let mut voices = Vec::with_capacity(turns.list.len());
        for turn in &turns.list {
            if let Some(label) = &turn.label {
                let text = self.document.text()[self.document.span(label.clone()).range()].to_lowercase();
                let text = text.trim_start_matches("the ").to_owned();
                voice = match speakers.get(&text) {
                    Some(&known) => known,
                    None if speakers.len() >= SPEAKERS => Voice::default(),
                    None => {
                        let voice = self.labelled(label.clone());
                        speakers.insert(text, voice);
                        voice
                    }
                };
            }
            voices.push(voice);
        }
        voices
    }

    fn labelled(&mut self, label: Range<u32>) -> Voice {
        let text = &self.document.text()[self.document.span(label.clone()).range()];
        let last = label.end - 1;
        let many = Some(self.nobody(ActorKind::Unknown));
        let known = self.actors.at(last).filter(|&a| self.actors.list[a].kind == ActorKind::Person);
        if let Some(known) = known.or_else(|| self.of_surname(self.document.token(last as usize).text())) {
            return Voice { one: Some((known, SURE)), many, ..Voice::default() };
        }
        let one = self.nobody(ActorKind::Person);
        if !is_mark(text) && !is_question_mark(text) {
            self.voices.labelled.push((one, last));
        }
        Voice { one: Some((one, SURE)), many, ..Voice::default() }
    }

    /// The one person whose name ends with a word, whatever its letters' case.
    fn of_surname(&self, word: &str) -> Option<usize> {
        let word = word.to_lowercase();
        let mut named = self.actors.list.iter().enumerate().filter(|(_, actor)| {
            actor.kind == ActorKind::Person
                && actor.name.rsplit(' ').next().is_some_and(|last| last.to_lowercase() == word)
        });
        let first = named.next()?.0;
        named.next().is_none().then_some(first)
    }

    /// Gives the voices their names once the noun phrases are tied.
    pub(super) fn name_voices(&mut self) {
        for (voice, last) in std::mem::take(&mut self.voices.labelled) {
            let label = self.document.token(last as usize);
            match self.actors.at(last).filter(|&a| a != voice) {
                Some(known) if self.actors.list[known].kind == ActorKind::Person => {
                    self.actors.merge(self.document, voice, known);
                }
                Some(_) => {}
                None if label.entity().is_some_and(|entity| entity.label.as_str() == "PERSON") => {
                    let mention = Mention::named(label.span(), Form::Name);
                    self.actors.mention(self.document, voice, mention);
                }
                None => {}
            }
        }
        for actor in self.actors.list.iter_mut().filter(|actor| actor.name.is_empty()) {
            let called = actor.mentions.iter().find(|m| matches!(m.form, Form::Name | Form::Role));
            let Some(mention) = called.or(actor.mentions.first()) else { continue };
            let words = &self.document.text()[mention.span.range()];
            let plain = words.to_lowercase();
            let name = match plain.as_str() {
                word if is_one(word) => "I",
                word if is_many(word) => "we",
                word if is_you(word) => "you",
                _ => words.trim_start_matches("the ").trim_start_matches("your "),
            };
            name.clone_into(&mut actor.name);
        }
    }
}
