//! CoNLL-U: what is read is written and read again as the same.
#![no_main]

use chancery_nlp::Document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for document in Document::from_conllu(text).into_iter().flatten() {
        let written = write(&document);
        let again = Document::from_conllu(&written).expect("what was written can be read");
        assert_eq!(again.iter().map(write).collect::<String>(), written);
    }
});

fn write(document: &Document) -> String {
    let mut out = String::new();
    document.to_conllu(None, &mut out).expect("a string takes everything");
    out
}
