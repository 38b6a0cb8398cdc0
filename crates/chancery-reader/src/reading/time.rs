use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{TextSpan, TimeId};

/// A date, time, duration or recurrence that the report names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// Its name in this reading.
    pub id: TimeId,
    /// Where it stands.
    pub span: TextSpan,
    /// Its type and value as in TIMEX3.
    pub timex: Timex,
    /// First day, ISO date; null for a duration and when no reference date was known.
    pub from: Option<jiff::civil::Date>,
    /// Last day, ISO date, inclusive; null as for `from`.
    pub to: Option<jiff::civil::Date>,
    /// How exactly the report puts it, or null when that has no meaning.
    pub grain: Option<Grain>,
    /// Whether the time could be placed in the calendar.
    pub anchored: bool,
    /// What found it.
    pub rule: String,
}

/// A TIMEX3 type and value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Timex {
    /// What is expressed.
    #[serde(rename = "type")]
    pub timex_type: TimexType,
    /// `2017-04-04`, `P2D`, `XXXX-WXX-4`.
    pub value: String,
}

/// What a TIMEX3 expresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// "April 4".
    Date,
    /// "Tuesday morning".
    Time,
    /// "two hours".
    Duration,
    /// "every Thursday".
    Set,
}

/// How exactly a time is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// "at 10:15:30".
    Second,
    /// "at 10:15".
    Minute,
    /// "at ten o'clock".
    Hour,
    /// "Tuesday morning".
    DayPart,
    /// "April 4".
    Day,
    /// "last weekend".
    Weekend,
    /// "last week".
    Week,
    /// "in April".
    Month,
    /// "the first quarter".
    Quarter,
    /// "this spring".
    Season,
    /// "the first half of 2017".
    HalfYear,
    /// "in 2017".
    Year,
    /// "the nineties".
    Decade,
    /// "the 20th century".
    Century,
}
