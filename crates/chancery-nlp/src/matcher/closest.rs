//! The nearest known name, for messages.

/// Returns the known word that a misspelt one most likely means, if any is near enough.
///
/// ```
/// use chancery_nlp::matcher::closest;
/// assert_eq!(closest("speker", ["speaker", "content"]), Some("speaker"));
/// assert_eq!(closest("weather", ["speaker", "content"]), None);
/// ```
pub fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 64;
    if word.len() > LONGEST {
        return None;
    }
    let near = 1 + word.chars().count() / 4;
    known
        .into_iter()
        .filter(|other| other.len() <= LONGEST)
        .map(|other| (distance(word, other), word.chars().next() != other.chars().next(), other))
        .filter(|(distance, ..)| *distance <= near)
        .min()
        .map(|(.., other)| other)
}

/// Writes the suggestion as the end of a message: `; did you mean `lemma`?`, or nothing.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    closest(word, known).map(|other| format!("; did you mean `{other}`?")).unwrap_or_default()
}

/// Counts the letters to change, insert, drop or swap with a neighbour, whatever their case.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().flat_map(char::to_lowercase).collect();
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_what_was_meant() {
        let known = ["lower", "text", "lemma", "upos", "xpos", "dep", "ent", "feat", "is"];
        assert_eq!(closest("lema", known), Some("lemma"));
        assert_eq!(closest("upso", known), Some("upos"));
        assert_eq!(closest("LEMMA", known), Some("lemma"));
        assert_eq!(closest("speaker", known), None);
        assert_eq!(did_you_mean("zebra", known), "");
    }
}
