//! Merges mentions into actors: one for each real-world entity, and two rather than a wrong one.

use chancery_nlp::{Document, Span};
use rustc_hash::FxHashMap;

use super::name::{Body, Found, Person, What};
use super::{Actor, ActorKind, Context, Form, Mention, Office, title};
use crate::atlas::{Entry, Gender, OrganisationKind};

/// How many namesakes are looked at for a bare surname.
const NAMESAKES: usize = 32;
/// Least mentions of somebody whom the report is about, so that the bare surname is his and not a relative's.
const MAIN: usize = 3;

/// Merges the mentions, which stand in text order, into actors in the order of their first mention.
pub(super) fn merge(document: &Document, mentions: Vec<Found>, context: Context<'_>) -> Vec<Actor> {
    let mut merger = Merger::new(document, context);
    merger.full_names(&mentions);
    for mention in mentions {
        merger.take(mention);
    }
    let mut actors: Vec<Actor> = merger.actors.into_iter().filter(|a| !a.mentions.is_empty()).collect();
    actors.sort_by_key(|a| a.mentions[0].span);
    for actor in &mut actors {
        complete(actor, context);
    }
    actors
}

struct Merger<'a> {
    document: &'a Document,
    context: Context<'a>,
    actors: Vec<Actor>,
    states: FxHashMap<u32, usize>,
    peoples: FxHashMap<u32, usize>,
    houses: FxHashMap<u32, usize>,
    organisations: FxHashMap<u32, usize>,
    /// Persons by plain first name, nobody where two have it.
    first_names: FxHashMap<String, Option<usize>>,
    /// Persons by plain surname.
    persons: FxHashMap<String, Vec<Known>>,
    bodies: FxHashMap<(Option<String>, String), usize>,
    /// The body last named so, whatever its country.
    last_body: FxHashMap<String, usize>,
}

/// A person as far as the report has told.
#[derive(Debug)]
struct Known {
    actor: usize,
    /// Plain words of the fullest name.
    words: Vec<String>,
    gender: Option<Gender>,
}

impl<'a> Merger<'a> {
    fn new(document: &'a Document, context: Context<'a>) -> Self {
        Merger {
            document,
            context,
            actors: Vec::new(),
            states: FxHashMap::default(),
            peoples: FxHashMap::default(),
            houses: FxHashMap::default(),
            organisations: FxHashMap::default(),
            first_names: FxHashMap::default(),
            persons: FxHashMap::default(),
            bodies: FxHashMap::default(),
            last_body: FxHashMap::default(),
        }
    }

    /// Makes the persons that are named in full anywhere, so that a surname in the headline finds its owner.
    fn full_names(&mut self, mentions: &[Found]) {
        for mention in mentions {
            let What::Person(person) = &mention.what else { continue };
            let words = plain(&person.words);
            let Some(surname) = words.last().cloned().filter(|_| words.len() > 1) else { continue };
            let known = self.persons.entry(surname).or_default();
            match known.iter_mut().take(NAMESAKES).find(|k| same_name(&k.words, &words)) {
                Some(same) => {
                    same.gender = same.gender.or(person.gender);
                    let name = person.words.join(" ");
                    if words.len() > same.words.len() {
                        self.actors[same.actor].name = name;
                        same.words = words;
                    }
                }
                None => {
                    let first = self.first_names.entry(words[0].clone());
                    first.and_modify(|one| *one = None).or_insert(Some(self.actors.len()));
                    known.push(Known { actor: self.actors.len(), words, gender: person.gender });
                    self.actors.push(Actor::new(person.words.join(" "), ActorKind::Person));
                }
            }
        }
    }

    fn take(&mut self, mention: Found) {
        let Found { span, form, what, title } = mention;
        let at = match what {
            What::State(at) => self.state(at),
            What::People(at) => self.people(at, span),
            What::House(at) => self.house(at, span),
            What::Organisation(at) => self.organisation(at),
            What::Person(person) => self.person(person),
            What::Body(body) => match self.body_or_person(body) {
                Some(at) => at,
                None => return,
            },
        };
        let mentions = &mut self.actors[at].mentions;
        mentions.extend(title.map(|title| Mention {
            span: title,
            form: Form::Role,
            confidence: 0.9,
            reason: "stands in front of the name",
        }));
        mentions.push(Mention::named(span, form));
    }

    fn state(&mut self, at: u32) -> usize {
        let actors = &mut self.actors;
        let state = &self.context.atlas.states()[at as usize];
        *self.states.entry(at).or_insert_with(|| {
            let mut new = Actor::new(state.name.clone(), ActorKind::State);
            new.country = Some(state.id.clone());
            new.code = Some(state.cameo.clone());
            new.entry = Some(Entry::State(at));
            actors.push(new);
            actors.len() - 1
        })
    }

    fn people(&mut self, at: u32, span: Span) -> usize {
        let actors = &mut self.actors;
        let text = &self.document.text()[span.range()];
        let state = &self.context.atlas.states()[at as usize];
        *self.peoples.entry(at).or_insert_with(|| {
            let mut people = Actor::new(text, ActorKind::Population);
            people.country = Some(state.id.clone());
            people.code = Some(state.cameo.clone());
            people.plural = true;
            actors.push(people);
            actors.len() - 1
        })
    }

    fn house(&mut self, at: u32, span: Span) -> usize {
        let actors = &mut self.actors;
        let text = &self.document.text()[span.range()];
        let atlas = self.context.atlas;
        *self.houses.entry(at).or_insert_with(|| {
            let mut house = Actor::new(text, ActorKind::Organisation);
            let state = &atlas.states()[at as usize];
            house.country = Some(state.id.clone());
            house.code = atlas.code(&state.id, &["GOV"]);
            actors.push(house);
            actors.len() - 1
        })
    }

    fn organisation(&mut self, at: u32) -> usize {
        let actors = &mut self.actors;
        let organisation = &self.context.atlas.organisations()[at as usize];
        *self.organisations.entry(at).or_insert_with(|| {
            let kind = match organisation.kind {
                OrganisationKind::Igo => ActorKind::Igo,
                OrganisationKind::Media => ActorKind::Media,
                OrganisationKind::ArmedGroup => ActorKind::ArmedGroup,
                _ => ActorKind::Organisation,
            };
            let mut new = Actor::new(organisation.name.clone(), kind);
            new.country.clone_from(&organisation.country);
            new.code.clone_from(&organisation.code);
            new.wikidata.clone_from(&organisation.wikidata);
            new.entry = Some(Entry::Organisation(at));
            actors.push(new);
            actors.len() - 1
        })
    }

    fn person(&mut self, person: Person) -> usize {
        let words = plain(&person.words);
        let surname = words.last().cloned().unwrap_or_default();
        let known = self.persons.entry(surname).or_default();
        let actors = &mut self.actors;
        let fits = |k: &Known| {
            let genders = k.gender.is_none() || person.gender.is_none() || k.gender == person.gender;
            genders && (words.len() == 1 || same_name(&k.words, &words))
        };
        let title = person.office.as_ref().map(|o| o.title.as_str());
        let all: usize = known.iter().take(NAMESAKES).map(|k| actors[k.actor].mentions.len()).sum();
        let others = |actor: usize| all - actors[actor].mentions.len();
        // The namesake who holds the office, then whom the report is about, then the one named last or at all.
        let best =
            known.iter().take(NAMESAKES).enumerate().filter(|(_, k)| fits(k)).max_by_key(|(order, k)| {
                let roles = &actors[k.actor].roles;
                let holds = title.is_some_and(|t| roles.iter().any(|r| r.title == t));
                let mentions = &actors[k.actor].mentions;
                let main =
                    words.len() == 1 && mentions.len() >= MAIN && mentions.len() >= 3 * others(k.actor);
                (holds, main, mentions.last().map(|m| m.span), std::cmp::Reverse(*order))
            });
        // "Boris" alone is the one Boris whom the report names in full.
        let first = || self.first_names.get(words.first()?).copied().flatten().filter(|_| words.len() == 1);
        let at = match best.map(|(_, k)| k.actor).or_else(first) {
            Some(actor) => actor,
            None => {
                known.push(Known { actor: actors.len(), words, gender: person.gender });
                actors.push(Actor::new(person.words.join(" "), ActorKind::Person));
                actors.len() - 1
            }
        };
        let actor = &mut actors[at];
        actor.gender = actor.gender.or(person.gender);
        if let Some(office) = person.office {
            if actor.country.is_none() {
                actor.country.clone_from(&office.country);
            }
            match actor.roles.iter_mut().find(|r| r.title == office.title) {
                Some(known) if known.country.is_none() => *known = office,
                Some(_) => {}
                None => actor.roles.push(office),
            }
        }
        at
    }

    /// A lone word that the model takes for a body may be a person whom the report names elsewhere: `Trump`.
    fn body_or_person(&mut self, body: Body) -> Option<usize> {
        let words: Vec<String> = body.name.split_whitespace().map(str::to_owned).collect();
        if body.country.is_none() && words.len() <= 3 {
            let plain = plain(&words);
            let known = plain.last().and_then(|surname| self.persons.get(surname));
            if known.is_some_and(|all| {
                plain.len() == 1 || all.iter().take(NAMESAKES).any(|k| same_name(&k.words, &plain))
            }) {
                return Some(self.person(Person { words, gender: None, office: None }));
            }
        }
        if body.place { None } else { self.body(body) }
    }

    fn body(&mut self, body: Body) -> Option<usize> {
        let name = body.name.to_lowercase();
        // "The ABC party" is the ABC.
        let kind = [" party", " group", " movement"].iter().find_map(|kind| name.strip_suffix(kind));
        let known = self.last_body.get(&name).or_else(|| kind.and_then(|name| self.last_body.get(name)));
        if body.country.is_none()
            && let Some(&last) = known
        {
            return Some(last);
        }
        let key = (body.country.clone(), name.clone());
        let at = match self.bodies.get(&key) {
            Some(&at) => at,
            None => {
                let mut new = Actor::new(body.name.clone(), ActorKind::Organisation);
                new.country = body.country;
                self.actors.push(new);
                let at = self.actors.len() - 1;
                let initials: String = body
                    .name
                    .split_whitespace()
                    .filter_map(|w| w.chars().next().filter(|c| c.is_uppercase()))
                    .collect();
                if initials.chars().count() >= 3 {
                    self.last_body.entry(initials.to_lowercase()).or_insert(at);
                }
                self.bodies.insert(key, at);
                at
            }
        };
        self.last_body.insert(name, at);
        if let Some(short) = body.short {
            self.last_body.insert(short.to_lowercase(), at);
        }
        Some(at)
    }
}

/// Returns the words of a name by which two are compared: small letters, no particle `al`, no `Jr`.
fn plain(words: &[String]) -> Vec<String> {
    let mut plain: Vec<String> = words
        .iter()
        .map(|word| {
            let word = word.to_lowercase().replace('’', "'");
            let word = word.trim_end_matches("'s").trim_end_matches('.');
            word.strip_prefix("al-").or_else(|| word.strip_prefix("el-")).unwrap_or(word).to_owned()
        })
        .filter(|word| !matches!(word.as_str(), "al" | "el" | "jr" | "sr" | "ii" | "iii" | ""))
        .collect();
    if plain.is_empty() {
        plain = words.iter().map(|w| w.to_lowercase()).collect();
    }
    plain
}

/// Says whether two full names with one surname can be one person's: `Sergei` and `Sergey`, `J.` and `John`.
fn same_name(one: &[String], other: &[String]) -> bool {
    let (Some(a), Some(b)) = (one.first(), other.first()) else { return false };
    if one.last() != other.last() || one.len() < 2 || other.len() < 2 {
        return false;
    }
    let initial = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    a == b || initial(a, b) || initial(b, a) || a.chars().count() >= 5 && one_letter_apart(a, b)
}

/// Says whether two words of one length differ in one letter.
fn one_letter_apart(a: &str, b: &str) -> bool {
    a.chars().count() == b.chars().count() && a.chars().zip(b.chars()).filter(|(x, y)| x != y).count() == 1
}

/// Adds what the atlas knows of an actor.
fn complete(actor: &mut Actor, context: Context<'_>) {
    let atlas = context.atlas;
    match actor.kind {
        ActorKind::Person => person(actor, context),
        ActorKind::Organisation if actor.code.is_none() => {
            let words = match actor.country.as_deref().and_then(|c| atlas.state(c)) {
                Some(state) => format!("{} {}", state.name, actor.name),
                None => actor.name.clone(),
            };
            let found = atlas.describe(&words, context.date);
            // "Fox Business" is nothing of Vicente Fox's.
            if found.confidence >= 0.5
                && !matches!(found.entry, Some(Entry::Person(_)))
                && matches!(found.kind, ActorKind::Organisation | ActorKind::Media | ActorKind::ArmedGroup)
            {
                actor.kind = found.kind;
                actor.code =
                    found.code.filter(|_| found.country.is_some() || found.kind != ActorKind::Organisation);
                actor.country = actor.country.take().or(found.country);
            }
        }
        _ => {}
    }
}

/// Finds a person in the atlas by the full name, or by a surname that the news of the day gives to one alone.
///
/// An office or a country that the report gives must not speak against it.
fn person(actor: &mut Actor, context: Context<'_>) {
    let atlas = context.atlas;
    let full = actor.name.contains(' ');
    let people = if full {
        atlas.people_named(&actor.name, context.date)
    } else {
        atlas.one_of_surname(&actor.name, context.date).into_iter().collect()
    };
    let fits = people.into_iter().find(|p| {
        let countries = actor.country.is_none() || p.country.is_none() || actor.country == p.country;
        let genders = actor.gender.is_none() || p.gender.is_none() || actor.gender == p.gender;
        countries && genders
    });
    if let Some(known) = fits {
        actor.name.clone_from(&known.name);
        actor.wikidata.clone_from(&known.wikidata);
        actor.gender = actor.gender.or(known.gender);
        actor.country = actor.country.take().or_else(|| known.country.clone());
        actor.entry = atlas.person_entry(&known.id);
        let (code, _) = atlas.code_of(known, context.date);
        actor.code = code;
        if let Some(date) = context.date {
            for holder in atlas.offices_of(&known.id, date).into_iter().filter(|h| h.certain) {
                let of = &holder.office.of;
                let country = atlas.state(of).map(|s| s.id.clone());
                let known = actor
                    .roles
                    .iter_mut()
                    .find(|role| holder.office.titles.iter().any(|t| title::normal(t) == role.title));
                let (from, to) =
                    (holder.spell.from.and_then(|d| d.day()), holder.spell.to.and_then(|d| d.day()));
                match known {
                    Some(role) => {
                        (role.from, role.to) = (from, to);
                        role.country = role.country.take().or(country);
                    }
                    None => actor.roles.push(Office {
                        title: holder.office.titles[0].to_lowercase(),
                        country,
                        sector: None,
                        from,
                        to,
                    }),
                }
            }
        }
    } else if full && actor.gender.is_none() {
        let first = actor.name.split(' ').next().unwrap_or("");
        actor.gender = atlas.gender_of(first);
    }
    if actor.gender.is_none() {
        actor.gender = actor
            .roles
            .iter()
            .find_map(|role| atlas.role(role.title.rsplit(' ').next().unwrap_or("")).and_then(|r| r.gender));
    }
    if actor.code.is_none()
        && let Some(country) = &actor.country
    {
        let sector = actor.roles.iter().find_map(|role| role.sector.clone());
        actor.code = sector.and_then(|sector| atlas.code(country, &[&sector]));
    }
}
