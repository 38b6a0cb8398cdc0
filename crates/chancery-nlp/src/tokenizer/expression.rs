//! The regular expressions of published tokenizers: Python's dialect, read into a tree and written in ours.
//!
//! The tree exists because of look-around: an assertion at either edge of an alternative can be consumed
//! instead, and then an automaton does in linear time what a backtracker cannot promise.

use std::fmt::Write;
use std::iter::Peekable;
use std::str::Chars;

/// A choice between sequences, the first that fits wins.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Alternatives(pub(super) Vec<Sequence>);

/// Parts that follow each other.
pub(super) type Sequence = Vec<Node>;

/// A part of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// One character of a set, written as the inside of brackets.
    Set {
        items: String,
        negated: bool,
        /// The one ASCII character of the set, if it has just that.
        only: Option<u8>,
    },
    /// `^`, `$`, `\b`, …: a place, in our dialect.
    Place(&'static str),
    Group(Alternatives),
    Repeat {
        node: Box<Node>,
        min: u32,
        max: Option<u32>,
        lazy: bool,
    },
    Look {
        behind: bool,
        negative: bool,
        inner: Alternatives,
    },
}

/// How faithfully an expression is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Writing {
    Exact,
    /// Without look-around and with long counted repetitions unbounded: matches whatever the exact one matches,
    /// and more, but needs no backtracking and little memory.
    Wider,
}

/// Counted repetitions above this are written as unbounded in [`Writing::Wider`].
const WIDE_COUNT: u32 = 8;

/// Groups may nest this deep.
const MAX_DEPTH: usize = 50;

/// Reads an expression in Python's syntax; the error says what is not understood.
pub(super) fn parse(source: &str) -> Result<Alternatives, String> {
    let mut parser = Parser { rest: source.chars().peekable(), depth: 0 };
    parser.flags()?;
    let tree = parser.alternatives()?;
    match parser.rest.next() {
        None => Ok(tree),
        Some(_) => Err("a bracket closes that was never opened".into()),
    }
}

impl Alternatives {
    /// Writes the choice in our dialect, without brackets around it.
    pub(super) fn write(&self, out: &mut String, how: Writing) {
        for (i, sequence) in self.0.iter().enumerate() {
            if i > 0 {
                out.push('|');
            }
            write_sequence(sequence, out, how);
        }
    }

    /// Returns the number of characters that every match has, if it is one number.
    pub(super) fn width(&self) -> Option<usize> {
        let mut widths = self.0.iter().map(|sequence| sequence_width(sequence));
        let first = widths.next()??;
        widths.all(|width| width == Some(first)).then_some(first)
    }

    /// Says whether an assertion about the surroundings occurs anywhere inside.
    pub(super) fn has_look(&self) -> bool {
        self.0.iter().flatten().any(Node::has_look)
    }

    /// Returns the ASCII characters, as a bit set, that every match holds.
    pub(super) fn required(&self) -> u128 {
        self.0.iter().map(|s| s.iter().map(Node::required).fold(0, |a, b| a | b)).fold(!0, |a, b| a & b)
    }
}

/// Writes a sequence in our dialect.
pub(super) fn write_sequence(sequence: &[Node], out: &mut String, how: Writing) {
    for node in sequence {
        node.write(out, how);
    }
}

/// Returns the number of characters that every match of a sequence has, if it is one number.
pub(super) fn sequence_width(sequence: &[Node]) -> Option<usize> {
    sequence.iter().map(Node::width).sum()
}

impl Node {
    fn write(&self, out: &mut String, how: Writing) {
        match self {
            Node::Set { items, negated, .. } => {
                out.push_str(if *negated { "[^" } else { "[" });
                out.push_str(items);
                out.push(']');
            }
            Node::Place(place) => out.push_str(place),
            Node::Group(inner) => write_group("(?:", inner, out, how),
            Node::Repeat { node, min, max, lazy } => {
                // A repeated repetition must not read as a lazy or possessive one.
                out.push_str("(?:");
                node.write(out, how);
                out.push(')');
                let (min, max) = match how {
                    Writing::Wider => (*min.min(&WIDE_COUNT), max.filter(|&max| max <= WIDE_COUNT)),
                    Writing::Exact => (*min, *max),
                };
                let _ = match max {
                    Some(max) => write!(out, "{{{min},{max}}}"),
                    None => write!(out, "{{{min},}}"),
                };
                if *lazy {
                    out.push('?');
                }
            }
            Node::Look { .. } if how == Writing::Wider => {}
            Node::Look { behind, negative, inner } => {
                let opening = match (behind, negative) {
                    (false, false) => "(?=",
                    (false, true) => "(?!",
                    (true, false) => "(?<=",
                    (true, true) => "(?<!",
                };
                write_group(opening, inner, out, how);
            }
        }
    }

    fn width(&self) -> Option<usize> {
        match self {
            Node::Set { .. } => Some(1),
            Node::Place(_) | Node::Look { .. } => Some(0),
            Node::Group(inner) => inner.width(),
            Node::Repeat { node, min, max, .. } if *max == Some(*min) => {
                node.width()?.checked_mul(*min as usize)
            }
            Node::Repeat { .. } => None,
        }
    }

    /// Says whether it is or holds an assertion about the surroundings.
    pub(super) fn has_look(&self) -> bool {
        match self {
            Node::Set { .. } | Node::Place(_) => false,
            Node::Group(inner) => inner.has_look(),
            Node::Repeat { node, .. } => node.has_look(),
            Node::Look { .. } => true,
        }
    }

    fn required(&self) -> u128 {
        match self {
            Node::Set { only: Some(byte), .. } => 1 << byte,
            Node::Set { .. } | Node::Place(_) | Node::Look { .. } => 0,
            Node::Group(inner) => inner.required(),
            Node::Repeat { min: 0, .. } => 0,
            Node::Repeat { node, .. } => node.required(),
        }
    }
}

fn write_group(opening: &str, inner: &Alternatives, out: &mut String, how: Writing) {
    out.push_str(opening);
    inner.write(out, how);
    out.push(')');
}

struct Parser<'a> {
    rest: Peekable<Chars<'a>>,
    depth: usize,
}

impl Parser<'_> {
    fn eat(&mut self, expected: char) -> bool {
        self.rest.next_if_eq(&expected).is_some()
    }

    /// Says whether the text ahead is `expected`, and passes over it if so.
    fn eat_all(&mut self, expected: &str) -> bool {
        let mut ahead = self.rest.clone();
        if expected.chars().all(|c| ahead.next() == Some(c)) {
            self.rest = ahead;
            return true;
        }
        false
    }

    /// Reads the flags that may open an expression. `u` says what is so anyway.
    fn flags(&mut self) -> Result<(), String> {
        while self.eat_all("(?u)") {}
        Ok(())
    }

    fn alternatives(&mut self) -> Result<Alternatives, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(format!("groups nest deeper than {MAX_DEPTH}"));
        }
        let mut all = vec![self.sequence()?];
        while self.eat('|') {
            all.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(Alternatives(all))
    }

    fn sequence(&mut self) -> Result<Sequence, String> {
        let mut nodes = Vec::new();
        while let Some(&next) = self.rest.peek() {
            if next == '|' || next == ')' {
                break;
            }
            let node = self.node()?;
            nodes.push(self.repeated(node)?);
        }
        Ok(nodes)
    }

    fn node(&mut self) -> Result<Node, String> {
        match self.rest.next() {
            None => Err("it ends too early".into()),
            Some('^') => Ok(Node::Place(r"\A")),
            Some('$') => Ok(Node::Place(r"\z")),
            Some('.') => Ok(Node::Set { items: r"\n".into(), negated: true, only: None }),
            Some('(') => self.group(),
            Some('[') => self.set(),
            Some('\\') => self.escape(),
            Some(quantifier @ ('*' | '+' | '?')) => Err(format!("`{quantifier}` repeats nothing")),
            Some(literal) => Ok(one(literal)),
        }
    }

    fn group(&mut self) -> Result<Node, String> {
        let look = |behind, negative| move |inner| Node::Look { behind, negative, inner };
        let make: Box<dyn Fn(Alternatives) -> Node> = if !self.eat('?') || self.eat(':') {
            Box::new(Node::Group)
        } else if self.eat('=') {
            Box::new(look(false, false))
        } else if self.eat('!') {
            Box::new(look(false, true))
        } else if self.eat_all("<=") {
            Box::new(look(true, false))
        } else if self.eat_all("<!") {
            Box::new(look(true, true))
        } else if self.eat_all("P<") {
            while self.rest.next_if(|&c| c != '>').is_some() {}
            self.rest.next();
            Box::new(Node::Group)
        } else {
            return Err("it has a kind of group that tokenizers do not need, `(?` and then something".into());
        };
        let inner = self.alternatives()?;
        if !self.eat(')') {
            return Err("a bracket is never closed".into());
        }
        Ok(make(inner))
    }

    /// Reads what follows a backslash outside of a set.
    fn escape(&mut self) -> Result<Node, String> {
        match self.rest.peek() {
            Some('A') => self.place(r"\A"),
            Some('Z') => self.place(r"\z"),
            Some('b') => self.place(r"\b"),
            Some('B') => self.place(r"\B"),
            Some('1'..='9') => Err("it refers back to a group".into()),
            _ => match self.escaped()? {
                Escaped::Char(c) => Ok(one(c)),
                Escaped::Class { items, negated } => {
                    Ok(Node::Set { items: items.into(), negated, only: None })
                }
            },
        }
    }

    fn place(&mut self, place: &'static str) -> Result<Node, String> {
        self.rest.next();
        Ok(Node::Place(place))
    }

    fn escaped(&mut self) -> Result<Escaped, String> {
        let class = |items, negated| Ok(Escaped::Class { items, negated });
        match self.rest.next() {
            None => Err("it ends in a backslash".into()),
            Some('d') => class(r"\p{Nd}", false),
            Some('D') => class(r"\p{Nd}", true),
            Some('w') => class(r"\p{L}\p{N}_", false),
            Some('W') => class(r"\p{L}\p{N}_", true),
            Some('s') => class(r"\s\x1C-\x1F", false),
            Some('S') => class(r"\s\x1C-\x1F", true),
            Some('n') => Ok(Escaped::Char('\n')),
            Some('r') => Ok(Escaped::Char('\r')),
            Some('t') => Ok(Escaped::Char('\t')),
            Some('f') => Ok(Escaped::Char('\x0c')),
            Some('v') => Ok(Escaped::Char('\x0b')),
            Some('a') => Ok(Escaped::Char('\x07')),
            Some('x') => self.code_point(2),
            Some('u') => self.code_point(4),
            Some('U') => self.code_point(8),
            Some(c) if c.is_ascii_alphanumeric() => Err(format!(r"it has an unknown escape, `\{c}`")),
            Some(c) => Ok(Escaped::Char(c)),
        }
    }

    fn code_point(&mut self, digits: u32) -> Result<Escaped, String> {
        let mut code = 0u32;
        for _ in 0..digits {
            let digit = self.rest.next().and_then(|c| c.to_digit(16)).ok_or("it has a broken code point")?;
            code = code << 4 | digit;
        }
        let c = char::from_u32(code).ok_or_else(|| format!("{code:#x} is no character"))?;
        Ok(Escaped::Char(c))
    }

    fn set(&mut self) -> Result<Node, String> {
        let negated = self.eat('^');
        let mut items = String::new();
        let mut chars = 0;
        let mut only = None;
        loop {
            let from = match self.rest.next() {
                None => return Err("a set is never closed".into()),
                // The first bracket stands for itself.
                Some(']') if !items.is_empty() => break,
                Some('\\') => match self.set_escape()? {
                    Escaped::Class { items: class, negated } => {
                        items.push_str(if negated { "[^" } else { "[" });
                        items.push_str(class);
                        items.push(']');
                        chars += 2;
                        continue;
                    }
                    Escaped::Char(c) => c,
                },
                Some(c) => c,
            };
            let to = self.range_end(from)?;
            write_char(from, &mut items);
            if let Some(to) = to {
                items.push('-');
                write_char(to, &mut items);
                chars += 1;
            }
            chars += 1;
            only = u8::try_from(from).ok().filter(u8::is_ascii);
        }
        Ok(Node::Set { items, negated, only: only.filter(|_| chars == 1 && !negated) })
    }

    fn set_escape(&mut self) -> Result<Escaped, String> {
        if self.eat('b') {
            return Ok(Escaped::Char('\x08'));
        }
        self.escaped()
    }

    /// Reads the upper end of a range in a set, if one follows; a hyphen before the closing bracket is a hyphen.
    fn range_end(&mut self, from: char) -> Result<Option<char>, String> {
        let mut ahead = self.rest.clone();
        if ahead.next() != Some('-') || ahead.peek() == Some(&']') {
            return Ok(None);
        }
        self.rest.next();
        let to = match self.rest.next() {
            Some('\\') => match self.set_escape()? {
                Escaped::Char(c) => c,
                Escaped::Class { .. } => return Err("a range ends in a class".into()),
            },
            Some(c) => c,
            None => return Err("a set is never closed".into()),
        };
        if to < from { Err(format!("the range {from:?} to {to:?} is empty")) } else { Ok(Some(to)) }
    }

    fn repeated(&mut self, node: Node) -> Result<Node, String> {
        let (min, max) = match self.rest.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.count() {
                Some(count) => count,
                None => return Ok(node),
            },
            _ => return Ok(node),
        };
        self.rest.next();
        if max.is_some_and(|max| max < min) {
            return Err("a repetition counts down".into());
        }
        if matches!(self.rest.peek(), Some('+' | '*' | '{')) {
            return Err("a repetition is repeated".into());
        }
        let lazy = self.eat('?');
        Ok(Node::Repeat { node: Box::new(node), min, max, lazy })
    }

    /// Reads `{2,63}` up to its closing brace; what looks otherwise is literal text to Python.
    fn count(&mut self) -> Option<(u32, Option<u32>)> {
        let mut ahead = self.rest.clone();
        ahead.next();
        let number = |ahead: &mut Peekable<Chars<'_>>| {
            let mut digits = String::new();
            while let Some(digit) = ahead.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            digits
        };
        let min = number(&mut ahead);
        let ranged = ahead.next_if_eq(&',').is_some();
        let max = if ranged { number(&mut ahead) } else { min.clone() };
        if ahead.peek() != Some(&'}') || (min.is_empty() && !ranged) {
            return None;
        }
        let min = if min.is_empty() { 0 } else { min.parse().ok()? };
        let max = if max.is_empty() { None } else { Some(max.parse().ok()?) };
        self.rest = ahead;
        Some((min, max))
    }
}

/// What a backslash and its letter stand for.
enum Escaped {
    Char(char),
    Class { items: &'static str, negated: bool },
}

fn one(c: char) -> Node {
    let mut items = String::new();
    write_char(c, &mut items);
    Node::Set { items, negated: false, only: u8::try_from(c).ok().filter(u8::is_ascii) }
}

/// Writes a character so that it stands for itself inside brackets.
fn write_char(c: char, out: &mut String) {
    if c.is_ascii_alphanumeric() {
        out.push(c);
    } else {
        let _ = write!(out, r"\x{{{:X}}}", u32::from(c));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(source: &str) -> String {
        let mut out = String::new();
        parse(source).unwrap().write(&mut out, Writing::Exact);
        out
    }

    fn matches(source: &str, text: &str) -> bool {
        fancy_regex::Regex::new(&format!(r"\A(?:{})\z", written(source))).unwrap().is_match(text).unwrap()
    }

    #[test]
    fn sets_hold_what_python_says() {
        for c in ["[", "]", "&", "-", "~", "a", "0", "9", "\\"] {
            assert!(matches(r"[\[\]&&--~~a0-9\\]", c), "{c}");
        }
        assert!(matches("[]x]", "]"));
        assert!(matches("[^]x]", "y"));
        assert!(matches("[+*^]", "^"));
        assert!(matches("[a-]", "-"));
        assert!(matches(r"[\u0400-\u04ff]", "Ж"));
        assert!(matches(r"\U0001F600", "😀"));
        assert!(!matches(r"[\w\-]", "."));
        assert!(matches(r"\S", "–"));
        assert!(!matches(r"\S", "\x1c"));
    }

    #[test]
    fn repetitions_and_groups_survive() {
        assert!(matches("(?u)^(?:ab?){2,3}$", "aab"));
        assert!(matches("a{,2}", "aa"));
        assert!(matches("a{", "a{"));
        assert!(matches("a{x}", "a{x}"));
        assert!(matches("(?P<year>[0-9]{4})", "2017"));
        assert!(matches(r"(?<!\.)(?!b)a(?<!b)", "a"));
    }

    #[test]
    fn the_wider_writing_has_no_assertions_and_no_long_counts() {
        let mut out = String::new();
        parse("(?!10)[0-9]{2,63}").unwrap().write(&mut out, Writing::Wider);
        assert_eq!(out, "(?:[0-9]){2,}");
    }

    #[test]
    fn required_characters_are_those_of_every_branch() {
        let required = |source| parse(source).unwrap().required();
        assert_eq!(required(r"(?:a\.b|c\.+)(?:x)?"), 1 << b'.');
        assert_eq!(required("[a-z]*"), 0);
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        for source in [
            "(",
            ")",
            "[a",
            "*",
            "a**",
            r"\",
            r"(a)\1",
            r"\u12",
            r"\q",
            "[z-a]",
            "(?#x)",
            "(?P<",
            "a{3,1}",
            "a{9999999999}",
        ] {
            // The last is literal text to us, as it is to Python.
            let result = parse(source);
            assert!(result.is_err() || source == "a{9999999999}", "{source}: {result:?}");
        }
        assert!(parse(&"(".repeat(100_000)).is_err());
    }
}
