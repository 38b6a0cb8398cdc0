use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{PlaceId, TextSpan};
pub use crate::place::PlaceKind;

/// A place that the report names, once for each time it is named.
///
/// A state's name is a place where it says where something is ("in Russia") and only an actor where the state acts or
/// is acted upon ("Russia said"); so is a capital that stands for its government ("Moscow said").
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Its name in this reading.
    pub id: PlaceId,
    /// The name, as the gazetteer has it where known, else as the report writes it.
    pub name: String,
    /// What it is, or null.
    pub kind: Option<PlaceKind>,
    /// Country as ISO 3166-1 alpha-3, or null.
    pub country: Option<String>,
    /// Name of the first-level division (province, governorate, state of a federation), or null.
    pub admin1: Option<String>,
    /// Latitude in degrees north, or null.
    #[schemars(range(min = -90.0, max = 90.0))]
    pub lat: Option<f64>,
    /// Longitude in degrees east, or null.
    #[schemars(range(min = -180.0, max = 180.0))]
    pub lon: Option<f64>,
    /// Whether the position is that of what surrounds the place.
    pub approximate: bool,
    /// GeoNames id, or null.
    pub geonames: Option<u32>,
    /// Where it is named.
    pub span: TextSpan,
    /// How sure it is that this place is meant, 0 to 1; 0 where no place of the name is known.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f32,
    /// What else the name may stand for, likeliest first; the place itself is the first of them where the report
    /// leaves it open. Empty where the confidence is high.
    pub candidates: Vec<PlaceCandidate>,
    /// What decided.
    pub rule: String,
}

/// A place that a name may stand for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceCandidate {
    /// Its usual name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Country as ISO 3166-1 alpha-3, or null.
    pub country: Option<String>,
    /// Name of the first-level division, or null.
    pub admin1: Option<String>,
    /// Latitude in degrees north.
    #[schemars(range(min = -90.0, max = 90.0))]
    pub lat: f64,
    /// Longitude in degrees east.
    #[schemars(range(min = -180.0, max = 180.0))]
    pub lon: f64,
    /// GeoNames id, or null.
    pub geonames: Option<u32>,
    /// How likely it is meant, 0 to 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f32,
}
