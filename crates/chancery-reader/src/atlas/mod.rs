//! The atlas: states, organisations, offices and those who hold them, as files that users can add to.
//!
//! Facts lie in tables beside the code, one kind a file. A user's tables have the same form: a row with a new id adds,
//! a row with a known id replaces. Every mistake is told with its file, line and column.
//!
//! ```
//! use chancery_reader::atlas::Atlas;
//!
//! let atlas = Atlas::embedded();
//! assert_eq!(atlas.state("RUS").unwrap().cameo, "RUS");
//! assert_eq!(atlas.code("USA", &["GOV", "MIL"]).unwrap(), "USAGOVMIL");
//!
//! let mine = "id\tname\taliases\twikidata\tgender\tcountry\nx\tX\t\t\tq\tRUS\n";
//! let errors = Atlas::load([("mine/people.tsv", mine)]).unwrap_err();
//! assert_eq!(errors[0].to_string(), "mine/people.tsv:2:7: `q` is no gender; write one of: m, f");
//! ```

mod ambiguous;
mod day;
mod describe;
mod error;
mod first_name;
mod kind;
mod load;
mod name;
mod office;
mod organisation;
mod phrase;
mod region;
mod role;
mod state;
mod table;

use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

pub use ambiguous::Ambiguous;
pub use day::{Days, Within, within};
pub use describe::{ActorDescription, Choice, RoleHeld};
pub use error::AtlasError;
pub use name::{Entry, LONGEST, Meaning, NameForm, key};
pub use office::{Function, Gender, Office, Person, Spell};
pub use organisation::{Membership, Organisation, OrganisationKind};
pub use region::Region;
pub use role::{Role, RoleKind};
pub use state::{State, StateKind};

static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/atlas.rs"));

/// What the reader knows of the world.
#[derive(Debug, Default)]
pub struct Atlas {
    states: Vec<State>,
    organisations: Vec<Organisation>,
    members: Vec<Membership>,
    offices: Vec<Office>,
    people: Vec<Person>,
    /// By office, then by their beginning.
    spells: Vec<Spell>,
    roles: Vec<Role>,
    regions: Vec<Region>,
    ambiguous: FxHashMap<String, Ambiguous>,
    names: name::Names,
    state_ids: FxHashMap<String, u32>,
    organisation_ids: FxHashMap<String, u32>,
    office_ids: FxHashMap<String, u32>,
    person_ids: FxHashMap<String, u32>,
    role_words: FxHashMap<String, u32>,
    titles: FxHashMap<String, Vec<u32>>,
    surnames: FxHashMap<String, Vec<u32>>,
    spells_of_office: FxHashMap<u32, Vec<u32>>,
    spells_of_person: FxHashMap<u32, Vec<u32>>,
    members_of: FxHashMap<u32, Vec<u32>>,
    first_names: first_name::FirstNames,
}

/// Who holds an office on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Holder<'a> {
    /// Who.
    pub person: &'a Person,
    /// In which office.
    pub office: &'a Office,
    /// From when to when.
    pub spell: &'a Spell,
    /// Whether it is known: not where a date is known only roughly, nor past the day until which the spell is known.
    pub certain: bool,
}

impl Atlas {
    /// Returns the built-in atlas, read once.
    ///
    /// # Panics
    /// When one of its files is wrong, which a test keeps from being released.
    pub fn embedded() -> &'static Atlas {
        static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
            load::load(FILES).unwrap_or_else(|errors| {
                let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
                panic!("built-in atlas:\n{}", errors.join("\n"))
            })
        });
        &ATLAS
    }

    /// Reads the built-in files and then a user's, given as names and sources.
    ///
    /// # Errors
    /// Lists every mistake in every file, in the order of the files' names.
    pub fn load<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Result<Atlas, Vec<AtlasError>> {
        let mut all: Vec<(&str, &str)> = FILES.to_vec();
        all.extend(files);
        load::load(&all)
    }

    /// Reads these files alone.
    ///
    /// # Errors
    /// Lists every mistake in every file, in the order of the files' names.
    pub fn load_alone<'f>(
        files: impl IntoIterator<Item = (&'f str, &'f str)>,
    ) -> Result<Atlas, Vec<AtlasError>> {
        load::load(&files.into_iter().collect::<Vec<_>>())
    }

    /// Returns the states, the built-in ones first.
    pub fn states(&self) -> &[State] {
        &self.states
    }

    /// Returns the organisations.
    pub fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }

    /// Returns the offices.
    pub fn offices(&self) -> &[Office] {
        &self.offices
    }

    /// Returns the people.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// Returns the words for roles.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// Returns the regions and peoples.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// Finds a state by its id.
    pub fn state(&self, id: &str) -> Option<&State> {
        self.state_ids.get(id).map(|&at| &self.states[at as usize])
    }

    /// Finds an organisation by its id.
    pub fn organisation(&self, id: &str) -> Option<&Organisation> {
        self.organisation_ids.get(id).map(|&at| &self.organisations[at as usize])
    }

    /// Finds an office by its id.
    pub fn office(&self, id: &str) -> Option<&Office> {
        self.office_ids.get(id).map(|&at| &self.offices[at as usize])
    }

    /// Finds a person by their id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.person_ids.get(id).map(|&at| &self.people[at as usize])
    }

    /// Finds what a name may mean; where several things have the name, all of them.
    pub fn by_name(&self, name: &str) -> &[Meaning] {
        self.names.find(name)
    }

    /// Finds what a name likeliest means on a day, people and offices aside.
    pub fn meaning(&self, name: &str, date: Option<Date>) -> Option<(Entry, NameForm)> {
        match phrase::meaning(self, name, date)? {
            phrase::What::State(at, form) => Some((Entry::State(at), form)),
            phrase::What::Organisation(at) => Some((Entry::Organisation(at), NameForm::Name)),
            _ => None,
        }
    }

    /// Finds the people of a full name, those likeliest in the news of a day first.
    pub fn people_named(&self, name: &str, date: Option<Date>) -> Vec<&Person> {
        let people = self.by_name(name).iter().filter_map(|meaning| match meaning.entry {
            Entry::Person(at) => Some(&self.people[at as usize]),
            _ => None,
        });
        phrase::rank(self, people.collect(), date)
    }

    /// Finds the one whom a bare surname means in the news of a day: far more in the news than any namesake.
    pub fn one_of_surname(&self, surname: &str, date: Option<Date>) -> Option<&Person> {
        let people = phrase::rank(self, self.by_surname(surname).collect(), date);
        let weight = |person: &&Person| phrase::weight(self, person, date);
        let best = people.first().filter(|p| weight(p) >= 65)?;
        people.get(1).is_none_or(|next| weight(best) >= weight(next) + 20).then_some(*best)
    }

    /// Returns the place of a person among all.
    pub fn person_entry(&self, id: &str) -> Option<Entry> {
        self.person_ids.get(id).map(|&at| Entry::Person(at))
    }

    /// Tells whether a first name is a man's or a woman's, where nine in ten people of the atlas agree.
    pub fn gender_of(&self, first: &str) -> Option<Gender> {
        self.first_names.gender(first)
    }

    /// Tells what is known of a name that means several things, or that is a word, too.
    pub fn ambiguous(&self, name: &str) -> Option<&Ambiguous> {
        self.ambiguous.get(&key(name))
    }

    /// Finds the word for a role, given in small letters: `foreign minister`.
    pub fn role(&self, words: &str) -> Option<&Role> {
        self.role_words.get(words).map(|&at| &self.roles[at as usize])
    }

    /// Finds the people of a surname.
    pub fn by_surname(&self, surname: &str) -> impl Iterator<Item = &Person> {
        let all = self.surnames.get(&key(surname)).map_or(&[][..], Vec::as_slice);
        all.iter().map(|&at| &self.people[at as usize])
    }

    /// Finds who holds an office on a day, the certain ones first.
    pub fn holders(&self, office: &str, date: Date) -> Vec<Holder<'_>> {
        let Some(at) = self.office_ids.get(office) else { return Vec::new() };
        let spells = self.spells_of_office.get(at).map_or(&[][..], Vec::as_slice);
        self.on(spells, date)
    }

    /// Finds which offices a person holds on a day, the certain ones first.
    pub fn offices_of(&self, person: &str, date: Date) -> Vec<Holder<'_>> {
        let Some(at) = self.person_ids.get(person) else { return Vec::new() };
        let spells = self.spells_of_person.get(at).map_or(&[][..], Vec::as_slice);
        self.on(spells, date)
    }

    /// Walks all that a person held, earlier offices before later ones of the same name.
    pub fn spells_of<'a>(&'a self, person: &str) -> impl Iterator<Item = &'a Spell> + use<'a> {
        let at = self.person_ids.get(person);
        let spells = at.and_then(|at| self.spells_of_person.get(at)).map_or(&[][..], Vec::as_slice);
        spells.iter().map(|&at| &self.spells[at as usize])
    }

    fn on(&self, spells: &[u32], date: Date) -> Vec<Holder<'_>> {
        let spells = spells.iter().map(|&at| &self.spells[at as usize]);
        let mut found: Vec<Holder<'_>> = spells
            .filter_map(|spell| {
                let within = spell.on(date);
                let (person, office) = (self.person(&spell.person)?, self.office(&spell.office)?);
                (within != Within::No).then_some(Holder {
                    person,
                    office,
                    spell,
                    certain: within == Within::Yes,
                })
            })
            .collect();
        // On the day of a change the new holder comes first.
        found.sort_by_key(|h| (!h.certain, std::cmp::Reverse(h.spell.from)));
        found
    }

    /// Finds the offices of a state or an organisation that a title may mean, those that existed on the day first.
    ///
    /// Without a country, an office counts only where the title alone tells it.
    pub fn office_by_title(&self, title: &str, country: Option<&str>, date: Option<Date>) -> Vec<&Office> {
        let title = key(title).to_lowercase();
        let all = self.titles.get(&title).map_or(&[][..], Vec::as_slice);
        let usual = self.ambiguous(&title).and_then(|a| a.default.as_deref());
        let country = country.or(usual);
        let mut found: Vec<&Office> = all
            .iter()
            .map(|&at| &self.offices[at as usize])
            .filter(|office| country.is_none_or(|country| office.of == country))
            .collect();
        if let Some(date) = date {
            found.sort_by_key(|office| self.holders(&office.id, date).is_empty());
        }
        found
    }

    /// Finds the offices of a state or an organisation with a function.
    pub fn offices_with(&self, of: &str, function: Function) -> impl Iterator<Item = &Office> {
        self.offices.iter().filter(move |office| office.of == of && office.function == function)
    }

    /// Finds the id of a state or an organisation by its id or a name.
    pub fn body(&self, name: &str, date: Option<Date>) -> Option<&str> {
        if let Some(state) = self.state(name) {
            return Some(&state.id);
        }
        match phrase::meaning(self, name, date)? {
            phrase::What::State(at, _) => Some(&self.states[at as usize].id),
            phrase::What::Organisation(at) => Some(&self.organisations[at as usize].id),
            _ => self.organisation(name).map(|o| o.id.as_str()),
        }
    }

    /// Tells what function a title may mean: `foreign` for `foreign minister`.
    pub fn function(&self, title: &str) -> Option<Function> {
        self.role(&key(title).to_lowercase())?.function
    }

    /// Finds the states that belong to an organisation on a day.
    pub fn members(&self, organisation: &str, date: Date) -> Vec<&State> {
        let at = self.organisation_ids.get(organisation);
        let members = at.and_then(|at| self.members_of.get(at)).map_or(&[][..], Vec::as_slice);
        members
            .iter()
            .map(|&at| &self.members[at as usize])
            .filter(|member| !member.partial && within(date, member.from, member.to) != Within::No)
            .filter_map(|member| self.state(&member.state))
            .collect()
    }

    /// Composes the code of an actor: its state's or organisation's, then its role, then what more is known.
    ///
    /// A part that the code ends in already is not said twice. Nothing where the state is not known.
    pub fn code(&self, of: &str, roles: &[&str]) -> Option<String> {
        let base = match self.state(of) {
            Some(state) => state.cameo.clone(),
            None => self.organisation(of)?.code.clone()?,
        };
        Some(compose(base, roles))
    }
}

/// Appends role codes to a code.
fn compose(mut code: String, roles: &[&str]) -> String {
    for role in roles.iter().filter(|role| !role.is_empty()) {
        if !code.ends_with(role) {
            code.push_str(role);
        }
    }
    code
}

#[cfg(test)]
mod tests;
