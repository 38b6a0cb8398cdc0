//! A check of JSON against the published schema: the few words of JSON Schema that it uses, and no others.
//!
//! A whole validator would be the heaviest dependency of the tests. A word that this one does not know panics, so that
//! nothing goes unchecked.

use serde_json::Value;

/// A schema with its `$defs`.
pub(super) struct Schema(Value);

impl Schema {
    pub(super) fn new(schema: Value) -> Self {
        Self(schema)
    }
}

/// Says where a value does not fit, if anywhere.
pub(super) fn invalid(schema: &Schema, value: &Value) -> Option<String> {
    fits(&schema.0, &schema.0, value, "").err()
}

fn fits(root: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    let Some(words) = schema.as_object() else { return Ok(()) };
    for (word, argument) in words {
        let fine = match word.as_str() {
            "description"
            | "title"
            | "$schema"
            | "$defs"
            | "$id"
            | "format"
            | "pattern"
            | "additionalProperties" => true,
            "$ref" => {
                let name = argument.as_str().unwrap().strip_prefix("#/$defs/").expect("a reference to $defs");
                let target = root["$defs"].get(name).unwrap_or_else(|| panic!("no {name}"));
                fits(root, target, value, at)?;
                true
            }
            "type" => {
                let is = |kind: &Value| is_a(kind.as_str().unwrap(), value);
                argument.as_array().map_or_else(|| is(argument), |kinds| kinds.iter().any(is))
            }
            "const" => value == argument,
            "anyOf" => list(argument).iter().any(|one| fits(root, one, value, at).is_ok()),
            "oneOf" => list(argument).iter().filter(|one| fits(root, one, value, at).is_ok()).count() == 1,
            "required" => list(argument).iter().all(|key| value.get(key.as_str().unwrap()).is_some()),
            "properties" => {
                for (key, schema) in argument.as_object().unwrap() {
                    if let Some(field) = value.get(key) {
                        fits(root, schema, field, &format!("{at}/{key}"))?;
                    }
                }
                let known = |key: &String| argument.get(key).is_some();
                value.as_object().is_none_or(|fields| fields.keys().all(known))
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    fits(root, argument, item, &format!("{at}/{index}"))?;
                }
                true
            }
            "minItems" => {
                value.as_array().is_none_or(|items| items.len() as u64 >= argument.as_u64().unwrap())
            }
            "maxItems" => {
                value.as_array().is_none_or(|items| items.len() as u64 <= argument.as_u64().unwrap())
            }
            "minimum" => value.as_f64().is_none_or(|number| number >= argument.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= argument.as_f64().unwrap()),
            other => panic!("teach this check the word `{other}` of JSON Schema"),
        };
        if !fine {
            return Err(format!("{at}: {value} does not fit `{word}: {argument}`"));
        }
    }
    Ok(())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn is_a(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        other => panic!("no type `{other}`"),
    }
}

#[test]
fn what_does_not_fit_is_told() {
    let schema = Schema::new(serde_json::json!({
        "type": "object",
        "properties": { "kind": { "oneOf": [{ "const": "a" }, { "const": "b" }] }, "in": { "$ref": "#/$defs/In" } },
        "required": ["kind"],
        "$defs": { "In": { "type": ["integer", "null"], "minimum": 1 } },
    }));
    let check = |value: Value| invalid(&schema, &value);
    assert_eq!(check(serde_json::json!({ "kind": "a", "in": 1 })), None);
    assert_eq!(check(serde_json::json!({ "kind": "b", "in": null })), None);
    for wrong in
        [r#"{"kind":"c"}"#, r#"{"in":1}"#, r#"{"kind":"a","in":0}"#, r#"{"kind":"a","other":1}"#, "[]"]
    {
        assert!(check(serde_json::from_str(wrong).unwrap()).is_some(), "{wrong}");
    }
}
