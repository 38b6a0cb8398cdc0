//! All frames, found by their words.

use rustc_hash::FxHashMap;

use super::frame::Frame;

/// The frames, ready for use.
#[derive(Debug, Default)]
pub struct FrameSet {
    /// By type, then by name.
    frames: Vec<Frame>,
    verbs: Index,
    nouns: Index,
    adjectives: Index,
}

/// Entries by the word that heads them.
type Index = FxHashMap<String, Vec<Entry>>;

/// A word that tells the event of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Which frame.
    pub(super) frame: usize,
    /// The words that must stand with it: `on` of `call on`.
    pub(super) with: Vec<String>,
}

impl FrameSet {
    /// Indexes frames.
    pub(crate) fn new(mut frames: Vec<Frame>) -> FrameSet {
        frames.sort_by_key(Frame::id);
        let mut set = FrameSet::default();
        for (at, frame) in frames.iter().enumerate() {
            insert(&mut set.verbs, &frame.verbs, at, true);
            insert(&mut set.nouns, &frame.nouns, at, false);
            insert(&mut set.adjectives, &frame.adjectives, at, true);
        }
        set.frames = frames;
        set
    }

    /// Returns the frames by type, then by name.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    pub(super) fn verb(&self, lemma: &str) -> &[Entry] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    pub(super) fn noun(&self, lemma: &str) -> &[Entry] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    pub(super) fn adjective(&self, lemma: &str) -> &[Entry] {
        self.adjectives.get(lemma).map_or(&[], Vec::as_slice)
    }
}

/// Files the words under their heads: a verb's is its first word, a noun's its last or the one before `of`.
fn insert(index: &mut Index, words: &[String], frame: usize, first: bool) {
    for word in words {
        let mut parts: Vec<&str> = word.split_whitespace().collect();
        let head =
            if first || parts.contains(&"of") { parts.remove(0) } else { parts.pop().unwrap_or_default() };
        let with = parts.into_iter().map(str::to_owned).collect();
        index.entry(head.to_owned()).or_default().push(Entry { frame, with });
    }
}
