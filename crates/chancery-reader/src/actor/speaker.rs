//! The first and second person: who says I and we, and whom "you" is said to.

use chancery_nlp::{Span, Token};
use rustc_hash::FxHashMap;

use super::resolve::Resolver;
use super::{Actor, ActorKind, Form};

impl Resolver<'_> {
    /// Ties I and we: to who speaks in a quotation and to the speaker's side, elsewhere to the writer.
    pub(super) fn speakers(&mut self, readable: &impl Fn(Span) -> bool) {
        let interviewee = self.interviewee(readable);
        let mut narrator: Option<usize> = None;
        let mut writers: Option<usize> = None;
        let mut sides: FxHashMap<usize, usize> = FxHashMap::default();
        for at in 0..self.document.len() as u32 {
            let token = self.document.token(at as usize);
            if !matches!(token.xpos().as_str(), "PRP" | "PRP$") || !readable(token.span()) {
                continue;
            }
            let word = token.text().to_lowercase();
            let one = matches!(word.as_str(), "i" | "me" | "my" | "mine" | "myself");
            let many = matches!(word.as_str(), "we" | "us" | "our" | "ours" | "ourselves");
            let you = matches!(word.as_str(), "you" | "your" | "yours" | "yourself");
            if !(one || many || you) {
                continue;
            }
            let speaker = self.quotation[at as usize]
                .and_then(|q| self.context.statements[q as usize].speaker)
                .and_then(|phrase| self.actors.at(phrase.head));
            let quoted = self.quotation[at as usize].is_some();
            let (actor, confidence, reason) = match speaker {
                Some(speaker) if one => (speaker, 0.9, "the speaker of the quotation"),
                Some(speaker) if many => {
                    let side = match sides.get(&speaker) {
                        Some(&side) => side,
                        None => {
                            let side = self.side(speaker);
                            sides.insert(speaker, side);
                            side
                        }
                    };
                    (side, 0.65, "the side of the quotation's speaker")
                }
                None if quoted => continue,
                None if one => {
                    let actor = *narrator.get_or_insert_with(|| {
                        interviewee.unwrap_or_else(|| {
                            self.actors.add(self.document, Actor::new(token.text(), ActorKind::Person))
                        })
                    });
                    (actor, 0.6, "who writes or speaks")
                }
                None if many => {
                    let actor = *writers.get_or_insert_with(|| {
                        let mut we = Actor::new(token.text(), ActorKind::Unknown);
                        we.plural = true;
                        self.actors.add(self.document, we)
                    });
                    (actor, 0.5, "who writes or speaks, and others")
                }
                _ => {
                    let asked = token.sentence().text().trim_end().ends_with('?');
                    let Some(actor) = narrator.filter(|_| asked) else { continue };
                    (actor, 0.5, "who is asked")
                }
            };
            self.tie(token.span(), actor, Form::Pronoun, confidence, reason);
        }
    }

    /// Who answers in an interview: the first person named, where questions and "I" alternate outside quotation marks.
    pub(super) fn interviewee(&self, readable: &impl Fn(Span) -> bool) -> Option<usize> {
        let outside = |token: &Token<'_>| self.quotation[token.index()].is_none() && readable(token.span());
        let answers = self.document.tokens().filter(|t| t.text() == "I" && outside(t)).count();
        let asks = |t: &Token<'_>| t.text() == "?" && outside(t);
        let questions = self.document.tokens().filter(asks).count();
        let asked = self.document.tokens().filter(|t| t.text() == "you" && outside(t)).count();
        if answers < 5 || questions < 3 || asked < 3 {
            return None;
        }
        let lead = self.document.len() as u32 / 5;
        let named = self.seen.iter().filter(|seen| seen.head <= lead);
        let mut people = named.map(|seen| seen.actor).filter(|&actor| {
            let actor = &self.actors.list[actor];
            actor.kind == ActorKind::Person
                && actor.name.contains(' ')
                && actor.name.starts_with(char::is_uppercase)
        });
        people.next()
    }

    /// For whom a speaker says "we": a state's official for the state, others for themselves and theirs.
    pub(super) fn side(&mut self, speaker: usize) -> usize {
        let actor = &self.actors.list[speaker];
        if actor.kind != ActorKind::Person {
            return speaker;
        }
        let official = actor.code.as_deref().is_some_and(|code| code.contains("GOV") || code.contains("MIL"));
        let state = official.then(|| actor.country.clone()).flatten();
        let known = state.and_then(|state| self.states.get(&state).copied());
        known.unwrap_or_else(|| {
            let mut we =
                Actor::new(format!("{} and others", self.actors.list[speaker].name), ActorKind::Group);
            we.members = vec![speaker];
            we.country.clone_from(&self.actors.list[speaker].country);
            we.plural = true;
            self.actors.add(self.document, we)
        })
    }
}
