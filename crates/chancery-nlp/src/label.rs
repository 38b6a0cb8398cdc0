//! Labels: the closed word lists of a model.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Mutex;

/// An interned label of a model: a tag, a dependency, an entity type, a set of features.
///
/// Labels come from closed lists (a pipeline has a few hundred), so each is stored once for the life of the
/// program, passed around as one thin pointer and compared by address.
///
/// ```
/// use chancery_nlp::Label;
/// assert_eq!(Label::new("nsubj"), Label::new("nsubj"));
/// assert_eq!(Label::new("nsubj").as_str(), "nsubj");
/// assert!(Label::EMPTY.is_empty());
/// ```
#[derive(Clone, Copy)]
pub struct Label(&'static &'static str);

impl Label {
    /// No label.
    pub const EMPTY: Label = Label(&"");

    /// Interns `text`. Not for open vocabularies: what is interned is never freed.
    pub fn new(text: &str) -> Label {
        if text.is_empty() {
            return Label::EMPTY;
        }
        static KNOWN: Mutex<BTreeMap<&'static str, Label>> = Mutex::new(BTreeMap::new());
        let mut known = KNOWN.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(found) = known.get(text) {
            return *found;
        }
        let kept: &'static str = Box::leak(text.into());
        let label = Label(Box::leak(Box::new(kept)));
        known.insert(kept, label);
        label
    }

    /// Returns the text of the label.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// Says whether this is no label.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

impl PartialEq for Label {
    fn eq(&self, other: &Self) -> bool {
        (self.0.is_empty() && other.0.is_empty()) || std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Label {}

impl std::hash::Hash for Label {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl PartialOrd for Label {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Label {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(other.0)
    }
}

impl Default for Label {
    fn default() -> Self {
        Label::EMPTY
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}
