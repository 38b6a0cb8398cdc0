//! From takes to disputes: which belong to one matter, and which of those matters are contested.

use chancery_nlp::Document;

use super::group::{Group, Groups};
use super::take::{Source, Take};
use super::{Cast, Dispute, Position};
use crate::reading::Stance;

/// Takes before one that says "the allegations" that are looked at.
const BEFORE: usize = 12;
/// Tokens before it.
const REACH: u32 = 400;
/// Positions of a dispute.
const POSITIONS: usize = 24;

/// Brings takes together and keeps what is contested.
pub(super) fn disputes(
    document: &Document,
    explicit: Vec<Take>,
    spoken: Vec<Take>,
    cast: &impl Cast,
) -> Vec<Dispute> {
    let mut takes = explicit;
    let rules = takes.len();
    takes.extend(spoken);
    let mut groups = Groups::default();
    let mut group_of: Vec<Option<usize>> = vec![None; takes.len()];
    for at in 0..rules {
        if takes[at].source != Source::Contest {
            continue;
        }
        let known = home(at, &takes[..rules], &groups, &mut group_of, cast);
        let group = match known {
            Known::Group(group) => group,
            Known::Take(other) => {
                let group = groups.open(other, &takes);
                group_of[other] = Some(group);
                group
            }
            Known::None => {
                group_of[at] = Some(groups.open(at, &takes));
                continue;
            }
        };
        groups.join(group, at, &takes);
        group_of[at] = Some(group);
    }
    for at in 0..takes.len() {
        if group_of[at].is_some() || takes[at].source == Source::Contest {
            continue;
        }
        let fits = |group: &Group| fit(&takes[at], group, &takes, cast);
        if let Some(group) = groups.find(&takes[at].matter, fits) {
            groups.join(group, at, &takes);
            group_of[at] = Some(group);
        }
    }
    let mut disputes: Vec<Dispute> =
        groups.list.iter().filter_map(|group| dispute(document, group, &takes, cast)).collect();
    disputes.sort_by_key(|dispute| (dispute.proposition.start, dispute.proposition.end));
    disputes.dedup_by(|a, b| a.proposition == b.proposition);
    disputes
}

/// Where a contesting take belongs.
enum Known {
    Group(usize),
    /// An accusation that has no group yet.
    Take(usize),
    None,
}

fn home(at: usize, takes: &[Take], groups: &Groups, group_of: &mut [Option<usize>], cast: &impl Cast) -> Known {
    let take = &takes[at];
    if take.matter.is_loose() || take.relative {
        // "The allegations", "this": what was alleged last, of all against the one who denies it.
        let near = |other: &&usize| take.at.saturating_sub(takes[**other].at) < REACH && takes[**other].at < take.at;
        let before: Vec<usize> = (at.saturating_sub(BEFORE)..at).rev().collect();
        let before = before.iter().filter(near).copied();
        let other = before.filter(|&other| {
            let other = &takes[other];
            let same_sentence = !take.relative || other.span.end <= take.span.end && take.at - other.at < 60;
            same_sentence && !other.matter.is_loose() && !other.holders.iter().any(|h| take.holders.contains(h))
        });
        let mut best: Option<(u8, usize)> = None;
        for other in other {
            let accuses = takes[other].source == Source::Accusation;
            let about = takes[other].accused.is_some_and(|accused| {
                take.holders.iter().any(|&holder| holder == accused || cast.one_side(holder, accused))
            });
            let score = u8::from(accuses) + 2 * u8::from(about);
            if score > 0 && best.is_none_or(|(known, _)| score > known) {
                best = Some((score, other));
            }
        }
        if let Some((_, other)) = best {
            return group_of[other].map_or(Known::Take(other), Known::Group);
        }
        if take.matter.is_loose() {
            return Known::None;
        }
    }
    let same = |group: &Group| {
        let first = &takes[group.takes[0]];
        if take.matter.is_same(&first.matter) { 1 + take.matter.shared(&first.matter) } else { 0 }
    };
    groups.find(&take.matter, same).map_or(Known::None, Known::Group)
}

/// How well a take that affirms fits a group that somebody contests; 0 where it does not.
fn fit(take: &Take, group: &Group, takes: &[Take], cast: &impl Cast) -> usize {
    let mut best = 0;
    for &other in group.takes.iter().take(8) {
        let other = &takes[other];
        let shared = take.matter.shared(&other.matter);
        let against = take.accused.is_some_and(|accused| {
            other.holders.iter().any(|&holder| holder == accused || cast.one_side(holder, accused))
        });
        let strong = match take.source {
            Source::Statement => {
                let fewer = take.matter.keys.len().min(other.matter.keys.len());
                shared >= 2 && shared * 5 >= fewer * 3
            }
            _ => against && shared >= 1 || take.matter.is_same(&other.matter),
        };
        if strong {
            best = best.max(shared + 1);
        }
    }
    let contested = group.takes.iter().any(|&other| takes[other].source == Source::Contest);
    if contested { best } else { 0 }
}

/// Makes a dispute of a group, if somebody contests what it is about.
fn dispute(document: &Document, group: &Group, takes: &[Take], cast: &impl Cast) -> Option<Dispute> {
    let mut members: Vec<&Take> = group.takes.iter().map(|&at| &takes[at]).collect();
    members.sort_by_key(|take| take.at);
    let told = members.iter().copied().filter(|take| take.source != Source::Statement);
    let proposition = told.max_by_key(|take| (worth(take), std::cmp::Reverse(take.at)))?;
    let negated = proposition.matter.negated;
    let mut positions: Vec<Position> = Vec::new();
    let mut plural = false;
    for take in &members {
        let stance = match take.stance {
            Stance::Affirms if take.matter.negated != negated => Stance::Denies,
            Stance::Denies if take.matter.negated != negated => Stance::Affirms,
            stance => stance,
        };
        plural |= take.plural;
        for &actor in &take.holders {
            let known = positions.iter().any(|p| {
                p.actor == actor && (p.stance == stance || stance == Stance::Affirms || stance == Stance::Unspecified)
            });
            let denied = members.iter().any(|other| {
                other.stance == Stance::Denies
                    && stance == Stance::Affirms
                    && other.holders.iter().any(|&holder| holder == actor || cast.one_side(holder, actor))
            });
            if !known && !denied && positions.len() < POSITIONS {
                positions.push(Position { actor, stance, statement: take.statement, span: take.span });
            }
        }
    }
    // Who takes a side is no longer a mere party.
    let sided: Vec<usize> =
        positions.iter().filter(|p| p.stance != Stance::Unspecified).map(|p| p.actor).collect();
    positions.retain(|p| p.stance != Stance::Unspecified || !sided.contains(&p.actor));
    let contests = positions.iter().any(|p| !matches!(p.stance, Stance::Affirms | Stance::Unspecified));
    let differ = positions.len() > 1 || plural && positions.iter().any(|p| p.stance == Stance::Unspecified);
    let _ = document;
    (contests || differ).then(|| Dispute { proposition: proposition.matter.span, positions })
}

/// How well the words of a take put the proposition.
fn worth(take: &Take) -> u8 {
    match () {
        () if take.matter.is_loose() => 0,
        () if take.matter.clause => 3,
        () if take.source == Source::Accusation => 2,
        () => 1,
    }
}
