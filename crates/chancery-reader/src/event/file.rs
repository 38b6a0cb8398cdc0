//! One frame file, read.

use chancery_nlp::Lists;
use chancery_nlp::matcher::closest;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::code;
use super::frame::{Condition, Frame, FrameExample, GOVERNS, Refinement, STATUSES, TYPES};
use crate::reading::PloverType;
use crate::rule::Source;

const HEADINGS: [&str; 23] = [
    "what",
    "cameo",
    "mode",
    "contexts",
    "verbs",
    "nouns",
    "adjectives",
    "light",
    "source",
    "target",
    "modifier",
    "govern",
    "reciprocal",
    "both",
    "needs",
    "excludes",
    "negated",
    "status",
    "only_governed",
    "confidence",
    "refine",
    "yes",
    "no",
];

const EXPECTED: [&str; 5] = ["source", "target", "trigger", "status", "cameo"];

/// Places in a clause that are no prepositions.
const PLACES: [&str; 7] = ["subject", "object", "dative", "complement", "actor", "from", "in"];

/// How sure a frame is that does not say.
const CONFIDENCE: f32 = 0.8;

type Value<'v, 's> = &'v Spanned<DeValue<'s>>;

/// Reads a frame file in the folder of a type; what is wrong with it is noted in the source.
pub(crate) fn read(folder: &str, name: &str, source: &mut Source, lists: &Lists) -> Option<Frame> {
    let Some(event_type) = type_of(folder) else {
        let known: Vec<String> = TYPES.iter().map(|(name, _)| name.to_lowercase()).collect();
        let hint = hint(folder, known.iter().map(String::as_str));
        source.wrong(
            0,
            format!(
                "`{folder}` is no type of event{hint}; a frame lies in event/TYPE/, TYPE one of: {}",
                known.join(", ")
            ),
        );
        return None;
    };
    let table = match DeTable::parse(source.text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            source.wrong(at, format!("this is not TOML: {}", error.message()));
            return None;
        }
    };
    for key in table.keys() {
        let name = key.get_ref().as_ref();
        if !HEADINGS.contains(&name) {
            let hint = hint(name, HEADINGS);
            let known = HEADINGS.join(", ");
            source.wrong(
                key.span().start,
                format!("`{name}` is not a heading of a frame{hint} (headings: {known})"),
            );
        }
    }
    let frame = Reader { table: &table, source, lists }.frame(event_type, name);
    if source.errors.is_empty() { Some(frame) } else { None }
}

/// Finds the type whose folder is named so.
pub(crate) fn type_of(folder: &str) -> Option<PloverType> {
    TYPES.iter().find(|(name, _)| name.eq_ignore_ascii_case(folder)).map(|(_, event_type)| *event_type)
}

struct Reader<'r, 's, 'f> {
    table: &'r DeTable<'s>,
    source: &'r mut Source<'f>,
    lists: &'r Lists,
}

impl<'r, 's> Reader<'r, 's, '_> {
    fn frame(&mut self, event_type: PloverType, name: &str) -> Frame {
        let what = self.text("what").unwrap_or_default();
        if what.trim().is_empty() {
            self.source.wrong(0, "say what the frame finds: write `what = \"…\"`, one sentence");
        }
        let cameo = match self.table.get("cameo") {
            Some(value) => self.code(value),
            None => {
                self.source
                    .wrong(0, "give the code: `cameo = \"111\"`, the most general that the words support");
                String::new()
            }
        };
        let (verbs, nouns, adjectives) = (self.words("verbs"), self.words("nouns"), self.words("adjectives"));
        if self.source.errors.is_empty() && verbs.is_empty() && nouns.is_empty() && adjectives.is_empty() {
            self.source
                .wrong(0, "name the words that tell it: `verbs`, `nouns` or `adjectives`, a list of lemmas");
        }
        let mode = self.table.get("mode").and_then(|value| self.mode(value, event_type));
        let source = self.places("source");
        let target = self.places("target");
        let modifier = self.one_of("modifier", &["source", "target"]);
        let govern = self.one_of("govern", &GOVERNS.map(|(name, _)| name));
        let status = self.one_of("status", &STATUSES.map(|(name, _)| name));
        let (yes, no) = (self.yes(), self.no());
        Frame {
            name: name.to_owned(),
            event_type,
            file: self.source.name.to_owned(),
            what,
            cameo,
            mode,
            contexts: self.words("contexts"),
            verbs,
            nouns,
            adjectives,
            light: self.words("light"),
            source: if source.is_empty() { vec!["subject".to_owned()] } else { source },
            target: if target.is_empty() { vec!["object".to_owned()] } else { target },
            modifier_is_target: modifier == Some("target"),
            govern: govern.and_then(|found| GOVERNS.iter().find(|(name, _)| *name == found)).map(|(_, g)| *g),
            reciprocal: self.flag("reciprocal"),
            both: self.flag("both"),
            needs: self.conditions("needs"),
            excludes: self.conditions("excludes"),
            negated: self.table.get("negated").map(|value| self.code(value)),
            status: status
                .and_then(|found| STATUSES.iter().find(|(name, _)| *name == found))
                .map(|(_, s)| *s),
            only_governed: self.flag("only_governed"),
            confidence: self.share("confidence").unwrap_or(CONFIDENCE),
            refine: self.refinements(event_type),
            yes,
            no,
        }
    }

    fn text(&mut self, name: &str) -> Option<String> {
        let value = self.table.get(name)?;
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.source.wrong(value.span().start, format!("`{name}` must be a text: write `{name} = \"…\"`"));
        }
        text
    }

    fn flag(&mut self, name: &str) -> bool {
        let Some(value) = self.table.get(name) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.source.wrong(value.span().start, format!("`{name}` is true or false"));
            false
        })
    }

    fn share(&mut self, name: &str) -> Option<f32> {
        let value = self.table.get(name)?;
        let written = match value.get_ref() {
            DeValue::Float(number) => number.as_str(),
            DeValue::Integer(number) => number.as_str(),
            _ => "",
        };
        match written.parse() {
            Ok(share @ 0.0..=1.0) => Some(share),
            _ => {
                self.source.wrong(
                    value.span().start,
                    format!("`{name}` is a number from 0 to 1: write `{name} = 0.8`"),
                );
                None
            }
        }
    }

    fn one_of(&mut self, name: &str, known: &[&'static str]) -> Option<&'static str> {
        let value = self.table.get(name)?;
        let word = value.get_ref().as_str().unwrap_or("");
        let found = known.iter().copied().find(|known| *known == word);
        if found.is_none() {
            let hint = hint(word, known.iter().copied());
            self.source.wrong(value.span().start, format!("`{name}` is one of: {}{hint}", known.join(", ")));
        }
        found
    }

    fn code(&mut self, value: Value<'r, 's>) -> String {
        let cameo = value.get_ref().as_str().unwrap_or("");
        if code::code(cameo).is_none() {
            self.source.wrong(
                value.span().start,
                format!("`{cameo}` is no CAMEO code of an act; write it as a text, like `\"111\"`"),
            );
        }
        cameo.to_owned()
    }

    fn mode(&mut self, value: Value<'r, 's>, event_type: PloverType) -> Option<String> {
        let mode = value.get_ref().as_str().unwrap_or("");
        if !code::has_mode(event_type, mode) {
            let known: Vec<&str> = code::modes(event_type).collect();
            let hint = hint(mode, known.iter().copied());
            self.source.wrong(
                value.span().start,
                format!("`{mode}` is no mode of the type{hint} (modes: {})", known.join(", ")),
            );
        }
        Some(mode.to_owned())
    }

    /// Reads a list of words; `@NAME` stands for the words of a list.
    fn words(&mut self, name: &str) -> Vec<String> {
        self.table.get(name).map_or_else(Vec::new, |value| self.list(value, name))
    }

    fn list(&mut self, value: Value<'r, 's>, name: &str) -> Vec<String> {
        let Some(values) = value.get_ref().as_array() else {
            self.source.wrong(value.span().start, format!("`{name}` is a list of words: `{name} = [\"…\"]`"));
            return Vec::new();
        };
        let mut words = Vec::new();
        for value in values.iter() {
            match value.get_ref().as_str() {
                Some(word) if word.starts_with('@') => match self.lists.get(&word[1..]) {
                    Some(list) => words.extend(list.iter().cloned()),
                    None => {
                        let hint = hint(&word[1..], self.lists.names());
                        self.source.wrong(
                            value.span().start,
                            format!("there is no word list `{}`{hint}", &word[1..]),
                        );
                    }
                },
                Some(word) if !word.trim().is_empty() => words.push(word.to_owned()),
                _ => self.source.wrong(value.span().start, "a word is a text that is not empty: `\"…\"`"),
            }
        }
        words
    }

    fn places(&mut self, name: &str) -> Vec<String> {
        let Some(value) = self.table.get(name) else { return Vec::new() };
        let places = match value.get_ref().as_str() {
            Some(place) => vec![place.to_owned()],
            None => self.list(value, name),
        };
        for place in &places {
            let plain = place.chars().all(|c| c.is_ascii_lowercase());
            if !plain || closest(place, PLACES).is_some_and(|near| near.len() > 4 && near != place) {
                let hint = hint(place, PLACES);
                self.source.wrong(value.span().start, format!("`{place}` is no place in a clause{hint} (places: subject, object, dative, complement, actor, or a preposition)"));
            }
        }
        places
    }

    fn conditions(&mut self, name: &str) -> Vec<Condition> {
        let Some(value) = self.table.get(name) else { return Vec::new() };
        let Some(table) = value.get_ref().as_table() else {
            self.source
                .wrong(value.span().start, format!("`{name}` is a table: `{name} = {{ object = [\"…\"] }}`"));
            return Vec::new();
        };
        table
            .iter()
            .map(|(key, value)| {
                let place = key.get_ref().to_string();
                let words = self.list(value, &place);
                Condition { place, words }
            })
            .collect()
    }

    fn refinements(&mut self, event_type: PloverType) -> Vec<Refinement> {
        let Some(value) = self.table.get("refine") else { return Vec::new() };
        let Some(values) = value.get_ref().as_array() else {
            self.source.wrong(
                value.span().start,
                "`refine` is a list: `refine = [{ words = [\"…\"], cameo = \"…\" }]`",
            );
            return Vec::new();
        };
        values
            .iter()
            .filter_map(|value| {
                let table = value.get_ref().as_table();
                let (Some(table), Some(words), Some(cameo)) =
                    (table, table.and_then(|t| t.get("words")), table.and_then(|t| t.get("cameo")))
                else {
                    self.source.wrong(
                        value.span().start,
                        "a refinement has words and a code: `{ words = [\"…\"], cameo = \"…\" }`",
                    );
                    return None;
                };
                for key in table.keys() {
                    if !matches!(key.get_ref().as_ref(), "words" | "cameo" | "mode" | "contexts") {
                        self.source.wrong(
                            key.span().start,
                            "a refinement has `words`, `cameo`, `mode`, `contexts` and nothing else",
                        );
                    }
                }
                Some(Refinement {
                    words: self.list(words, "words"),
                    cameo: self.code(cameo),
                    mode: table.get("mode").and_then(|value| self.mode(value, event_type)),
                    contexts: table
                        .get("contexts")
                        .map_or_else(Vec::new, |value| self.list(value, "contexts")),
                })
            })
            .collect()
    }

    fn yes(&mut self) -> Vec<FrameExample> {
        if self.table.get("only_governed").is_some() && self.table.get("yes").is_none() {
            return Vec::new();
        }
        let Some(value) = self.table.get("yes") else {
            self.source.wrong(
                0,
                "show what the frame finds: `yes = [{ text = \"…\", source = \"…\", target = \"…\" }]`",
            );
            return Vec::new();
        };
        let at = value.span().start;
        let Some(values) = value.get_ref().as_array().filter(|values| !values.is_empty()) else {
            self.source.wrong(at, "`yes` is a list with at least one example: `yes = [{ text = \"…\" }]`");
            return Vec::new();
        };
        let mut examples = Vec::new();
        for value in values.iter() {
            let at = value.span().start;
            let table = value.get_ref().as_table();
            let text = table.and_then(|table| table.get("text")?.get_ref().as_str());
            let (Some(table), Some(text)) = (table, text) else {
                self.source
                    .wrong(at, "an example is a table with its text: `{ text = \"…\", source = \"…\" }`");
                continue;
            };
            let mut expected = Vec::new();
            for (key, value) in table {
                let name = key.get_ref().as_ref();
                let words = value.get_ref().as_str();
                match words {
                    _ if name == "text" => {}
                    _ if !EXPECTED.contains(&name) => {
                        let hint = hint(name, EXPECTED);
                        self.source.wrong(
                            key.span().start,
                            format!(
                                "an example has no `{name}`{hint} (it has: text, {})",
                                EXPECTED.join(", ")
                            ),
                        );
                    }
                    Some(words) => {
                        if matches!(name, "source" | "target" | "trigger") && !text.contains(words) {
                            self.source
                                .wrong(value.span().start, format!("`{words}` does not stand in the text"));
                        }
                        expected.push((name.to_owned(), words.to_owned()));
                    }
                    None => self.source.wrong(value.span().start, format!("`{name}` must be a text")),
                }
            }
            examples.push(FrameExample { text: text.to_owned(), expected, line: self.source.place(at).0 });
        }
        examples
    }

    fn no(&mut self) -> Vec<FrameExample> {
        let Some(value) = self.table.get("no") else { return Vec::new() };
        let Some(values) = value.get_ref().as_array() else {
            self.source.wrong(value.span().start, "`no` must be a list of texts: `no = [\"…\"]`");
            return Vec::new();
        };
        let mut examples = Vec::new();
        for value in values.iter() {
            let at = value.span().start;
            match value.get_ref().as_str() {
                Some(text) => examples.push(FrameExample {
                    text: text.to_owned(),
                    expected: Vec::new(),
                    line: self.source.place(at).0,
                }),
                None => self.source.wrong(at, "a near miss is a text: `\"…\"`"),
            }
        }
        examples
    }
}

fn hint<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    closest(word, known).map(|other| format!("; did you mean `{other}`?")).unwrap_or_default()
}
