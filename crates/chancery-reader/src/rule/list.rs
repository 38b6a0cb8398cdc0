//! Word lists.

use std::collections::BTreeSet;

use super::place::Source;

/// Reads a word list: one word or phrase a line, in the order of the bytes.
pub(super) fn read(source: &mut Source) -> Vec<String> {
    let mut words: BTreeSet<&str> = BTreeSet::new();
    let text = source.text;
    for (at, line) in text.lines().enumerate() {
        let word = line.split('#').next().unwrap_or("").trim();
        if word.is_empty() {
            continue;
        }
        match words.range(word..).next() {
            Some(&same) if same == word => {
                source.wrong_at(at + 1, 1, format!("`{word}` stands here twice; drop this line"));
            }
            Some(next) => {
                source.wrong_at(
                    at + 1,
                    1,
                    format!("the list is not in order; move `{word}` before `{next}`"),
                );
            }
            None => {}
        }
        words.insert(word);
    }
    if words.is_empty() {
        source.wrong_at(1, 1, "the list is empty; write one word or phrase a line");
    }
    words.into_iter().map(str::to_owned).collect()
}
