//! Loading: files by kind, rows by id, references between them.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::name::{Entry, NameForm, Names};
use super::table::{Row, Table};
use super::{
    Atlas, AtlasError, Membership, Office, Organisation, Person, Spell, State, ambiguous, office,
    organisation, region, role, state,
};

/// The kinds of files, by their names; [`crate::place::Places`] reads those of places.
pub(super) const FILES: [&str; 10] = [
    "ambiguous",
    "members",
    "offices",
    "organisations",
    "people",
    "places",
    "regions",
    "roles",
    "spells",
    "states",
];

/// A file's name and its text.
type File<'f> = (&'f str, &'f str);

/// Reads all files; a row of a later file takes the place of one with its id in an earlier file.
pub(super) fn load(files: &[File<'_>]) -> Result<Atlas, Vec<AtlasError>> {
    let mut errors = Vec::new();
    for (name, _) in files {
        if !FILES.contains(&stem(name)) {
            let known = FILES.join(".tsv, ");
            errors.push(AtlasError {
                file: (*name).to_owned(),
                line: 1,
                column: 1,
                message: format!(
                    "this is no file of an atlas; rename it to one of {known}.tsv, or move it away"
                ),
            });
        }
    }
    let mut loader = Loader { files, errors };
    let states = loader.gather("states", state::COLUMNS, 1, state::read, |s| s.id.clone());
    let organisations =
        loader.gather("organisations", organisation::COLUMNS, 1, organisation::read, |o| o.id.clone());
    let members = loader.gather("members", organisation::MEMBERS, 1, organisation::read_member, member_key);
    let offices = loader.gather("offices", office::COLUMNS, 1, office::read, |o| o.id.clone());
    let people = loader.gather("people", office::PEOPLE, 1, office::read_person, |p| p.id.clone());
    let spells = loader.gather("spells", office::SPELLS, 1, office::read_spell, spell_key);
    let ambiguous = loader.gather("ambiguous", ambiguous::COLUMNS, 1, ambiguous::read, |a| a.alias.clone());
    let regions = loader.gather("regions", region::COLUMNS, 1, region::read, |r| r.words.clone());
    let roles = loader.gather("roles", role::COLUMNS, 1, role::read, |r| r.words.clone());

    loader.refers(&organisations, &[&states], "country", |o| o.country.iter().collect());
    loader.refers(&members, &[&organisations], "organisation", |m| vec![&m.organisation]);
    loader.refers(&members, &[&states, &organisations], "state", |m| vec![&m.state]);
    loader.refers(&offices, &[&states, &organisations], "state_or_org", |o| vec![&o.of]);
    loader.refers(&people, &[&states], "country", |p| p.country.iter().collect());
    loader.refers(&spells, &[&offices], "office", |s| vec![&s.office]);
    loader.refers(&spells, &[&people], "person", |s| vec![&s.person]);
    loader.refers(&ambiguous, &[&states, &organisations], "candidates", |a| a.candidates.iter().collect());
    loader.refers(&ambiguous, &[&states, &organisations], "default", |a| a.default.iter().collect());
    loader.refers(&regions, &[&states], "country", |r| r.country.iter().collect());
    loader.overlaps(&spells, &offices);

    let mut errors = loader.errors;
    if !errors.is_empty() {
        errors.sort();
        errors.dedup();
        return Err(errors);
    }
    let mut atlas = Atlas {
        states: states.values(),
        organisations: organisations.values(),
        members: members.values(),
        offices: offices.values(),
        people: people.values(),
        spells: spells.values(),
        roles: roles.values(),
        regions: regions.values(),
        ambiguous: ambiguous.values().into_iter().map(|a| (super::key(&a.alias), a)).collect(),
        ..Atlas::default()
    };
    index(&mut atlas);
    Ok(atlas)
}

/// The file's kind: `people` for `mine/people.tsv`.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.strip_suffix(".tsv").unwrap_or("")
}

fn member_key(member: &Membership) -> String {
    let from = member.from.map(|from| from.to_string()).unwrap_or_default();
    format!("{}|{}|{from}", member.organisation, member.state)
}

fn spell_key(spell: &Spell) -> String {
    let from = spell.from.map(|from| from.to_string()).unwrap_or_default();
    format!("{}|{}|{from}", spell.office, spell.person)
}

/// Rows of one kind, by their keys, each with where it stands.
struct Gathered<'f, T> {
    rows: Vec<(T, Row<'f>)>,
    by_key: FxHashMap<String, usize>,
}

impl<T> Gathered<'_, T> {
    fn values(self) -> Vec<T> {
        self.rows.into_iter().map(|(value, _)| value).collect()
    }
}

/// Whether a row with that id exists.
trait Known {
    fn knows(&self, id: &str) -> bool;
    fn ids(&self) -> &FxHashMap<String, usize>;
}

impl<T> Known for Gathered<'_, T> {
    fn knows(&self, id: &str) -> bool {
        self.by_key.contains_key(id)
    }

    fn ids(&self) -> &FxHashMap<String, usize> {
        &self.by_key
    }
}

struct Loader<'f> {
    files: &'f [File<'f>],
    errors: Vec<AtlasError>,
}

impl<'f> Loader<'f> {
    fn gather<T>(
        &mut self,
        kind: &str,
        columns: &'static [&'static str],
        keys: usize,
        read: impl Fn(&Row<'_>, &mut Vec<AtlasError>) -> Option<T>,
        key: impl Fn(&T) -> String,
    ) -> Gathered<'f, T> {
        let mut gathered = Gathered { rows: Vec::new(), by_key: FxHashMap::default() };
        for (at, (name, text)) in self.files.iter().enumerate().filter(|(_, (name, _))| stem(name) == kind) {
            let first = gathered.rows.len();
            let rows = Table::new(name, text, columns).rows(keys, &mut self.errors);
            for row in rows {
                let Some(value) = read(&row, &mut self.errors) else { continue };
                let key = key(&value);
                match gathered.by_key.get(&key) {
                    Some(&known)
                        if known >= first || replaced_here(&gathered.rows[known].1, self.files[at].0) =>
                    {
                        let line = gathered.rows[known].1.line();
                        self.errors.push(row.wrong_cell(
                            columns[0],
                            format!(
                                "`{}` stands in line {line}, too; drop one of the lines",
                                key.replace('|', " ")
                            ),
                        ));
                    }
                    Some(&known) => gathered.rows[known] = (value, row),
                    None => {
                        gathered.by_key.insert(key, gathered.rows.len());
                        gathered.rows.push((value, row));
                    }
                }
            }
        }
        gathered
    }

    /// Checks that what a column names exists.
    fn refers<T>(
        &mut self,
        rows: &Gathered<'_, T>,
        to: &[&dyn Known],
        column: &str,
        ids: impl Fn(&T) -> Vec<&String>,
    ) {
        for (value, row) in &rows.rows {
            for id in ids(value) {
                if to.iter().any(|known| known.knows(id)) {
                    continue;
                }
                let near =
                    nearest(id, to).map(|near| format!(" (did you mean `{near}`?)")).unwrap_or_default();
                self.errors.push(row.wrong_cell(
                    column,
                    format!("`{id}` is not in the atlas{near}; add it to its file or correct this cell"),
                ));
            }
        }
    }

    /// Checks that an office that one person holds is not held by two.
    fn overlaps(&mut self, spells: &Gathered<'_, Spell>, offices: &Gathered<'_, Office>) {
        let mut by_office: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, (spell, _)) in spells.rows.iter().enumerate() {
            by_office.entry(&spell.office).or_default().push(at);
        }
        for (office, mut all) in by_office {
            let shared = offices.by_key.get(office).is_none_or(|&at| offices.rows[at].0.shared);
            if shared {
                continue;
            }
            all.sort_by_key(|&at| spells.rows[at].0.from);
            for pair in all.windows(2) {
                let (before, _) = &spells.rows[pair[0]];
                let (after, row) = &spells.rows[pair[1]];
                let Some(from) = after.from else { continue };
                let runs_on = before.to.is_none_or(|to| to.first() > from.last());
                if runs_on && before.person != after.person {
                    let end = before.to.map_or("no end".to_owned(), |to| format!("the end {to}"));
                    self.errors.push(row.wrong_cell(
                        "from",
                        format!(
                            "{} holds {office} from here, but {}'s spell has {end}; write its line with the day on which it ended",
                            after.person, before.person
                        ),
                    ));
                }
            }
        }
    }
}

fn replaced_here(known: &Row<'_>, file: &str) -> bool {
    std::ptr::eq(known.file, file)
}

/// Returns the known id that differs least from a wrong one.
fn nearest<'k>(id: &str, known: &[&'k dyn Known]) -> Option<&'k str> {
    let wanted = id.to_lowercase();
    let mut near: Vec<&str> = Vec::new();
    for ids in known {
        #[allow(clippy::iter_over_hash_type)] // sorted below
        for candidate in ids.ids().keys() {
            let plain = candidate.to_lowercase();
            if plain == wanted || plain.starts_with(&wanted) || is_one_off(&plain, &wanted) {
                near.push(candidate);
            }
        }
    }
    near.sort_unstable();
    near.first().copied()
}

/// Says whether two words of one length differ in at most one letter.
fn is_one_off(a: &str, b: &str) -> bool {
    a.chars().count() == b.chars().count() && a.chars().zip(b.chars()).filter(|(x, y)| x != y).count() <= 1
}

/// Builds what look-ups need.
fn index(atlas: &mut Atlas) {
    let by_id = |ids: Vec<&String>| -> FxHashMap<String, u32> {
        ids.into_iter().enumerate().map(|(at, id)| (id.clone(), at as u32)).collect()
    };
    atlas.state_ids = by_id(atlas.states.iter().map(|s| &s.id).collect());
    atlas.organisation_ids = by_id(atlas.organisations.iter().map(|o| &o.id).collect());
    atlas.office_ids = by_id(atlas.offices.iter().map(|o| &o.id).collect());
    atlas.person_ids = by_id(atlas.people.iter().map(|p| &p.id).collect());
    for (at, role) in atlas.roles.iter().enumerate() {
        atlas.role_words.insert(role.words.clone(), at as u32);
    }
    // Spells by office and by person, each in the order of their beginnings.
    atlas.spells.sort_by(|a, b| (&a.office, a.from, &a.person).cmp(&(&b.office, b.from, &b.person)));
    for (at, spell) in atlas.spells.iter().enumerate() {
        atlas.spells_of_office.entry(atlas.office_ids[&spell.office]).or_default().push(at as u32);
        atlas.spells_of_person.entry(atlas.person_ids[&spell.person]).or_default().push(at as u32);
    }
    for (at, member) in atlas.members.iter().enumerate() {
        atlas.members_of.entry(atlas.organisation_ids[&member.organisation]).or_default().push(at as u32);
    }
    atlas.first_names = super::first_name::FirstNames::new(&atlas.people);
    let mut names = Names::default();
    states(&atlas.states, &mut names);
    organisations(&atlas.organisations, &mut names);
    people(&atlas.people, &mut names);
    for (at, office) in atlas.offices.iter().enumerate() {
        for title in &office.titles {
            names.add(title, Entry::Office(at as u32), NameForm::Title);
            atlas.titles.entry(title.to_lowercase()).or_default().push(at as u32);
        }
    }
    for (at, region) in atlas.regions.iter().enumerate() {
        names.add(&region.words, Entry::Region(at as u32), NameForm::Name);
    }
    atlas.names = names;
    // Where the file does not say, people are of the state whose offices they hold.
    for (at, person) in atlas.people.iter_mut().enumerate() {
        if person.country.is_none() {
            let spells = atlas.spells_of_person.get(&(at as u32)).map_or(&[][..], Vec::as_slice);
            let of = spells.iter().map(|&spell| {
                let office = atlas.office_ids[&atlas.spells[spell as usize].office];
                atlas.offices[office as usize].of.as_str()
            });
            let mut states: Vec<&str> = of
                .filter_map(|of| match atlas.organisation_ids.get(of) {
                    Some(&at) => atlas.organisations[at as usize].country.as_deref(),
                    None => Some(of),
                })
                .collect();
            states.dedup();
            if let [state] = states[..] {
                person.country = Some(state.to_owned());
            }
        }
    }
    for (at, person) in atlas.people.iter().enumerate() {
        for surname in surnames(person) {
            let known = atlas.surnames.entry(surname).or_default();
            if known.last() != Some(&(at as u32)) {
                known.push(at as u32);
            }
        }
    }
}

fn states(states: &[State], names: &mut Names) {
    for (at, state) in states.iter().enumerate() {
        let entry = Entry::State(at as u32);
        for name in std::iter::once(&state.name).chain(&state.aliases) {
            names.add(name, entry, NameForm::Name);
        }
        for adjective in &state.adjectives {
            let singular = adjective.strip_suffix('s').or_else(|| adjective.strip_suffix("men"));
            let form = match singular {
                Some(singular) if !adjective.ends_with("ss") && adjective.len() > singular.len() => {
                    NameForm::People
                }
                _ => NameForm::Adjective,
            };
            names.add(adjective, entry, form);
        }
        for metonym in state.capital.iter().chain(&state.metonyms) {
            let form = if is_house(metonym) { NameForm::Metonym } else { NameForm::Capital };
            names.add(metonym, entry, form);
        }
    }
}

/// Says whether a metonym is a house, a street or a place in a city, which is never the city itself.
fn is_house(name: &str) -> bool {
    const HOUSES: [&str; 26] = [
        "House",
        "Palace",
        "Street",
        "Office",
        "Kremlin",
        "Square",
        "Wing",
        "Bottom",
        "Beltway",
        "Avenue",
        "Number",
        "No",
        "Whitehall",
        "Westminster",
        "David",
        "Hill",
        "Palais",
        "Élysée",
        "Elysée",
        "Elysee",
        "Quai",
        "Wa",
        "Arg",
        "Zhongnanhai",
        "Muqata",
        "Chigi",
    ];
    name.starts_with("the ") || name.split([' ', '.']).any(|word| HOUSES.contains(&word))
}

fn organisations(organisations: &[Organisation], names: &mut Names) {
    for (at, organisation) in organisations.iter().enumerate() {
        for name in [&organisation.name, &organisation.id].into_iter().chain(&organisation.aliases) {
            names.add(name, Entry::Organisation(at as u32), NameForm::Name);
        }
    }
}

fn people(people: &[Person], names: &mut Names) {
    for (at, person) in people.iter().enumerate() {
        for name in std::iter::once(&person.name).chain(&person.aliases) {
            names.add(name, Entry::Person(at as u32), NameForm::Name);
        }
    }
}

/// Last words of a person's names, and the first where the family name stands there.
fn surnames(person: &Person) -> Vec<String> {
    const FAMILY_FIRST: [&str; 7] = ["CHN", "PRK", "KOR", "VNM", "TWN", "KHM", "HUN"];
    let first = person.country.as_deref().is_some_and(|c| FAMILY_FIRST.contains(&c));
    let mut found = Vec::new();
    for name in std::iter::once(&person.name).chain(&person.aliases) {
        let key = super::name::key(name);
        let words: Vec<&str> = key.split(' ').collect();
        let ends = words.last().into_iter().chain(words.first().filter(|_| first));
        for word in ends {
            let word = word.strip_prefix("al-").or_else(|| word.strip_prefix("Al-")).unwrap_or(word);
            if word.chars().count() > 1 && !found.iter().any(|known| known == word) {
                found.push(word.to_owned());
            }
        }
    }
    found
}
