//! The bytes of a JSON lines file, plain, gz or zst: each line a report or an error.
#![no_main]

use std::io::BufReader;

use chancery_reader::report::{Given, JsonLines, decompress};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(bytes) = decompress(BufReader::new(data)) {
        // A few bytes may unpack to very many.
        let reports = JsonLines::new("input", bytes, Given::default()).take(16);
        reports.flatten().filter(|report| report.text.len() < 10_000).for_each(chancery_fuzz::read);
    }
});
