use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{PlaceId, TextSpan};

/// A place that the report names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Its name in this reading.
    pub id: PlaceId,
    /// The name, as the gazetteer has it where known.
    pub name: String,
    /// Country as ISO 3166-1 alpha-3, or null.
    pub country: Option<String>,
    /// Latitude in degrees north, or null.
    #[schemars(range(min = -90.0, max = 90.0))]
    pub lat: Option<f64>,
    /// Longitude in degrees east, or null.
    #[schemars(range(min = -180.0, max = 180.0))]
    pub lon: Option<f64>,
    /// GeoNames id, or null.
    pub geonames: Option<u32>,
    /// Where it is named.
    pub span: TextSpan,
}
