use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::{ReadError, Reading};

/// Returns the JSON Schema (2020-12) of a reading, made from the types.
///
/// ```
/// let schema = chancery_reader::reading::schema();
/// assert_eq!(schema["title"], "Reading");
/// ```
pub fn schema() -> Value {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Reading>()
        .to_value()
}

/// Returns the JSON Schema (2020-12) of the error object.
pub fn error_schema() -> Value {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<ReadError>()
        .to_value()
}
