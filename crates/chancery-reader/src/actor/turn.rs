//! Turns: who has the word outside quotation marks, paragraph by paragraph.
//!
//! A report has none. An interview has an asker and who answers, by questions that alternate with the first person; a
//! transcript has labels (`THE PRESIDENT:`); a speech is dense with the first person and asks nobody in particular.

use std::ops::Range;

use chancery_nlp::{Document, Token, Upos};

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
/// Sentences that no question has.
const LONG: usize = 8;
/// Tokens of a turn that may tell that it asks.
const ASKING: usize = 60;
/// Most words of a label.
const LABEL: u32 = 9;

impl Turns {
    /// Reads the turns of a document; `outside` says whether a token is readable and outside quotation marks.
    pub(super) fn of(document: &Document, outside: impl Fn(Token<'_>) -> bool) -> Self {
        let mut list: Vec<Turn> = Vec::new();
        for span in paragraphs(document.text()) {
            let tokens = document.tokens_in(span);
            let mut start = tokens.start;
            for label in labels(document, &tokens) {
                push(document, start..label.start, &outside, &mut list);
                start = label.start;
            }
            push(document, start..tokens.end, &outside, &mut list);
        }
        let kind = kind(document, &list, &outside);
        Turns { kind, list }
    }
}

fn push(document: &Document, tokens: Range<u32>, outside: &impl Fn(Token<'_>) -> bool, list: &mut Vec<Turn>) {
    if tokens.is_empty() {
        return;
    }
    let last = tokens.clone().rev().take(3).map(|at| document.token(at as usize));
    let mut words = last.filter(|t| !t.text().trim().is_empty() && !matches!(t.text(), "\"" | "”" | ")"));
    let questions = words.next().is_some_and(|t| t.text() == "?" && outside(t));
    // Who has been asked may end with a question, too, but says more before it.
    let first = document.token(tokens.start as usize).sentence().index();
    let last = document.token(tokens.end as usize - 1).sentence().index();
    let opens = document.token(tokens.start as usize).text().to_lowercase();
    let replies = matches!(opens.as_str(), "well" | "yes" | "no" | "yeah" | "absolutely" | "sure");
    let asked = list.last().is_some_and(|before| before.asks);
    let answers = replies || last >= first + LONG || asked && last >= first + 2;
    let label = labels(document, &tokens).into_iter().next();
    let asks = questions && !answers || last <= first + 1 && wants_to_know(document, &tokens, outside);
    list.push(Turn { tokens, asks, label });
}

/// Says whether a short turn asks without a question mark: `I wanted to know if you`, `How did you come to be here`.
fn wants_to_know(document: &Document, tokens: &Range<u32>, outside: &impl Fn(Token<'_>) -> bool) -> bool {
    let mut words = document.slice(tokens.clone()).filter(|t| outside(*t)).take(ASKING);
    let you = document.slice(tokens.clone()).take(ASKING).any(|t| is_you(&t.text().to_lowercase()));
    let opens = document.token(tokens.start as usize);
    let ends = document.token(tokens.end as usize - 1);
    let bare = matches!(opens.text(), "How" | "What" | "Why" | "Where" | "When")
        && opens.next().is_some_and(|next| next.upos() == Upos::Aux)
        && ends.upos() != Upos::Punct;
    let wants = |t: Token<'_>| {
        let whether =
            t.children().take(16).any(|c| matches!(c.deprel().as_str(), "ccomp" | "xcomp" | "advcl"));
        let i = std::iter::once(t).chain(t.ancestors()).take(3).any(|verb| {
            verb.children()
                .take(16)
                .any(|c| c.deprel().as_str() == "nsubj" && is_one(&c.text().to_lowercase()))
        });
        let asks =
            t.lemma() == "wonder" || t.text() == "know" && t.head().is_some_and(|up| up.lemma() == "want");
        asks && whether && i
    };
    you && (bare || words.any(wants))
}

/// Finds the labels in a paragraph: capital words and a colon at its beginning or a sentence's, or `Q:`.
fn labels(document: &Document, tokens: &Range<u32>) -> Vec<Range<u32>> {
    let text = |at: u32| document.token(at as usize).text();
    let capital = |at: &u32| {
        let word = text(*at);
        let upper = word.contains(char::is_uppercase);
        upper && !word.contains(|c: char| c.is_lowercase() || c.is_ascii_digit()) || is_mark(word)
    };
    let mut found = Vec::new();
    for colon in tokens.clone().filter(|&at| text(at) == ":") {
        let back = (tokens.start.max(colon.saturating_sub(LABEL))..colon).rev();
        let Some(start) = back.take_while(capital).last() else { continue };
        let words = &document.text()[document.span(start..colon).range()];
        let letters = words.chars().filter(|c| c.is_alphabetic()).count();
        let opens = start <= tokens.start + LABEL
            || document.token(start as usize).sentence().range().start == start && words.contains(' ');
        if opens && (letters >= 3 || is_mark(words)) {
            found.push(start..colon);
        }
    }
    found
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
    let dense = first >= 5 && first * DENSE >= document.len();
    if first >= 5 && answers.count() >= 2 && asked >= 1 {
        let told = dense && is_told(document, &outside);
        if questions >= 3 && asked >= 2 || told {
            return Kind::Interview;
        }
    }
    if dense {
        return Kind::Speech;
    }
    Kind::Report
}

/// Tokens at the top of a text that say that it is an interview.
const TOP: usize = 200;

/// Says whether the first lines call the text an interview.
fn is_told(document: &Document, outside: &impl Fn(Token<'_>) -> bool) -> bool {
    let mut top = document.tokens().take(TOP).filter(|t| outside(*t));
    top.any(|t| {
        let word = t.text().to_lowercase();
        matches!(word.as_str(), "interview" | "interviews" | "interviewed" | "interviewee")
    })
}

/// Says whether a token stands for a person: not the `'s` of a possessive, nor of "it's".
pub(super) fn is_pronoun(token: Token<'_>) -> bool {
    matches!(token.xpos().as_str(), "PRP" | "PRP$")
}
