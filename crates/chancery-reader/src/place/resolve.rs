//! Names tied to places.

use std::collections::BTreeMap;

use chancery_nlp::Span;
use rustc_hash::FxHashMap;

use super::candidate::{Candidate, candidates, kilometres, sphere};
use super::fold::fold;
use super::places::{Place, PlaceKind, Places};
use super::score::{COUNT, Features, normalise, reason, score};
use super::surroundings::{Cue, Surroundings, look};
use super::{Gazetteer, Hints};

/// A place that a name may stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct Sense {
    /// Its usual name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Name of the first-level division.
    pub admin1: Option<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// The position is that of what surrounds the place.
    pub approximate: bool,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// How likely this sense is, 0 to 1.
    pub confidence: f32,
    /// The values of [`FEATURES`](super::FEATURES).
    pub features: Features,
}

/// A mention of a place, tied or left open.
#[derive(Debug, Clone, PartialEq)]
pub struct ResolvedPlace {
    /// Where the name stands.
    pub span: Span,
    /// What it stands for; nothing where that is not sure enough, or the name is not known.
    pub sense: Option<Sense>,
    /// What decided.
    pub reason: String,
    /// The likeliest senses, the best first.
    pub candidates: Vec<Sense>,
}

/// Below this the answer is candidates only: less than half of what would be said is right.
pub const CONFIDENT: f32 = 0.2;

/// A mention in a dateline counts as so many: the report was written there.
const DATELINE: usize = 4;

/// So many candidates are shown.
const SHOWN: usize = 5;

/// So many names of a report pull others to their neighbourhood.
const ANCHORS: usize = 48;

/// All mentions of one name with the same words around it, which have one sense.
struct Group<'a> {
    mentions: usize,
    inside: Vec<&'a Place>,
    cue: Option<Cue>,
    candidates: Vec<Candidate<'a>>,
    features: Vec<Features>,
    /// Probability of each candidate.
    belief: Vec<f32>,
}

/// Ties mentions of places to places.
///
/// A name has one sense in a report, unless the words beside it say otherwise ("Paris, Texas"). Senses are chosen
/// together: what is sure pulls what is not to its country, its division and its neighbourhood.
pub fn resolve_places(
    text: &str,
    mentions: &[Span],
    gazetteer: Option<&Gazetteer>,
    places: &Places,
    hints: &Hints,
) -> Vec<ResolvedPlace> {
    let (mut groups, membership) = group(text, mentions, gazetteer, places, hints);
    let adjectives = adjectives(text, places);
    for group in &mut groups {
        group.features = group.candidates.iter().map(|c| alone(c, group, &adjectives, hints)).collect();
        group.believe();
    }
    for _ in 0..3 {
        let context = Context::of(&groups);
        for (index, group) in groups.iter_mut().enumerate() {
            for at in 0..group.candidates.len() {
                let mut features = group.features[at];
                context.add(index, group, at, &mut features);
                group.features[at] = features;
            }
            group.believe();
        }
    }
    locate_counties(&mut groups);
    let answers: Vec<_> = groups.iter().map(Group::answer).collect();
    let answer = |(span, group): (&Span, Option<usize>)| match group {
        Some(group) => ResolvedPlace { span: *span, ..answers[group].clone() },
        None => {
            let reason = text.get(span.range()).map_or("no text", |name| {
                if places.adjective(&fold(name)).is_some() { "demonym" } else { "unknown name" }
            });
            ResolvedPlace { span: *span, sense: None, reason: reason.to_owned(), candidates: Vec::new() }
        }
    };
    mentions.iter().zip(membership).map(answer).collect()
}

/// Puts mentions that must have one sense together.
fn group<'a>(
    text: &str,
    mentions: &[Span],
    gazetteer: Option<&'a Gazetteer>,
    places: &'a Places,
    hints: &Hints,
) -> (Vec<Group<'a>>, Vec<Option<usize>>) {
    let around: Vec<(String, Surroundings<'a>)> = mentions
        .iter()
        .map(|&span| (fold(text.get(span.range()).unwrap_or_default()), look(text, span, places)))
        .collect();
    // The first holder that is named for a name holds for all its bare mentions.
    let mut said: FxHashMap<&str, &Surroundings<'a>> = FxHashMap::default();
    for (name, surroundings) in &around {
        let known = said.entry(name).or_insert(surroundings);
        if known.inside.is_empty() && !surroundings.inside.is_empty() {
            *known = surroundings;
        }
    }
    let (mut groups, mut membership) = (Vec::<Group<'a>>::new(), Vec::new());
    type Key<'k> = (&'k str, Option<&'k str>, Option<u8>);
    let mut known: FxHashMap<Key<'_>, Option<usize>> = FxHashMap::default();
    for ((name, surroundings), span) in around.iter().zip(mentions) {
        let holder = if surroundings.inside.is_empty() { said[name.as_str()] } else { surroundings };
        let cue = surroundings.kind;
        let key = (name.as_str(), holder.inside.first().map(|p| p.id.as_str()), cue.map(|c| c as u8));
        let index = *known.entry(key).or_insert_with(|| {
            let found = candidates(text.get(span.range()).unwrap_or_default(), cue, gazetteer, places);
            (!found.is_empty()).then(|| {
                // A list ("Paris, Berlin and Rome") looks like a place and its holder until nothing lies in it.
                let inside = Some(&holder.inside).filter(|inside| found.iter().any(|c| holds(inside, c)));
                groups.push(Group {
                    mentions: 0,
                    inside: inside.cloned().unwrap_or_default(),
                    cue,
                    candidates: found,
                    features: Vec::new(),
                    belief: Vec::new(),
                });
                groups.len() - 1
            })
        });
        if let Some(index) = index {
            let written_there = hints.datelines.iter().any(|line| line.contains(*span));
            groups[index].mentions += if written_there { DATELINE } else { 1 };
        }
        membership.push(index);
    }
    (groups, membership)
}

/// Says whether one of the holders holds the candidate.
fn holds(holders: &[&Place], c: &Candidate<'_>) -> bool {
    let holds = |p: &&Place| {
        p.country.as_deref() == Some(c.country)
            && (p.kind == PlaceKind::Country
                || (p.code.as_deref() == Some(c.division) && c.kind != PlaceKind::Admin1))
            && c.kind != PlaceKind::Country
    };
    holders.iter().any(holds)
}

/// Counts the countries whose adjectives the text uses.
fn adjectives<'a>(text: &str, places: &'a Places) -> BTreeMap<&'a str, f32> {
    let mut counts: BTreeMap<&str, f32> = BTreeMap::new();
    let mut total = 0.0;
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| w.starts_with(char::is_uppercase)) {
        if let Some(country) = places.adjective(&fold(word)).and_then(|p| p.country.as_deref()) {
            *counts.entry(country).or_default() += 1.0;
            total += 1.0;
        }
    }
    counts.values_mut().for_each(|count| *count /= total);
    counts
}

/// What speaks for a candidate without the others.
fn alone(c: &Candidate<'_>, group: &Group<'_>, adjectives: &BTreeMap<&str, f32>, hints: &Hints) -> Features {
    use PlaceKind as K;
    let yes = |condition: bool| if condition { 1.0 } else { 0.0 };
    let town = c.kind == K::Town;
    let largest =
        group.candidates.iter().filter(|o| o.kind == K::Town).map(|o| o.population).max().unwrap_or(0);
    let log = |n: u64| (1.0 + n as f32).ln();
    let inside = holds(&group.inside, c);
    let fits = group.cue.map(|cue| match cue {
        Cue::Town => town,
        Cue::Division => c.kind == K::Admin1,
        Cue::County => c.kind == K::County,
        Cue::Country => c.kind == K::Country,
        Cue::Water => matches!(c.kind, K::River | K::Sea),
    });
    let from_home = hints.home.map(|(lat, lon)| kilometres(sphere(lat, lon), c.at));
    let mut f = [0.0; COUNT];
    f[0] = if town && !c.ours { log(c.population) / 16.0 } else { 0.0 };
    f[1] = yes(town && c.population == largest);
    f[2] = if town && !c.ours { (log(c.population) - log(largest)) / 10.0 } else { 0.0 };
    f[3] = yes(c.kind == K::Country);
    f[4] = yes(c.kind == K::Admin1);
    f[5] = yes(c.kind == K::County);
    f[6] = yes(matches!(c.kind, K::Region | K::Continent));
    f[7] = yes(matches!(c.kind, K::Sea | K::Strait | K::River | K::Mountain | K::Island));
    f[8] = yes(matches!(c.kind, K::Base | K::Crossing | K::Nuclear | K::Camp | K::Site));
    f[9] = yes(town && c.ours);
    f[10] = yes(c.capital);
    f[11] = yes(c.alternate);
    f[12] = yes(inside);
    f[13] = yes(!group.inside.is_empty() && !inside);
    f[14] = yes(fits == Some(true));
    f[15] = yes(fits == Some(false));
    f[20] = adjectives.get(c.country).copied().unwrap_or(0.0);
    f[21] = yes(hints.country.as_deref() == Some(c.country));
    f[22] = from_home.map_or(0.0, |d| (-d / 150.0).exp() as f32);
    f
}

impl Group<'_> {
    fn believe(&mut self) {
        self.belief = self.features.iter().map(score).collect();
        normalise(&mut self.belief);
    }

    /// Returns the index of the likeliest candidate, the first of equals.
    fn best(&self) -> usize {
        let later = |best: usize, at: usize| if self.belief[at] > self.belief[best] { at } else { best };
        (0..self.belief.len()).fold(0, later)
    }

    fn answer(&self) -> ResolvedPlace {
        let mut order: Vec<usize> = (0..self.candidates.len()).collect();
        order.sort_by(|&a, &b| self.belief[b].total_cmp(&self.belief[a]).then(a.cmp(&b)));
        let senses: Vec<Sense> = order.iter().take(SHOWN).map(|&at| self.sense(at)).collect();
        let best = self.best();
        let sure = self.belief[best] >= CONFIDENT;
        ResolvedPlace {
            span: Span::default(),
            sense: senses.first().filter(|_| sure).cloned(),
            reason: if sure { reason(&self.features[best]) } else { "several places fit".to_owned() },
            candidates: senses,
        }
    }

    fn sense(&self, at: usize) -> Sense {
        let c = &self.candidates[at];
        let filled = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
        Sense {
            name: c.name.to_owned(),
            kind: c.kind,
            country: filled(c.country),
            admin1: filled(c.admin1),
            lat: c.lat,
            lon: c.lon,
            approximate: c.approximate,
            geonames: c.geonames,
            confidence: self.belief[at],
            features: self.features[at],
        }
    }
}

/// What the report's other names say at one moment.
struct Context<'a> {
    countries: BTreeMap<&'a str, f32>,
    divisions: BTreeMap<(&'a str, &'a str), f32>,
    named: BTreeMap<(&'a str, &'a str), f32>,
    total: f32,
    anchors: Vec<(usize, [f64; 3], f32)>,
}

impl<'a> Context<'a> {
    fn of(groups: &[Group<'a>]) -> Self {
        let mut context = Self {
            countries: BTreeMap::new(),
            divisions: BTreeMap::new(),
            named: BTreeMap::new(),
            total: 0.0,
            anchors: Vec::new(),
        };
        for (index, group) in groups.iter().enumerate() {
            let weight = group.weight();
            context.total += weight;
            for (c, belief) in group.candidates.iter().zip(&group.belief) {
                let mass = weight * belief;
                *context.countries.entry(c.country).or_default() += mass;
                if matches!(c.kind, PlaceKind::Country | PlaceKind::Admin1) {
                    *context.named.entry((c.country, c.division)).or_default() += belief;
                }
                if !c.division.is_empty() {
                    *context.divisions.entry((c.country, c.division)).or_default() += mass;
                }
            }
            let best = group.best();
            let c = &group.candidates[best];
            let point = !c.approximate
                && !matches!(c.kind, PlaceKind::Country | PlaceKind::Continent | PlaceKind::Sea);
            let point = point && !(c.kind == PlaceKind::Admin1 || c.kind == PlaceKind::Region);
            if point {
                context.anchors.push((index, c.at, group.belief[best]));
            }
        }
        context.anchors.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
        context.anchors.truncate(ANCHORS);
        context
    }

    /// Adds what the other groups say for one candidate of a group.
    fn add(&self, index: usize, group: &Group<'a>, at: usize, features: &mut Features) {
        let c = &group.candidates[at];
        let weight = group.weight();
        let own = |same: &dyn Fn(&Candidate<'a>) -> bool| -> f32 {
            group.candidates.iter().zip(&group.belief).filter(|(o, _)| same(o)).map(|(_, b)| b * weight).sum()
        };
        let others = (self.total - weight).max(1.0);
        let share = |mass: f32| (mass / others).clamp(0.0, 1.0);
        if !c.country.is_empty() {
            let mass = self.countries.get(c.country).copied().unwrap_or(0.0);
            features[16] = share(mass - own(&|o| o.country == c.country)).sqrt();
        }
        if !c.division.is_empty() {
            let key = (c.country, c.division);
            let mass = self.divisions.get(&key).copied().unwrap_or(0.0);
            features[17] = share(mass - own(&|o| (o.country, o.division) == key)).sqrt();
        }
        if c.kind != PlaceKind::Admin1 && !c.division.is_empty() {
            features[23] = self.named.get(&(c.country, c.division)).copied().unwrap_or(0.0).min(1.0);
        }
        if c.kind != PlaceKind::Country {
            features[24] = self.named.get(&(c.country, "")).copied().unwrap_or(0.0).min(1.0);
        }
        let mut nearest = 0.0_f64;
        let mut near = 0.0_f64;
        for &(_, place, belief) in self.anchors.iter().filter(|(other, ..)| *other != index) {
            // Another mention of the same place is no neighbour.
            let distance = kilometres(place, c.at);
            if distance < 0.5 && !c.approximate {
                continue;
            }
            nearest = nearest.max(f64::from(belief) * (-distance / 50.0).exp());
            near = near.max(f64::from(belief) * (-distance / 400.0).exp());
        }
        features[18] = nearest as f32;
        features[19] = near as f32;
    }
}

impl Group<'_> {
    /// Returns how much a group counts: less than its mentions, so that one name does not drown the others.
    fn weight(&self) -> f32 {
        (self.mentions as f32).sqrt()
    }
}

/// Gives counties the middle of the report's towns of their state, which are likely in them.
fn locate_counties(groups: &mut [Group<'_>]) {
    let mut towns: BTreeMap<(String, String), (f64, f64, f64)> = BTreeMap::new();
    for group in groups.iter() {
        let c = &group.candidates[group.best()];
        if c.kind == PlaceKind::Town && group.belief[group.best()] > 0.5 {
            let sum = towns.entry((c.country.to_owned(), c.division.to_owned())).or_default();
            *sum = (sum.0 + c.lat, sum.1 + c.lon, sum.2 + 1.0);
        }
    }
    for c in groups.iter_mut().flat_map(|g| &mut g.candidates).filter(|c| c.approximate) {
        if let Some((lat, lon, count)) = towns.get(&(c.country.to_owned(), c.division.to_owned())) {
            (c.lat, c.lon) = (lat / count, lon / count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::gazetteer::tests::entry;
    use super::super::gazetteer::write;
    use super::*;

    fn gazetteer() -> Gazetteer {
        let entries = vec![
            entry("Paris", "FRA", "11", (48.853, 2.349), 2_138_551),
            entry("Paris", "USA", "TX", (33.661, -95.556), 24_782),
            entry("Lebanon", "USA", "PA", (40.341, -76.411), 25_000),
            entry("Lebanon", "USA", "TN", (36.208, -86.291), 33_000),
            entry("Idlib", "SYR", "12", (35.93, 36.634), 128_840),
            entry("Tripoli", "LBY", "77", (32.887, 13.187), 1_150_989),
            entry("Tripoli", "LBN", "09", (34.434, 35.85), 229_398),
            entry("Beirut", "LBN", "04", (33.894, 35.502), 1_916_100),
            entry("Sidon", "LBN", "06", (33.557, 35.372), 163_554),
            entry("Washington", "USA", "DC", (38.895, -77.036), 689_545),
            entry("Moscow", "RUS", "48", (55.752, 37.616), 10_381_222),
            entry("Moscow", "USA", "ID", (46.732, -117.0), 25_060),
        ];
        Gazetteer::from_bytes(write(entries).unwrap()).unwrap()
    }

    fn resolve(text: &str, names: &[&str]) -> Vec<String> {
        let spans: Vec<Span> = names
            .iter()
            .map(|name| {
                let start = text.find(name).unwrap();
                Span::from(start..start + name.len())
            })
            .collect();
        let found = resolve_places(text, &spans, Some(&gazetteer()), &Places::built_in(), &Hints::default());
        let say = |r: ResolvedPlace| {
            r.sense.map_or(format!("({})", r.reason), |s| {
                format!(
                    "{:?} {}",
                    s.kind,
                    [s.country, s.admin1].into_iter().flatten().collect::<Vec<_>>().join(" ")
                )
            })
        };
        found.into_iter().map(say).collect()
    }

    #[test]
    fn one_name_has_many_places() {
        for (text, names, found) in [
            ("The minister flew to Paris on Monday.", &["Paris"][..], &["Town FRA Île-de-France"][..]),
            ("A tornado hit Paris, Texas, on Monday.", &["Paris"], &["Town USA Texas"]),
            ("Lebanon and Syria closed the border.", &["Lebanon", "Syria"], &["Country LBN", "Country SYR"]),
            ("Police in Lebanon, Pa., arrested him.", &["Lebanon"], &["Town USA Pennsylvania"]),
            (
                "Shells fell on Idlib in Syria.",
                &["Idlib", "Syria"],
                &["Town SYR Idlib Governorate", "Country SYR"],
            ),
            ("Moscow, Russia's capital", &["Moscow"], &["Town RUS Moscow"]),
            ("The Russians left.", &["Russians"], &["(demonym)"]),
            ("He lives in Xyzzyville.", &["Xyzzyville"], &["(unknown name)"]),
        ] {
            assert_eq!(resolve(text, names), found, "{text}");
        }
    }

    #[test]
    fn neighbours_decide() {
        let text = "Fighting spread from Tripoli to Sidon and Beirut as Lebanese troops moved in.";
        assert_eq!(resolve(text, &["Tripoli", "Sidon"])[0], "Town LBN North Lebanon");
        let text = "Tripoli said the Libyan coast guard stopped a boat.";
        assert_eq!(resolve(text, &["Tripoli"])[0], "Town LBY Tripoli");
    }

    #[test]
    fn ten_thousand_names_take_no_longer_than_ten_thousand_names() {
        let text = "Paris, Lebanon and Idlib; ".repeat(3400);
        let spans: Vec<Span> = ["Paris", "Lebanon", "Idlib"]
            .iter()
            .flat_map(|name| text.match_indices(name).map(|(at, n)| Span::from(at..at + n.len())))
            .collect();
        let found = resolve_places(&text, &spans, Some(&gazetteer()), &Places::built_in(), &Hints::default());
        assert_eq!(found.len(), 10_200);
    }
}
