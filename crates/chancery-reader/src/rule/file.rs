//! One rule file, read.

use std::ops::Range;

use chancery_nlp::matcher::closest;
use chancery_nlp::{Lists, Pattern};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::place::Source;
use super::{Example, Extent, Kind, Values};

/// A rule: a pattern, what its nodes stand for, and examples that prove it.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The file's stem: `according_to`.
    pub name: String,
    /// What it finds.
    pub kind: Kind,
    /// The file's name as given.
    pub file: String,
    /// One sentence that a reader understands.
    pub what: String,
    /// Where the idea came from.
    pub from: String,
    /// Where it applies.
    pub pattern: Pattern,
    /// Texts in which it must find something.
    pub yes: Vec<Example>,
    /// Texts in which it must stay silent.
    pub no: Vec<Example>,
    roles: Vec<(&'static str, String)>,
    constants: Vec<(&'static str, Stated)>,
}

/// What a rule states of all its findings.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stated {
    Word(String),
    Share(f64),
}

impl Rule {
    /// Returns the name under which findings tell their rule: `statement/according_to`.
    pub fn id(&self) -> String {
        format!("{}/{}", self.kind.name, self.name)
    }

    /// Walks the roles that the rule fills, with the nodes of its pattern.
    pub fn roles(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.roles.iter().map(|(role, node)| (*role, node.as_str()))
    }

    /// Returns the node that fills a role.
    pub fn node(&self, role: &str) -> Option<&str> {
        self.roles().find(|(known, _)| *known == role).map(|(_, node)| node)
    }

    pub(super) fn extent(&self, role: &str) -> Extent {
        let role = self.kind.roles.iter().find(|known| known.name == role);
        role.map_or(Extent::Words, |role| role.extent)
    }

    pub(super) fn constant(&self, name: &str) -> Option<&Stated> {
        self.constants.iter().find(|(known, _)| *known == name).map(|(_, stated)| stated)
    }
}

const HEADINGS: [&str; 6] = ["what", "match", "yields", "yes", "no", "from"];

type Value<'v, 's> = &'v Spanned<DeValue<'s>>;

/// Reads a rule file; what is wrong with it is noted in the source.
pub(super) fn read(kind: Kind, name: &str, source: &mut Source, lists: &Lists) -> Option<Rule> {
    let text = source.text;
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            source.wrong(
                error.span().map_or(0, |span| span.start),
                format!("this is not TOML: {}", error.message()),
            );
            return None;
        }
    };
    unknown_headings(&table, source);
    let what = string(&table, "what", source);
    let from = string(&table, "from", source);
    let pattern = heading(&table, "match", source).and_then(|value| pattern(value, source, lists));
    let yields = heading(&table, "yields", source);
    let (roles, constants) = match (yields, &pattern) {
        (Some(value), Some(pattern)) => read_yields(value, &kind, pattern, source),
        _ => Default::default(),
    };
    let yes = heading(&table, "yes", source).map(|value| read_yes(value, &roles, source));
    let no = table.get("no").map_or_else(Vec::new, |value| read_no(value, source));
    if !source.errors.is_empty() {
        return None;
    }
    Some(Rule {
        name: name.to_owned(),
        kind,
        file: source.name.to_owned(),
        what: what?,
        from: from?,
        pattern: pattern?,
        yes: yes?,
        no,
        roles,
        constants,
    })
}

fn unknown_headings(table: &DeTable, source: &mut Source) {
    for key in table.keys() {
        let name = key.get_ref().as_ref();
        if !HEADINGS.contains(&name) {
            let hint = hint(name, HEADINGS);
            let message =
                format!("`{name}` is not a heading of a rule{hint} (headings: {})", HEADINGS.join(", "));
            source.wrong(key.span().start, message);
        }
    }
}

fn heading<'v, 's>(table: &'v DeTable<'s>, name: &str, source: &mut Source) -> Option<Value<'v, 's>> {
    let found = table.get(name);
    let misspelt = |key: &Spanned<_>| {
        let key: &std::borrow::Cow<str> = key.get_ref();
        !HEADINGS.contains(&key.as_ref()) && closest(key, HEADINGS) == Some(name)
    };
    if found.is_none() && !table.keys().any(misspelt) {
        source.wrong(
            0,
            match name {
                "what" => "say what the rule finds: write `what = \"…\"`, one sentence",
                "match" => "write the pattern: `match = '''…'''`",
                "yields" => "say which node fills which role: `yields = { speaker = \"speaker\", … }`",
                "yes" => "show what the rule finds: `yes = [{ text = \"…\", … }]`",
                _ => "say where the idea came from: `from = \"…\"`, with its licence, or `from = \"own\"`",
            },
        );
    }
    found
}

fn string(table: &DeTable, name: &str, source: &mut Source) -> Option<String> {
    let value = heading(table, name, source)?;
    match value.get_ref().as_str() {
        Some(text) if !text.trim().is_empty() => Some(text.to_owned()),
        _ => {
            source.wrong(value.span().start, format!("`{name}` must be a text: write `{name} = \"…\"`"));
            None
        }
    }
}

fn pattern(value: Value, source: &mut Source, lists: &Lists) -> Option<Pattern> {
    let Some(text) = value.get_ref().as_str() else {
        source.wrong(value.span().start, "`match` must be a text: write `match = '''…'''`");
        return None;
    };
    match Pattern::parse(text, lists) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            let (line, column) = source.inside(value.span(), error.line, error.column);
            source.wrong_at(line, column, error.message);
            None
        }
    }
}

type Yields = (Vec<(&'static str, String)>, Vec<(&'static str, Stated)>);

fn read_yields(value: Value, kind: &Kind, pattern: &Pattern, source: &mut Source) -> Yields {
    let (mut roles, mut constants) = Yields::default();
    let Some(table) = value.get_ref().as_table() else {
        source.wrong(value.span().start, "`yields` must be a table: `yields = { speaker = \"speaker\", … }`");
        return (roles, constants);
    };
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let at = value.span().start;
        if let Some(role) = kind.roles.iter().find(|role| role.name == name) {
            match read_node(value.get_ref().as_str(), pattern) {
                Ok(node) => roles.push((role.name, node)),
                Err(message) => source.wrong(at, message),
            }
        } else if let Some(constant) = kind.constants.iter().find(|constant| constant.name == name) {
            match read_constant(value.get_ref(), name, constant.values) {
                Ok(stated) => constants.push((constant.name, stated)),
                Err(message) => source.wrong(at, message),
            }
        } else {
            let known = kind.roles.iter().map(|r| r.name).chain(kind.constants.iter().map(|c| c.name));
            let hint = hint(name, known.clone());
            let known: Vec<&str> = known.collect();
            let message = format!("a {} has no `{name}`{hint} (it has: {})", kind.name, known.join(", "));
            source.wrong(key.span().start, message);
        }
    }
    roles.sort_by_key(|(name, _)| kind.roles.iter().position(|role| role.name == *name));
    for role in kind.roles.iter().filter(|role| role.required) {
        match table.get(role.name).map(|value| value.get_ref().as_str().unwrap_or_default()) {
            None => source.wrong(
                value.span().start,
                format!("a {} needs its {}: add `{} = \"NODE\"`", kind.name, role.name, role.name),
            ),
            Some(node) if pattern.binds(node) && !pattern.requires(node) => source.wrong(
                value.span().start,
                format!("a {} needs its {}, but `{node}` is optional; drop its `?`", kind.name, role.name),
            ),
            Some(_) => {}
        }
    }
    (roles, constants)
}

fn read_node(node: Option<&str>, pattern: &Pattern) -> Result<String, String> {
    let bound = pattern.names().filter(|name| pattern.binds(name));
    let names = bound.clone().collect::<Vec<_>>().join(", ");
    match node {
        None => Err(format!("a role is filled by a node: write the name of one (nodes: {names})")),
        Some(node) if pattern.binds(node) => Ok(node.to_owned()),
        Some(node) if pattern.node(node).is_some() => {
            Err(format!("`{node}` must be absent, so it can fill nothing (nodes: {names})"))
        }
        Some(node) => {
            let hint = hint(node, bound);
            Err(format!("`{node}` names no node of the pattern{hint} (nodes: {names})"))
        }
    }
}

fn read_constant(value: &DeValue, name: &str, values: Values) -> Result<Stated, String> {
    match values {
        Values::OneOf(words) => match value.as_str() {
            Some(word) if words.contains(&word) => Ok(Stated::Word(word.to_owned())),
            word => {
                let hint = hint(word.unwrap_or(""), words.iter().copied());
                Err(format!("`{name}` is one of: {}{hint}", words.join(", ")))
            }
        },
        Values::Share => {
            let written = match value {
                DeValue::Float(number) => number.as_str(),
                DeValue::Integer(number) => number.as_str(),
                _ => "",
            };
            match written.replace('_', "").parse() {
                Ok(share @ 0.0..=1.0) => Ok(Stated::Share(share)),
                _ => Err(format!("`{name}` is a number from 0 to 1: write `{name} = 0.9`")),
            }
        }
    }
}

fn read_yes(value: Value, roles: &[(&'static str, String)], source: &mut Source) -> Vec<Example> {
    let at = value.span().start;
    let Some(examples) = value.get_ref().as_array() else {
        source.wrong(at, "`yes` must be a list: `yes = [{ text = \"…\", … }]`");
        return Vec::new();
    };
    if examples.is_empty() {
        source.wrong(at, "`yes` is empty; show at least one text in which the rule finds something");
    }
    examples.iter().filter_map(|example| read_example(example, roles, source)).collect()
}

fn read_example(value: Value, roles: &[(&'static str, String)], source: &mut Source) -> Option<Example> {
    let at = value.span().start;
    let text = value.get_ref().as_table().and_then(|table| table.get("text")?.get_ref().as_str());
    let (Some(table), Some(text)) = (value.get_ref().as_table(), text) else {
        source.wrong(at, "an example is a table with its text: `{ text = \"…\", content = \"…\" }`");
        return None;
    };
    let mut expected = Vec::new();
    for (key, value) in table {
        let role = key.get_ref().as_ref();
        if role == "text" {
            continue;
        }
        if !roles.iter().any(|(known, _)| *known == role) {
            let hint = hint(role, roles.iter().map(|(known, _)| *known));
            let known: Vec<&str> = roles.iter().map(|(known, _)| *known).collect();
            let known = known.join(", ");
            source.wrong(key.span().start, format!("the rule yields no `{role}`{hint} (it yields: {known})"));
            continue;
        }
        match read_words(value.get_ref()) {
            Some(words) => {
                if let Some(strange) = words.iter().find(|words| !text.contains(*words)) {
                    source.wrong(value.span().start, format!("`{strange}` does not stand in the text"));
                }
                expected.push((role.to_owned(), words));
            }
            None => source.wrong(
                value.span().start,
                format!("write the words of the {role}: `{role} = \"…\"`, or a list of pieces"),
            ),
        }
    }
    Some(Example { text: text.to_owned(), roles: expected, line: source.place(at).0 })
}

fn read_words(value: &DeValue) -> Option<Vec<String>> {
    if let Some(words) = value.as_str() {
        return Some(if words.is_empty() { Vec::new() } else { vec![words.to_owned()] });
    }
    value.as_array()?.iter().map(|piece| piece.get_ref().as_str().map(str::to_owned)).collect()
}

fn read_no(value: Value, source: &mut Source) -> Vec<Example> {
    let Some(texts) = value.get_ref().as_array() else {
        source.wrong(value.span().start, "`no` must be a list of texts: `no = [\"…\"]`");
        return Vec::new();
    };
    let mut examples = Vec::new();
    for text in texts.iter() {
        let Range { start, .. } = text.span();
        match text.get_ref().as_str() {
            Some(words) => {
                let line = source.place(start).0;
                examples.push(Example { text: words.to_owned(), roles: Vec::new(), line });
            }
            None => source.wrong(start, "a near miss is a text: `\"…\"`"),
        }
    }
    examples
}

fn hint<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    closest(word, known).map(|other| format!("; did you mean `{other}`?")).unwrap_or_default()
}
