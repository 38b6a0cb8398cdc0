//! The attribute ruler: from fine-grained tags to parts of speech and features.

use compact_str::CompactString;
use fancy_regex::Regex;
use rmpv::ValueRef;
use rustc_hash::FxHashMap;
use thiserror::Error;

use crate::document::TokenData;
use crate::msgpack::{as_array, as_map, as_str};
use crate::python_str::{is_space, lower_into};
use crate::{Label, Upos};

/// The rules that a model carries in `attribute_ruler/patterns`.
///
/// Every rule whose pattern matches sets its attributes on one token, later rules over earlier ones. All
/// patterns see the tokens as they were before the first rule.
#[derive(Debug, Clone)]
pub(crate) struct AttributeRuler {
    rules: Vec<Attributes>,
    patterns: Vec<Pattern>,
    /// Patterns whose first token must be one of a few words.
    by_lower: FxHashMap<CompactString, Vec<u32>>,
    /// Other patterns whose first token must bear one of a few tags.
    by_tag: FxHashMap<Label, Vec<u32>>,
    /// What is left: a handful that every token must be held against.
    anywhere: Vec<u32>,
}

/// Why a model's `attribute_ruler/patterns` cannot be used.
#[derive(Debug, Error)]
pub(crate) enum AttributeRulerError {
    #[error("attribute_ruler/patterns is not MessagePack: the file is damaged, or of another spaCy")]
    NotMessagePack(#[source] rmpv::decode::Error),
    #[error("attribute_ruler/patterns: rule {rule}: {problem}; this model needs a newer chancery")]
    Rule { rule: usize, problem: String },
}

/// What a rule sets.
#[derive(Debug, Clone, Default)]
struct Attributes {
    upos: Option<Upos>,
    xpos: Option<Label>,
    feats: Option<Label>,
    lemma: Option<CompactString>,
    deprel: Option<Label>,
}

/// One way for a rule to match: a test for each of a few tokens in a row.
#[derive(Debug, Clone)]
struct Pattern {
    rule: u32,
    tokens: Vec<Vec<Test>>,
    /// The token, counted from the first of the match, that the rule changes.
    target: usize,
}

#[derive(Debug, Clone)]
enum Test {
    Is(Field, CompactString),
    In(Field, Vec<CompactString>),
    NotIn(Field, Vec<CompactString>),
    IsSpace(bool),
    Regex(Field, Regex),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Text,
    Lower,
    Xpos,
    Deprel,
}

impl AttributeRuler {
    /// Reads `attribute_ruler/patterns`.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, AttributeRulerError> {
        let value =
            rmpv::decode::read_value_ref(&mut &*bytes).map_err(AttributeRulerError::NotMessagePack)?;
        let mut ruler = Self {
            rules: Vec::new(),
            patterns: Vec::new(),
            by_lower: FxHashMap::default(),
            by_tag: FxHashMap::default(),
            anywhere: Vec::new(),
        };
        let rules = list(&value).map_err(|problem| AttributeRulerError::Rule { rule: 0, problem })?;
        for (rule, value) in rules.iter().enumerate() {
            ruler.add(value).map_err(|problem| AttributeRulerError::Rule { rule, problem })?;
        }
        Ok(ruler)
    }

    /// Sets part of speech and features on every token, and the lemma, tag or label where a rule names one.
    pub(crate) fn apply(&self, tokens: &mut [TokenData], text: &str) {
        let mut matches: Vec<(u32, u32)> = Vec::with_capacity(2 * tokens.len());
        let (mut lower, mut next_lower) = (String::new(), String::new());
        for (at, token) in tokens.iter().enumerate() {
            let form = &text[token.span.range()];
            lower_into(form, &mut lower);
            let lists = [
                self.by_tag.get(&token.xpos).map_or(&[][..], Vec::as_slice),
                self.by_lower.get(lower.as_str()).map_or(&[][..], Vec::as_slice),
                &self.anywhere,
            ];
            let first = View { text: form, lower: &lower, token };
            for &pattern in lists.into_iter().flatten() {
                let pattern = &self.patterns[pattern as usize];
                if first.passes(&pattern.tokens[0])
                    && (pattern.tokens.len() == 1
                        || pattern.goes_on(&tokens[at + 1..], text, &mut next_lower))
                {
                    matches.push(((at + pattern.target) as u32, pattern.rule));
                }
            }
        }
        // By token, then by rule: nearly in order already.
        matches.sort();
        for (at, rule) in matches {
            self.rules[rule as usize].set(&mut tokens[at as usize]);
        }
    }

    fn add(&mut self, value: &ValueRef<'_>) -> Result<(), String> {
        let rule = self.rules.len() as u32;
        let mut index = 0;
        let mut patterns = Vec::new();
        let mut attributes = Attributes::default();
        for (key, value) in table(value)? {
            match string(key)? {
                "patterns" => {
                    for pattern in list(value)? {
                        patterns.push(read_pattern(pattern)?);
                    }
                }
                "attrs" => attributes = Attributes::read(value)?,
                "index" => {
                    let ValueRef::Integer(number) = value else { return Err("`index` is no number".into()) };
                    index = number.as_i64().ok_or("`index` is too large")?;
                }
                other => return Err(format!("`{other}` is unknown")),
            }
        }
        for tokens in patterns {
            let target = if index < 0 { index + tokens.len() as i64 } else { index };
            let target = usize::try_from(target).ok().filter(|&target| target < tokens.len());
            let target = target.ok_or_else(|| format!("`index` {index} lies outside its pattern"))?;
            self.index(Pattern { rule, tokens, target });
        }
        self.rules.push(attributes);
        Ok(())
    }

    /// Files a pattern under the narrowest thing that its first token must have.
    fn index(&mut self, pattern: Pattern) {
        let at = self.patterns.len() as u32;
        if let Some(words) = closed_list(&pattern.tokens[0], Field::Lower) {
            for word in words {
                self.by_lower.entry(word.clone()).or_default().push(at);
            }
        } else if let Some(tags) = closed_list(&pattern.tokens[0], Field::Xpos) {
            for tag in tags {
                self.by_tag.entry(Label::new(tag)).or_default().push(at);
            }
        } else {
            self.anywhere.push(at);
        }
        self.patterns.push(pattern);
    }
}

/// Returns the values that `field` is confined to by the first test that confines it.
fn closed_list(tests: &[Test], field: Field) -> Option<&[CompactString]> {
    tests.iter().find_map(|test| match test {
        Test::Is(on, word) if *on == field => Some(std::slice::from_ref(word)),
        Test::In(on, words) if *on == field => Some(words.as_slice()),
        _ => None,
    })
}

/// A token as the tests see it.
#[derive(Clone, Copy)]
struct View<'a> {
    text: &'a str,
    lower: &'a str,
    token: &'a TokenData,
}

impl View<'_> {
    fn passes(self, tests: &[Test]) -> bool {
        tests.iter().all(|test| match test {
            Test::Is(field, word) => self.field(*field) == word,
            Test::In(field, words) => words.iter().any(|word| self.field(*field) == word),
            Test::NotIn(field, words) => words.iter().all(|word| self.field(*field) != word),
            Test::IsSpace(expected) => is_space(self.text) == *expected,
            Test::Regex(field, regex) => regex.is_match(self.field(*field)).unwrap_or(false),
        })
    }

    fn field(&self, field: Field) -> &str {
        match field {
            Field::Text => self.text,
            Field::Lower => self.lower,
            Field::Xpos => self.token.xpos.as_str(),
            Field::Deprel => self.token.deprel.as_str(),
        }
    }
}

impl Pattern {
    /// Says whether the tokens behind the first pass their tests.
    fn goes_on(&self, behind: &[TokenData], text: &str, lower: &mut String) -> bool {
        let tests = &self.tokens[1..];
        behind.len() >= tests.len()
            && tests.iter().zip(behind).all(|(tests, token)| {
                let form = &text[token.span.range()];
                lower_into(form, lower);
                View { text: form, lower, token }.passes(tests)
            })
    }
}

impl Attributes {
    fn set(&self, token: &mut TokenData) {
        if let Some(upos) = self.upos {
            token.upos = upos;
        }
        if let Some(xpos) = self.xpos {
            token.xpos = xpos;
        }
        if let Some(feats) = self.feats {
            token.feats = feats;
        }
        if let Some(lemma) = &self.lemma {
            token.lemma.clone_from(lemma);
        }
        if let Some(deprel) = self.deprel {
            token.deprel = deprel;
        }
    }

    fn read(value: &ValueRef<'_>) -> Result<Self, String> {
        let mut attributes = Self::default();
        for (key, value) in table(value)? {
            let (key, value) = (string(key)?, string(value)?);
            match key.to_ascii_uppercase().as_str() {
                "POS" => {
                    let upos = Upos::parse(value).ok_or_else(|| format!("`{value}` is no part of speech"))?;
                    attributes.upos = Some(upos);
                }
                "TAG" => attributes.xpos = Some(Label::new(value)),
                "MORPH" => attributes.feats = Some(normal_feats(value)),
                "LEMMA" => attributes.lemma = Some(value.into()),
                "DEP" => attributes.deprel = Some(Label::new(value)),
                _ => return Err(format!("the attribute `{key}` cannot be set")),
            }
        }
        Ok(attributes)
    }
}

/// Brings features into their one order: `_` means none, names and values are sorted.
fn normal_feats(feats: &str) -> Label {
    if feats == "_" {
        return Label::EMPTY;
    }
    let mut fields: Vec<String> = feats
        .split('|')
        .map(|field| match field.split_once('=') {
            Some((name, values)) => {
                let mut values: Vec<&str> = values.split(',').collect();
                values.sort_unstable();
                format!("{name}={}", values.join(","))
            }
            None => field.to_owned(),
        })
        .collect();
    fields.sort_unstable();
    Label::new(&fields.join("|"))
}

fn read_pattern(value: &ValueRef<'_>) -> Result<Vec<Vec<Test>>, String> {
    let tokens = list(value)?;
    if tokens.is_empty() {
        return Err("a pattern has no token".into());
    }
    tokens.iter().map(read_token).collect()
}

fn read_token(value: &ValueRef<'_>) -> Result<Vec<Test>, String> {
    let mut tests = Vec::new();
    for (key, value) in table(value)? {
        let key = string(key)?;
        let field = match key.to_ascii_uppercase().as_str() {
            "TAG" => Field::Xpos,
            "DEP" => Field::Deprel,
            "LOWER" => Field::Lower,
            "ORTH" | "TEXT" => Field::Text,
            "IS_SPACE" => {
                let ValueRef::Boolean(expected) = value else {
                    return Err("`IS_SPACE` is neither true nor false".into());
                };
                tests.push(Test::IsSpace(*expected));
                continue;
            }
            _ => return Err(format!("`{key}` is not supported in a pattern")),
        };
        match value {
            ValueRef::Map(operators) => {
                for (operator, value) in operators {
                    tests.push(read_operator(field, string(operator)?, value)?);
                }
            }
            value => tests.push(Test::Is(field, string(value)?.into())),
        }
    }
    // The costly ones last.
    tests.sort_by_key(|test| matches!(test, Test::Regex(..)));
    Ok(tests)
}

fn read_operator(field: Field, operator: &str, value: &ValueRef<'_>) -> Result<Test, String> {
    let words = || {
        list(value)?.iter().map(|word| string(word).map(CompactString::from)).collect::<Result<Vec<_>, _>>()
    };
    match operator.to_ascii_uppercase().as_str() {
        "IN" => Ok(Test::In(field, words()?)),
        "NOT_IN" => Ok(Test::NotIn(field, words()?)),
        "REGEX" => {
            let pattern = string(value)?;
            let regex = Regex::new(pattern).map_err(|error| format!("the regex `{pattern}`: {error}"))?;
            Ok(Test::Regex(field, regex))
        }
        _ => Err(format!("`{operator}` is not supported in a pattern")),
    }
}

fn list<'a, 'b>(value: &'a ValueRef<'b>) -> Result<&'a [ValueRef<'b>], String> {
    as_array(value).ok_or_else(|| format!("a list is expected, not {value}"))
}

fn table<'a, 'b>(value: &'a ValueRef<'b>) -> Result<&'a [(ValueRef<'b>, ValueRef<'b>)], String> {
    as_map(value).ok_or_else(|| format!("a table is expected, not {value}"))
}

fn string<'a>(value: &'a ValueRef<'_>) -> Result<&'a str, String> {
    as_str(value).ok_or_else(|| format!("a string is expected, not {value}"))
}

#[cfg(test)]
mod tests {
    use rmpv::Value;

    use super::*;
    use crate::Span;

    fn value(json: &serde_json::Value) -> Value {
        use serde_json::Value as J;
        match json {
            J::Null => Value::Nil,
            J::Bool(b) => Value::from(*b),
            J::Number(n) => Value::from(n.as_i64().unwrap()),
            J::String(s) => Value::from(s.as_str()),
            J::Array(items) => Value::Array(items.iter().map(value).collect()),
            J::Object(map) => Value::Map(map.iter().map(|(k, v)| (k.as_str().into(), value(v))).collect()),
        }
    }

    fn load(json: &str) -> Result<AttributeRuler, AttributeRulerError> {
        let mut bytes = Vec::new();
        rmpv::encode::write_value(&mut bytes, &value(&serde_json::from_str(json).unwrap())).unwrap();
        AttributeRuler::from_bytes(&bytes)
    }

    /// Reads `form/TAG/dep` separated by spaces, applies the rules and writes `UPOS feats lemma` per token.
    fn check(rules: &str, tokens: &str, expect: &[&str]) {
        let ruler = load(rules).unwrap();
        let (mut text, mut data) = (String::new(), Vec::new());
        for token in tokens.split(' ') {
            let [form, xpos, deprel] = token.split('/').collect::<Vec<_>>().try_into().unwrap();
            let start = text.len() as u32;
            text += form;
            data.push(TokenData {
                span: Span::new(start, text.len() as u32),
                xpos: Label::new(xpos),
                deprel: Label::new(deprel),
                ..TokenData::default()
            });
        }
        ruler.apply(&mut data, &text);
        let got: Vec<String> =
            data.iter().map(|t| format!("{} {} {}", t.upos, t.feats, t.lemma).trim().to_owned()).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn later_rules_win_attribute_by_attribute() {
        let rules = r#"[
            {"patterns": [[{"TAG": "VBD"}]], "attrs": {"POS": "VERB", "MORPH": "VerbForm=Fin|Tense=Past"}, "index": 0},
            {"patterns": [[{"TAG": "VBD", "LOWER": "was"}]], "attrs": {"LEMMA": "be"}, "index": 0},
            {"patterns": [[{"TAG": {"NOT_IN": ["TO", ""]}, "DEP": {"IN": ["aux", "auxpass"]}}]], "attrs": {"POS": "AUX"}, "index": 0}
        ]"#;
        check(
            rules,
            "Moscow/NNP/nsubj Was/VBD/auxpass told/VBD/ROOT to/TO/aux",
            &["", "AUX Tense=Past|VerbForm=Fin be", "VERB Tense=Past|VerbForm=Fin", ""],
        );
    }

    #[test]
    fn a_pattern_may_span_tokens_and_change_any_of_them() {
        let rules = r#"[
            {"patterns": [[{"LOWER": "gon"}, {"LOWER": "na"}]], "attrs": {"LEMMA": "to"}, "index": 1},
            {"patterns": [[{"LOWER": "gon"}, {"LOWER": "na"}]], "attrs": {"LEMMA": "go"}, "index": -2},
            {"patterns": [[{"LOWER": {"REGEX": "^n'?t$"}}], [{"LOWER": "not"}]], "attrs": {"POS": "PART"}}
        ]"#;
        check(
            rules,
            "gon/VBG/x na/TO/x n't/RB/x Not/RB/x gon/VBG/x",
            &["go", "to", "PART", "PART", ""].map(|s| s),
        );
    }

    #[test]
    fn patterns_see_the_tokens_before_any_change() {
        let rules = r#"[
            {"patterns": [[{"IS_SPACE": false}]], "attrs": {"TAG": "_SP", "MORPH": "_"}, "index": 0},
            {"patterns": [[{"TAG": "_SP"}]], "attrs": {"POS": "SPACE"}, "index": 0}
        ]"#;
        check(rules, "Damascus/NNP/x", &[""]);
    }

    #[test]
    fn what_is_not_supported_is_named() {
        let error = |json: &str| load(json).unwrap_err().to_string();
        let repeated = error(r#"[{"patterns": [[{"TAG": "DT", "OP": "?"}]], "attrs": {}}]"#);
        assert!(repeated.contains("rule 0: `OP` is not supported"), "{repeated}");
        let outside = error(r#"[{"patterns": [[{"TAG": "DT"}]], "attrs": {}, "index": 1}]"#);
        assert!(outside.contains("`index` 1 lies outside"), "{outside}");
        let custom = error(r#"[{"patterns": [[{"TAG": "DT"}]], "attrs": {"_": "x"}}]"#);
        assert!(custom.contains("`_` cannot be set"), "{custom}");
        assert!(AttributeRuler::from_bytes(b"").is_err());
        assert!(AttributeRuler::from_bytes(b"\xdd\xff\xff\xff\xff").is_err());
    }
}
