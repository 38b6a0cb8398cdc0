//! A noun phrase taken apart: countries, organisations, people and role words in the order of the text.

use jiff::civil::Date;

use super::name::{Entry, LONGEST, NameForm};
use super::{Atlas, Person, Role};

/// A piece of a phrase that the atlas knows.
#[derive(Debug, Clone)]
pub(super) struct Item<'a> {
    /// First word, and one past the last.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) what: What<'a>,
}

#[derive(Debug, Clone)]
pub(super) enum What<'a> {
    /// A state, by an index into the atlas.
    State(u32, NameForm),
    Organisation(u32),
    Region(u32),
    /// People with that name, the likeliest first; `true` where the full name stood there.
    Person(Vec<&'a Person>, bool),
    Role(&'a Role),
    /// A state behind a hyphen: `Saudi-led`.
    Led(u32),
    /// A state that stands by: `Iran-backed`, `pro-Russian`.
    Backed(u32),
    /// `in`, `of`, `for`: what follows tells more.
    Preposition,
    /// `former`, `ousted`.
    Former,
    /// A word of no account here.
    Word,
}

/// Splits a phrase into words, possessives and outer punctuation taken off.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.split_whitespace()
        .map(|word| {
            let word = word.trim_matches(|c: char| {
                matches!(c, ',' | ';' | ':' | '“' | '”' | '"' | '(' | ')' | '[' | ']' | '‘')
            });
            let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
            word.strip_suffix(['\'', '’']).unwrap_or(word)
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// Takes a phrase apart; of two readings the longer wins, of equals the name.
pub(super) fn items<'a>(atlas: &'a Atlas, words: &[&str], date: Option<Date>) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let name = name(atlas, &words[at..], date);
        let role = role(atlas, &words[at..]);
        let (length, what) = match (name, role) {
            (Some(name), Some(role)) if role.0 > name.0 => (role.0, What::Role(role.1)),
            (Some(name), _) => name,
            (None, Some(role)) => (role.0, What::Role(role.1)),
            (None, None) => (1, word(atlas, words[at], date)),
        };
        items.push(Item { start: at, end: at + length, what });
        at += length;
    }
    items
}

/// Finds the longest name at the beginning of some words.
fn name<'a>(atlas: &'a Atlas, words: &[&str], date: Option<Date>) -> Option<(usize, What<'a>)> {
    let first = words.first()?;
    if !first.contains(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        // "al-Qaeda", "the US"; else a name begins with a capital.
        return None;
    }
    for length in (1..=LONGEST.min(words.len())).rev() {
        if let Some(found) = meaning(atlas, &words[..length].join(" "), date) {
            return Some((length, found));
        }
    }
    let capital = first.chars().next().is_some_and(char::is_uppercase);
    if capital && atlas.role(&first.to_lowercase()).is_none() {
        let people = rank(atlas, atlas.by_surname(first).collect(), date);
        if !people.is_empty() {
            return Some((1, What::Person(people, false)));
        }
    }
    None
}

/// Chooses among the meanings of a name the one that is likeliest on a day.
pub(super) fn meaning<'a>(atlas: &'a Atlas, name: &str, date: Option<Date>) -> Option<What<'a>> {
    let mut people = Vec::new();
    let mut best: Option<(i32, What<'a>)> = None;
    let usual = atlas.ambiguous(name).and_then(|a| a.default.as_deref());
    let usual = |id: &str| if usual == Some(id) { 15 } else { 0 };
    for meaning in atlas.by_name(name) {
        let (worth, what) = match (meaning.entry, meaning.form) {
            (_, NameForm::Title) => continue,
            (Entry::State(at), form) => {
                let state = &atlas.states[at as usize];
                let base = match form {
                    NameForm::Name => 60,
                    NameForm::Adjective | NameForm::People => 55,
                    NameForm::Metonym => 30,
                    _ => 35,
                };
                (base + usual(&state.id) + exists(state.from, state.to, date), What::State(at, form))
            }
            (Entry::Organisation(at), _) => {
                let organisation = &atlas.organisations[at as usize];
                (
                    50 + usual(&organisation.id) + exists(organisation.from, organisation.to, date),
                    What::Organisation(at),
                )
            }
            (Entry::Region(at), _) => (40, What::Region(at)),
            (Entry::Person(at), _) => {
                people.push(&atlas.people[at as usize]);
                continue;
            }
            (Entry::Office(_), _) => continue,
        };
        if best.as_ref().is_none_or(|(known, _)| worth > *known) {
            best = Some((worth, what));
        }
    }
    if best.is_none() && !people.is_empty() {
        return Some(What::Person(rank(atlas, people, date), true));
    }
    best.map(|(_, what)| what)
}

fn exists(from: Option<super::Days>, to: Option<super::Days>, date: Option<Date>) -> i32 {
    match date {
        None => -i32::from(to.is_some()) * 20,
        Some(date) => match super::within(date, from, to) {
            super::Within::No => -20,
            _ => 5 * i32::from(to.is_some()),
        },
    }
}

/// Sorts people by how likely the news of a day means them: who holds which office, or held it last.
pub(super) fn rank<'a>(atlas: &'a Atlas, mut people: Vec<&'a Person>, date: Option<Date>) -> Vec<&'a Person> {
    people.sort_by_cached_key(|person| (std::cmp::Reverse(weight(atlas, person, date)), person.id.clone()));
    people
}

/// Tells how much a person is in the news of a day.
pub(super) fn weight(atlas: &Atlas, person: &Person, date: Option<Date>) -> i32 {
    let mut best = 0;
    for spell in atlas.spells_of(&person.id) {
        let Some(office) = atlas.office(&spell.office) else { continue };
        let worth = office.function.rank();
        let near = match date {
            None => worth,
            Some(date) => match spell.on(date) {
                super::Within::Yes => 10 * worth + 40,
                super::Within::Perhaps => 8 * worth + 30,
                super::Within::No => {
                    // The nearer in time, the likelier.
                    let years = spell.to.filter(|to| to.last() < date).map_or_else(
                        || spell.from.map_or(50, |f| f.first().year() - date.year()),
                        |to| date.year() - to.last().year(),
                    );
                    (4 * worth - i32::from(years.unsigned_abs() as i16)).max(1)
                }
            },
        };
        best = best.max(near);
    }
    best
}

/// Finds the longest role at the beginning of some words.
fn role<'a>(atlas: &'a Atlas, words: &[&str]) -> Option<(usize, &'a Role)> {
    let lower: Vec<String> = words.iter().take(7).map(|word| super::key(word).to_lowercase()).collect();
    for length in (1..=lower.len()).rev() {
        let phrase = lower[..length].join(" ");
        let found = atlas.role(&phrase).or_else(|| {
            let (front, last) = phrase.rsplit_once(' ').map_or(("", phrase.as_str()), |(f, l)| (f, l));
            let whole =
                |last: &str| if front.is_empty() { last.to_owned() } else { format!("{front} {last}") };
            singulars(last).into_iter().find_map(|last| atlas.role(&whole(&last))).or_else(|| {
                // "ministers of defence"
                let (head, rest) = phrase.split_once(' ')?;
                rest.starts_with("of ").then_some(())?;
                singulars(head).into_iter().find_map(|head| atlas.role(&format!("{head} {rest}")))
            })
        });
        if let Some(found) = found {
            return Some((length, found));
        }
    }
    None
}

/// Returns what a plural may be the plural of.
pub(super) fn singulars(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(stem) = word.strip_suffix("ies") {
        found.push(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("men") {
        found.push(format!("{stem}man"));
    }
    if let Some(stem) = word.strip_suffix("women") {
        found.push(format!("{stem}woman"));
    }
    if let Some(stem) = word.strip_suffix("es") {
        found.push(stem.to_owned());
    }
    if let Some(stem) = word.strip_suffix('s') {
        found.push(stem.to_owned());
    }
    found
}

/// Reads a word that is neither name nor role: a compound, a preposition, or of no account.
fn word<'a>(atlas: &'a Atlas, word: &str, date: Option<Date>) -> What<'a> {
    let state = |name: &str| match meaning(atlas, name, date) {
        Some(What::State(at, _)) => Some(at),
        _ => None,
    };
    let lower = word.to_lowercase();
    if matches!(
        lower.as_str(),
        "in" | "of"
            | "for"
            | "from"
            | "at"
            | "on"
            | "with"
            | "against"
            | "to"
            | "by"
            | "near"
            | "inside"
            | "loyal"
            | "under"
            | "backed"
            | "led"
            | "fighting"
            | "based"
            | "across"
            | "outside"
            | "within"
            | "linked"
            | "allied"
            | "over"
            | "along"
            | "between"
            | "who"
            | "that"
            | "which"
            | "named"
            | "called"
            | "including"
            | "around"
            | "belonging"
            | "aligned"
            | "supported"
            | "stationed"
            | "deployed"
            | "operating"
            | "and"
    ) {
        return What::Preposition;
    }
    if matches!(
        lower.as_str(),
        "former"
            | "ousted"
            | "deposed"
            | "toppled"
            | "exiled"
            | "late"
            | "retired"
            | "ex"
            | "then"
            | "outgoing"
            | "one-time"
    ) {
        return if matches!(lower.as_str(), "then" | "outgoing" | "late") {
            What::Word
        } else {
            What::Former
        };
    }
    if let Some(rest) = lower.strip_prefix("ex-")
        && let Some(role) = atlas.role(rest)
    {
        // "ex-president": the role counts, what was is told by the caller.
        return What::Role(role);
    }
    for prefix in ["pro-", "Pro-"] {
        if let Some(at) = word.strip_prefix(prefix).and_then(state) {
            return What::Backed(at);
        }
    }
    if let Some((front, back)) = word.rsplit_once('-') {
        let Some(at) = state(front).or_else(|| front.split('-').next().and_then(state)) else {
            return What::Word;
        };
        return match back {
            "led" | "run" | "dominated" => What::Led(at),
            "based" | "held" | "occupied" | "controlled" | "administered" | "annexed" => What::Led(at),
            _ if back.chars().next().is_some_and(char::is_uppercase) => What::Led(at),
            _ => What::Backed(at),
        };
    }
    What::Word
}
