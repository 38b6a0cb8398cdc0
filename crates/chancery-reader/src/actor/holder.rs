//! Who holds an office: who the report says does, else whom the atlas knows for the report's date.

use super::nominal::Nominal;
use super::resolve::{REACH, Resolver};
use super::{Actor, ActorKind, Form, Office, title};
use crate::atlas::{Entry, Function};

impl Resolver<'_> {
    /// Finds who holds an office: who the report says does, else whom the atlas knows for the report's date.
    pub(super) fn holder(&mut self, found: &Nominal<'_>) -> Option<(usize, Form, f32, &'static str)> {
        let described = self.describe(found.span);
        let former = described.roles.iter().any(|role| role.title.starts_with("former"));
        if former
            || found.words.starts_with("deputy")
            || found.words.starts_with("vice") && found.role.function != Some(Function::Vice)
        {
            return None;
        }
        let title = title::normal(&found.words);
        let country = described.country.clone();
        let mut named: Vec<usize> = Vec::new();
        for seen in self.seen.iter().rev().take(4 * REACH) {
            let actor = &self.actors.list[seen.actor];
            if actor.kind != ActorKind::Person || actor.plural || named.contains(&seen.actor) {
                continue;
            }
            let holds = actor.roles.iter().any(|role| {
                let same = role.title == title
                    || (found.role.function.is_some()
                        && self.context.atlas.function(&role.title) == found.role.function);
                same && (country.is_none() || role.country.is_none() || role.country == country)
            });
            if holds {
                named.push(seen.actor);
            }
        }
        if !named.is_empty() && (found.definite || country.is_some()) {
            let sure = if named.len() == 1 { 0.85 } else { 0.6 };
            return Some((named[0], Form::Role, sure, "the report gives this person the office"));
        }
        // "President of the Brotherhood" is no head of the state that the report is about.
        let of_others = country.is_none()
            && !found.role.words.contains(" of ")
            && self.document.token(found.head as usize).next().is_some_and(|t| t.lemma() == "of");
        if of_others {
            return None;
        }
        let of_context =
            country.clone().or_else(|| if found.definite { self.dominant_state() } else { None });
        let Some(Entry::Person(at)) = described.entry.or_else(|| {
            let of = of_context.as_deref()?;
            found.role.function?;
            let holders =
                self.context.atlas.holders_of(&found.words, found.role.function, Some(of), self.context.date);
            match &holders[..] {
                [one] if one.certain => self.context.atlas.person_entry(&one.person.id),
                _ => None,
            }
        }) else {
            return None;
        };
        let entry = Some(Entry::Person(at));
        let confidence = if country.is_some() { 0.9 } else { 0.65 };
        let known = entry.and_then(|entry| self.by_entry.get(&entry).copied());
        let actor = known.unwrap_or_else(|| self.person_of(at, &title, of_context.as_deref()));
        Some((actor, Form::Role, confidence, "held the office on the report's date"))
    }

    /// Makes an actor of a person whom only an office names.
    pub(super) fn person_of(&mut self, at: u32, title: &str, country: Option<&str>) -> usize {
        let atlas = self.context.atlas;
        let person = &atlas.people()[at as usize];
        let mut new = Actor::new(person.name.clone(), ActorKind::Person);
        new.country = person.country.clone().or_else(|| country.map(str::to_owned));
        new.gender = person.gender;
        new.wikidata.clone_from(&person.wikidata);
        new.entry = Some(Entry::Person(at));
        self.by_entry.insert(Entry::Person(at), self.actors.list.len());
        new.code = atlas.code_of(person, self.context.date).0;
        let spell = self.context.date.and_then(|date| {
            atlas
                .offices_of(&person.id, date)
                .into_iter()
                .find(|h| h.certain)
                .map(|h| (h.spell.from, h.spell.to))
        });
        let (from, to) = spell.unwrap_or_default();
        new.roles.push(Office {
            title: title.to_owned(),
            country: new.country.clone(),
            sector: None,
            from: from.and_then(|d| d.day()),
            to: to.and_then(|d| d.day()),
        });
        self.actors.add(self.document, new)
    }

    /// The state that the report so far is mostly about.
    pub(super) fn dominant_state(&self) -> Option<String> {
        let counts = self.states.values().map(|&at| (self.often.get(at).copied().unwrap_or(0), at));
        let mut counts: Vec<(usize, usize)> = counts.filter(|(often, _)| *often > 0).collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let &(most, at) = counts.first()?;
        let next = counts.get(1).map_or(0, |c| c.0);
        (most >= 2 * next.max(1)).then(|| self.actors.list[at].country.clone()).flatten()
    }

    /// "His Russian counterpart": who holds the owner's office in that state.
    pub(super) fn counterpart(&mut self, found: &Nominal<'_>) -> Option<(usize, Form, f32, &'static str)> {
        let owner = self.actors.at(found.owner?)?;
        let country = self.describe(found.span).country.clone()?;
        let roles: Vec<String> =
            self.actors.list[owner].roles.iter().map(|role| role.title.clone()).collect();
        for title in roles {
            let function = self.context.atlas.function(&title);
            let recent = self.seen.iter().rev().take(4 * REACH).map(|seen| seen.actor);
            let named = recent.into_iter().find(|&at| {
                let a = &self.actors.list[at];
                a.kind == ActorKind::Person
                    && a.country.as_deref() == Some(&country)
                    && a.roles.iter().any(|r| {
                        r.title == title
                            || function.is_some() && self.context.atlas.function(&r.title) == function
                    })
            });
            if let Some(actor) = named {
                return Some((actor, Form::Role, 0.85, "holds the same office there"));
            }
            let holders = self.context.atlas.holders_of(&title, function, Some(&country), self.context.date);
            if let [one] = &holders[..]
                && one.certain
                && let Some(Entry::Person(at)) = self.context.atlas.person_entry(&one.person.id)
            {
                let actor = self.person_of(at, &title, Some(&country));
                return Some((actor, Form::Role, 0.8, "held the same office there on the report's date"));
            }
        }
        None
    }
}
