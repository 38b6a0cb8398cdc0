//! Word lists that patterns refer to by name.

use std::collections::BTreeMap;

/// Named word lists: `lemma=@reporting_verbs` stands for every word of the list.
///
/// ```
/// use chancery_nlp::Lists;
/// let mut lists = Lists::new();
/// lists.insert("reporting_verbs", ["say", "tell", "add"]);
/// assert_eq!(lists.get("reporting_verbs").unwrap().len(), 3);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lists(BTreeMap<String, Vec<String>>);

impl Lists {
    /// Makes an empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a list, and returns the one that had the name before.
    pub fn insert<W: Into<String>>(
        &mut self,
        name: impl Into<String>,
        words: impl IntoIterator<Item = W>,
    ) -> Option<Vec<String>> {
        self.0.insert(name.into(), words.into_iter().map(Into::into).collect())
    }

    /// Returns the words of a list.
    pub fn get(&self, name: &str) -> Option<&[String]> {
        self.0.get(name).map(Vec::as_slice)
    }

    /// Walks the names in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
