//! The first person inside quotation marks: who speaks there, and for whom.

use chancery_nlp::Span;
use rustc_hash::FxHashMap;

use super::resolve::Resolver;
use super::turn::{is_many, is_one, is_pronoun};
use super::{Actor, ActorKind, Form};

impl Resolver<'_> {
    /// Ties I and we inside quotation marks, to who speaks there and to the speaker's side.
    pub(super) fn speakers(&mut self, readable: &impl Fn(Span) -> bool) {
        let mut sides: FxHashMap<usize, usize> = FxHashMap::default();
        for token in self.document.tokens() {
            let Some(quotation) = self.quotation[token.index()] else { continue };
            if !is_pronoun(token) || !readable(token.span()) {
                continue;
            }
            let word = token.text().to_lowercase();
            if !is_one(&word) && !is_many(&word) {
                continue;
            }
            let speaker = self.context.statements[quotation as usize].speaker;
            let Some(speaker) = speaker.and_then(|phrase| self.actors.at(phrase.head)) else { continue };
            if is_one(&word) {
                self.tie(token.span(), speaker, Form::Pronoun, 0.9, "the speaker of the quotation");
                continue;
            }
            let side = match sides.get(&speaker) {
                Some(&side) => side,
                None => {
                    let side = self.side(speaker);
                    sides.insert(speaker, side);
                    side
                }
            };
            self.tie(token.span(), side, Form::Pronoun, 0.65, "the side of the quotation's speaker");
        }
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
