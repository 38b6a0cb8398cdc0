//! Any text: tokens tile it, sentences tile the tokens.
#![no_main]

use chancery_fuzz::PIPELINE;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = PIPELINE.process_one(text);
    let mut at = 0;
    for token in document.tokens() {
        assert_eq!(token.span().start as usize, at);
        at = token.span().end as usize + usize::from(token.space_after());
    }
    assert_eq!(at, text.len());
    let mut next = 0;
    for sentence in document.sentences() {
        assert_eq!(sentence.range().start, next);
        next = sentence.range().end;
    }
    assert_eq!(next as usize, document.len());
});
