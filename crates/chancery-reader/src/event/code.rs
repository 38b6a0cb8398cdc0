//! CAMEO codes and PLOVER scores, and what a governing word makes of a code.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::frame::{Govern, TYPES, type_name};
use crate::reading::PloverType;

const CODES: &str = include_str!("codes.tsv");
const SCORES: &str = include_str!("scores.tsv");

/// What is known of a CAMEO code.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Code {
    /// Goldstein's scale.
    pub(super) goldstein: f32,
    /// The PLOVER type that the code goes to.
    pub(super) event_type: PloverType,
    /// Its mode, where it has one.
    pub(super) mode: Option<&'static str>,
    /// Its contexts.
    pub(super) contexts: Vec<&'static str>,
}

/// Finds a code.
pub(super) fn code(cameo: &str) -> Option<&'static Code> {
    static TABLE: LazyLock<BTreeMap<&'static str, Code>> = LazyLock::new(|| {
        let row = |line: &'static str| {
            let mut cells = line.split('\t');
            let (cameo, goldstein, name) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?);
            let (_, event_type) = *TYPES.iter().find(|(known, _)| *known == name)?;
            let (mode, contexts) = (cells.next()?, cells.next()?);
            let mode = Some(mode).filter(|mode| *mode != "-");
            let contexts = contexts.split(' ').filter(|context| *context != "-").collect();
            Some((cameo, Code { goldstein, event_type, mode, contexts }))
        };
        CODES.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
    });
    TABLE.get(cameo)
}

/// Returns PLOVER's score of a type and mode.
pub(super) fn intensity(event_type: PloverType, mode: Option<&str>) -> f32 {
    let name = type_name(event_type);
    let score = |mode: &str| {
        SCORES.lines().find_map(|line| {
            let mut cells = line.split('\t');
            let fits = cells.next() == Some(name) && cells.next() == Some(mode);
            fits.then(|| cells.next()?.parse().ok()).flatten()
        })
    };
    mode.and_then(score).or_else(|| score("-")).unwrap_or(0.0)
}

/// Says whether a type has a mode.
pub(super) fn has_mode(event_type: PloverType, mode: &str) -> bool {
    modes(event_type).any(|known| known == mode)
}

/// Walks the modes of a type.
pub(super) fn modes(event_type: PloverType) -> impl Iterator<Item = &'static str> {
    let name = type_name(event_type);
    SCORES.lines().filter_map(move |line| {
        let (found, rest) = line.split_once('\t')?;
        (found == name).then(|| rest.split('\t').next()).flatten().filter(|mode| *mode != "-")
    })
}

/// Returns the quad class: PLOVER's, except that giving in counts as material as in CAMEO, whose 08 both types are.
pub(super) fn quad(event_type: PloverType) -> u8 {
    use PloverType::*;
    match event_type {
        Agree | Consult | Support => 1,
        Cooperate | Aid | Concede | Retreat => 2,
        Request | Accuse | Reject | Threaten => 3,
        Protest | Sanction | Mobilize | Coerce | Assault => 4,
    }
}

/// How codes change under a governing word: the governed code's beginning, and what it turns into; a `*` keeps the
/// code's last digit where there is such a code. The longest beginning counts.
const COMPOSED: &[(Govern, &[(&str, &str)])] = &[
    (
        Govern::Intend,
        &[
            ("", "030"),
            ("02", "030"),
            ("04", "036"),
            ("045", "039"),
            ("05", "032"),
            ("057", "030"),
            ("06", "031*"),
            ("07", "033*"),
            ("08", "035"),
            ("081", "0351"),
            ("082", "0352"),
            ("083", "034*"),
            ("084", "0353"),
            ("085", "0354"),
            ("086", "0355"),
            ("087", "0356"),
        ],
    ),
    (
        Govern::Refuse,
        &[
            ("", "120"),
            ("03", "120"),
            ("036", "125"),
            ("04", "125"),
            ("045", "126"),
            ("05", "120"),
            ("057", "127"),
            ("06", "121*"),
            ("07", "122*"),
            ("08", "124"),
            ("081", "1241"),
            ("082", "1242"),
            ("083", "123*"),
            ("084", "1243"),
            ("085", "1244"),
            ("086", "1245"),
            ("087", "1246"),
        ],
    ),
    (
        Govern::Threaten,
        &[
            ("", "130"),
            ("14", "133"),
            ("15", "138"),
            ("16", "131"),
            ("161", "1313"),
            ("162", "1311"),
            ("163", "1312"),
            ("164", "134"),
            ("165", "135"),
            ("166", "136"),
            ("17", "132"),
            ("1721", "1321"),
            ("1722", "1322"),
            ("1723", "1323"),
            ("1724", "1324"),
            ("175", "137"),
            ("18", "138"),
            ("19", "138"),
            ("190", "1384"),
            ("191", "1381"),
            ("192", "1382"),
            ("194", "1384"),
            ("195", "1384"),
            ("20", "1385"),
        ],
    ),
    (
        Govern::Appeal,
        &[
            ("", "020"),
            ("03", "020"),
            ("036", "026"),
            ("04", "026"),
            ("045", "028"),
            ("05", "022"),
            ("057", "027"),
            ("06", "021*"),
            ("07", "023*"),
            ("08", "025"),
            ("081", "0251"),
            ("082", "0252"),
            ("083", "024*"),
            ("084", "0253"),
            ("085", "0254"),
            ("086", "0255"),
            ("087", "0256"),
            ("09", "113"),
            ("14", "113"),
            ("16", "113"),
            ("17", "113"),
            ("18", "113"),
            ("19", "113"),
        ],
    ),
    (
        Govern::Demand,
        &[
            ("", "100"),
            ("03", "100"),
            ("036", "106"),
            ("04", "106"),
            ("045", "108"),
            ("05", "102"),
            ("057", "107"),
            ("06", "101*"),
            ("07", "103*"),
            ("08", "105"),
            ("081", "1051"),
            ("082", "1052"),
            ("083", "104*"),
            ("084", "1053"),
            ("085", "1054"),
            ("086", "1055"),
            ("087", "1056"),
            ("163", "113"),
            ("173", "113"),
        ],
    ),
    (
        Govern::End,
        &[
            ("046", "164"),
            ("045", "165"),
            ("050", "161"),
            ("06", "160"),
            ("07", "162*"),
            ("10", "080"),
            ("13", "080"),
            ("14", "082"),
            ("15", "0873"),
            ("16", "080"),
            ("163", "085"),
            ("17", "081"),
            ("1723", "0813"),
            ("1724", "0814"),
            ("18", "087"),
            ("19", "087"),
            ("191", "0872"),
            ("192", "0874"),
        ],
    ),
];

/// Returns the code of an act under a governing word, or nothing where the word does not change it to an act.
pub(super) fn compose(govern: Govern, governed: &str) -> Option<String> {
    let (_, table) = COMPOSED.iter().find(|(known, _)| *known == govern)?;
    let rows = table.iter().filter(|(begins, _)| governed.starts_with(begins));
    let (_, into) = rows.max_by_key(|(begins, _)| begins.len())?;
    let Some(stem) = into.strip_suffix('*') else { return Some((*into).to_owned()) };
    let last = governed.chars().nth(2).filter(|digit| *digit != '0');
    let narrow = last.map(|digit| format!("{stem}{digit}")).filter(|narrow| code(narrow).is_some());
    Some(narrow.unwrap_or_else(|| stem.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_that_is_composed_is_one() {
        for (_, rows) in COMPOSED {
            for (_, into) in *rows {
                assert!(code(into.trim_end_matches('*')).is_some(), "{into}");
            }
        }
    }

    #[test]
    fn governed_acts_keep_their_kind() {
        let composed = |govern, cameo| compose(govern, cameo);
        assert_eq!(composed(Govern::Intend, "072").as_deref(), Some("0332"));
        assert_eq!(composed(Govern::Intend, "070").as_deref(), Some("033"));
        assert_eq!(composed(Govern::Refuse, "046").as_deref(), Some("125"));
        assert_eq!(composed(Govern::Demand, "0841").as_deref(), Some("1053"));
        assert_eq!(composed(Govern::End, "163").as_deref(), Some("085"));
        assert_eq!(composed(Govern::End, "111"), None);
    }

    #[test]
    fn modes_belong_to_their_types() {
        assert!(CODES.lines().filter(|line| !line.starts_with('#')).all(|line| {
            let found = code(line.split('\t').next().unwrap()).unwrap();
            found.mode.is_none_or(|mode| has_mode(found.event_type, mode))
        }));
        assert_eq!(intensity(PloverType::Accuse, None), -3.0);
    }
}
