//! Of whom a content speaks first.

use chancery_nlp::{Document, Span};

use crate::statement::labels::{Labels, children};

/// How many tokens of a content are searched.
const TOKENS: usize = 400;
/// How far up the head of a content is looked for.
const STEPS: usize = 32;

/// Returns the tokens of a content by importance: its subject, then what its verb acts on, then the rest in text order.
pub(crate) fn by_importance(document: &Document, content: &[Span]) -> Vec<u32> {
    let labels = Labels::get();
    let all: Vec<u32> = content.iter().flat_map(|span| document.tokens_in(*span)).take(TOKENS).collect();
    let Some(&first) =
        all.iter().find(|&&t| document.token(t as usize).text().contains(char::is_alphanumeric))
    else {
        return all;
    };
    let within = |token: u32| all.binary_search(&token).is_ok();
    let mut root = document.token(first as usize);
    for _ in 0..STEPS {
        match root.head() {
            Some(up) if within(up.index() as u32) => root = up,
            _ => break,
        }
    }
    let mut ordered = Vec::with_capacity(all.len() + 2);
    for wanted in [[labels.nsubj, labels.nsubjpass], [labels.dobj, labels.agent]] {
        for child in children(root).filter(|c| wanted.contains(&c.deprel())) {
            let head = child.index() as u32;
            ordered.extend(std::iter::once(head).chain(child.subtree()).filter(|&t| within(t)));
        }
    }
    ordered.extend(all);
    ordered.truncate(2 * TOKENS);
    ordered
}
