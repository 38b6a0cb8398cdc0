//! Turns: who has the word outside quotation marks, paragraph by paragraph.
//!
//! A report has none. An interview has an asker and who answers, by questions that alternate with the first person; a
//! transcript has labels (`THE PRESIDENT:`); a speech is dense with the first person and asks nobody in particular.

use std::ops::Range;

use chancery_nlp::{Document, Span, Token};

use crate::segment::paragraphs;

/// What kind of text has the turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Somebody tells of others.
    Report,
    /// Questions and answers.
    Interview,
    /// One after another, each named by a label.
    Transcript,
    /// One speaks throughout.
    Speech,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(super) struct Turn {
    pub(super) tokens: Range<u32>,
    /// It puts a question to somebody.
    pub(super) asks: bool,
    /// The words in front of its colon, where they look like a speaker's.
    pub(super) label: Option<Range<u32>>,
}

/// The paragraphs of a text and what kind of text they make.
#[derive(Debug)]
pub(super) struct Turns {
    pub(super) kind: Kind,
    pub(super) list: Vec<Turn>,
}

/// The first person and the second, as words.
pub(super) fn is_one(word: &str) -> bool {
    matches!(word, "i" | "me" | "my" | "mine" | "myself")
}

/// We, and the `'s` of `let's`.
pub(super) fn is_many(word: &str) -> bool {
    matches!(word, "we" | "us" | "our" | "ours" | "ourselves" | "'s" | "’s")
}

/// You, one or several.
pub(super) fn is_you(word: &str) -> bool {
    matches!(word, "you" | "your" | "yours" | "yourself" | "yourselves")
}

/// Words of a text for one of the first person, in a speech at most.
const DENSE: usize = 60;
/// Most words of a label.
const LABEL: u32 = 9;

impl Turns {
    /// Reads the turns of a document; `outside` says whether a token is readable and outside quotation marks.
    pub(super) fn of(document: &Document, outside: impl Fn(Token<'_>) -> bool) -> Self {
        let list: Vec<Turn> = paragraphs(document.text())
            .into_iter()
            .filter_map(|span| turn(document, span, &outside))
            .collect();
        let kind = kind(document, &list, &outside);
        Turns { kind, list }
    }
}

fn turn(document: &Document, span: Span, outside: &impl Fn(Token<'_>) -> bool) -> Option<Turn> {
    let tokens = document.tokens_in(span);
    let last = tokens.clone().rev().take(3).map(|at| document.token(at as usize));
    let mut words = last.filter(|t| !t.text().trim().is_empty() && !matches!(t.text(), "\"" | "”" | ")"));
    let asks = words.next().is_some_and(|t| t.text() == "?" && outside(t));
    let label = label(document, &tokens);
    (!tokens.is_empty()).then_some(Turn { tokens, asks, label })
}

/// Reads a label: capital words and a colon, or `Q:`.
fn label(document: &Document, tokens: &Range<u32>) -> Option<Range<u32>> {
    let first = tokens.clone().take(LABEL as usize + 1);
    let colon = first.clone().find(|&at| document.token(at as usize).text() == ":")?;
    let capital = |at: &u32| {
        let text = document.token(*at as usize).text();
        !text.contains(|c: char| c.is_lowercase() || c.is_ascii_digit()) || is_mark(text)
    };
    let start = (tokens.start..colon).rev().take_while(capital).last()?;
    let words = &document.text()[document.span(start..colon).range()];
    (words.chars().filter(|c| c.is_alphabetic()).count() >= 3 || is_mark(words)).then_some(start..colon)
}

/// Says whether a label only marks questions or answers.
pub(super) fn is_mark(word: &str) -> bool {
    is_question_mark(word) || matches!(word, "A" | "Answer" | "ANSWER")
}

/// Says whether a label marks a question.
pub(super) fn is_question_mark(word: &str) -> bool {
    matches!(word, "Q" | "Question" | "QUESTION" | "Reporter" | "REPORTER" | "MODERATOR" | "Moderator")
}

fn kind(document: &Document, turns: &[Turn], outside: &impl Fn(Token<'_>) -> bool) -> Kind {
    let said = |turn: &Turn, which: fn(&str) -> bool| {
        let tokens = document.slice(turn.tokens.clone());
        tokens.filter(|t| which(&t.text().to_lowercase()) && is_pronoun(*t) && outside(*t)).count()
    };
    let labels = turns.iter().filter(|turn| turn.label.is_some()).count();
    let first: usize = turns.iter().map(|turn| said(turn, is_one) + said(turn, is_many)).sum();
    if labels >= 2 && first >= 2 {
        return Kind::Transcript;
    }
    let questions = turns.iter().filter(|turn| turn.asks).count();
    let asked = turns.iter().filter(|turn| turn.asks && said(turn, is_you) > 0).count();
    let answers = turns.iter().filter(|turn| !turn.asks && said(turn, is_one) + said(turn, is_many) > 0);
    if questions >= 3 && asked >= 2 && first >= 5 && answers.count() >= 2 {
        return Kind::Interview;
    }
    if first >= 5 && first * DENSE >= document.len() {
        return Kind::Speech;
    }
    Kind::Report
}

/// Says whether a token stands for a person: not the `'s` of a possessive, nor of "it's".
pub(super) fn is_pronoun(token: Token<'_>) -> bool {
    matches!(token.xpos().as_str(), "PRP" | "PRP$")
}
