//! Our own places: countries, divisions, and what a gazetteer of towns lacks.

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fold::fold;
use crate::atlas::AtlasError;

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A state or territory.
    Country,
    /// A first-level division: a province, a governorate, a state of a federation.
    Admin1,
    /// A county of the United States.
    County,
    /// A region without a government of its own, or across borders.
    Region,
    /// A continent or a part of the world of that size.
    Continent,
    /// A sea, gulf, bay or lake.
    Sea,
    /// A strait or a canal.
    Strait,
    /// A river.
    River,
    /// A mountain, a range, a desert, a forest.
    Mountain,
    /// An island or a group of islands.
    Island,
    /// A military base or a cosmodrome.
    Base,
    /// A border crossing.
    Crossing,
    /// A nuclear plant, laboratory or test site.
    Nuclear,
    /// A refugee camp, a prison camp, a prison.
    Camp,
    /// A building, a square, a dam, a field.
    Site,
    /// A town or village.
    Town,
}

impl PlaceKind {
    /// Every kind.
    const ALL: [Self; 16] = [
        Self::Country,
        Self::Admin1,
        Self::County,
        Self::Region,
        Self::Continent,
        Self::Sea,
        Self::Strait,
        Self::River,
        Self::Mountain,
        Self::Island,
        Self::Base,
        Self::Crossing,
        Self::Nuclear,
        Self::Camp,
        Self::Site,
        Self::Town,
    ];

    /// Returns the word for it in `places.tsv` and in a reading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Admin1 => "admin1",
            Self::County => "county",
            Self::Region => "region",
            Self::Continent => "continent",
            Self::Sea => "sea",
            Self::Strait => "strait",
            Self::River => "river",
            Self::Mountain => "mountain",
            Self::Island => "island",
            Self::Base => "base",
            Self::Crossing => "crossing",
            Self::Nuclear => "nuclear",
            Self::Camp => "camp",
            Self::Site => "site",
            Self::Town => "town",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == word)
    }
}

/// One line of `places.tsv`.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its id in the atlas: `SYR`, `SYR.09`, `shayrat`.
    pub id: String,
    /// Its usual English name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-3 of the one country in which it lies.
    pub country: Option<String>,
    /// Name of the first-level division in which it lies; a division's own.
    pub admin1: Option<String>,
    /// Degrees north of a central point.
    pub lat: f64,
    /// Degrees east of a central point.
    pub lon: f64,
    /// GeoNames' code of a first-level division.
    pub code: Option<String>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Inhabitants, 0 where unknown.
    pub population: u64,
}

/// The places of the atlas, found by name.
#[derive(Debug, Clone, Default)]
pub struct Places {
    places: Vec<Place>,
    /// The valid place of each id: a later file may replace what an earlier one said.
    ids: FxHashMap<String, u32>,
    names: FxHashMap<String, Vec<u32>>,
    /// Country and GeoNames' code to the division.
    divisions: FxHashMap<(String, String), u32>,
    adjectives: FxHashMap<String, u32>,
}

/// The columns of the file; a user's may leave out those behind the aliases.
const COLUMNS: [&str; 12] = [
    "id",
    "name",
    "kind",
    "country",
    "admin1",
    "lat",
    "lon",
    "aliases",
    "code",
    "geonames",
    "population",
    "adjectives",
];
const NEEDED: usize = 8;

/// The file of an atlas that holds places.
const FILE: &str = "places.tsv";

/// A cell that is wrong: its column, from 0, and what is wrong with it.
type Wrong = (usize, String);

impl Places {
    /// Reads the places that the program was built with.
    ///
    /// # Panics
    /// When the file is wrong, which a test keeps from being released.
    pub fn built_in() -> Self {
        Self::load([]).unwrap_or_else(|errors| panic!("built-in places: {errors:?}"))
    }

    /// Reads the built-in places and then a user's: of an atlas's files, given as names and sources, those called
    /// `places.tsv`. A row with a known id replaces.
    ///
    /// ```
    /// use chancery_reader::place::Places;
    /// let mine = "id\tname\tkind\tcountry\tadmin1\tlat\tlon\taliases\nx\tX\tvillage\t\t\t1\t1\t\n";
    /// let errors = Places::load([("mine/places.tsv", mine)]).unwrap_err();
    /// assert!(errors[0].to_string().starts_with("mine/places.tsv:2:5: there is no kind `village`"));
    /// ```
    ///
    /// # Errors
    /// Lists every mistake in every file.
    pub fn load<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Result<Self, Vec<AtlasError>> {
        let mut places = Self::default();
        let mut errors = Vec::new();
        places.add(FILE, include_str!("../../atlas/places.tsv"), &mut errors);
        for (name, text) in files {
            if name.rsplit(['/', '\\']).next() == Some(FILE) {
                places.add(name, text, &mut errors);
            }
        }
        if errors.is_empty() { Ok(places) } else { Err(errors) }
    }

    /// Adds a file's places; a place of the same id is replaced.
    fn add(&mut self, file: &str, text: &str, errors: &mut Vec<AtlasError>) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut header = false;
        let rows = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
        for (index, line) in rows {
            let cells: Vec<&str> = line.split('\t').collect();
            let read = if header { self.add_line(&cells) } else { check_header(&cells) };
            if let Err((at, message)) = read {
                let before: usize = cells.iter().take(at).map(|cell| cell.chars().count() + 1).sum();
                errors.push(AtlasError {
                    file: file.to_owned(),
                    line: index + 1,
                    column: before + 1,
                    message,
                });
                if !header {
                    return;
                }
            }
            header = true;
        }
        if !header {
            let columns = COLUMNS[..NEEDED].join(", ");
            let message = format!(
                "the file is empty; begin with a line that names the columns, a tab between them: {columns}"
            );
            errors.push(AtlasError { file: file.to_owned(), line: 1, column: 1, message });
        }
    }

    fn add_line(&mut self, cells: &[&str]) -> Result<(), Wrong> {
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        let filled = |at: usize| Some(cell(at)).filter(|c| !c.is_empty()).map(str::to_owned);
        let degrees = |at: usize, most: f64| {
            let number = cell(at).parse::<f64>().ok().filter(|d| d.abs() <= most);
            let wrong =
                || format!("`{}` is no {}; write degrees from -{most} to {most}", cell(at), COLUMNS[at]);
            number.ok_or_else(|| (at, wrong()))
        };
        let count = |at: usize| match cell(at) {
            "" => Ok(None),
            digits => digits
                .parse::<u64>()
                .map(Some)
                .map_err(|_| (at, format!("`{digits}` is no {}; write a whole number", COLUMNS[at]))),
        };
        if cells.len() > COLUMNS.len() {
            return Err((COLUMNS.len(), format!("a row has at most {} cells", COLUMNS.len())));
        }
        if let Some(at) = (0..2).find(|&at| cell(at).is_empty()) {
            return Err((at, format!("the {} is empty; fill it", COLUMNS[at])));
        }
        let kind = PlaceKind::parse(cell(2)).ok_or_else(|| {
            let kinds: Vec<&str> = PlaceKind::ALL.iter().map(|kind| kind.name()).collect();
            (2, format!("there is no kind `{}`; write one of: {}", cell(2), kinds.join(", ")))
        })?;
        if !matches!(cell(3).as_bytes(), [] | [b'A'..=b'Z', b'A'..=b'Z', b'A'..=b'Z']) {
            return Err((
                3,
                format!("`{}` is no country; write three capitals as in ISO 3166-1, or nothing", cell(3)),
            ));
        }
        let place = Place {
            id: cell(0).to_owned(),
            name: cell(1).to_owned(),
            kind,
            country: filled(3),
            admin1: filled(4),
            lat: degrees(5, 90.0)?,
            lon: degrees(6, 180.0)?,
            code: filled(8),
            geonames: count(9)?.and_then(|id| u32::try_from(id).ok()),
            population: count(10)?.unwrap_or(0),
        };
        let index = self.places.len() as u32;
        for name in [cell(1)].into_iter().chain(cell(7).split('|')).filter(|n| !n.is_empty()) {
            let same = self.names.entry(fold(name)).or_default();
            if same.last() != Some(&index) {
                same.push(index);
            }
        }
        if let (Some(country), Some(code), PlaceKind::Admin1) = (&place.country, &place.code, place.kind) {
            self.divisions.insert((country.clone(), code.clone()), index);
        }
        for adjective in cell(11).split('|').filter(|a| !a.is_empty()) {
            self.adjectives.insert(fold(adjective), index);
        }
        self.ids.insert(place.id.clone(), index);
        self.places.push(place);
        Ok(())
    }

    /// Walks the places in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Place> {
        let valid = |(index, place): &(usize, &Place)| self.ids.get(&place.id) == Some(&(*index as u32));
        self.places.iter().enumerate().filter(valid).map(|(_, place)| place)
    }

    /// Walks the places of a name; spelling may differ in case, accents and dots.
    pub fn find(&self, name: &str) -> impl Iterator<Item = &Place> {
        self.find_folded(&fold(name))
    }

    pub(crate) fn find_folded(&self, key: &str) -> impl Iterator<Item = &Place> + use<'_> {
        let named = self.names.get(key).into_iter().flatten();
        let valid = |&&i: &&u32| self.ids.get(&self.places[i as usize].id) == Some(&i);
        named.filter(valid).map(|&i| &self.places[i as usize])
    }

    /// Returns the first-level division with GeoNames' code.
    pub fn division(&self, country: &str, code: &str) -> Option<&Place> {
        let index = self.divisions.get(&(country.to_owned(), code.to_owned()))?;
        Some(&self.places[*index as usize])
    }

    /// Returns the country that an adjective or demonym belongs to.
    pub(crate) fn adjective(&self, folded: &str) -> Option<&Place> {
        self.adjectives.get(folded).map(|&i| &self.places[i as usize])
    }
}

fn check_header(cells: &[&str]) -> Result<(), Wrong> {
    for (at, wanted) in COLUMNS.iter().enumerate().take(cells.len().max(NEEDED)) {
        match cells.get(at) {
            Some(found) if found == wanted => {}
            Some(found) => {
                let message =
                    format!("the column `{found}` stands where `{wanted}` belongs; rename or move it");
                return Err((at, message));
            }
            None => return Err((at, format!("the column `{wanted}` is missing; add it"))),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_file_is_sound() {
        let places = Places::built_in();
        let ids: Vec<_> = places.iter().map(|p| p.id.as_str()).collect();
        assert!(ids.is_sorted(), "sorted by id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "one line an id");
        assert!(ids.len() > 2000);
        let countries: BTreeSet<_> =
            places.iter().filter(|p| p.kind == PlaceKind::Country).map(|p| p.id.as_str()).collect();
        for place in places.iter() {
            assert!(place.country.as_deref().is_none_or(|c| countries.contains(c)), "{}", place.id);
            assert!(place.kind != PlaceKind::Admin1 || place.code.is_some(), "{}", place.id);
        }
    }

    #[test]
    fn places_of_the_news_are_there() {
        let places = Places::built_in();
        for (name, country) in [
            ("Khan Sheikhoun", "SYR"),
            ("Shayrat airbase", "SYR"),
            ("the Golan Heights", "SYR"),
            ("Calif.", "USA"),
            ("Fordow", "IRN"),
            ("U.K.", "GBR"),
            ("Zaatari", "JOR"),
        ] {
            let found = places.find(name).next().unwrap_or_else(|| panic!("{name}"));
            assert_eq!(found.country.as_deref(), Some(country), "{name}");
        }
        assert!(places.find("Russians").next().is_none(), "a demonym is never a place");
    }

    #[test]
    fn a_users_file_replaces_a_place() {
        let head = COLUMNS[..NEEDED].join("\t");
        let one = format!("{head}\nx\tOld\ttown\t\t\t1\t1\tSame Same|same same\n");
        let two = format!("# ours\n{head}\nx\tNewest\ttown\t\t\t2\t2\tSame Same\n");
        let places =
            Places::load([("a/places.tsv", &*one), ("b/places.tsv", &*two), ("b/people.tsv", "")]).unwrap();
        assert_eq!(places.find("same same").map(|p| p.lat).collect::<Vec<_>>(), [2.0]);
        assert_eq!(places.iter().count(), Places::built_in().iter().count() + 1);
    }

    #[test]
    fn errors_name_file_line_and_column() {
        let head = format!("# ours\n{}\n", COLUMNS[..NEEDED].join("\t"));
        for (line, what) in [
            (
                "x\tX\tvillage\t\t\t1\t1\t",
                "my/places.tsv:3:5: there is no kind `village`; write one of: country",
            ),
            ("x\tX\ttown\t\t\t91\t1\t", "my/places.tsv:3:12: `91` is no lat; write degrees from -90 to 90"),
            ("\tX\ttown\t\t\t1\t1\t", "my/places.tsv:3:1: the id is empty; fill it"),
            ("x\tX\ttown\tSyria\t\t1\t1\t", "my/places.tsv:3:10: `Syria` is no country"),
            (
                "x\tX\ttown\t\t\t1\t1\t\t\tQ5\t",
                "my/places.tsv:3:18: `Q5` is no geonames; write a whole number",
            ),
        ] {
            let text = format!("{head}{line}\n");
            let errors = Places::load([("my/places.tsv", &*text)]).unwrap_err();
            assert_eq!(errors.len(), 1);
            assert!(errors[0].to_string().starts_with(what), "{}", errors[0]);
        }
        for (text, what) in [("", ":1:1: the file is empty"), ("id\tlat\n", ":1:4: the column `lat`")] {
            let errors = Places::load([("places.tsv", text)]).unwrap_err();
            assert!(errors[0].to_string().contains(what), "{}", errors[0]);
        }
    }
}
