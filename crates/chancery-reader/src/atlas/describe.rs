//! What an actor string of news text stands for: state and code, with the reason.

use jiff::civil::Date;
use serde::Serialize;

use super::name::{Entry, NameForm};
use super::phrase::{self, Item, What};
use super::{Atlas, Days, Function, Gender, Holder, OrganisationKind, Person, Role, RoleKind, compose};
use crate::reading::ActorKind;

/// Whom or what some words stand for, as far as they tell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActorDescription {
    /// The atlas's name, else the words.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Id of its state.
    pub country: Option<String>,
    /// CAMEO/PLOVER actor code.
    pub code: Option<String>,
    /// Wikidata item.
    pub wikidata: Option<String>,
    /// Man or woman, where the words or the atlas tell.
    #[serde(skip)]
    pub gender: Option<Gender>,
    /// Offices, those that the words name or that the person holds on the day.
    pub roles: Vec<RoleHeld>,
    /// From 0 to 1.
    pub confidence: f32,
    /// Others that it may be, likeliest first.
    pub candidates: Vec<Choice>,
    /// How it was found.
    pub reason: String,
    /// The row of the atlas that it is.
    #[serde(skip)]
    pub entry: Option<Entry>,
    /// The words speak of several people.
    #[serde(skip)]
    pub plural: bool,
}

/// An office as words or atlas give it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RoleHeld {
    /// Its title.
    pub title: String,
    /// Id of the state.
    pub country: Option<String>,
    /// Since when, where known.
    pub from: Option<String>,
    /// Until when, where known.
    pub to: Option<String>,
}

/// One that some words may stand for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    /// Its name.
    pub name: String,
    /// Id of its state.
    pub country: Option<String>,
    /// Its code.
    pub code: Option<String>,
    /// From 0 to 1.
    pub confidence: f32,
}

impl ActorDescription {
    fn unknown(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            kind: ActorKind::Unknown,
            country: None,
            code: None,
            wikidata: None,
            gender: None,
            roles: Vec::new(),
            confidence: 0.0,
            candidates: Vec::new(),
            reason: "no word of it is in the atlas".to_owned(),
            entry: None,
            plural: false,
        }
    }
}

impl Atlas {
    /// Tells whom or what an actor string of news text stands for.
    ///
    /// ```
    /// use chancery_reader::atlas::Atlas;
    /// let day = jiff::civil::date(2017, 4, 12);
    /// let found = Atlas::embedded().describe("the Turkish military", Some(day));
    /// assert_eq!((found.country.as_deref(), found.code.as_deref()), (Some("TUR"), Some("TURMIL")));
    /// ```
    pub fn describe(&self, text: &str, date: Option<Date>) -> ActorDescription {
        let text = text.trim().trim_matches(|c: char| matches!(c, '"' | '“' | '”' | '.' | ',' | ';' | ':'));
        let bare = text.trim_start_matches("the ").trim_start_matches("The ").trim();
        let mut parts = text.split([',', ';', '(']).map(str::trim).filter(|part| !part.is_empty());
        let first = parts.next().unwrap_or("");
        if let Some(what) = phrase::meaning(self, bare, date) {
            let mut found = self.whole(text, what, date);
            // "the Saudi-led coalition" is nobody's in the table of organisations, but somebody's in the news.
            if found.country.is_none() && found.code.as_deref() == Some("IGO") {
                let leader = bare.split_once("-led ").and_then(|(leader, _)| self.meaning(leader, date));
                if let Some((Entry::State(at), _)) = leader {
                    let id = &self.states[at as usize].id;
                    found.country = Some(id.clone());
                    found.code = self.code(id, &["MIL"]);
                }
            }
            return found;
        }
        let mut found = self.phrase(first, date);
        for beside in parts.take(2) {
            // "Sergei Lavrov, Russia's foreign minister", "Paris, France"
            if found.country.is_some() && found.code.is_some() {
                break;
            }
            let more = self.phrase(beside, date);
            if more.confidence > 0.0 {
                if found.kind == ActorKind::Unknown {
                    found.kind = more.kind;
                }
                let known = found.country.is_some();
                found.country = found.country.or(more.country);
                found.code = if known { found.code.or(more.code) } else { more.code.or(found.code) };
                found.roles.extend(more.roles);
                found.confidence = found.confidence.max(more.confidence * 0.9);
                found.reason = format!("{}; beside it: {}", found.reason, more.reason);
            }
        }
        found
    }

    /// Describes words that are a name as a whole.
    fn whole(&self, text: &str, what: What<'_>, date: Option<Date>) -> ActorDescription {
        match what {
            What::Person(people, full) => self.person_named(text, &people, full, &[], date),
            What::State(at, form) => self.state_named(text, at, form, 0.95),
            What::Organisation(at) => self.organisation_named(at, 0.95),
            What::Region(at) => self.region_named(text, at),
            _ => ActorDescription::unknown(text),
        }
    }

    fn phrase(&self, text: &str, date: Option<Date>) -> ActorDescription {
        let words = phrase::words(text);
        let words: &[&str] = match words.split_first() {
            Some((
                &("the" | "The" | "a" | "A" | "an" | "An" | "some" | "Some" | "his" | "her" | "its"
                | "their"),
                rest,
            )) => rest,
            _ => &words,
        };
        let words = &words[..words.len().min(24)];
        let items = phrase::items(self, words, date);
        let starts_with_preposition = matches!(items.first().map(|i| &i.what), Some(What::Preposition));
        let cut = items
            .iter()
            .skip(1)
            .position(|item| matches!(item.what, What::Preposition))
            .map_or(items.len(), |at| at + 1);
        let (front, back) = items.split_at(if starts_with_preposition { 0 } else { cut });
        let Some(head) = front.iter().rposition(|item| !matches!(item.what, What::Word | What::Former))
        else {
            return self.unnamed(text, words, back, date);
        };
        // A name that nobody knows behind a role: "Foreign Minister Foo Bar".
        let trailing = front[head + 1..].iter().filter(|item| {
            words[item.start..item.end].iter().all(|word| word.starts_with(char::is_uppercase))
        });
        let trailing: Vec<&Item<'_>> = trailing.collect();
        match &front[head].what {
            What::Person(people, full) => {
                let people = people.clone();
                self.person_named(text, &people, *full, &front[..head], date)
            }
            What::Role(role) => {
                let mut found = self.role_phrase(text, role, &front[..head], back, words, &front[head], date);
                if !trailing.is_empty() {
                    let first = trailing[0].start;
                    found.name = words[first..front[front.len() - 1].end].join(" ");
                    found.kind = ActorKind::Person;
                    found.entry = None;
                    found.wikidata = None;
                    found.candidates.clear();
                    found.plural = false;
                }
                found
            }
            What::State(at, form) => {
                let (at, form) = (*at, *form);
                if !trailing.is_empty() {
                    // "Turkish Petroleum": a body whose name begins with a state.
                    let mut found = ActorDescription::unknown(text);
                    found.country = Some(self.states[at as usize].id.clone());
                    found.kind = ActorKind::Organisation;
                    found.code = Some(self.states[at as usize].cameo.clone());
                    found.confidence = 0.4;
                    found.reason = format!("named after {}", self.states[at as usize].name);
                    return found;
                }
                let modified: Vec<&Role> = roles_in(&front[..head]);
                let mut found = self.state_named(text, at, form, 0.85);
                if form == NameForm::People || form == NameForm::Adjective {
                    let codes: Vec<&str> = modified.iter().filter_map(|r| r.code.as_deref()).collect();
                    if let Some(code) = codes.last() {
                        found.code = self.code(&self.states[at as usize].id, &[code]);
                    }
                }
                found
            }
            What::Organisation(at) => self.organisation_named(*at, 0.85),
            What::Led(at) | What::Backed(at) => {
                let mut found = self.state_named(text, *at, NameForm::Name, 0.4);
                found.kind = ActorKind::Unknown;
                found
            }
            What::Region(at) => self.region_named(text, *at),
            _ => ActorDescription::unknown(text),
        }
    }

    /// Describes words of which none in front is known: `victims of the attack in Syria`.
    fn unnamed(&self, text: &str, words: &[&str], back: &[Item<'_>], _: Option<Date>) -> ActorDescription {
        let mut found = ActorDescription::unknown(text);
        if let Some(place) = back.iter().find_map(|item| self.country_of(&item.what)) {
            found.country = Some(place);
            found.confidence = 0.3;
            found.reason = "only its state is known".to_owned();
        }
        found.plural = words.last().is_some_and(|word| word.ends_with('s'));
        found
    }

    #[allow(clippy::too_many_arguments)] // the parts of one phrase
    fn role_phrase(
        &self,
        text: &str,
        role: &Role,
        before: &[Item<'_>],
        behind: &[Item<'_>],
        words: &[&str],
        head: &Item<'_>,
        date: Option<Date>,
    ) -> ActorDescription {
        let mut found = ActorDescription::unknown(text);
        let head_words = words[head.start..head.end].join(" ").to_lowercase();
        found.plural =
            head_words != role.words || matches!(role.words.as_str(), "people" | "troops" | "forces");
        found.gender = role.gender;
        found.kind = kind(role, found.plural);
        let led = before.iter().any(|item| matches!(item.what, What::Led(_)));
        let former =
            before.iter().any(|item| matches!(item.what, What::Former)) || head_words.starts_with("ex-");
        let mut codes: Vec<&str> = roles_in(before).iter().filter_map(|r| r.code.as_deref()).collect();
        let behind_role = behind.iter().find_map(|item| match item.what {
            What::Role(role) if role.code.is_some() => Some(role),
            _ => None,
        });
        if codes.is_empty() && role.code.is_none() {
            codes.extend(behind_role.and_then(|r| r.code.as_deref()));
        }
        // Whose: an organisation or a person before it, then a state before it, then what follows.
        let owner = before.iter().rev().find_map(|item| match &item.what {
            What::Organisation(at) => Some(Owner::Organisation(*at)),
            What::Person(people, _) => people.first().map(|p| Owner::Person(p)),
            What::State(at, NameForm::Metonym) => Some(Owner::House(*at)),
            _ => None,
        });
        let state = before
            .iter()
            .find_map(|item| match item.what {
                What::State(at, _) | What::Led(at) => Some(at),
                _ => None,
            })
            .map(|at| self.states[at as usize].id.clone());
        let region = before.iter().find_map(|item| match item.what {
            What::Region(at) => Some(at),
            _ => None,
        });
        let of = behind.iter().enumerate().find_map(|(at, item)| {
            let preposition = behind[..at].iter().rev().find(|i| matches!(i.what, What::Preposition))?;
            let preposition = words[preposition.start].to_lowercase();
            let owner = match &item.what {
                What::Organisation(org) => Some(Owner::Organisation(*org)),
                What::Person(people, _) => people.first().map(|p| Owner::Person(p)),
                What::State(state, _) => Some(Owner::State(*state)),
                _ => self.country_of(&item.what).map(Owner::Country),
            }?;
            Some((preposition, owner))
        });
        let backed = before.iter().find_map(|item| match item.what {
            What::Backed(at) => Some(self.states[at as usize].id.clone()),
            _ => None,
        });
        let sector = sector(role, &codes, led, former, state.is_some() || owner.is_some() || of.is_some());
        let local =
            matches!(role.kind, RoleKind::People | RoleKind::Armed | RoleKind::Body | RoleKind::Media);

        let region_state = region.and_then(|at| self.regions[at as usize].country.clone());
        match (owner, of) {
            (Some(Owner::Organisation(at)), _) => {
                self.in_organisation(&mut found, at, state.as_deref(), &sector, role)
            }
            (Some(Owner::House(at)), _) => {
                found.country = Some(self.states[at as usize].id.clone());
                let sector = if sector.is_empty() { "GOV" } else { &sector };
                found.code = self.code(&self.states[at as usize].id, &[sector]);
            }
            (Some(Owner::Person(person)), _) if state.is_none() => {
                found.country = person.country.clone();
                let sector = match role.kind {
                    _ if !sector.is_empty() => sector.as_str(),
                    RoleKind::Person | RoleKind::State => "GOV",
                    _ => "",
                };
                found.code = person.country.as_deref().and_then(|c| self.code(c, &[sector]));
            }
            (_, of) => {
                let by_place = |owner: &Owner<'_>| match owner {
                    Owner::State(at) => Some(self.states[*at as usize].id.clone()),
                    Owner::Country(id) => Some(id.clone()),
                    Owner::House(_) | Owner::Organisation(_) => None,
                    Owner::Person(person) => person.country.clone(),
                };
                if state.is_none()
                    && let Some((preposition, Owner::Organisation(at))) = &of
                    && matches!(preposition.as_str(), "of" | "for" | "from" | "at" | "with" | "to" | "in")
                    && (role.function != Some(Function::UnAmbassador))
                {
                    self.in_organisation(&mut found, *at, None, &sector, role);
                } else {
                    let posting = matches!(
                        role.words.as_str(),
                        "ambassador" | "envoy" | "special envoy" | "consul" | "counterpart"
                    );
                    let behind = of.as_ref().filter(|(preposition, _)| match preposition.as_str() {
                        "of" | "from" | "in" | "for" | "across" | "inside" | "at" | "near" | "within"
                        | "based" => !(posting && preposition == "for"),
                        "led" | "by" => false,
                        "loyal" | "to" => {
                            local && before.iter().all(|i| !matches!(i.what, What::State(..))) && !posting
                        }
                        "backed" | "on" | "with" | "against" => false,
                        _ => false,
                    });
                    let there = behind.and_then(|(_, owner)| by_place(owner));
                    // Ethnic and local words say less than where it happens.
                    found.country = state
                        .or_else(
                            || if region_state.is_some() && !local { region_state.clone() } else { None },
                        )
                        .or(there)
                        .or(region_state)
                        .or(if local || !sector.is_empty() { backed } else { None });
                    found.code = match (&found.country, region) {
                        (Some(country), _) => self.code(country, &[&sector]),
                        (None, Some(at)) => self.regions[at as usize]
                            .code
                            .clone()
                            .filter(|code| code != "KUR")
                            .map(|code| compose(code, &[&sector]))
                            .or_else(|| Some(sector.clone()).filter(|s| !s.is_empty())),
                        (None, None) => Some(sector.clone()).filter(|s| !s.is_empty()),
                    };
                }
            }
        }
        if role.kind == RoleKind::State && found.country.is_some() && sector.is_empty() {
            found.kind = ActorKind::State;
        }
        found.confidence = if found.country.is_some() { 0.85 } else { 0.4 };
        found.reason = format!(
            "{} is a word for {}{}",
            role.words,
            role.kind.as_str(),
            found.country.as_ref().map(|c| format!(", {c} stands beside it")).unwrap_or_default()
        );
        if role.words == "counterpart" {
            found.confidence = 0.4;
            found.code = found.country.as_deref().and_then(|c| self.code(c, &["GOV"]));
        }
        let single = matches!(found.kind, ActorKind::Person) && !found.plural;
        if single && !former {
            self.fill_holder(&mut found, role, &head_words, before, date);
        }
        if former && let Some(country) = &found.country {
            found.roles.push(RoleHeld {
                title: format!("former {}", role.words),
                country: Some(country.clone()),
                from: None,
                to: None,
            });
        }
        found
    }

    fn in_organisation(
        &self,
        found: &mut ActorDescription,
        at: u32,
        state: Option<&str>,
        sector: &str,
        role: &Role,
    ) {
        let organisation = &self.organisations[at as usize];
        let national = organisation.kind == OrganisationKind::Igo;
        if national && let Some(state) = state {
            // "Russia's ambassador to the UN", "the French NATO soldier": the state's own.
            found.country = Some(state.to_owned());
            found.code = self.code(state, &[if sector.is_empty() { "GOV" } else { sector }]);
            return;
        }
        found.country = organisation.country.clone().or_else(|| state.map(str::to_owned));
        let military =
            national && matches!(sector, "MIL") && matches!(role.kind, RoleKind::People | RoleKind::Body);
        found.code =
            organisation.code.clone().map(|code| compose(code, if military { &["MIL"] } else { &[] }));
        if found.code.is_none() {
            found.code = found.country.as_deref().and_then(|c| self.code(c, &[sector]));
        }
    }

    /// Finds who holds the office that the words name, on the day.
    fn fill_holder(
        &self,
        found: &mut ActorDescription,
        role: &Role,
        title: &str,
        before: &[Item<'_>],
        date: Option<Date>,
    ) {
        // "deputy foreign minister", "foreign ministry spokesman": the words before belong to the title.
        if before.iter().any(|item| matches!(item.what, What::Role(_)))
            && role.function != Some(Function::Opposition)
        {
            return;
        }
        let organisation = before.iter().rev().find_map(|item| match item.what {
            What::Organisation(at) => Some(self.organisations[at as usize].id.as_str()),
            _ => None,
        });
        let of = organisation.map(str::to_owned).or_else(|| found.country.clone());
        let holders = self.holders_of(title, role.function, of.as_deref(), date);
        let Some(best) = holders.first() else {
            if role.function.is_some() {
                found.roles.push(RoleHeld {
                    title: title.to_owned(),
                    country: found.country.clone(),
                    from: None,
                    to: None,
                });
            }
            return;
        };
        if found.country.is_none() {
            found.country = Some(best.office.of.clone()).filter(|of| self.state(of).is_some());
            found.confidence = 0.7;
            found.reason = format!("only {} has the office {title}", best.office.of);
        }
        if let Some(code) = &best.office.code
            && (found.code.is_none()
                || found.code.as_deref().is_some_and(|c| !c.contains("GOV") || c.len() < code.len()))
        {
            found.code = Some(code.clone());
        }
        found.roles.push(held(best, title, self.state(&best.office.of).map(|s| s.id.as_str())));
        let alone = best.certain && holders.iter().filter(|h| h.certain).count() == 1;
        if alone {
            found.name = best.person.name.clone();
            found.wikidata = best.person.wikidata.clone();
            found.gender = best.person.gender.or(found.gender);
            found.entry = self.person_ids.get(&best.person.id).map(|&at| Entry::Person(at));
            found.reason =
                format!("{}; {} held {} on that day", found.reason, best.person.name, best.office.id);
        } else {
            let count = holders.len().min(4);
            found.candidates = holders[..count]
                .iter()
                .map(|h| Choice {
                    name: h.person.name.clone(),
                    country: found.country.clone(),
                    code: h.office.code.clone(),
                    confidence: if h.certain { 0.7 } else { 0.4 } / count as f32,
                })
                .collect();
            found.reason =
                format!("{}; who held {} on that day is not certain", found.reason, best.office.id);
        }
    }

    /// Finds those who hold on a day what a title and a function mean in a state or an organisation.
    ///
    /// Without a state or an organisation only a title counts that one alone has.
    pub fn holders_of(
        &self,
        title: &str,
        function: Option<Function>,
        of: Option<&str>,
        date: Option<Date>,
    ) -> Vec<Holder<'_>> {
        let Some(date) = date else { return Vec::new() };
        let by_title = self.office_by_title(title, of, Some(date));
        let mut found: Vec<Holder<'_>> = Vec::new();
        let alone = by_title.windows(2).all(|pair| pair[0].of == pair[1].of);
        if of.is_some() || alone {
            for office in &by_title {
                found.extend(self.holders(&office.id, date));
                if !found.is_empty() {
                    break;
                }
            }
        }
        if found.is_empty()
            && by_title.is_empty()
            && let (Some(of), Some(function)) = (of, function)
        {
            for office in self.offices_with(of, function) {
                found.extend(self.holders(&office.id, date));
                if !found.is_empty() {
                    break;
                }
            }
        }
        found
    }

    /// Describes a person by what they hold on the day.
    fn person_named(
        &self,
        text: &str,
        people: &[&Person],
        full: bool,
        before: &[Item<'_>],
        date: Option<Date>,
    ) -> ActorDescription {
        let mut found = ActorDescription::unknown(text);
        found.kind = ActorKind::Person;
        let roles = roles_in(before);
        let beside = before.iter().find_map(|item| self.country_of(&item.what));
        // A state or an office beside the name decides between namesakes.
        let fits = |person: &&&Person| beside.is_none() || person.country == beside;
        let role = roles.last();
        let holds = |person: &&&Person| {
            role.and_then(|r| r.function).is_some_and(|function| {
                self.spells_of(&person.id)
                    .any(|s| self.office(&s.office).is_some_and(|o| o.function == function))
            })
        };
        let best = people
            .iter()
            .find(|p| fits(p) && holds(p))
            .or_else(|| people.iter().find(fits))
            .or_else(|| people.first().filter(|_| full));
        let Some(best) = best else {
            found.country = beside;
            let sector = role.map(|r| sector(r, &[], false, false, true)).unwrap_or_default();
            found.code = found.country.as_deref().and_then(|c| self.code(c, &[&sector]));
            found.confidence = 0.5;
            found.reason = "a name that the atlas does not have".to_owned();
            return found;
        };
        found.name.clone_from(&best.name);
        found.wikidata.clone_from(&best.wikidata);
        found.gender = best.gender;
        found.entry = self.person_ids.get(&best.id).map(|&at| Entry::Person(at));
        found.country = best.country.clone().or(beside);
        found.confidence = match (full, people.len()) {
            (true, 1) => 0.95,
            (true, _) | (false, 1) => 0.75,
            (false, _) => 0.6,
        };
        let (code, reason) = self.code_of(best, date);
        found.code = code;
        found.reason = reason;
        for holder in self.offices_for(best, date) {
            let country = self.state(&holder.office.of).map(|s| s.id.clone());
            if found.country.is_none() {
                found.country.clone_from(&country);
            }
            found.roles.push(held(&holder, &holder.office.titles[0], country.as_deref()));
        }
        let former = before.iter().any(|item| matches!(item.what, What::Former));
        if former && let Some(country) = &found.country {
            found.code = self.code(country, &["ELI"]);
        }
        for other in people.iter().filter(|p| p.id != best.id).take(3) {
            found.candidates.push(Choice {
                name: other.name.clone(),
                country: other.country.clone(),
                code: self.code_of(other, date).0,
                confidence: 0.3,
            });
        }
        found
    }

    fn offices_for<'a>(&'a self, person: &'a Person, date: Option<Date>) -> Vec<Holder<'a>> {
        match date {
            Some(date) => self.offices_of(&person.id, date),
            None => Vec::new(),
        }
    }

    /// Composes a person's code from what they hold on the day, held before it, or will hold.
    pub fn code_of(&self, person: &Person, date: Option<Date>) -> (Option<String>, String) {
        let now = self.offices_for(person, date);
        let best = now.iter().max_by_key(|h| (h.certain, h.office.function.rank()));
        if let Some(best) = best {
            let reason = format!("{} holds {} on that day", person.name, best.office.id);
            return (self.office_code(&best.office.id).or_else(|| self.state_code(person)), reason);
        }
        let Some(date) = date else {
            // Without a day: the last office.
            let last = self.spells_of(&person.id).max_by_key(|s| (s.to.is_none(), s.to, s.from));
            let code = last.and_then(|s| self.office_code(&s.office));
            return (code.or_else(|| self.state_code(person)), format!("{} is in the atlas", person.name));
        };
        let past = self.spells_of(&person.id).any(|s| s.to.is_some_and(|to: Days| to.last() < date));
        if past {
            let code = person.country.as_deref().and_then(|c| self.code(c, &["ELI"]));
            return (code, format!("{} held an office before that day", person.name));
        }
        (self.state_code(person), format!("{} is in the atlas without an office on that day", person.name))
    }

    /// Returns the code of an office's holder.
    fn office_code(&self, office: &str) -> Option<String> {
        let office = self.office(office)?;
        office.code.clone().or_else(|| self.organisation(&office.of).and_then(|o| o.code.clone()))
    }

    fn state_code(&self, person: &Person) -> Option<String> {
        person.country.as_deref().and_then(|c| self.code(c, &[]))
    }

    fn state_named(&self, text: &str, at: u32, form: NameForm, confidence: f32) -> ActorDescription {
        let state = &self.states[at as usize];
        let mut found = ActorDescription::unknown(&state.name);
        found.kind = ActorKind::State;
        found.country = Some(state.id.clone());
        found.code = Some(state.cameo.clone());
        found.entry = Some(Entry::State(at));
        found.confidence = confidence;
        found.reason = format!("a name of {}", state.name);
        match form {
            NameForm::People => {
                found.name = text.trim_start_matches("the ").trim_start_matches("The ").to_owned();
                found.kind = ActorKind::Population;
                found.entry = None;
                found.plural = true;
                found.reason = format!("people of {}", state.name);
            }
            NameForm::Metonym => {
                found.name = text.trim_start_matches("the ").trim_start_matches("The ").to_owned();
                found.kind = ActorKind::Organisation;
                found.entry = None;
                found.code = self.code(&state.id, &["GOV"]);
                found.reason = format!("a house of the government of {}", state.name);
            }
            NameForm::Capital => {
                found.confidence = confidence - 0.1;
                found.reason = format!("a seat of the government of {}", state.name);
            }
            _ => {}
        }
        found
    }

    fn organisation_named(&self, at: u32, confidence: f32) -> ActorDescription {
        let organisation = &self.organisations[at as usize];
        let mut found = ActorDescription::unknown(&organisation.name);
        found.kind = match organisation.kind {
            OrganisationKind::Igo => ActorKind::Igo,
            OrganisationKind::Media => ActorKind::Media,
            OrganisationKind::ArmedGroup => ActorKind::ArmedGroup,
            _ => ActorKind::Organisation,
        };
        found.country.clone_from(&organisation.country);
        found.code.clone_from(&organisation.code);
        found.wikidata.clone_from(&organisation.wikidata);
        found.entry = Some(Entry::Organisation(at));
        found.confidence = confidence;
        found.reason = format!("a name of {}", organisation.id);
        found
    }

    fn region_named(&self, text: &str, at: u32) -> ActorDescription {
        let region = &self.regions[at as usize];
        let mut found = ActorDescription::unknown(text);
        found.country.clone_from(&region.country);
        found.code =
            region.country.as_deref().and_then(|c| self.code(c, &[])).or_else(|| region.code.clone());
        found.confidence = 0.5;
        found.reason = "a region or a people".to_owned();
        found.entry = Some(Entry::Region(at));
        found
    }

    fn country_of(&self, what: &What<'_>) -> Option<String> {
        match what {
            What::State(at, _) | What::Led(at) => Some(self.states[*at as usize].id.clone()),
            What::Organisation(at) => self.organisations[*at as usize].country.clone(),
            What::Region(at) => self.regions[*at as usize].country.clone(),
            _ => None,
        }
    }
}

/// To whom a role belongs.
enum Owner<'a> {
    State(u32),
    Country(String),
    House(u32),
    Organisation(u32),
    Person(&'a Person),
}

fn held(holder: &Holder<'_>, title: &str, country: Option<&str>) -> RoleHeld {
    let day = |days: Option<Days>| days.map(|d| d.to_string());
    RoleHeld {
        title: title.to_lowercase(),
        country: country.map(str::to_owned),
        from: day(holder.spell.from),
        to: day(holder.spell.to),
    }
}

fn roles_in<'a>(items: &[Item<'a>]) -> Vec<&'a Role> {
    items
        .iter()
        .filter_map(|item| match item.what {
            What::Role(role) => Some(role),
            _ => None,
        })
        .collect()
}

/// What a role word makes of an actor.
fn kind(role: &Role, plural: bool) -> ActorKind {
    match role.kind {
        RoleKind::Office | RoleKind::Person | RoleKind::People if !plural => match role.words.as_str() {
            "forces" | "troops" | "police" | "special forces" | "opposition" | "public" | "population"
            | "society" | "leadership" | "navy" => ActorKind::Organisation,
            _ => ActorKind::Person,
        },
        RoleKind::Office | RoleKind::Person | RoleKind::People => match role.code.as_deref() {
            Some("MIL" | "COP" | "GOV" | "SPY") if role.kind == RoleKind::People => ActorKind::Organisation,
            _ => ActorKind::Population,
        },
        RoleKind::Body => ActorKind::Organisation,
        RoleKind::Armed => ActorKind::ArmedGroup,
        RoleKind::Media => ActorKind::Media,
        RoleKind::State => ActorKind::State,
        RoleKind::Alliance => ActorKind::Group,
    }
}

/// Codes that say against whom or for whom somebody fights; they win over ranks and jobs.
const SIDES: [&str; 9] = ["REB", "SEP", "UAF", "PRM", "OPP", "COP", "SPY", "CRM", "INS"];

/// Composes the role part of a code from the head of a phrase and the words before it.
fn sector(role: &Role, before: &[&str], led: bool, former: bool, owned: bool) -> String {
    let last = before.last().copied();
    let own = role.code.as_deref().unwrap_or("");
    let side = before.iter().copied().find(|code| SIDES.contains(code));
    let found = match (own, last) {
        ("" | "GOV", Some(last)) => side.unwrap_or(last),
        ("MIL" | "CVL" | "LEG" | "PTY" | "GOV", _) if side.is_some() => side.unwrap_or(own),
        ("", None) => match role.kind {
            RoleKind::Person if owned && !is_neutral(&role.words) => "GOV",
            RoleKind::Alliance if led => "MIL",
            _ => "",
        },
        (own, _) => own,
    };
    if former && (found.starts_with("GOV") || matches!(found, "LEG" | "JUD" | "SPY" | "MIL" | "PTY")) {
        return "ELI".to_owned();
    }
    found.to_owned()
}

/// Says whether a word for a person tells nothing of a government, even with a state beside it.
fn is_neutral(words: &str) -> bool {
    matches!(
        words,
        "member"
            | "founder"
            | "co-founder"
            | "supporter"
            | "critic"
            | "candidate"
            | "veteran"
            | "source"
            | "figure"
            | "employee"
            | "worker"
            | "expert"
            | "analyst"
            | "researcher"
            | "observer"
            | "monitor"
            | "investigator"
            | "whistleblower"
            | "tycoon"
            | "heir"
            | "author"
            | "manager"
            | "organizer"
            | "organiser"
            | "opponent"
            | "rival"
            | "ally"
            | "director"
            | "staff"
            | "staffer"
            | "colleague"
            | "insider"
            | "moderate"
            | "watcher"
    )
}
