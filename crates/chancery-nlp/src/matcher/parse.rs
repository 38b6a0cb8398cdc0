//! The pattern language, read.

use compact_str::CompactString;
use fancy_regex::RegexBuilder;

use super::attribute::{ATTRIBUTES, Ask, Field, TRAITS, Test};
use super::closest::did_you_mean;
use super::error::PatternError;
use super::labels;
use super::lists::Lists;
use super::pattern::{Node, Order, Parts, Presence, Relation, Rels, Spec, Step};
use super::phrase::Phrases;
use super::view::fold;
use crate::{Label, Upos};

/// More nodes than this in one pattern are a mistake.
const MOST_NODES: usize = 32;

/// Regular expressions that try more than this on one token fail to match.
const BACKTRACK: usize = 10_000;

type Result<T> = std::result::Result<T, PatternError>;

/// Reads a pattern, one node a line.
pub(crate) fn pattern(text: &str, lists: &Lists) -> Result<Parts> {
    let mut reader = Reader { lists, names: Vec::new(), nodes: Vec::new() };
    let mut anchor = None;
    for (at, line) in text.lines().enumerate() {
        let mut cursor = Cursor { line: at + 1, text: line, at: 0 };
        cursor.skip_space();
        if cursor.done() {
            continue;
        }
        if anchor.is_none() {
            anchor = Some(reader.anchor(&mut cursor)?);
        } else {
            reader.node(&mut cursor)?;
        }
        if !cursor.done() {
            return cursor
                .fail(format!("`{}` is not expected here; write one node per line", cursor.rest_word()));
        }
    }
    match anchor {
        Some(anchor) => Ok(Parts { names: reader.names.into(), anchor, nodes: reader.nodes }),
        None => Err(PatternError {
            line: 1,
            column: 1,
            message: "the pattern is empty; write the anchor node, for example `cue = [lemma=say]`".into(),
        }),
    }
}

struct Reader<'a> {
    lists: &'a Lists,
    names: Vec<CompactString>,
    nodes: Vec<Node>,
}

impl Reader<'_> {
    /// Reads the first line: `cue = [lemma=say]`.
    fn anchor(&mut self, cursor: &mut Cursor) -> Result<Spec> {
        if cursor.peek().is_some_and(|c| matches!(c, '?' | '!')) {
            return cursor.fail(
                "the first line is the anchor and must be there; drop the mark, or put another node first",
            );
        }
        self.name(cursor)?;
        let start = *cursor;
        let word = cursor.clone().identifier();
        if !word.is_empty() && !cursor.starts_lemma_phrase() {
            return start.fail(format!(
                "the first line is the anchor and has no earlier node to start from; write what it is, for example `cue = [lemma=say]`, not `{word} …`"
            ));
        }
        let mut order = Vec::new();
        let spec = self.spec(cursor, &mut order)?;
        match spec {
            Some(spec) => Ok(spec),
            None => start.fail(
                "say what the anchor is: `[lemma=say]`, or words in quotation marks as in `\"according to\"`",
            ),
        }
    }

    /// Reads a further line: `speaker = cue >nsubj [ent=PERSON]`.
    fn node(&mut self, cursor: &mut Cursor) -> Result<()> {
        let start = *cursor;
        if self.names.len() == MOST_NODES {
            return cursor.fail(format!("a pattern has at most {MOST_NODES} nodes; split the rule"));
        }
        let presence = match cursor.peek() {
            Some('?') => Presence::Optional,
            Some('!') => Presence::Absent,
            _ => Presence::Required,
        };
        if presence != Presence::Required {
            cursor.bump();
            cursor.skip_space();
        }
        let name = self.name(cursor)?;
        let origin = *cursor;
        let from = cursor.identifier();
        let anchor = &self.names[0];
        if from.is_empty() || (from == "lemma" && cursor.peek() == Some('"')) {
            return origin.fail(format!(
                "say how `{name}` is reached from an earlier node, for example `{name} = {anchor} >nsubj [ent=PERSON]`"
            ));
        }
        let from = self.earlier(&origin, from, &name)?;
        self.check_presence(&origin, from, presence, &name)?;
        let mut order = Vec::new();
        let mut steps = Vec::new();
        cursor.skip_space();
        while let Some((source, relation)) = self.relation(cursor)? {
            if !order.is_empty() {
                return start.fail("`before` and `after` belong into the last brackets of the line");
            }
            cursor.skip_space();
            let spec = self.spec(cursor, &mut order)?.unwrap_or_default();
            steps.push(Step { source, relation, spec });
            cursor.skip_space();
        }
        if steps.is_empty() {
            return cursor.fail(format!(
                "write a relation after `{}`: `>nsubj` child, `<ccomp` head, `>>` descendant, `<<` ancestor, `$` sibling, `.` next, `..` later, `,` previous, `,,` earlier",
                self.names[from]
            ));
        }
        for &(_, other) in &order {
            self.check_order(&start, other)?;
        }
        self.nodes.push(Node { presence, from, steps, order });
        Ok(())
    }

    /// Reads `name =` and keeps the name.
    fn name(&mut self, cursor: &mut Cursor) -> Result<CompactString> {
        let start = *cursor;
        let name = cursor.identifier();
        if name.is_empty() {
            return start.fail(format!(
                "a line starts with the node's name, for example `speaker = …`; found `{}`",
                start.rest_word()
            ));
        }
        if self.names.iter().any(|known| known == name) {
            return start.fail(format!("`{name}` is already the name of another node; choose a second name"));
        }
        cursor.skip_space();
        if cursor.peek() != Some('=') {
            return cursor.fail(format!("write `=` after the name `{name}`"));
        }
        cursor.bump();
        cursor.skip_space();
        self.names.push(name.into());
        Ok(name.into())
    }

    /// Finds the earlier node of a name; the node being read is the last of the names.
    fn earlier(&self, at: &Cursor, from: &str, name: &str) -> Result<usize> {
        let known = &self.names[..self.names.len() - 1];
        if let Some(found) = known.iter().position(|k| k == from) {
            return Ok(found);
        }
        if known.is_empty() {
            return at.fail("the anchor has no earlier node to stand before or after; ask for the order on the other node");
        }
        if from == name {
            return at.fail(format!("`{name}` cannot be reached from itself; start from an earlier node"));
        }
        let hint = did_you_mean(from, known.iter().map(CompactString::as_str));
        let names = known.join("`, `");
        at.fail(format!("no earlier line names `{from}`{hint} (earlier nodes: `{names}`)"))
    }

    fn check_presence(&self, at: &Cursor, from: usize, presence: Presence, name: &str) -> Result<()> {
        let Some(node) = from.checked_sub(1).map(|i| &self.nodes[i]) else { return Ok(()) };
        let from = &self.names[from];
        match (node.presence, presence) {
            (Presence::Absent, _) => at.fail(format!(
                "`{from}` must be absent, so nothing can be reached from it; write the whole way in one line, for example `!{name} = {} >prep [lower=to] >pobj []`",
                self.names[0]
            )),
            (Presence::Optional, Presence::Required) => {
                at.fail(format!("`{from}` is optional, so `{name}` must be too: write `?{name} = …`"))
            }
            _ => Ok(()),
        }
    }

    fn check_order(&self, at: &Cursor, other: usize) -> Result<()> {
        let absent = other.checked_sub(1).is_some_and(|i| self.nodes[i].presence == Presence::Absent);
        if absent {
            return at
                .fail(format!("`{}` must be absent, so it has no place to compare with", self.names[other]));
        }
        Ok(())
    }

    /// Reads an operator with its labels, if one stands here.
    fn relation(&self, cursor: &mut Cursor) -> Result<Option<(CompactString, Relation)>> {
        let start = *cursor;
        let Some(sign @ ('>' | '<' | '$' | '.' | ',')) = cursor.peek() else { return Ok(None) };
        cursor.bump();
        let double = sign != '$' && cursor.peek() == Some(sign);
        if double {
            cursor.bump();
        }
        let relation = match (sign, double) {
            ('>', false) => Relation::Child(rels(cursor)?),
            ('>', true) => Relation::Descendant(rels(cursor)?),
            ('<', false) => Relation::Head(rels(cursor)?),
            ('<', true) => Relation::Ancestor(rels(cursor)?),
            ('$', _) => Relation::Sibling(rels(cursor)?),
            ('.', false) => Relation::Next,
            (',', false) => Relation::Previous,
            ('.', true) => Relation::Later(distance(cursor)?),
            _ => Relation::Earlier(distance(cursor)?),
        };
        if let Some(c) = cursor.peek()
            && !c.is_whitespace()
            && !matches!(c, '[' | '"' | '@' | '#' | '>' | '<' | '$' | '.' | ',')
        {
            let message = match sign {
                '.' | ',' => format!(
                    "`{sign}` speaks of the order of words and takes no label; write `{sign} [dep=…]`"
                ),
                _ => format!(
                    "`{c}` cannot be part of a dependency label; write for example `{sign}nsubj|nsubjpass`"
                ),
            };
            return cursor.fail(message);
        }
        Ok(Some((cursor.since(&start).into(), relation)))
    }

    /// Reads phrases, brackets, or both.
    fn spec(&self, cursor: &mut Cursor, order: &mut Vec<(Order, usize)>) -> Result<Option<Spec>> {
        let phrases = self.phrases(cursor)?;
        cursor.skip_space();
        if cursor.peek() != Some('[') {
            return Ok(phrases.map(|phrases| Spec { phrases: Some(phrases), tests: Vec::new() }));
        }
        let open = *cursor;
        cursor.bump();
        let mut tests = Vec::new();
        loop {
            cursor.skip_space();
            match cursor.peek() {
                None => return open.fail("this `[` is not closed; write `]` before the end of the line"),
                Some(']') => break,
                Some(_) => self.attribute(cursor, &mut tests, order)?,
            }
        }
        cursor.bump();
        Ok(Some(Spec { phrases, tests }))
    }

    /// Reads `"according to" | lemma "take aim at" | @attribution_phrases`.
    fn phrases(&self, cursor: &mut Cursor) -> Result<Option<Phrases>> {
        let start = *cursor;
        let mut phrases = Phrases::default();
        loop {
            let at = *cursor;
            if cursor.starts_lemma_phrase() {
                cursor.identifier();
                cursor.skip_space();
                phrases.add_lemmas(&cursor.quoted()?);
            } else {
                match cursor.peek() {
                    Some('"') => phrases.add(&cursor.quoted()?),
                    Some('@') => {
                        cursor.bump();
                        self.list(&at, cursor.identifier())?.iter().for_each(|phrase| phrases.add(phrase));
                    }
                    _ if cursor.since(&start).is_empty() => return Ok(None),
                    _ => {
                        return cursor
                            .fail("write another phrase after `|`, for example `\"in the words of\"`");
                    }
                }
            }
            if phrases.is_empty() {
                return at.fail("there is no word in this phrase; write for example `\"according to\"`");
            }
            phrases.source = cursor.since(&start).into();
            let end = *cursor;
            cursor.skip_space();
            if cursor.peek() != Some('|') {
                *cursor = end;
                return Ok(Some(phrases));
            }
            cursor.bump();
            cursor.skip_space();
        }
    }

    /// Reads one condition: `lemma=say|tell`.
    fn attribute(
        &self,
        cursor: &mut Cursor,
        tests: &mut Vec<Test>,
        order: &mut Vec<(Order, usize)>,
    ) -> Result<()> {
        let start = *cursor;
        let name = cursor.identifier();
        if name.is_empty() {
            return start.fail(format!(
                "`{}` is not an attribute; write for example `lemma=say|tell`",
                start.rest_word()
            ));
        }
        if !ATTRIBUTES.contains(&name) {
            return start.fail(unknown_attribute(name));
        }
        let negated = cursor.peek() == Some('!');
        if negated {
            cursor.bump();
        }
        let regex = match cursor.peek() {
            Some('=') => false,
            Some('~') => true,
            _ => {
                return cursor
                    .fail(format!("write a value after `{name}`: `{name}=…`, `{name}!=…`, or `{name}~/…/`"));
            }
        };
        cursor.bump();
        let ask = match name {
            "before" | "after" => {
                if regex || negated {
                    return start.fail(format!("`{name}` names a node: write `{name}={}`", self.names[0]));
                }
                let at = *cursor;
                let other = cursor.identifier().to_owned();
                let own = self.names.last().map_or("", |n| n.as_str()).to_owned();
                let other = self.earlier(&at, &other, &own)?;
                order.push((if name == "before" { Order::Before } else { Order::After }, other));
                return Ok(());
            }
            _ if regex => like(&start, cursor, name)?,
            _ => {
                let values = self.values(cursor, name)?;
                ask(name, values)?
            }
        };
        tests.push(Test { source: cursor.since(&start).into(), negated, ask });
        Ok(())
    }

    /// Reads `say|tell|@reporting_verbs`, each value with its place.
    fn values<'t>(&self, cursor: &mut Cursor<'t>, name: &str) -> Result<Vec<(CompactString, Cursor<'t>)>> {
        let mut values = Vec::new();
        loop {
            cursor.skip_space();
            let at = *cursor;
            match cursor.peek() {
                Some('@') => {
                    cursor.bump();
                    let list = cursor.identifier();
                    for word in self.list(&at, list)? {
                        if word.split_whitespace().nth(1).is_some() {
                            return at.fail(format!(
                                "`{word}` in the list `{list}` is several words, brackets describe one token; write `… = @{list}` without brackets, or take the phrase out of the list"
                            ));
                        }
                        values.push((word.into(), at));
                    }
                }
                Some('"') => values.push((cursor.quoted()?, at)),
                _ => {
                    let value = cursor.bare();
                    if value.is_empty() {
                        return at
                            .fail(format!("write a value after `{name}=`, for example `{}`", example(name)));
                    }
                    values.push((value.into(), at));
                }
            }
            let end = *cursor;
            cursor.skip_space();
            if cursor.peek() != Some('|') {
                *cursor = end;
                return Ok(values);
            }
            cursor.bump();
        }
    }

    fn list(&self, at: &Cursor, name: &str) -> Result<&[String]> {
        if let Some(words) = self.lists.get(name) {
            return Ok(words);
        }
        let hint = did_you_mean(name, self.lists.names());
        at.fail(format!("there is no word list `{name}`{hint}"))
    }
}

/// Makes the condition from its values.
fn ask(name: &str, values: Vec<(CompactString, Cursor)>) -> Result<Ask> {
    let words = |values: Vec<(CompactString, Cursor)>| {
        let mut words: Vec<CompactString> = values.into_iter().map(|(value, _)| value).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let labels = |values: &[(CompactString, Cursor)]| values.iter().map(|(v, _)| Label::new(v)).collect();
    if matches!(name, "lower" | "text" | "lemma") {
        for (value, at) in &values {
            if value.split_whitespace().nth(1).is_some() {
                return at.fail(format!(
                    "`{value}` is several words, brackets describe one token; write it without brackets: `… = \"{value}\"`"
                ));
            }
        }
    }
    Ok(match name {
        "text" => Ask::Text(words(values)),
        "lower" => {
            for (value, at) in &values {
                if value.chars().any(char::is_uppercase) {
                    return at.fail(format!(
                        "`lower` compares lower-case forms; write `lower={}`, or `text={value}`",
                        fold(value)
                    ));
                }
            }
            Ask::Lower(words(values.into_iter().map(|(v, at)| (fold(&v), at)).collect()))
        }
        "lemma" => Ask::Lemma(words(values.into_iter().map(|(v, at)| (fold(&v), at)).collect())),
        "upos" => {
            let tags = values.iter().map(|(value, at)| upos(value, at));
            Ask::Upos(tags.collect::<Result<_>>()?)
        }
        "xpos" => Ask::Xpos(labels(&values)),
        "dep" => {
            for (value, at) in &values {
                check_rel(value, at)?;
            }
            Ask::Dep(labels(&values))
        }
        "ent" => {
            for (value, at) in &values {
                if value.chars().any(char::is_lowercase) {
                    return at.fail(format!(
                        "entity types are written in capitals, as `PERSON`, `ORG`, `GPE`; `{value}` is not one (any entity: `is=entity`)"
                    ));
                }
            }
            Ask::Ent(labels(&values))
        }
        "feat" => {
            for (value, at) in &values {
                if value.split_once('=').is_none_or(|(n, v)| n.is_empty() || v.is_empty()) {
                    return at
                        .fail(format!("a feature is a name and a value: `feat=Tense=Past`, not `{value}`"));
                }
            }
            Ask::Feat(words(values))
        }
        _ => {
            let traits = values.iter().map(|(value, at)| {
                let known = TRAITS.iter().find(|(name, _)| name == value).map(|(_, t)| *t);
                known.map_or_else(
                    || {
                        let names = TRAITS.map(|(name, _)| name);
                        let hint = did_you_mean(value, names);
                        at.fail(format!("`is={value}` is not known{hint} (known: {})", names.join(", ")))
                    },
                    Ok,
                )
            });
            Ask::Is(traits.collect::<Result<_>>()?)
        }
    })
}

fn upos(value: &str, at: &Cursor) -> Result<Upos> {
    if let Some(tag) = Upos::parse(value).filter(|tag| *tag != Upos::None) {
        return Ok(tag);
    }
    const TAGS: &str =
        "ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE";
    let hint = did_you_mean(value, TAGS.split(' '));
    at.fail(format!("`{value}` is not a universal part of speech{hint} (known: {TAGS})"))
}

fn check_rel(label: &str, at: &Cursor) -> Result<()> {
    if labels::is_dependency(label) {
        return Ok(());
    }
    let hint = did_you_mean(label, labels::DEPENDENCIES.iter().copied());
    at.fail(format!(
        "`{label}` is not a dependency label{hint} (`chancery explain` lists them; common: nsubj, nsubjpass, dobj, dative, ccomp, xcomp, advcl, prep, pobj, agent, neg, mark)"
    ))
}

fn unknown_attribute(name: &str) -> String {
    const KNOWN: &str = "known: lower, text, lemma, upos, xpos, dep, ent, feat, is, before, after";
    let also = match name {
        "word" | "form" | "orth" => "; write `lower=…` (any case) or `text=…` (as written)".to_owned(),
        "pos" => "; write `upos=VERB` or `xpos=VBD`".to_owned(),
        "tag" => "; write `xpos=VBD`".to_owned(),
        "deprel" | "rel" => "; write `dep=nsubj`".to_owned(),
        "ner" | "type" | "entity" => "; write `ent=PERSON`".to_owned(),
        "morph" | "feats" => "; write `feat=Tense=Past`".to_owned(),
        _ => did_you_mean(name, ATTRIBUTES),
    };
    format!("`{name}` is not an attribute{also} ({KNOWN})")
}

fn example(name: &str) -> &'static str {
    match name {
        "lower" => "lower=that",
        "text" => "text=Kremlin",
        "lemma" => "lemma=say|tell",
        "upos" => "upos=VERB",
        "xpos" => "xpos=VBD",
        "dep" => "dep=nsubj",
        "ent" => "ent=PERSON|ORG",
        "feat" => "feat=Tense=Past",
        _ => "is=title",
    }
}

/// Reads the regular expression of `lower~/^un/`.
fn like(start: &Cursor, cursor: &mut Cursor, name: &str) -> Result<Ask> {
    let field = match name {
        "lower" => Field::Lower,
        "text" => Field::Text,
        "lemma" => Field::Lemma,
        "xpos" => Field::Xpos,
        "dep" => Field::Dep,
        _ => {
            return start.fail(format!(
                "`{name}` takes no regular expression (lower, text, lemma, xpos and dep do); write `{}`",
                example(name)
            ));
        }
    };
    let at = *cursor;
    let source = cursor.regex(name)?;
    match RegexBuilder::new(&source).backtrack_limit(BACKTRACK).build() {
        Ok(regex) => Ok(Ask::Like(field, Box::new(regex))),
        Err(error) => at.fail(format!("`/{source}/` is not a regular expression: {error}")),
    }
}

/// Reads the labels behind an operator: `nsubj|nsubjpass`.
fn rels(cursor: &mut Cursor) -> Result<Rels> {
    let mut labels = Vec::new();
    loop {
        let at = *cursor;
        let label = cursor.take_while(|c| c.is_alphanumeric() || matches!(c, ':' | '_'));
        if label.is_empty() {
            if labels.is_empty() && cursor.peek() != Some('|') {
                return Ok(Rels(labels));
            }
            return at
                .fail("write a dependency label on each side of `|`, without spaces: `>nsubj|nsubjpass`");
        }
        check_rel(label, &at)?;
        labels.push(Label::new(label));
        if cursor.peek() != Some('|') {
            return Ok(Rels(labels));
        }
        cursor.bump();
    }
}

/// Reads how far a word may stand: `..5`.
fn distance(cursor: &mut Cursor) -> Result<u32> {
    let at = *cursor;
    let digits = cursor.take_while(|c| c.is_ascii_digit());
    if digits.is_empty() {
        return Ok(u32::MAX);
    }
    match digits.parse() {
        Ok(distance @ 1..=1000) => Ok(distance),
        _ => at.fail("the number says how many tokens away at most, from 1 to 1000"),
    }
}

/// A place in a line of the pattern.
#[derive(Clone, Copy)]
struct Cursor<'t> {
    line: usize,
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c| !keep(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn skip_space(&mut self) {
        self.take_while(char::is_whitespace);
    }

    /// Says whether nothing but white space and a comment is left.
    fn done(&self) -> bool {
        let rest = self.rest().trim_start();
        rest.is_empty() || rest.starts_with('#')
    }

    fn identifier(&mut self) -> &'t str {
        if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            return "";
        }
        self.take_while(|c| c.is_ascii_alphanumeric() || c == '_')
    }

    fn starts_lemma_phrase(&self) -> bool {
        self.rest().strip_prefix("lemma").is_some_and(|rest| rest.trim_start().starts_with('"'))
    }

    fn bare(&mut self) -> &'t str {
        self.take_while(|c| !c.is_whitespace() && !matches!(c, ']' | '|' | '[' | '"'))
    }

    fn quoted(&mut self) -> Result<CompactString> {
        let open = *self;
        self.bump();
        let words = self.take_while(|c| c != '"');
        if self.peek().is_none() {
            return open.fail("this quotation mark is not closed; write `\"` before the end of the line");
        }
        self.bump();
        Ok(words.into())
    }

    fn regex(&mut self, name: &str) -> Result<String> {
        let open = *self;
        if self.peek() != Some('/') {
            return open.fail(format!("write the regular expression between slashes: `{name}~/^un/`"));
        }
        self.bump();
        let mut source = String::new();
        loop {
            match self.peek() {
                None => {
                    return open
                        .fail("this regular expression is not closed; write `/` before the end of the line");
                }
                Some('/') => break,
                Some('\\') if self.rest().starts_with("\\/") => {
                    self.at += 1;
                    source.push('/');
                }
                Some('\\') => {
                    source.push('\\');
                    self.bump();
                    source.extend(self.peek());
                }
                Some(c) => source.push(c),
            }
            self.bump();
        }
        self.bump();
        Ok(source)
    }

    fn since(&self, start: &Cursor<'t>) -> &'t str {
        &self.text[start.at..self.at]
    }

    /// Returns what stands here, for a message.
    fn rest_word(&self) -> &'t str {
        self.rest().split_whitespace().next().unwrap_or("the end of the line")
    }

    fn fail<T>(&self, message: impl Into<String>) -> Result<T> {
        let column = self.text[..self.at].chars().count() + 1;
        Err(PatternError { line: self.line, column, message: message.into() })
    }
}
