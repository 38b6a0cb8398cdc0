//! One pass in the order of the text: noun phrases, groups and pronouns tied to actors.

use std::collections::BTreeMap;
use std::rc::Rc;

use chancery_nlp::{Document, Span, Token, Upos};
use rustc_hash::FxHashMap;

use super::name::phrase_head;
use super::nominal::{Nominal, is_human, nominal};
use super::pronoun::{Seen, Want, score, want};
use super::{Actor, ActorKind, Actors, Context, Form, Mention, Office, group, title};
use crate::atlas::{ActorDescription, Entry, Function, RoleKind};
use crate::statement;

/// How many mentions before a pronoun are looked at.
const REACH: usize = 40;
/// How many sentences before a pronoun are looked at.
const SENTENCES: u32 = 3;
/// The least score, and the least lead over the next, by which a pronoun is tied.
const LEAST: f32 = 1.2;
const LEAD: f32 = 0.15;

/// Ties what is no name to the actors, adding actors that only noun phrases name.
pub(super) fn resolve(
    document: &Document,
    readable: &impl Fn(Span) -> bool,
    context: Context<'_>,
    actors: &mut Actors,
) {
    let mut resolver = Resolver::new(document, context, actors);
    for at in 0..document.len() as u32 {
        let token = document.token(at as usize);
        if let Some(actor) = resolver.names.get(&at).copied() {
            resolver.see(token, actor);
            resolver.group(token);
        } else if readable(token.span()) {
            resolver.token(token);
        }
    }
    resolver.speakers(readable);
}

struct Resolver<'a> {
    document: &'a Document,
    context: Context<'a>,
    actors: &'a mut Actors,
    /// Names by the token that heads them.
    names: FxHashMap<u32, usize>,
    seen: Vec<Seen>,
    often: Vec<usize>,
    /// The last actor of these words: `protesters`, of that state.
    by_words: FxHashMap<(String, Option<String>), usize>,
    /// The last actor whose name ends so: `council`.
    by_last_word: FxHashMap<String, usize>,
    /// For each token the quotation that it stands in, as an index of its statement.
    quotation: Vec<Option<u32>>,
    /// Actors by the row of the atlas that they are.
    by_entry: FxHashMap<Entry, usize>,
    /// States by their ids.
    states: BTreeMap<String, usize>,
    /// The phrase last described; it is asked for several times in a row.
    described: Option<(Span, Rc<ActorDescription>)>,
}

impl<'a> Resolver<'a> {
    fn new(document: &'a Document, context: Context<'a>, actors: &'a mut Actors) -> Self {
        let mut names = FxHashMap::default();
        for (at, actor) in actors.list.iter().enumerate() {
            for mention in &actor.mentions {
                let range = document.tokens_in(mention.span);
                if !range.is_empty() {
                    names.insert(phrase_head(document, &range).index() as u32, at);
                }
            }
        }
        let mut quotation = vec![None; document.len()];
        for (at, statement) in context.statements.iter().enumerate() {
            if statement.form == statement::Form::Indirect {
                continue;
            }
            for content in &statement.content {
                for token in document.tokens_in(*content) {
                    quotation[token as usize] = Some(at as u32);
                }
            }
        }
        let often = vec![0; actors.list.len()];
        let rows = actors.list.iter().enumerate();
        let by_entry = rows.clone().filter_map(|(at, actor)| Some((actor.entry?, at))).collect();
        let states = rows
            .filter(|(_, actor)| actor.kind == ActorKind::State)
            .filter_map(|(at, actor)| Some((actor.country.clone()?, at)))
            .collect();
        Self {
            document,
            context,
            actors,
            names,
            seen: Vec::new(),
            often,
            by_words: FxHashMap::default(),
            by_last_word: FxHashMap::default(),
            quotation,
            by_entry,
            states,
            described: None,
        }
    }

    /// Notes that an actor was spoken of.
    fn see(&mut self, token: Token<'_>, actor: usize) {
        let modifier = matches!(token.deprel().as_str(), "amod" | "compound" | "nmod");
        self.seen.push(Seen {
            actor,
            head: token.index() as u32,
            sentence: token.sentence().index() as u32,
            quotation: self.quotation[token.index()],
            modifier,
        });
        if self.often.len() < self.actors.list.len() {
            self.often.resize(self.actors.list.len(), 0);
        }
        self.often[actor] += 1;
        let known = &self.actors.list[actor];
        if !matches!(known.kind, ActorKind::Person | ActorKind::Population)
            && let Some(last) = known.name.split_whitespace().last()
        {
            self.by_last_word.insert(last.to_lowercase(), actor);
        }
    }

    fn token(&mut self, token: Token<'_>) {
        let word = token.text().to_lowercase();
        if token.upos() == Upos::Pron
            || matches!(token.xpos().as_str(), "PRP" | "PRP$" | "WP" | "WP$" | "WDT")
        {
            match word.as_str() {
                "who" | "whose" | "whom" => self.relative(token),
                _ => {
                    if let Some(want) = want(&word) {
                        self.third(token, want);
                    }
                }
            }
            return;
        }
        if let Some(found) = nominal(token, self.actors, self.context) {
            self.nominal(token, &found);
            self.group(token);
        }
    }

    /// Ties `who` to the noun whose clause it opens.
    fn relative(&mut self, token: Token<'_>) {
        let clause = token.ancestors().take(5).find(|a| a.deprel().as_str() == "relcl");
        let Some(noun) = clause.and_then(|c| c.head()) else { return };
        let Some(actor) = self.actors.at(noun.index() as u32) else { return };
        self.tie(token.span(), actor, Form::Pronoun, 0.9, "opens a clause on the noun");
    }

    fn tie(&mut self, span: Span, actor: usize, form: Form, confidence: f32, reason: &'static str) {
        self.actors.mention(self.document, actor, Mention { span, form, confidence, reason });
    }

    /// Ties he, she, they and it.
    fn third(&mut self, token: Token<'_>, want: Want) {
        if want == Want::Thing && is_empty_it(token) {
            return;
        }
        let sentence = token.sentence().index() as u32;
        let quotation = self.quotation[token.index()];
        // Who speaks in a quotation is "I" there.
        let speaker = quotation
            .and_then(|at| self.context.statements[at as usize].speaker)
            .and_then(|phrase| self.actors.at(phrase.head));
        let mut best: Vec<(usize, f32)> = Vec::new();
        for seen in self.seen.iter().rev().take(REACH) {
            if seen.sentence + SENTENCES < sentence {
                break;
            }
            if Some(seen.actor) == speaker && want != Want::Thing {
                continue;
            }
            let actor = &self.actors.list[seen.actor];
            let often = self.often[seen.actor];
            if let Some(found) = score(token, want, quotation, *seen, actor, often) {
                match best.iter_mut().find(|(actor, _)| *actor == seen.actor) {
                    Some((_, known)) => *known = known.max(found),
                    None => best.push((seen.actor, found)),
                }
            }
        }
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let least = if want == Want::Thing { 2.4 } else { LEAST };
        let Some(&(actor, top)) = best.first() else { return };
        let next = best.get(1).map_or(0.0, |b| b.1);
        if top < least || (best.len() > 1 && top - next < LEAD) {
            let total: f32 = best.iter().take(4).map(|b| b.1.max(0.1)).sum();
            let open = best.iter().take(4).map(|b| (b.0, 0.8 * b.1.max(0.1) / total)).collect();
            self.actors.open.insert(token.index() as u32, open);
            return;
        }
        let lead = if best.len() == 1 { 2.0 } else { top - next };
        let confidence = (0.55 + 0.2 * lead.min(2.0)).min(0.95);
        self.tie(
            token.span(),
            actor,
            Form::Pronoun,
            confidence,
            "number, gender, nearness and place in the sentence",
        );
        self.see(token, actor);
        if let Want::One(gender) = want {
            let known = &mut self.actors.list[actor];
            known.gender = known.gender.or(Some(gender));
        }
    }

    /// Makes a group of names that are listed.
    fn group(&mut self, first: Token<'_>) {
        // The list is known once its last member is; look back from it.
        if first.deprel().as_str() != "conj" {
            return;
        }
        let Some(top) = first.ancestors().take(8).find(|a| a.deprel().as_str() != "conj") else { return };
        let Some((members, span)) = group::list(top, self.actors) else { return };
        let persons = members.iter().all(|&m| self.actors.list[m].kind == ActorKind::Person);
        let states = members.iter().all(|&m| self.actors.list[m].kind == ActorKind::State);
        if !(persons || states) || first.children().any(|c| c.deprel().as_str() == "conj") {
            return;
        }
        let actor = self.group_of(members, &self.document.text()[span.range()], span, Form::Name);
        self.see(top, actor);
    }

    fn group_of(&mut self, members: Vec<usize>, name: &str, span: Span, form: Form) -> usize {
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

    fn nominal(&mut self, token: Token<'_>, found: &Nominal<'_>) {
        let (actor, form, confidence, reason) = match self.known(token, found) {
            Some(known) => known,
            None => {
                let new = self.new_actor(found);
                (new, Form::Nominal, 0.6, "named by these words alone")
            }
        };
        self.tie(found.span, actor, form, confidence, reason);
        let words = self.words_key(found, actor);
        self.by_words.insert(words, actor);
        self.see(token, actor);
        if let Some(gender) = found.gender {
            let known = &mut self.actors.list[actor];
            if known.kind == ActorKind::Person {
                known.gender = known.gender.or(Some(gender));
            }
        }
    }

    fn words_key(&self, found: &Nominal<'_>, actor: usize) -> (String, Option<String>) {
        let country = self.actors.list[actor].country.clone().filter(|_| !found.role.words.is_empty());
        (format!("{}{}", found.role.words, if found.plural { "+" } else { "" }), country)
    }

    /// Finds the actor that a noun phrase means, if the report or the atlas knows it.
    fn known(&mut self, token: Token<'_>, found: &Nominal<'_>) -> Option<(usize, Form, f32, &'static str)> {
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
        if let Some(actor) = beside
            && !found.plural
            && (self.actors.list[actor].kind == ActorKind::Person) == human
        {
            return Some((actor, if human { Form::Role } else { form }, 0.9, "stands in apposition"));
        }
        if token.deprel().as_str() == "attr" && !found.plural && human {
            let verb = token.head()?;
            let subject = verb.children().find(|c| c.deprel().as_str() == "nsubj");
            let negated = verb.children().any(|c| c.deprel().as_str() == "neg");
            if let Some(actor) = subject.and_then(|s| self.actors.at(s.index() as u32))
                && !negated
                && verb.lemma() == "be"
                && self.actors.list[actor].kind == ActorKind::Person
            {
                return Some((actor, Form::Role, 0.75, "is said to be it"));
            }
        }
        if found.two || (found.plural && found.definite && found.role.kind == RoleKind::State) {
            if let Some(pair) = self.pair(found) {
                return Some((pair, Form::Nominal, 0.7, "the two last named"));
            }
            return None;
        }
        if found.plural {
            return self.same_words(found, form);
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
        {
            return Some((actor, Form::Nominal, 0.7, "its name ends so"));
        }
        self.hypernym(found)
    }

    fn describe(&mut self, span: Span) -> Rc<ActorDescription> {
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

    fn same_words(&mut self, found: &Nominal<'_>, form: Form) -> Option<(usize, Form, f32, &'static str)> {
        let described = self.describe(found.span);
        let words = format!("{}{}", found.role.words, if found.plural { "+" } else { "" });
        let known = self.by_words.get(&(words.clone(), described.country.clone())).copied();
        let known =
            known.or_else(|| described.country.is_none().then(|| self.last_of_words(&words)).flatten())?;
        let reason = "the same words before";
        Some((known, form, 0.65, reason))
    }

    /// The last actor of these words, whatever its state, if it was spoken of lately.
    fn last_of_words(&self, words: &str) -> Option<usize> {
        self.seen.iter().rev().take(REACH).find_map(|seen| {
            let country = self.actors.list[seen.actor].country.clone();
            let known = self.by_words.get(&(words.to_owned(), country)).copied();
            known.filter(|at| *at == seen.actor)
        })
    }

    /// "The country", "the alliance", "the agency": the last that is one.
    fn hypernym(&self, found: &Nominal<'_>) -> Option<(usize, Form, f32, &'static str)> {
        let wanted = |actor: &Actor| match found.role.kind {
            RoleKind::State => actor.kind == ActorKind::State,
            RoleKind::Alliance => actor.kind == ActorKind::Igo,
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
                    && actor.name.starts_with(char::is_uppercase)
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

    /// The two that were last named together or at all: `the two countries`, `both men`.
    fn pair(&mut self, found: &Nominal<'_>) -> Option<usize> {
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
    fn state_of(&self, actor: usize) -> Option<usize> {
        (self.actors.list[actor].kind == ActorKind::State).then_some(actor)
    }

    /// Finds who holds an office: who the report says does, else whom the atlas knows for the report's date.
    fn holder(&mut self, found: &Nominal<'_>) -> Option<(usize, Form, f32, &'static str)> {
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
    fn person_of(&mut self, at: u32, title: &str, country: Option<&str>) -> usize {
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
    fn dominant_state(&self) -> Option<String> {
        let counts = self.states.values().map(|&at| (self.often.get(at).copied().unwrap_or(0), at));
        let mut counts: Vec<(usize, usize)> = counts.filter(|(often, _)| *often > 0).collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let &(most, at) = counts.first()?;
        let next = counts.get(1).map_or(0, |c| c.0);
        (most >= 2 * next.max(1)).then(|| self.actors.list[at].country.clone()).flatten()
    }

    /// "His Russian counterpart": who holds the owner's office in that state.
    fn counterpart(&mut self, found: &Nominal<'_>) -> Option<(usize, Form, f32, &'static str)> {
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

    /// Makes an actor of a noun phrase.
    fn new_actor(&mut self, found: &Nominal<'_>) -> usize {
        let text = &self.document.text()[found.span.range()];
        let described = self.describe(found.span);
        let name = text.trim_start_matches("the ").trim_start_matches("The ");
        let kind = match found.role.kind {
            RoleKind::Office | RoleKind::Person if !found.plural => ActorKind::Person,
            RoleKind::People if !found.plural && described.kind == ActorKind::Unknown => ActorKind::Person,
            RoleKind::State | RoleKind::Alliance => {
                if found.plural {
                    ActorKind::Group
                } else {
                    ActorKind::Unknown
                }
            }
            _ => described.kind,
        };
        let mut new = Actor::new(name, kind);
        new.country.clone_from(&described.country);
        new.code.clone_from(&described.code);
        new.gender = found.gender;
        new.plural = found.plural;
        self.actors.add(self.document, new)
    }

    /// Ties I and we: to who speaks in a quotation and to the speaker's side, elsewhere to the writer.
    fn speakers(&mut self, readable: &impl Fn(Span) -> bool) {
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
    fn interviewee(&self, readable: &impl Fn(Span) -> bool) -> Option<usize> {
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
    fn side(&mut self, speaker: usize) -> usize {
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

/// Says whether an "it" stands for nothing: `it is clear that`, `it seems`.
fn is_empty_it(token: Token<'_>) -> bool {
    let Some(verb) =
        token.head().filter(|_| token.deprel().as_str() == "nsubj" || token.deprel().as_str() == "nsubjpass")
    else {
        return token.deprel().as_str() == "expl" || token.deprel().as_str() == "dobj";
    };
    let clause =
        verb.children().any(|c| matches!(c.deprel().as_str(), "ccomp" | "xcomp" | "acomp" | "csubj"));
    matches!(
        verb.lemma(),
        "be" | "seem" | "appear" | "happen" | "take" | "become" | "remain" | "rain" | "snow" | "mean"
    ) && (clause || verb.lemma() != "be")
        || verb.lemma() == "be"
}
