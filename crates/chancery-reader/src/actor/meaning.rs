//! What a noun phrase means: an actor that the report or the atlas knows, by apposition, by its words or by its kind.

use std::rc::Rc;

use chancery_nlp::{Span, Token, Upos};

use super::nominal::{Nominal, is_human};
use super::resolve::{REACH, Resolver};
use super::{Actor, ActorKind, Form};
use crate::atlas::{ActorDescription, RoleKind};

/// The reason of a phrase beside a name.
pub(super) const IN_APPOSITION: &str = "stands in apposition";
/// How many tokens behind a noun its name may stand.
const BESIDE: u32 = 14;
/// How many mentions of an actor are looked at for a word.
const MENTIONS: usize = 16;

impl Resolver<'_> {
    /// Finds the actor that a noun phrase means, if the report or the atlas knows it.
    pub(super) fn known(
        &mut self,
        token: Token<'_>,
        found: &Nominal<'_>,
    ) -> Option<(usize, Form, f32, &'static str)> {
        let form = if matches!(found.role.kind, RoleKind::Office) { Form::Role } else { Form::Nominal };
        let human = is_human(found.role);
        // "Lavrov, the foreign minister" and "the foreign minister, Lavrov".
        let beside = match token.deprel().as_str() {
            "appos" => token.head().and_then(|h| self.actors.at(h.index() as u32)),
            _ => token
                .children()
                .find(|c| c.deprel().as_str() == "appos")
                .and_then(|c| self.actors.at(c.index() as u32)),
        };
        let beside = beside.or_else(|| self.name_behind(token).filter(|_| human && found.definite));
        let beside = beside.or_else(|| self.name_after_post(token).filter(|_| human && !found.plural));
        if let Some(actor) = beside
            && !found.plural
            && (self.actors.list[actor].kind == ActorKind::Person) == human
        {
            return Some((actor, if human { Form::Role } else { form }, 0.9, IN_APPOSITION));
        }
        if human && let Some((actor, sure)) = self.in_the_office(token, found) {
            return Some((actor, Form::Role, sure, "the office in which somebody speaks"));
        }
        if human && !found.plural && self.is_spoken() && self.is_address(token) {
            return Some((self.addressed()?, Form::Role, 0.7, "who is spoken to"));
        }
        if found.two || (found.plural && found.definite && found.role.kind == RoleKind::State) {
            if let Some(pair) = self.pair(found) {
                return Some((pair, Form::Nominal, 0.7, "the two last named"));
            }
            return None;
        }
        if found.plural {
            // "People" are others than the people before, unless they are "the people".
            let known = self.same_words(found, form);
            return known.filter(|known| found.definite || self.was_called(known.0, found.span));
        }
        if found.role.words == "counterpart" {
            return self.counterpart(found);
        }
        if (found.role.kind == RoleKind::Office || found.role.function.is_some())
            && let Some(holder) = self.holder(found)
        {
            return Some(holder);
        }
        if !found.definite {
            return None;
        }
        if let Some(same) = self.same_words(found, form) {
            return Some(same);
        }
        let last = found.words.split(' ').next_back().unwrap_or("");
        if let Some(&actor) = self.by_last_word.get(last)
            && !human
            && !self.tells_apart(found, actor)
        {
            return Some((actor, Form::Nominal, 0.7, "its name ends so"));
        }
        self.hypernym(found)
    }

    /// The name behind a comma after a phrase that the parser left apart: `The head of the alliance, Jane Roe, said`.
    fn name_behind(&self, token: Token<'_>) -> Option<usize> {
        let head = token.index() as u32;
        let end = token.sentence().range().end.min(head + BESIDE);
        let at = |index: u32| self.document.token(index as usize);
        let comma = (head + 1..end)
            .take_while(|&index| !matches!(at(index).upos(), Upos::Verb | Upos::Aux | Upos::Cconj))
            .find(|&index| at(index).text() == "," && self.actors.at(index + 1).is_some())?;
        let actor = self.actors.at(comma + 1).filter(|&actor| {
            let actor = &self.actors.list[actor];
            actor.kind == ActorKind::Person && actor.name.starts_with(char::is_uppercase)
        })?;
        let behind = (comma + 1..end).find(|&index| self.actors.at(index) != Some(actor))?;
        let ends =
            at(behind).text() == "," || matches!(at(behind).upos(), Upos::Verb | Upos::Aux | Upos::Pron);
        ends.then_some(actor)
    }

    /// The name right behind where an office is held: `Ambassador to the United States Jane Roe`.
    fn name_after_post(&self, token: Token<'_>) -> Option<usize> {
        let head = token.index() as u32;
        let end = token.sentence().range().end.min(head + BESIDE);
        let at = |index: u32| self.document.token(index as usize);
        let post = token.next().filter(|next| matches!(next.lemma(), "to" | "of" | "for" | "at"))?;
        let inside =
            |&index: &u32| matches!(at(index).upos(), Upos::Det | Upos::Propn | Upos::Adp | Upos::Cconj);
        let name = (post.index() as u32 + 1..end).take_while(inside).find_map(|index| {
            let actor = self.actors.at(index).filter(|&a| self.actors.list[a].kind == ActorKind::Person)?;
            Some((index, actor))
        });
        let (start, actor) = name?;
        let place = at(start - 1);
        let behind_a_name = place.upos() == Upos::Propn && self.actors.at(start - 1) != Some(actor);
        (behind_a_name && self.actors.list[actor].name.contains(' ')).then_some(actor)
    }

    pub(super) fn describe(&mut self, span: Span) -> Rc<ActorDescription> {
        if let Some((known, description)) = &self.described
            && *known == span
        {
            return Rc::clone(description);
        }
        let text = &self.document.text()[span.range()];
        let description = Rc::new(self.context.atlas.describe(text, self.context.date));
        self.described = Some((span, Rc::clone(&description)));
        description
    }

    pub(super) fn same_words(
        &mut self,
        found: &Nominal<'_>,
        form: Form,
    ) -> Option<(usize, Form, f32, &'static str)> {
        let described = self.describe(found.span);
        let words = format!("{}{}", found.role.words, if found.plural { "+" } else { "" });
        let known = self.by_words.get(&(words.clone(), described.country.clone())).copied();
        let known =
            known.or_else(|| described.country.is_none().then(|| self.last_of_words(&words)).flatten())?;
        let reason = "the same words before";
        (!self.tells_apart(found, known)).then_some((known, form, 0.65, reason))
    }

    /// Says whether a phrase has a proper word that an actor is not called by: `the European team`, not the Afghan one.
    fn tells_apart(&self, found: &Nominal<'_>, actor: usize) -> bool {
        let called = &self.actors.list[actor];
        let known = |word: &str| {
            let mut mentions = called.mentions.iter().filter(|m| m.form != Form::Pronoun).take(MENTIONS);
            called.name.contains(word)
                || mentions.any(|m| self.document.text()[m.span.range()].contains(word))
        };
        let start = self.document.tokens_in(found.span).start;
        let mut words = self.document.slice(start..found.head).filter(|t| t.deprel().as_str() != "det");
        words.any(|t| {
            let proper =
                t.text().starts_with(char::is_uppercase) && matches!(t.upos(), Upos::Adj | Upos::Propn);
            proper && !found.words.contains(&t.text().to_lowercase()) && !known(t.text())
        })
    }

    /// Says whether an actor was last called by the same words, more than one.
    fn was_called(&self, actor: usize, span: Span) -> bool {
        let words = |span: Span| self.document.text()[span.range()].trim();
        let last =
            self.actors.list[actor].mentions.iter().rev().take(REACH).find(|m| m.form != Form::Pronoun);
        words(span).contains(' ') && last.is_some_and(|m| words(m.span).eq_ignore_ascii_case(words(span)))
    }

    /// The last actor of these words, whatever its state, if it was spoken of lately.
    pub(super) fn last_of_words(&self, words: &str) -> Option<usize> {
        self.seen.iter().rev().take(REACH).find_map(|seen| {
            let country = self.actors.list[seen.actor].country.clone();
            let known = self.by_words.get(&(words.to_owned(), country)).copied();
            known.filter(|at| *at == seen.actor)
        })
    }

    /// "The country", "the alliance", "the agency": the last that is one.
    pub(super) fn hypernym(&self, found: &Nominal<'_>) -> Option<(usize, Form, f32, &'static str)> {
        let wanted = |actor: &Actor| match found.role.kind {
            RoleKind::State => actor.kind == ActorKind::State,
            RoleKind::Alliance => {
                let organisation = matches!(found.role.words.as_str(), "organisation" | "organization");
                actor.kind == ActorKind::Igo
                    || organisation && actor.kind == ActorKind::Organisation && is_named(actor)
            }
            RoleKind::Body => {
                matches!(
                    found.role.words.as_str(),
                    "agency"
                        | "commission"
                        | "council"
                        | "party"
                        | "mission"
                        | "authority"
                        | "company"
                        | "firm"
                        | "university"
                        | "school"
                        | "bank"
                        | "hospital"
                        | "corporation"
                        | "charity"
                        | "college"
                ) && matches!(actor.kind, ActorKind::Organisation | ActorKind::Igo)
                    && is_named(actor)
            }
            RoleKind::Armed => {
                matches!(
                    found.role.words.as_str(),
                    "group" | "militant group" | "armed group" | "terrorist group" | "rebel group"
                ) && actor.kind == ActorKind::ArmedGroup
            }
            RoleKind::Media => {
                actor.kind == ActorKind::Media
                    && found.role.words != "journalist"
                    && found.role.words != "reporter"
            }
            _ => false,
        };
        let recent: Vec<usize> = self
            .seen
            .iter()
            .rev()
            .take(16)
            .filter(|seen| !seen.modifier && wanted(&self.actors.list[seen.actor]))
            .map(|seen| seen.actor)
            .collect();
        let &first = recent.first()?;
        Some((first, Form::Nominal, 0.6, "the last named of its kind"))
    }
}

/// Says whether a name, not only a noun, speaks of an actor.
fn is_named(actor: &Actor) -> bool {
    actor.mentions.iter().take(MENTIONS).any(|m| m.form == Form::Name)
}
