//! Groups: `Tillerson and Lavrov`, `the two countries`, `both sides`.

use chancery_nlp::{Span, Token};

use super::nominal::Nominal;
use super::pronoun::Seen;
use super::resolve::{REACH, Resolver};
use super::{Actor, ActorKind, Actors, Form, Mention};
use crate::atlas::RoleKind;

impl Resolver<'_> {
    /// Makes a group of names that are listed.
    pub(super) fn group(&mut self, first: Token<'_>) {
        // The list is known once its last member is; look back from it.
        if first.deprel().as_str() != "conj" {
            return;
        }
        let Some(top) = first.ancestors().take(8).find(|a| a.deprel().as_str() != "conj") else { return };
        // "Activist and philosopher Jane Roe" is one person.
        let titles = top.xpos().as_str() == "NN"
            && !top.children().any(|c| matches!(c.deprel().as_str(), "det" | "poss"));
        let Some((members, span)) = list(top, self.actors).filter(|_| !titles) else { return };
        let persons = members.iter().all(|&m| self.actors.list[m].kind == ActorKind::Person);
        let states = members.iter().all(|&m| self.actors.list[m].kind == ActorKind::State);
        if !(persons || states) || first.children().any(|c| c.deprel().as_str() == "conj") {
            return;
        }
        let name = self.names_of(&members);
        let actor = self.group_of(members, &name, span, Form::Name);
        self.see(top, actor);
    }

    /// The names of actors as a list: `Rex Tillerson and Sergei Lavrov`.
    fn names_of(&self, members: &[usize]) -> String {
        let names: Vec<&str> = members.iter().map(|&m| self.actors.list[m].name.as_str()).collect();
        match names.split_last() {
            Some((last, first)) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
            _ => names.concat(),
        }
    }

    pub(super) fn group_of(&mut self, members: Vec<usize>, name: &str, span: Span, form: Form) -> usize {
        let mut sorted = members.clone();
        sorted.sort_unstable();
        let key = (format!("{sorted:?}"), None);
        let mention = Mention { span, form, confidence: 0.85, reason: "its members stand together" };
        if let Some(&known) = self.by_words.get(&key) {
            self.actors.mention(self.document, known, mention);
            return known;
        }
        let mut group = Actor::of_words(name, ActorKind::Group, mention);
        group.members = members;
        group.plural = true;
        // A group's words are its members' words, too: the token index keeps the members.
        let at = self.actors.add(self.document, group);
        self.by_words.insert(key, at);
        at
    }

    /// The two that were last named together or at all: `the two countries`, `both men`.
    pub(super) fn pair(&mut self, found: &Nominal<'_>) -> Option<usize> {
        let kind = match found.role.kind {
            RoleKind::State => ActorKind::State,
            RoleKind::Office | RoleKind::Person | RoleKind::People => ActorKind::Person,
            _ => return None,
        };
        let recent: Vec<Seen> = self.seen.iter().rev().take(REACH).copied().collect();
        let group = recent.iter().find(|seen| {
            let actor = &self.actors.list[seen.actor];
            actor.kind == ActorKind::Group
                && (actor.members.len() == 2 || !found.two)
                && actor.members.iter().all(|&m| self.actors.list[m].kind == kind)
                && !actor.members.is_empty()
        });
        if let Some(group) = group {
            return Some(group.actor);
        }
        if !found.two {
            return None;
        }
        let sentence = self.document.token(found.head as usize).sentence().index() as u32;
        let mut members: Vec<usize> = Vec::new();
        for seen in recent.iter().take_while(|seen| seen.sentence + 2 >= sentence) {
            let actor = seen.actor;
            let state = if kind == ActorKind::State { self.state_of(actor) } else { Some(actor) };
            if let Some(state) = state
                && self.actors.list[state].kind == kind
                && !members.contains(&state)
            {
                members.push(state);
            }
        }
        if members.len() != 2 {
            return None;
        }
        members.reverse();
        let name = self.document.text()[found.span.range()].to_owned();
        Some(self.group_of(members, &name, found.span, Form::Nominal))
    }

    /// The state actor of a state.
    pub(super) fn state_of(&self, actor: usize) -> Option<usize> {
        (self.actors.list[actor].kind == ActorKind::State).then_some(actor)
    }
}

/// Finds the actors that a name opens a list of: `Tillerson and Lavrov`; two or more, or none.
fn list(first: Token<'_>, actors: &Actors) -> Option<(Vec<usize>, Span)> {
    if first.deprel().as_str() == "conj" {
        return None;
    }
    let document = first.document();
    let mut members = vec![actors.at(first.index() as u32)?];
    let mut at = first;
    let mut joined = false;
    for _ in 0..8 {
        joined |= at.children().any(|c| c.deprel().as_str() == "cc" && c.lemma() == "and");
        let Some(next) = at.children().find(|c| c.deprel().as_str() == "conj" && c.index() > at.index())
        else {
            break;
        };
        let actor = actors.at(next.index() as u32)?;
        if !members.contains(&actor) {
            members.push(actor);
        }
        at = next;
    }
    (joined && members.len() > 1).then(|| {
        let start = first.left_edge().index().max(first.index().saturating_sub(8)) as u32;
        (members, document.span(start..at.index() as u32 + 1))
    })
}
