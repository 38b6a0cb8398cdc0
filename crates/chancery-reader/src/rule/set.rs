//! All rules, loaded together.

use std::collections::BTreeMap;

use chancery_nlp::{Document, Lists, Matcher};

use super::place::Source;
use super::{Finding, Kind, Rule, RuleError, file, list};
use crate::event::{self, FrameSet};

/// The rules of all kinds, ready for use.
#[derive(Debug, Default)]
pub struct RuleSet {
    /// By kind, then by name.
    rules: Vec<Rule>,
    matchers: BTreeMap<&'static str, KindMatcher>,
    frames: FrameSet,
}

#[derive(Debug, Default)]
struct KindMatcher {
    matcher: Matcher,
    /// The first rule of the kind; the others follow it.
    first: usize,
}

impl RuleSet {
    /// Reads rules (`KIND/NAME.toml`) and word lists (`lists/NAME.txt`) from their names and sources.
    ///
    /// Where a file has leading folders (`mine/statement/x.toml`), the last two parts of its name count.
    ///
    /// # Errors
    /// Lists every mistake in every file, in the order of the files' names.
    pub fn load<'f>(
        kinds: &[Kind],
        files: impl IntoIterator<Item = (&'f str, &'f str)>,
    ) -> Result<RuleSet, Vec<RuleError>> {
        let (mut lists, mut rules, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        let mut frames = Vec::new();
        for (name, text) in files {
            let mut source = Source::new(name, text);
            match parts(name) {
                ("lists", stem, "txt") => lists.push((stem, source)),
                (folder, stem, "toml") if is_frame(name) => frames.push((folder, stem, source)),
                (folder, stem, "toml") => match kinds.iter().find(|kind| kind.name == folder) {
                    Some(kind) => rules.push((kind, stem, source)),
                    None => {
                        let known: Vec<&str> = kinds.iter().map(|kind| kind.name).collect();
                        source.wrong(
                            0,
                            format!(
                                "a rule lies in the folder of its kind; move the file to one of: {}",
                                known.join(", ")
                            ),
                        );
                        errors.append(&mut source.errors);
                    }
                },
                _ => {
                    source.wrong(0, "this is neither a rule (`KIND/NAME.toml`) nor a word list (`lists/NAME.txt`); rename or remove it");
                    errors.append(&mut source.errors);
                }
            }
        }
        let lists = read_lists(lists, &mut errors);
        let rules = read_rules(rules, &lists, &mut errors);
        let frames = read_frames(frames, &lists, &mut errors);
        if !errors.is_empty() {
            errors.sort();
            return Err(errors);
        }
        Ok(Self::new(rules, FrameSet::new(frames)))
    }

    fn new(rules: Vec<Rule>, frames: FrameSet) -> Self {
        let mut matchers = BTreeMap::new();
        let mut first = 0;
        for rules in rules.chunk_by(|a, b| a.kind == b.kind) {
            let matcher = Matcher::new(rules.iter().map(|rule| rule.pattern.clone()));
            matchers.insert(rules[0].kind.name, KindMatcher { matcher, first });
            first += rules.len();
        }
        Self { rules, matchers, frames }
    }

    /// Returns the rules by kind, then by name.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Returns the frames of events.
    pub fn frames(&self) -> &FrameSet {
        &self.frames
    }

    /// Finds a rule of a kind by its name.
    pub fn rule(&self, kind: &str, name: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.kind.name == kind && rule.name == name)
    }

    /// Finds what the rules of a kind find in a document: by sentence, place of the anchor, name of the rule.
    pub fn findings(&self, kind: &str, document: &Document) -> Vec<Finding<'_>> {
        (0..document.sentences().len())
            .flat_map(|sentence| self.findings_in(kind, document, sentence))
            .collect()
    }

    /// Finds what the rules of a kind find in one sentence.
    pub fn findings_in(&self, kind: &str, document: &Document, sentence: usize) -> Vec<Finding<'_>> {
        let Some(KindMatcher { matcher, first }) = self.matchers.get(kind) else { return Vec::new() };
        let matches = matcher.matches(document, sentence).into_iter();
        matches.map(|matched| Finding { rule: &self.rules[first + matched.pattern], matched }).collect()
    }
}

fn read_lists(files: Vec<(&str, Source)>, errors: &mut Vec<RuleError>) -> Lists {
    let mut lists = Lists::new();
    for (stem, mut source) in files {
        let words = list::read(&mut source);
        if lists.insert(stem, words).is_some() {
            source.wrong(0, format!("there is another word list `{stem}`; rename this one"));
        }
        errors.append(&mut source.errors);
    }
    lists
}

fn read_rules(files: Vec<(&Kind, &str, Source)>, lists: &Lists, errors: &mut Vec<RuleError>) -> Vec<Rule> {
    let mut rules: BTreeMap<(&str, &str), Option<Rule>> = BTreeMap::new();
    for (kind, stem, mut source) in files {
        let rule = file::read(*kind, stem, &mut source, lists);
        if let Some(other) = rules.insert((kind.name, stem), rule) {
            let other = other.map(|rule| format!(" ({})", rule.file)).unwrap_or_default();
            source.wrong(0, format!("there is another {} rule `{stem}`{other}; rename this file", kind.name));
        }
        errors.append(&mut source.errors);
    }
    rules.into_values().flatten().collect()
}

fn read_frames(
    files: Vec<(&str, &str, Source)>,
    lists: &Lists,
    errors: &mut Vec<RuleError>,
) -> Vec<event::Frame> {
    let mut frames: BTreeMap<(&str, &str), Option<event::Frame>> = BTreeMap::new();
    for (folder, stem, mut source) in files {
        let frame = event::read_frame(folder, stem, &mut source, lists);
        if let Some(other) = frames.insert((folder, stem), frame) {
            let other = other.map(|frame| format!(" ({})", frame.file)).unwrap_or_default();
            source.wrong(0, format!("there is another {folder} frame `{stem}`{other}; rename this file"));
        }
        errors.append(&mut source.errors);
    }
    frames.into_values().flatten().collect()
}

/// Says whether a file lies in `event/TYPE/`.
fn is_frame(name: &str) -> bool {
    let mut folders = name.rsplit(['/', '\\']).skip(2);
    folders.next() == Some("event")
}

/// Splits `mine/statement/according_to.toml` into folder, stem and extension.
fn parts(name: &str) -> (&str, &str, &str) {
    let (folders, file) = name.rsplit_once(['/', '\\']).unwrap_or(("", name));
    let folder = folders.rsplit(['/', '\\']).next().unwrap_or("");
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    (folder, stem, extension)
}
