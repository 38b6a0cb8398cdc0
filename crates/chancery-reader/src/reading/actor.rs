use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ActorId, TextSpan};

/// Someone who speaks, acts or is acted upon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Actor {
    /// Its name in this reading.
    pub id: ActorId,
    /// The fullest name that the report or the atlas gives.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Country as ISO 3166-1 alpha-3 (`RUS`), or null.
    pub country: Option<String>,
    /// CAMEO/PLOVER actor code (`RUSGOV`, `USAGOVMIL`, `IGONAT`), or null.
    pub code: Option<String>,
    /// Offices that the report states or that the atlas knows for the report's date.
    pub roles: Vec<Role>,
    /// Wikidata item (`Q7747`), or null.
    pub wikidata: Option<String>,
    /// The actors that a group consists of.
    pub members: Vec<ActorId>,
    /// Where the report speaks of it, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A country.
    State,
    /// A human being.
    Person,
    /// A government body, party, company or agency.
    Organisation,
    /// An organisation of states.
    Igo,
    /// A set of other actors: "the two countries", "Tillerson and Lavrov".
    Group,
    /// Rebels, militias, armed movements.
    ArmedGroup,
    /// People at large: "Syrian civilians".
    Population,
    /// A newspaper, agency or broadcaster.
    Media,
    /// The report does not say.
    Unknown,
}

/// An office held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Role {
    /// Its title: "foreign minister".
    pub title: String,
    /// Country as ISO 3166-1 alpha-3, or null.
    pub country: Option<String>,
    /// First day, ISO date, or null when not known.
    pub from: Option<jiff::civil::Date>,
    /// Last day, ISO date, or null when not known or still held.
    pub to: Option<jiff::civil::Date>,
}

/// A place in the text that speaks of an actor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// Where it stands.
    pub span: TextSpan,
    /// How the actor is called there.
    pub form: Form,
    /// How sure it is that this actor is meant, 0 to 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f32,
    /// What tied the words to the actor.
    pub reason: String,
}

/// How a mention calls its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// "Sergei Lavrov".
    Name,
    /// "the secretary of state".
    Role,
    /// "he".
    Pronoun,
    /// "the Russians", "Russian".
    Demonym,
    /// A capital for its government: "Moscow said".
    Capital,
    /// "the two countries".
    Nominal,
}
