//! What is known of a report beside its text: where its outlet writes, where its readers live.

use chancery_nlp::Span;

use super::Geography;
use super::fold::fold;
use super::gazetteer::Class;
use super::places::PlaceKind;
use crate::atlas::Atlas;
use crate::report::Report;

/// What is known of a report beside its text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hints {
    /// The country that the outlet writes from, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Where the outlet's readers live: degrees north, degrees east.
    pub home: Option<(f64, f64)>,
    /// The datelines: a place named there is where the report was written, and pulls the others to it.
    pub datelines: Vec<Span>,
}

/// Smaller towns share their names with too many newspapers ("Mercury", "Star").
const TOWN: u32 = 50_000;
/// A name stands for its largest town if no other has more than this part of its people.
const LEAD: u32 = 5;

impl Hints {
    /// Reads the hints of a report: the place in the outlet's name ("Baltimore Sun"), else the end of its address.
    pub fn of(report: &Report, datelines: Vec<Span>, atlas: &Atlas, geography: &Geography) -> Self {
        let mut hints = Self { datelines, ..Self::default() };
        if let Some(outlet) = &report.outlet {
            hints.name(outlet, geography);
        }
        if hints.country.is_none() {
            hints.country = report.url.as_deref().and_then(|url| country_of(url, atlas));
        }
        hints
    }

    fn name(&mut self, outlet: &str, geography: &Geography) {
        let key = fold(outlet);
        let words: Vec<&str> = key.split(' ').take(8).collect();
        for len in (1..=words.len().min(3)).rev() {
            for name in words.windows(len) {
                let name = name.join(" ");
                let places = &geography.places;
                let state = places.find_folded(&name).chain(places.adjective(&name));
                let mut state = state.filter(|p| matches!(p.kind, PlaceKind::Country | PlaceKind::Admin1));
                if let Some(state) = state.next() {
                    self.country.clone_from(&state.country);
                    return;
                }
                let towns = geography.gazetteer.iter().flat_map(|g| g.find_folded(&name));
                let mut towns = towns.filter(|t| !t.alternate && t.class != Class::County).take(2);
                if let Some(town) = towns.next()
                    && town.population >= TOWN
                    && words.len() > len
                    && towns.next().is_none_or(|other| other.population < town.population / LEAD)
                {
                    self.country = Some(town.country.to_owned());
                    self.home = Some((town.lat, town.lon));
                    return;
                }
            }
        }
    }
}

/// Returns the country whose addresses end like this one; endings that anybody may buy tell nothing.
fn country_of(url: &str, atlas: &Atlas) -> Option<String> {
    const ANYBODY: [&str; 12] = ["ai", "cc", "co", "fm", "io", "la", "me", "ms", "sh", "to", "tv", "ws"];
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let end = host.rsplit_once('.')?.1.to_ascii_lowercase();
    match end.as_str() {
        "gov" | "mil" => return Some("USA".to_owned()),
        "uk" => return Some("GBR".to_owned()),
        _ => {}
    }
    if end.len() != 2 || ANYBODY.contains(&end.as_str()) {
        return None;
    }
    let end = end.to_ascii_uppercase();
    atlas.states().iter().find(|state| state.iso2.as_deref() == Some(&end)).map(|state| state.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Given, text};

    #[test]
    fn an_outlet_says_where_it_writes() {
        for (outlet, url, country) in [
            (Some("The Times of India"), None, Some("IND")),
            (Some("Turkish Daily Courier"), Some("https://courier.example.com/a"), Some("TUR")),
            (Some("Harbour Mercury"), Some("https://www.mercury.example.co.uk/a?b=c.ru"), Some("GBR")),
            (Some("Harbour Mercury"), Some("http://mercury.ru"), Some("RUS")),
            (Some("Harbour Mercury"), Some("http://mercury.tv/x"), None),
            (None, None, None),
        ] {
            let given =
                Given { outlet: outlet.map(str::to_owned), url: url.map(str::to_owned), ..Given::default() };
            let report = text(b"Nothing happened.", &given);
            let hints = Hints::of(&report, Vec::new(), Atlas::embedded(), Geography::built_in());
            assert_eq!(hints.country.as_deref(), country, "{outlet:?} {url:?}");
        }
    }
}
