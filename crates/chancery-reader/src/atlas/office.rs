//! Offices and those who have held them.

use super::AtlasError;
use super::day::{Days, Within, within};
use super::kind::kinds;
use super::table::Row;
use jiff::civil::Date;

pub(super) const COLUMNS: &[&str] = &["id", "state_or_org", "function", "titles", "code"];
pub(super) const PEOPLE: &[&str] = &["id", "name", "aliases", "wikidata", "gender"];
pub(super) const SPELLS: &[&str] = &["office", "person", "from", "to", "known_until"];

/// An office of a state or an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// `USA.foreign`.
    pub id: String,
    /// Id of the state or the organisation.
    pub of: String,
    /// What its holder does.
    pub function: Function,
    /// What news calls the holder, the usual title first.
    pub titles: Vec<String>,
    /// CAMEO/PLOVER actor code of the holder: `USAGOV`.
    pub code: Option<String>,
    /// Several people may hold it at once.
    pub shared: bool,
}

kinds! {
    /// What the holder of an office does.
    Function {
        /// President, king.
        HeadOfState = "head_of_state",
        /// Prime minister, chancellor.
        HeadOfGovernment = "head_of_government",
        /// Foreign minister, secretary of state.
        Foreign = "foreign",
        /// Defence minister.
        Defence = "defence",
        /// Interior minister.
        Interior = "interior",
        /// Finance minister.
        Finance = "finance",
        /// Ambassador to the United Nations.
        UnAmbassador = "un_ambassador",
        /// Head of an organisation of states.
        IgoHead = "igo_head",
        /// Speaks for a government.
        Spokesperson = "spokesperson",
        /// Vice president, deputy.
        Vice = "vice",
        /// National security adviser.
        SecurityAdviser = "security_adviser",
        /// Chief of the general staff.
        MilitaryChief = "military_chief",
        /// Head of an intelligence service.
        Intelligence = "intelligence",
        /// Stands above head of state and government.
        SupremeLeader = "supreme_leader",
        /// Speaker of parliament.
        Speaker = "speaker",
        /// Leader of the opposition.
        Opposition = "opposition",
        /// Something else.
        Other = "other",
    }
}

/// Someone who holds or held an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// `rex_tillerson`.
    pub id: String,
    /// What news calls them in full.
    pub name: String,
    /// Other names and spellings.
    pub aliases: Vec<String>,
    /// Wikidata item.
    pub wikidata: Option<String>,
    /// Man or woman, where known.
    pub gender: Option<Gender>,
    /// Id of their state.
    pub country: Option<String>,
}

kinds! {
    /// Whether `he` or `she` refers to someone.
    Gender {
        /// He.
        Man = "m",
        /// She.
        Woman = "f",
    }
}

/// A person's time in an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spell {
    /// Id of the office.
    pub office: String,
    /// Id of the person.
    pub person: String,
    /// Since when.
    pub from: Option<Days>,
    /// Until when; none where the person still held it when the line was written.
    pub to: Option<Days>,
    /// When the line was last known to be true.
    pub known_until: Option<Days>,
}

impl Spell {
    /// Tells whether the person held the office on a day.
    ///
    /// Past `known_until` a spell without an end is only `Perhaps` true: nobody has looked since.
    pub fn on(&self, date: Date) -> Within {
        match within(date, self.from, self.to) {
            Within::Yes if self.to.is_none() && self.known_until.is_none_or(|known| date > known.last()) => {
                Within::Perhaps
            }
            answer => answer,
        }
    }
}

pub(super) fn read(row: &Row<'_>, errors: &mut Vec<AtlasError>) -> Option<Office> {
    let titles = row.list("titles");
    if titles.is_empty() {
        errors.push(row.wrong_cell("titles", "the office has no title; write what news calls its holder"));
    }
    let function = row.kind("function", Function::parse, Function::NAMES, errors)?;
    Some(Office {
        id: row.required("id", errors)?,
        of: row.required("state_or_org", errors)?,
        function,
        shared: row.cell("shared") == "yes"
            || matches!(function, Function::Vice | Function::Other | Function::Spokesperson),
        titles,
        code: row.optional("code"),
    })
}

pub(super) fn read_person(row: &Row<'_>, errors: &mut Vec<AtlasError>) -> Option<Person> {
    let gender = match row.cell("gender") {
        "" => None,
        _ => Some(row.kind("gender", Gender::parse, Gender::NAMES, errors)?),
    };
    Some(Person {
        id: row.required("id", errors)?,
        name: row.required("name", errors)?,
        aliases: row.list("aliases"),
        wikidata: row.wikidata(errors),
        gender,
        country: row.optional("country"),
    })
}

pub(super) fn read_spell(row: &Row<'_>, errors: &mut Vec<AtlasError>) -> Option<Spell> {
    let (from, to) = row.spell(errors);
    let known_until = row.days("known_until", errors);
    if row.cell("to").is_empty() && row.cell("known_until").is_empty() {
        errors.push(row.wrong_cell(
            "known_until",
            "a spell without an end must say until when it is known; write the day that you looked",
        ));
    }
    Some(Spell {
        office: row.required("office", errors)?,
        person: row.required("person", errors)?,
        from,
        to,
        known_until,
    })
}

impl Function {
    /// Tells how much news an office makes, from 1.
    pub(super) fn rank(self) -> i32 {
        match self {
            Function::HeadOfState | Function::SupremeLeader => 9,
            Function::HeadOfGovernment => 9,
            Function::Foreign | Function::IgoHead => 7,
            Function::Defence => 6,
            Function::Vice | Function::SecurityAdviser | Function::Opposition => 5,
            Function::Interior | Function::Finance | Function::UnAmbassador | Function::Speaker => 4,
            Function::MilitaryChief | Function::Intelligence | Function::Spokesperson => 4,
            Function::Other => 4,
        }
    }
}
