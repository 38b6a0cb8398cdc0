//! Takes on one matter, brought together without comparing all with all.

use rustc_hash::FxHashMap;

use super::matter::Matter;
use super::take::Take;

/// Groups that are looked at for one key.
const NEAREST: usize = 12;

/// The takes on one matter.
#[derive(Debug)]
pub(super) struct Group {
    /// Their places in the list of takes, the first being what the group is about.
    pub(super) takes: Vec<usize>,
}

/// Groups, found by the words of their matters.
#[derive(Debug, Default)]
pub(super) struct Groups {
    pub(super) list: Vec<Group>,
    by_key: FxHashMap<String, Vec<usize>>,
}

impl Groups {
    /// Opens a group with a take.
    pub(super) fn open(&mut self, at: usize, takes: &[Take]) -> usize {
        self.list.push(Group { takes: Vec::new() });
        self.join(self.list.len() - 1, at, takes);
        self.list.len() - 1
    }

    /// Puts a take into a group.
    pub(super) fn join(&mut self, group: usize, at: usize, takes: &[Take]) {
        let Some(known) = self.list.get_mut(group) else { return };
        known.takes.push(at);
        for key in &takes[at].matter.keys {
            let groups = self.by_key.entry(key.clone()).or_default();
            if groups.last() != Some(&group) {
                groups.push(group);
            }
        }
    }

    /// Finds the group whose matter shares most with another, among those that pass; the latest of equals.
    pub(super) fn find(&self, matter: &Matter, passes: impl Fn(&Group) -> usize) -> Option<usize> {
        let mut looked: Vec<usize> = Vec::new();
        for key in &matter.keys {
            let Some(groups) = self.by_key.get(key) else { continue };
            looked.extend(groups.iter().rev().take(NEAREST));
        }
        looked.sort_unstable();
        looked.dedup();
        let scored = looked.into_iter().map(|group| (passes(&self.list[group]), group));
        scored.filter(|(score, _)| *score > 0).max().map(|(_, group)| group)
    }
}
