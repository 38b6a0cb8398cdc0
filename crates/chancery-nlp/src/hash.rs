//! The hashes that published models address their strings and embedding rows by.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Returns the id of a string in a model's string store.
///
/// That is its hash, except for a few hundred names that have small fixed ids. They matter, because plain words
/// are among them: the tokens `case` and `mark`, the shape `X`, the prefix `X`.
pub(crate) fn string_id(text: &str) -> u64 {
    if text.len() <= LONGEST_SYMBOL
        && let Some(&id) = SYMBOLS.get(text)
    {
        return u64::from(id);
    }
    hash_string(text)
}

/// Returns the hash of a string: MurmurHash64A with seed 1, and 0 for the empty string.
pub(crate) fn hash_string(text: &str) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    if text.is_empty() {
        return 0;
    }
    let bytes = text.as_bytes();
    let mut hash = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let (blocks, tail) = bytes.as_chunks::<8>();
    for block in blocks {
        let mut k = u64::from_le_bytes(*block).wrapping_mul(M);
        k ^= k >> 47;
        hash = (hash ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let mut last = [0; 8];
        last[..tail.len()].copy_from_slice(tail);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(M);
    hash ^ (hash >> 47)
}

/// Returns the four rows of a hashed embedding table, before the remainder by its height.
///
/// MurmurHash3 (x64, 128 bits) over the eight bytes of the key, in four words.
pub(crate) fn hash_embed(key: u64, seed: u32) -> [u32; 4] {
    const LENGTH: u64 = 8;
    let start = u64::from(seed) ^ LENGTH;
    let mixed = key.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    let first = (start ^ mixed).wrapping_add(start);
    let second = finish(start.wrapping_add(first));
    let first = finish(first).wrapping_add(second);
    let second = second.wrapping_add(first);
    [first as u32, (first >> 32) as u32, second as u32, (second >> 32) as u32]
}

fn finish(mut word: u64) -> u64 {
    word = (word ^ (word >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    word = (word ^ (word >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    word ^ (word >> 33)
}

const LONGEST_SYMBOL: usize = "IS_OOV_DEPRECATED".len();

/// Names with fixed ids, in the order of the ids, each run with its first.
const NAMED: [(u16, &str); 3] = [
    (
        1,
        "IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM LIKE_EMAIL \
         IS_STOP IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY",
    ),
    (
        64,
        "ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD SENT_START \
         SPACY PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X EOL \
         SPACE",
    ),
    (
        380,
        "PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT MONEY QUANTITY \
         ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc ccomp complm conj cop csubj \
         csubjpass dep det dobj expl hmod hyph infmod intj iobj mark meta neg nmod nn npadvmod nsubj nsubjpass num \
         number oprd obj obl parataxis partmod pcomp pobj poss possessive preconj prep prt punct quantmod relcl \
         rcmod root xcomp acl ENT_KB_ID MORPH ENT_ID IDX _",
    ),
];

static SYMBOLS: LazyLock<FxHashMap<Box<str>, u16>> = LazyLock::new(|| {
    let named = NAMED.iter().flat_map(|&(first, names)| {
        names.split_ascii_whitespace().zip(first..).map(|(name, id)| (name.into(), id))
    });
    let flags = (19..=63).map(|id| (format!("FLAG{id}").into(), id));
    let deprecated = (1..=276).map(|n| (format!("DEPRECATED{n:03}").into(), 103 + n));
    named.chain(flags).chain(deprecated).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_hash_as_in_published_models() {
        assert_eq!(hash_string(""), 0);
        assert_eq!(hash_string("a"), 11901859001352538922);
        assert_eq!(hash_string("Moscow"), 13549936205470267463);
        assert_eq!(hash_string("Lavrov said"), 6203922478158395583);
        assert_eq!(hash_string("U.N.’s"), 4007529469446964204);
        assert_eq!(hash_string("the quick brown fox"), 5053123802802448951);
    }

    #[test]
    fn reserved_names_keep_their_small_ids() {
        for (name, id) in [
            ("IS_ALPHA", 1),
            ("IS_CURRENCY", 18),
            ("FLAG19", 19),
            ("FLAG63", 63),
            ("ID", 64),
            ("SPACE", 103),
            ("DEPRECATED001", 104),
            ("DEPRECATED276", 379),
            ("PERSON", 380),
            ("_", 456),
        ] {
            assert_eq!(string_id(name), id, "{name}");
        }
        assert_eq!(string_id("cases"), hash_string("cases"));
        assert_eq!(string_id(""), 0);
    }

    #[test]
    fn rows_hash_as_in_published_models() {
        assert_eq!(hash_embed(0, 8), [0, 0, 0, 0]);
        assert_eq!(hash_embed(1, 8), [1161550108, 2247783286, 1742325162, 1224191281]);
        assert_eq!(hash_embed(12345678901234567890, 8), [825681028, 3746740173, 3386005190, 3472626611]);
        assert_eq!(hash_embed(101, 8), [1504371752, 1761805357, 109073980, 2642708036]);
    }
}
