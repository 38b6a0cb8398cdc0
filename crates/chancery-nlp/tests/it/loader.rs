//! Models that are none, or damaged: an error, never a panic.

use chancery_nlp::Pipeline;
use chancery_nlp::model::{ModelError, PublishedModel, convert};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::TINY;

static CONVERTED: LazyLock<Vec<u8>> =
    LazyLock::new(|| convert(&PublishedModel::from_wheel(TINY).expect("opens")).expect("converts"));

#[test]
fn conversion_is_the_same_every_time() {
    assert_eq!(*CONVERTED, convert(&PublishedModel::from_wheel(TINY).expect("opens")).expect("converts"));
}

#[test]
fn what_is_no_model_says_so() {
    let no_wheel = PublishedModel::from_wheel(b"PK\x03\x04 not really");
    assert!(matches!(no_wheel, Err(ModelError::NotAWheel { .. })), "{no_wheel:?}");
    let empty = PublishedModel::from_files(BTreeMap::from([("readme.txt".into(), vec![1])]));
    assert!(matches!(empty, Err(ModelError::NoPipeline)), "{empty:?}");
    for bytes in [&b""[..], b"GIF89a", &[0xff; 64], &CONVERTED[..CONVERTED.len() / 2]] {
        let error = Pipeline::from_bytes(bytes).expect_err("foreign bytes");
        assert!(matches!(error, ModelError::NotConverted { .. }), "{error}");
    }
    let missing = Pipeline::open("nowhere/model.chancery".as_ref()).expect_err("no such file");
    assert!(missing.to_string().contains("nowhere/model.chancery"), "{missing}");
}

#[test]
fn a_pipeline_without_one_of_its_files_names_it() {
    let files = BTreeMap::from([
        ("en_x/config.cfg".to_owned(), b"[nlp]".to_vec()),
        ("en_x/tokenizer".to_owned(), b"\x80".to_vec()),
    ]);
    let error =
        convert(&PublishedModel::from_files(files).expect("looks like one")).expect_err("files are missing");
    assert!(error.to_string().contains("vocab/lookups.bin"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_models_never_panic(at in 0..CONVERTED.len(), byte: u8, cut in 0..CONVERTED.len()) {
        let mut bytes = CONVERTED.clone();
        bytes[at] = byte;
        if let Ok(pipeline) = Pipeline::from_bytes(&bytes) {
            pipeline.process_one("Moscow said the talks had failed.");
        }
        prop_assert!(Pipeline::from_bytes(&CONVERTED[..cut]).is_err());
    }

    #[test]
    fn damaged_wheels_never_panic(at in 0..TINY.len(), byte: u8) {
        let mut bytes = TINY.to_vec();
        bytes[at] = byte;
        let _ = PublishedModel::from_wheel(&bytes).and_then(|published| convert(&published));
    }
}
