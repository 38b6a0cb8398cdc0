//! Damaged models, converted and as published: an error or a pipeline that runs, never a panic.
//!
//! The first byte says what is damaged; then come patches, four bytes of place and one of value. A small input
//! so reaches every corner of a model, behind the checksums of the wheel.
#![no_main]

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::sync::LazyLock;

use chancery_fuzz::TINY;
use chancery_nlp::Pipeline;
use chancery_nlp::model::{PublishedModel, convert};
use libfuzzer_sys::fuzz_target;

static FILES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let mut wheel = zip::ZipArchive::new(Cursor::new(TINY)).expect("a wheel");
    (0..wheel.len())
        .map(|at| {
            let mut file = wheel.by_index(at).expect("a file");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            (file.name().expect("its name").into_owned(), bytes)
        })
        .collect()
});

static CONVERTED: LazyLock<Vec<u8>> =
    LazyLock::new(|| convert(&PublishedModel::from_wheel(TINY).expect("opens")).expect("converts"));

fuzz_target!(|data: &[u8]| {
    let Some((&what, data)) = data.split_first() else { return };
    match what {
        0 => run(Pipeline::from_bytes(data)),
        1 => {
            let _ = PublishedModel::from_wheel(data).and_then(|published| convert(&published));
        }
        2 => run(Pipeline::from_bytes(&damaged(&CONVERTED, data))),
        3 => {
            let _ =
                PublishedModel::from_wheel(&damaged(TINY, data)).and_then(|published| convert(&published));
        }
        _ => {
            let mut files = FILES.clone();
            let names: Vec<String> = files.keys().cloned().collect();
            let name = &names[what as usize % names.len()];
            files.insert(name.clone(), damaged(&FILES[name], data));
            if let Ok(published) = PublishedModel::from_files(files) {
                run(Pipeline::from_published(&published));
            }
        }
    }
});

fn damaged(bytes: &[u8], patches: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for patch in patches.chunks_exact(5) {
        let place =
            u32::from_le_bytes([patch[0], patch[1], patch[2], patch[3]]) as usize % bytes.len().max(1);
        if let Some(byte) = bytes.get_mut(place) {
            *byte = patch[4];
        }
    }
    bytes
}

fn run<E>(pipeline: Result<Pipeline, E>) {
    if let Ok(pipeline) = pipeline {
        pipeline.process_one("Moscow said the talks had failed.");
    }
}
