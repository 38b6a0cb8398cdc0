//! Our own places: countries, divisions, and what a gazetteer of towns lacks.

use rustc_hash::FxHashMap;

use super::fold::fold;

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "country" => Self::Country,
            "admin1" => Self::Admin1,
            "county" => Self::County,
            "region" => Self::Region,
            "continent" => Self::Continent,
            "sea" => Self::Sea,
            "strait" => Self::Strait,
            "river" => Self::River,
            "mountain" => Self::Mountain,
            "island" => Self::Island,
            "base" => Self::Base,
            "crossing" => Self::Crossing,
            "nuclear" => Self::Nuclear,
            "camp" => Self::Camp,
            "site" => Self::Site,
            "town" => Self::Town,
            _ => return None,
        })
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

/// Why a file of places cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("line {line} of the places: {what}")]
pub struct PlacesError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong and what is expected.
    pub what: String,
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

const COLUMNS: [&str; 8] = ["id", "name", "kind", "country", "admin1", "lat", "lon", "aliases"];

impl Places {
    /// Reads the places that the program was built with.
    pub fn built_in() -> Self {
        Self::parse(include_str!("../../atlas/places.tsv")).expect("places.tsv is tested")
    }

    /// Reads a file in the format of `places.tsv`.
    pub fn parse(text: &str) -> Result<Self, PlacesError> {
        let mut places = Self::default();
        places.add(text)?;
        Ok(places)
    }

    /// Adds a file's places; a place of the same id is replaced.
    pub fn add(&mut self, text: &str) -> Result<(), PlacesError> {
        let mut header = false;
        for (index, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty()) {
            let wrong = |what: String| PlacesError { line: index + 1, what };
            let cells: Vec<&str> = line.split('\t').collect();
            if !header {
                if cells.get(..COLUMNS.len()) != Some(&COLUMNS[..]) {
                    return Err(wrong(format!("the columns begin with {}", COLUMNS.join(", "))));
                }
                header = true;
                continue;
            }
            self.add_line(&cells).map_err(wrong)?;
        }
        Ok(())
    }

    fn add_line(&mut self, cells: &[&str]) -> Result<(), String> {
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        let filled = |at: usize| Some(cell(at)).filter(|c| !c.is_empty()).map(str::to_owned);
        let degrees = |at: usize, most: f64| {
            let number = cell(at).parse::<f64>().ok().filter(|d| d.abs() <= most);
            number.ok_or_else(|| format!("{:?} is no {} in degrees", cell(at), COLUMNS[at]))
        };
        if cell(0).is_empty() || cell(1).is_empty() {
            return Err("id and name must be filled".to_owned());
        }
        let place = Place {
            id: cell(0).to_owned(),
            name: cell(1).to_owned(),
            kind: PlaceKind::parse(cell(2)).ok_or_else(|| format!("there is no kind {:?}", cell(2)))?,
            country: filled(3),
            admin1: filled(4),
            lat: degrees(5, 90.0)?,
            lon: degrees(6, 180.0)?,
            code: filled(8),
            geonames: cell(9).parse().ok(),
            population: cell(10).parse().unwrap_or(0),
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
    fn a_later_file_replaces_a_place() {
        let head = format!("{}\n", COLUMNS.join("\t"));
        let mut places = Places::parse(&format!("{head}x\tOld\ttown\t\t\t1\t1\tSame|same\n")).unwrap();
        places.add(&format!("{head}x\tNew\ttown\t\t\t2\t2\tSame\n")).unwrap();
        assert_eq!(places.find("same").map(|p| p.lat).collect::<Vec<_>>(), [2.0]);
        assert_eq!((places.find("old").count(), places.iter().count()), (0, 1));
    }

    #[test]
    fn errors_name_the_line() {
        let head = format!("# ours\n{}\n", COLUMNS.join("\t"));
        for (line, what) in [
            ("x\tX\tvillage\t\t\t1\t1\t", "line 3 of the places: there is no kind \"village\""),
            ("x\tX\ttown\t\t\t91\t1\t", "line 3 of the places: \"91\" is no lat in degrees"),
            ("\tX\ttown\t\t\t1\t1\t", "line 3 of the places: id and name must be filled"),
        ] {
            assert_eq!(Places::parse(&format!("{head}{line}\n")).unwrap_err().to_string(), what);
        }
        assert!(Places::parse("name\tlat\n").is_err());
    }
}
