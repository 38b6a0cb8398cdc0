//! Whether a first name is a man's or a woman's, learnt from the people of the atlas.

use rustc_hash::FxHashMap;

use super::{Gender, Person, key};

/// First names with the gender that nearly all who bear them have.
#[derive(Debug, Default)]
pub(super) struct FirstNames(FxHashMap<String, (u32, u32)>);

impl FirstNames {
    pub(super) fn new(people: &[Person]) -> Self {
        let mut names: FxHashMap<String, (u32, u32)> = FxHashMap::default();
        for person in people {
            let Some(gender) = person.gender else { continue };
            let key = key(&person.name);
            let Some((first, _)) = key.split_once(' ') else { continue };
            let count = names.entry(first.to_owned()).or_default();
            match gender {
                Gender::Man => count.0 += 1,
                Gender::Woman => count.1 += 1,
            }
        }
        Self(names)
    }

    /// Tells the gender of a first name, where nine in ten agree.
    pub(super) fn gender(&self, first: &str) -> Option<Gender> {
        let &(men, women) = self.0.get(&key(first))?;
        match () {
            () if men >= 9 * women.max(1) || (women == 0 && men >= 1) => Some(Gender::Man),
            () if women >= 1 && women * 2 > men * 3 => Some(Gender::Woman),
            () => None,
        }
    }
}
