//! The tokenizer with a small set of rules of our own, shaped like those of the published English models.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use rmpv::Value;

use super::{ChunkCache, Tokenizer, TokenizerError};
use crate::document::TokenData;

const PREFIXES: &str = r#"^§|^…|^\+(?![0-9])|^\(|^\[|^\$|^€|^US\$|^"|^'|^“|^‘|^—|^\.\.+|^:|^#|^,"#;

const SUFFIXES: &str = concat!(
    r#"…$|,$|:$|;$|\!$|\?$|\)$|\]$|"$|”$|’$|'$|\.\.+$|'s$|'S$|’s$|—$|(?<=[0-9])\+$"#,
    r"|(?<=[0-9])(?:km|bn|m|%)$|(?<=[0-9a-z\u00DF-\u00F6%\)\]”’])\.$|(?<=[A-Z][A-Z])\.$"
);

const INFIXES: &str = concat!(
    r"\.\.+|…|(?<=[0-9])[+\-\*^](?=[0-9-])|(?<=[a-z'])\.(?=[A-Z'])|(?<=[A-Za-z]),(?=[A-Za-z])",
    r"|(?<=[A-Za-z0-9])(?:-|–|—|--)(?=[A-Za-z])|(?<=[A-Za-z0-9])[:<>=/](?=[A-Za-z])"
);

const URL: &str = concat!(
    r"(?u)^(?:[\w\+\-\.]{2,}://)?(?:\S+(?::\S*)?@)?(?:(?!(?:10|127)(?:\.\d{1,3}){3})[1-9]\d{0,2}(?:\.\d{1,3}){3}",
    r"|(?:[A-Za-z0-9\u00a1-\uffff][A-Za-z0-9\u00a1-\uffff_-]{0,62}\.)+[a-z]{2,63})(?::\d{2,5})?(?:[/?#]\S*)?$"
);

/// Exceptions: the parts, and after `=` the normal form of a part.
const EXCEPTIONS: [&[&str]; 18] = [
    &["do", "n't=not"],
    &["ca=can", "n’t=not"],
    &["He", "'s='s"],
    &["U.S."],
    &["U.N."],
    &["D.C."],
    &["Mr."],
    &["p.m."],
    &["30", "am=a.m."],
    &["'em=them"],
    &[":)"],
    &[":-D"],
    &["’s='s"],
    &["and/or"],
    &["New York"],
    &[" "],
    &["\n"],
    &["\u{a0}"],
];

fn file() -> Vec<u8> {
    let exceptions = EXCEPTIONS.iter().map(|parts| {
        let parts =
            parts.iter().map(|part| part.split_once('=').map_or((*part, None), |(a, b)| (a, Some(b))));
        let chunk: String = parts.clone().map(|(orth, _)| orth).collect();
        let tokens = parts.map(|(orth, norm)| {
            let mut attributes = vec![(Value::from(65), Value::from(orth))];
            attributes.extend(norm.map(|norm| (Value::from(67), Value::from(norm))));
            Value::Map(attributes)
        });
        (Value::from(chunk), Value::Array(tokens.collect()))
    });
    encoded(Value::Map(vec![
        ("prefix_search".into(), PREFIXES.into()),
        ("suffix_search".into(), SUFFIXES.into()),
        ("infix_finditer".into(), INFIXES.into()),
        ("token_match".into(), Value::Nil),
        ("url_match".into(), URL.into()),
        ("exceptions".into(), Value::Map(exceptions.collect())),
        ("faster_heuristics".into(), true.into()),
    ]))
}

fn encoded(value: Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    rmpv::encode::write_value(&mut bytes, &value).unwrap();
    bytes
}

fn tokenizer() -> Tokenizer {
    Tokenizer::from_bytes(&file()).unwrap()
}

fn tokenize(tokenizer: &Tokenizer, text: &str, cache: &mut ChunkCache) -> Vec<TokenData> {
    let mut tokens = Vec::new();
    tokenizer.tokenize(text, cache, &mut tokens);
    tokens
}

/// Shows tokens with `_` where a space follows and `=` before a normal form.
fn shown(text: &str, tokens: &[TokenData]) -> Vec<String> {
    let show = |token: &TokenData| {
        let norm = if token.norm.is_empty() { String::new() } else { format!("={}", token.norm) };
        format!("{}{norm}{}", &text[token.span.range()], if token.space_after { "_" } else { "" })
    };
    tokens.iter().map(show).collect()
}

fn check(text: &str, expected: &[&str]) {
    let (tokenizer, mut cache) = (tokenizer(), ChunkCache::default());
    for round in ["cold", "warm"] {
        assert_eq!(shown(text, &tokenize(&tokenizer, text, &mut cache)), expected, "{text:?}, {round}");
    }
}

#[test]
fn contractions_and_their_norms() {
    check("They don't say.", &["They_", "do", "n't=not_", "say", "."]);
    check("“don't”", &["“", "do", "n't=not", "”"]);
    check("can’t: He's", &["ca=can", "n’t=not", ":_", "He", "'s='s"]);
    check("Lavrov's", &["Lavrov", "'s"]);
    check("Tillerson’s", &["Tillerson", "’s='s"]);
}

#[test]
fn abbreviations_keep_their_dots() {
    check("the U.S. envoy", &["the_", "U.S._", "envoy"]);
    check("(U.S.)", &["(", "U.S.", ")"]);
    check("U.N.'s", &["U.N.", "'s"]);
    check("D.C.-based", &["D.C.-based"]);
    check("Mr. Putin", &["Mr._", "Putin"]);
    check("at 7 p.m.", &["at_", "7_", "p.m."]);
    check("met in EU.", &["met_", "in_", "EU", "."]);
}

#[test]
fn quotations_open_and_close() {
    check("'Show us'", &["'", "Show_", "us", "'"]);
    check("'Show us the evidence.'\"", &["'", "Show_", "us_", "the_", "evidence", ".", "'", "\""]);
    check("‘evil person’,", &["‘", "evil_", "person", "’", ","]);
}

#[test]
fn amounts_and_measures() {
    check("$5bn", &["$", "5", "bn"]);
    check("US$3m", &["US$", "3", "m"]);
    check("10km", &["10", "km"]);
    check("20%.", &["20", "%", "."]);
    check("+7", &["+7"]);
    check("+x", &["+", "x"]);
    check("30am", &["30", "am=a.m."]);
    check("7.30am", &["7.30am"]);
    check("1990-1995", &["1990", "-", "1995"]);
}

#[test]
fn dashes_and_dots_split_words() {
    check("all-time low", &["all", "-", "time_", "low"]);
    check("said—then", &["said", "—", "then"]);
    check("well…no", &["well", "…", "no"]);
    check("wait...", &["wait", "..."]);
    check("end.Next", &["end", ".", "Next"]);
    check("either/or", &["either", "/", "or"]);
    check("and/or", &["and/or"]);
}

#[test]
fn addresses_stay_whole() {
    check("see www.example.org/a-b?c=d.", &["see_", "www.example.org/a-b?c=d", "."]);
    check("(https://example.org)", &["(", "https://example.org", ")"]);
    check("press-office@example.org,", &["press-office@example.org", ","]);
    check("9.8.7.6:80", &["9.8.7.6:80"]);
    check("a-b.c-d", &["a", "-", "b.c", "-", "d"]);
}

#[test]
fn smileys_are_put_back_together() {
    check(":-D", &[":-D"]);
    check("thanks:)", &["thanks", ":)"]);
    check("thanks:) he", &["thanks", ":)_", "he"]);
    check("thus: )", &["thus", ":_", ")"]);
}

#[test]
fn an_exception_may_hold_a_space() {
    check("in New York.", &["in_", "New York", "."]);
    check("in New\nYork", &["in_", "New", "\n", "York"]);
}

#[test]
fn names_from_elsewhere_are_words() {
    check("Khan Sheikhoun", &["Khan_", "Sheikhoun"]);
    check("Сергей Лавров, 北京", &["Сергей_", "Лавров", ",_", "北京"]);
}

#[test]
fn spaces_that_nobody_expects_are_tokens() {
    check("a  b", &["a_", " ", "b"]);
    check(" a ", &[" ", "a_"]);
    check("a\r\nb", &["a", "\r\n", "b"]);
    check("a \n b", &["a_", "\n ", "b"]);
    check("a\tb", &["a", "\t", "b"]);
    check("a\u{a0}b", &["a", "\u{a0}", "b"]);
    check("a\x1c\u{85}b\0c", &["a", "\x1c\u{85}", "b\0c"]);
    check("  ", &["  "]);
    check("", &[]);
}

#[test]
fn tokens_are_appended() {
    let (tokenizer, mut cache) = (tokenizer(), ChunkCache::default());
    let mut tokens = tokenize(&tokenizer, "first", &mut cache);
    tokenizer.tokenize(" thanks:) b", &mut cache, &mut tokens);
    assert_eq!(tokens.len(), 5);
    assert!(!tokens[0].space_after);
}

#[test]
fn foreign_files_are_refused_with_reasons() {
    let refused = |value: Value| Tokenizer::from_bytes(&encoded(value)).unwrap_err().to_string();
    assert!(matches!(Tokenizer::from_bytes(b""), Err(TokenizerError::NotMessagePack { .. })));
    assert!(refused(Value::from("x")).contains("holds no map of settings"));
    let setting = |name: &str, value: Value| Value::Map(vec![(name.into(), value)]);
    assert!(refused(setting("prefix_search", "(".into())).contains("`prefix_search`"));
    assert!(refused(setting("url_match", Value::from(1))).contains("url_match"));
    assert!(refused(setting("suffix_search", "(?:a{1000}){1000}$".into())).contains("`suffix_search`"));
    let token = Value::Array(vec![Value::Map(vec![(Value::from(65), "wo".into())])]);
    let exceptions = Value::Map(vec![("won't".into(), token)]);
    assert!(refused(setting("exceptions", exceptions)).contains("\"won't\""));
    let nested = [0x91; 100_000];
    assert!(Tokenizer::from_bytes(&nested).is_err());
    let promised = [0x81, 0xa1, b'x', 0xdd, 0xff, 0xff, 0xff, 0xff];
    assert!(Tokenizer::from_bytes(&promised).is_err());
}

/// Four times the text may take not much more than four times as long; sixteen times would be quadratic.
#[test]
fn time_grows_with_the_text() {
    let tokenizer = tokenizer();
    let time = |unit: &str, len: usize| {
        let text = unit.repeat(len / unit.len());
        let run = || {
            let started = Instant::now();
            let tokens = tokenize(&tokenizer, &text, &mut ChunkCache::default());
            assert!(!tokens.is_empty());
            started.elapsed()
        };
        run().min(run())
    };
    let urlish = format!("{} ", "a:@".repeat(600));
    let quoted = format!("{} ", "\"".repeat(1_900));
    let units = [
        "\"", ".", "a-b-", "(", ")", "a.", "1$", "don't", ":)", ":-", "x", "é", " ", "…", "\"a'", "'s",
        &urlish, &quoted,
    ];
    for unit in units {
        let (short, long) = (time(unit, 100_000), time(unit, 400_000));
        assert!(long < short * 10 + Duration::from_millis(100), "{unit:?}: {short:?}, then {long:?}");
    }
}

/// Text of the characters that the rules are about.
fn texts() -> impl Strategy<Value = String> {
    let unit = prop::sample::select(vec![
        "a", "B", "7", " ", "  ", "\n", "\u{a0}", ".", "..", "…", "'", "’s", "'s", "n't", "don't", "U.S.",
        "-", "—", "$", "km", "(", ")", ":", ":)", ":-D", "@", "/", "://", "www.", "org", "é", "北", "\0",
        "New York", "New", "York", "\"", "😀", ",",
    ]);
    prop_oneof![prop::collection::vec(unit, 0..40).prop_map(|units| units.concat()), ".*"]
}

proptest! {
    #[test]
    fn tokens_tile_the_text(text in texts()) {
        let tokenizer = tokenizer();
        let mut at = 0;
        for token in tokenize(&tokenizer, &text, &mut ChunkCache::default()) {
            prop_assert_eq!(token.span.start, at);
            prop_assert!(!token.span.is_empty());
            prop_assert!(text.is_char_boundary(token.span.end as usize));
            at = token.span.end;
            if token.space_after {
                prop_assert_eq!(text.as_bytes()[at as usize], b' ');
                at += 1;
            }
        }
        prop_assert_eq!(at as usize, text.len());
    }

    #[test]
    fn what_was_read_before_changes_nothing(before in texts(), text in texts()) {
        let tokenizer = tokenizer();
        let mut cache = ChunkCache::default();
        tokenize(&tokenizer, &before, &mut cache);
        let warm = tokenize(&tokenizer, &text, &mut cache);
        let cold = tokenize(&tokenizer, &text, &mut ChunkCache::default());
        prop_assert_eq!(shown(&text, &warm), shown(&text, &cold));
    }

    #[test]
    fn no_bytes_make_the_reader_fail(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Tokenizer::from_bytes(&bytes);
    }

    #[test]
    fn no_damage_makes_the_reader_fail(at in 0usize..2_000, byte: u8) {
        let mut bytes = file();
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(tokenizer) = Tokenizer::from_bytes(&bytes) {
            tokenize(&tokenizer, "(They don't say.)", &mut ChunkCache::default());
        }
    }
}
