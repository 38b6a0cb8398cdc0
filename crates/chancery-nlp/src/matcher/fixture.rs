//! Small parsed documents for tests.

use crate::document::TokenData;
use crate::{Document, Entity, Label, Span, Upos};

/// Makes a document from one token a line: `form lemma UPOS head dep`, then perhaps an entity (`@PERSON`) and
/// features (`Tense=Past`).
///
/// Heads count from 1 within the sentence, 0 is the root; `~` behind a form means that no space follows; an empty
/// line ends a sentence; neighbouring tokens of one entity type are one entity.
pub(crate) fn document(lines: &str) -> Document {
    let mut made = Document::default();
    for sentence in lines.trim().split("\n\n") {
        let start = made.tokens.len() as u32;
        for line in sentence.lines() {
            add(&mut made, line, start);
        }
        made.sentences.push(start..made.tokens.len() as u32);
    }
    made.index_tree();
    made
}

fn add(made: &mut Document, line: &str, start: u32) {
    let mut fields = line.split_whitespace();
    let mut field = || fields.next().unwrap_or_else(|| panic!("a field is missing in {line:?}"));
    let form = field();
    let (form, space_after) = form.strip_suffix('~').map_or((form, true), |form| (form, false));
    let lemma = field();
    let upos = Upos::parse(field()).unwrap();
    let own = made.tokens.len() as u32;
    let head: u32 = field().parse().unwrap();
    let deprel = Label::new(field());
    let from = made.text.len();
    made.text.push_str(form);
    let span = Span::from(from..made.text.len());
    if space_after {
        made.text.push(' ');
    }
    let mut feats = Label::EMPTY;
    for extra in fields {
        match extra.strip_prefix('@') {
            Some(label) => enter(&mut made.entities, own, Label::new(label)),
            None => feats = Label::new(extra),
        }
    }
    made.tokens.push(TokenData {
        span,
        space_after,
        lemma: lemma.into(),
        upos,
        feats,
        head: head.checked_sub(1).map_or(own, |head| start + head),
        deprel,
        ..TokenData::default()
    });
}

fn enter(entities: &mut Vec<Entity>, token: u32, label: Label) {
    match entities.last_mut() {
        Some(last) if last.tokens.end == token && last.label == label => last.tokens.end += 1,
        _ => entities.push(Entity { tokens: token..token + 1, label }),
    }
}
