//! The bytes of a text file, read to the end.
#![no_main]

use chancery_reader::report::{Given, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| chancery_fuzz::read(text(data, &Given::default())));
