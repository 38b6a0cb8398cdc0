//! Names of the things in a reading: a letter and a number from 1, in the order of the text.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

/// A string that is no id of its kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} is no {kind}; write {letter}1, {letter}2, …")]
pub struct BadId {
    found: String,
    kind: &'static str,
    letter: char,
}

macro_rules! ids {
    ($($name:ident $letter:literal $kind:literal)*) => {$(
        #[doc = concat!("The id of ", $kind, " in its reading.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// Makes the id of the thing at `index`, counted from 0.
            pub fn from_index(index: usize) -> Self {
                Self(index as u32 + 1)
            }

            /// Returns the index of the thing in its list, counted from 0.
            pub fn index(self) -> usize {
                self.0 as usize - 1
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $letter, self.0)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                text.strip_prefix($letter)
                    .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
                    .and_then(|digits| digits.parse().ok())
                    .filter(|&number| number > 0)
                    .map(Self)
                    .ok_or_else(|| BadId { found: text.to_owned(), kind: stringify!($name), letter: $letter })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": "string",
                    "pattern": concat!("^", $letter, "[1-9][0-9]*$"),
                    "description": concat!("The id of ", $kind, " in its reading."),
                })
            }
        }
    )*};
}

ids! {
    SentenceId 's' "a sentence"
    ActorId 'a' "an actor"
    PlaceId 'p' "a place"
    TimeId 't' "a time"
    StatementId 'q' "a statement"
    EventId 'e' "an event"
    AssessmentId 'r' "an assessment"
    ReversalId 'v' "a reversal"
    DisputeId 'd' "a dispute"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back() {
        let id = ActorId::from_index(0);
        assert_eq!(serde_json::to_string(&id).unwrap(), r#""a1""#);
        assert_eq!(serde_json::from_str::<ActorId>(r#""a1""#).unwrap().index(), 0);
    }

    #[test]
    fn ids_of_another_kind_are_refused() {
        for text in ["s1", "a", "a0", "a+1", "a-1", "1", "", "a99999999999"] {
            assert!(text.parse::<ActorId>().is_err(), "{text}");
        }
        assert_eq!(
            "q1".parse::<ActorId>().unwrap_err().to_string(),
            r#""q1" is no ActorId; write a1, a2, …"#
        );
    }
}
