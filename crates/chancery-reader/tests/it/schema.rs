//! The published schema agrees with the types, and the types with the contract.

use std::path::Path;

use chancery_reader::reading::{Reading, error_schema, schema};
use chancery_reader::report::{Given, text};
use chancery_reader::segment::segments;
use serde_json::Value;

/// The contract's tables: type in the schema, its fields.
const CONTRACT: &[(&str, &str)] = &[
    (
        "Reading",
        "schema report segments sentences actors places times statements events assessments reversals disputes",
    ),
    ("Report", "id url outlet title byline published published_from language text sha256 extra notes"),
    ("TextSpan", "start end text"),
    ("Segment", "span kind rule"),
    ("SentenceRecord", "id span"),
    ("Actor", "id name kind country code roles wikidata members mentions"),
    ("Role", "title country from to"),
    ("Mention", "span form confidence reason"),
    ("Place", "id name kind country admin1 lat lon approximate geonames span confidence candidates rule"),
    ("PlaceCandidate", "name kind country admin1 lat lon geonames confidence"),
    ("Time", "id span timex from to grain anchored rule"),
    ("Timex", "type value"),
    (
        "Statement",
        "id parent form speaker speaker_span candidates cue cue_lemma content addressees about time place venue hedges polarity confidence rule",
    ),
    ("Candidate", "actor confidence"),
    (
        "Event",
        "id sentence trigger plover cameo quad goldstein intensity source target time place status according_to confidence rule",
    ),
    ("Plover", "type mode contexts"),
    ("Assessment", "id parties level trend phrase hedge according_to time sentence confidence rule"),
    ("Reversal", "id actor topic before after evidence kind confidence rule"),
    ("Dispute", "id proposition positions"),
    ("Position", "actor stance statement event span"),
];

/// The contract's closed lists of words.
const WORDS: &[(&str, &str)] = &[
    ("PublishedFrom", "given metadata dateline text unknown"),
    ("SegmentKind", "headline caption body boilerplate"),
    ("ActorKind", "state person organisation igo group armed_group population media unknown"),
    ("Form", "name role pronoun demonym capital nominal"),
    ("TimexType", "DATE TIME DURATION SET"),
    ("StatementForm", "direct mixed indirect"),
    ("Polarity", "affirm deny question demand"),
    ("Status", "happened ongoing planned possible conditional requested denied negated"),
    ("Trend", "improving worsening unchanged"),
    ("ReversalKind", "stated shown"),
    ("Stance", "affirms denies doubts demands_evidence calls_for_investigation unspecified"),
    ("ReadingVersion", "chancery/reading/1"),
    (
        "PloverType",
        "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT",
    ),
];

fn definition<'s>(schema: &'s Value, name: &str) -> &'s Value {
    if schema["title"] == name { schema } else { &schema["$defs"][name] }
}

#[test]
fn every_field_of_the_contract_is_in_the_schema_and_required() {
    let schema = schema();
    for (name, fields) in CONTRACT {
        let definition = definition(&schema, name);
        let properties = definition["properties"].as_object().unwrap_or_else(|| panic!("no {name}"));
        let expect: Vec<&str> = fields.split(' ').collect();
        assert_eq!(properties.keys().collect::<Vec<_>>(), expect, "{name}");
        let required: Vec<_> =
            definition["required"].as_array().unwrap().iter().map(|field| field.as_str().unwrap()).collect();
        assert_eq!(required, expect, "{name}: required");
        for (field, shape) in properties {
            assert!(shape.get("description").is_some(), "{name}.{field} has no description");
        }
    }
}

#[test]
fn every_word_of_the_contract_is_in_the_schema() {
    let schema = schema();
    for (name, words) in WORDS {
        let found: Vec<&str> = definition(&schema, name)["oneOf"]
            .as_array()
            .unwrap_or_else(|| panic!("no {name}"))
            .iter()
            .map(|word| word["const"].as_str().unwrap())
            .collect();
        assert_eq!(found, words.split(' ').collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn the_published_schemas_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
    for (name, schema) in [("reading.schema.json", schema()), ("error.schema.json", error_schema())] {
        let path = folder.join(name);
        let expect = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("CHANCERY_BLESS").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, expect).unwrap();
        } else {
            let found = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                found.replace("\r\n", "\n") == expect,
                "docs/schema/{name} does not agree with the types; run\n    CHANCERY_BLESS=1 cargo test -p chancery-reader schema"
            );
        }
    }
}

#[test]
fn a_reading_reads_back() {
    let report = text(
        "“Нет”\r\n\r\nMOSCOW, April 12, 2017 (Reuters) — “Нет”, said Lavrov.".as_bytes(),
        &Given::default(),
    );
    let segments = segments(&report);
    let reading = Reading::new(report, &segments);
    let json = serde_json::to_string(&reading).unwrap();
    assert!(json.starts_with(r#"{"schema":"chancery/reading/1","report":{"id":""#), "{json}");
    assert_eq!(serde_json::from_str::<Reading>(&json).unwrap(), reading);
    let characters: Vec<char> = reading.report.text.chars().collect();
    for segment in &reading.segments {
        let shown: String =
            characters[segment.span.start as usize..segment.span.end as usize].iter().collect();
        assert_eq!(shown, segment.span.text);
    }
}
