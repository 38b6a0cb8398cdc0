//! Merges mentions into actors: one for each real-world entity, and two rather than a wrong one.

use chancery_nlp::{Document, Span};
use rustc_hash::FxHashMap;

use super::atlas::Atlas;
use super::lists::{Lists, Sex};
use super::mention::{Body, Found, Person, What};
use super::{Actor, ActorKind, Form, Mention, Office};

/// How many namesakes are looked at for a bare surname.
const NAMESAKES: usize = 32;

/// Bodies whose name says nothing without a country, with their CAMEO sector.
const GENERIC: [(&str, &str); 28] = [
    ("administration", "GOV"),
    ("agency", "GOV"),
    ("air force", "MIL"),
    ("armed forces", "MIL"),
    ("army", "MIL"),
    ("cabinet", "GOV"),
    ("central bank", "GOV"),
    ("congress", "LEG"),
    ("constitutional court", "JUD"),
    ("court", "JUD"),
    ("defence ministry", "MIL"),
    ("defense ministry", "MIL"),
    ("department", "GOV"),
    ("embassy", "GOV"),
    ("forces", "MIL"),
    ("government", "GOV"),
    ("intelligence service", "SPY"),
    ("military", "MIL"),
    ("ministry", "GOV"),
    ("ministry of defence", "MIL"),
    ("ministry of defense", "MIL"),
    ("ministry of foreign affairs", "GOV"),
    ("national assembly", "LEG"),
    ("navy", "MIL"),
    ("parliament", "LEG"),
    ("police", "COP"),
    ("senate", "LEG"),
    ("supreme court", "JUD"),
];

/// Merges the mentions, which stand in text order, into actors in the order of their first mention.
pub(super) fn merge(document: &Document, mentions: Vec<Found>) -> Vec<Actor> {
    let mut merger = Merger::new(document);
    merger.full_names(&mentions);
    for mention in mentions {
        merger.take(mention);
    }
    let mut actors: Vec<Actor> = merger.actors.into_iter().filter(|a| !a.mentions.is_empty()).collect();
    actors.sort_by_key(|a| a.mentions[0].span);
    for actor in &mut actors {
        actor.code = code(actor);
    }
    actors
}

struct Merger<'a> {
    document: &'a Document,
    actors: Vec<Actor>,
    countries: FxHashMap<usize, usize>,
    peoples: FxHashMap<usize, usize>,
    organisations: FxHashMap<usize, usize>,
    /// Persons by plain surname.
    persons: FxHashMap<String, Vec<Known>>,
    bodies: FxHashMap<(Option<&'static str>, String), usize>,
    /// The body last named so, whatever its country.
    last_body: FxHashMap<String, usize>,
}

/// A person as far as the report has told.
#[derive(Debug)]
struct Known {
    actor: usize,
    /// Plain words of the fullest name.
    words: Vec<String>,
    sex: Option<Sex>,
}

impl<'a> Merger<'a> {
    fn new(document: &'a Document) -> Self {
        Merger {
            document,
            actors: Vec::new(),
            countries: FxHashMap::default(),
            peoples: FxHashMap::default(),
            organisations: FxHashMap::default(),
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
                    same.sex = same.sex.or(person.sex);
                    let name = person.words.join(" ");
                    if words.len() > same.words.len() {
                        self.actors[same.actor].name = name;
                        same.words = words;
                    }
                }
                None => {
                    known.push(Known { actor: self.actors.len(), words, sex: person.sex });
                    self.actors.push(actor(person.words.join(" "), ActorKind::Person));
                }
            }
        }
    }

    fn take(&mut self, mention: Found) {
        let span = mention.span;
        let (at, form) = match mention.what {
            What::Country(country, form) => (self.country(country), form),
            What::People(country) => (self.people(country, span), Form::Demonym),
            What::Organisation(at) => (self.organisation(at), Form::Name),
            What::Person(person) => (self.person(person), Form::Name),
            What::Body(body) => match self.body_or_person(body) {
                Some(at) => (at, Form::Name),
                None => return,
            },
        };
        self.actors[at].mentions.push(Mention { span, form });
    }

    fn country(&mut self, at: usize) -> usize {
        let actors = &mut self.actors;
        *self.countries.entry(at).or_insert_with(|| {
            let country = &Atlas::get().countries[at];
            let mut state = actor(country.name.to_owned(), ActorKind::State);
            state.country = Some(country.iso3);
            state.code = Some(country.cameo.to_owned());
            actors.push(state);
            actors.len() - 1
        })
    }

    fn people(&mut self, at: usize, span: Span) -> usize {
        let actors = &mut self.actors;
        let text = &self.document.text()[span.range()];
        *self.peoples.entry(at).or_insert_with(|| {
            let mut people = actor(text.to_owned(), ActorKind::Population);
            people.country = Some(Atlas::get().countries[at].iso3);
            actors.push(people);
            actors.len() - 1
        })
    }

    fn organisation(&mut self, at: usize) -> usize {
        let actors = &mut self.actors;
        *self.organisations.entry(at).or_insert_with(|| {
            let organisation = &Atlas::get().organisations[at];
            let mut igo = actor(organisation.name.to_owned(), ActorKind::Igo);
            igo.code = Some(organisation.cameo.to_owned());
            actors.push(igo);
            actors.len() - 1
        })
    }

    fn person(&mut self, person: Person) -> usize {
        let words = plain(&person.words);
        let surname = words.last().cloned().unwrap_or_default();
        let known = self.persons.entry(surname).or_default();
        let actors = &mut self.actors;
        let fits = |k: &Known| {
            let sexes = k.sex.is_none() || person.sex.is_none() || k.sex == person.sex;
            sexes && (words.len() == 1 || same_name(&k.words, &words))
        };
        let title = person.office.as_ref().map(|o| o.title.as_str());
        // The namesake who holds the office, then the one named last, then the one named at all.
        let best =
            known.iter().take(NAMESAKES).enumerate().filter(|(_, k)| fits(k)).max_by_key(|(order, k)| {
                let roles = &actors[k.actor].roles;
                let holds = title.is_some_and(|t| roles.iter().any(|r| r.title == t));
                let last = actors[k.actor].mentions.last().map(|m| m.span);
                (holds, last, std::cmp::Reverse(*order))
            });
        let at = match best {
            Some((_, k)) => k.actor,
            None => {
                known.push(Known { actor: actors.len(), words, sex: person.sex });
                actors.push(actor(person.words.join(" "), ActorKind::Person));
                actors.len() - 1
            }
        };
        if let Some(office) = person.office {
            let actor = &mut actors[at];
            actor.country = actor.country.or(office.country);
            match actor.roles.iter_mut().find(|r| r.title == office.title) {
                Some(known) => known.country = known.country.or(office.country),
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
                return Some(self.person(Person { words, sex: None, office: None }));
            }
        }
        self.body(body)
    }

    fn body(&mut self, body: Body) -> Option<usize> {
        let lists = Lists::get();
        let name = body.name.to_lowercase();
        let known = known_body(&body.name);
        let country = body.country.or(known.map(|(country, _)| country));
        if country.is_none()
            && let Some(&last) = self.last_body.get(&name)
        {
            return Some(last);
        }
        let key = (country, name.clone());
        let at = match self.bodies.get(&key) {
            Some(&at) => at,
            None => {
                let kind = match () {
                    () if lists.media.contains(body.name.as_str()) => ActorKind::Media,
                    () if lists.armed_groups.contains(body.name.as_str()) => ActorKind::ArmedGroup,
                    () => ActorKind::Organisation,
                };
                let mut new = actor(body.name.clone(), kind);
                new.country = country;
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

fn actor(name: String, kind: ActorKind) -> Actor {
    Actor { name, kind, country: None, code: None, roles: Vec::new(), mentions: Vec::new() }
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

/// Country and sector of a body that everyone knows: `Kremlin`.
fn known_body(name: &str) -> Option<(&'static str, &'static str)> {
    include_str!("../../atlas/bodies.txt").lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let mut columns = line.split('\t');
        (columns.next()? == name).then_some(())?;
        Some((columns.next()?, columns.next()?))
    })
}

/// The CAMEO code of an actor where it is certain: country and sector.
fn code(actor: &Actor) -> Option<String> {
    if actor.code.is_some() {
        return actor.code.clone();
    }
    let country = Atlas::get().countries.iter().find(|c| Some(c.iso3) == actor.country).map(|c| c.cameo);
    let sector = match actor.kind {
        ActorKind::Person => actor.roles.iter().find_map(|Office { sector, .. }| *sector),
        ActorKind::Organisation => {
            known_body(&actor.name).map(|(_, sector)| sector).or_else(|| generic(&actor.name))
        }
        ActorKind::Media => Some("MED"),
        ActorKind::Population => Some("CVL"),
        _ => None,
    };
    match (country, sector) {
        (Some(country), Some(sector)) => Some(format!("{country}{sector}")),
        (None, Some("MED")) => Some("MED".to_owned()),
        _ => None,
    }
}

fn generic(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    GENERIC
        .iter()
        .filter(|(word, _)| {
            name == *word || name.ends_with(word) && name[..name.len() - word.len()].ends_with(' ')
        })
        .max_by_key(|(word, _)| word.len())
        .map(|(_, sector)| *sector)
}
