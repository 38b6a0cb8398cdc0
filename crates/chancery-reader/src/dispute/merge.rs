//! From takes to disputes: which belong to one matter, and which of those matters are contested.

use chancery_nlp::Document;

use super::group::{Group, Groups};
use super::take::{Source, Take};
use super::{Cast, Dispute, Position, contrast};
use crate::reading::Stance;

/// Takes before one that says "the allegations" that are looked at.
const BEFORE: usize = 12;
/// Tokens before it.
const REACH: u32 = 400;
/// Tokens between a statement and a denial that shares little with it but names whom it is about.
const ANSWER: u32 = 60;
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
        let known = home(document, at, &takes, rules, &groups, &group_of, cast);
        let group = match known {
            Known::Group(group) => group,
            Known::Take(other) => {
                let group = groups.open(other, &takes);
                group_of[other] = Some(group);
                group
            }
            Known::None if takes[at].is_empty_word(document) => continue,
            Known::None => {
                group_of[at] = Some(groups.open(at, &takes));
                continue;
            }
        };
        if takes[at].answers() {
            // "Not so", "say otherwise": the opposite of what it answers.
            let before = groups.list[group].takes.last().map(|&last| takes[last].stance);
            takes[at].stance = if before == Some(Stance::Denies) { Stance::Affirms } else { Stance::Denies };
        }
        groups.join(group, at, &takes);
        group_of[at] = Some(group);
    }
    // Whoever put a claim stands with those who contest it.
    for at in 0..rules {
        let here = |other: usize| {
            other < rules && takes[other].at == takes[at].at && takes[other].source == Source::Contest
        };
        let pair = (at.saturating_sub(3)..at + 4).find(|&other| other != at && here(other));
        if let Some(group) = pair.and_then(|pair| group_of[pair]).filter(|_| group_of[at].is_none()) {
            groups.join(group, at, &takes);
            group_of[at] = Some(group);
        }
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
    contrast::join(document, &mut takes, rules, &mut groups, &mut group_of, cast);
    let mut disputes: Vec<Dispute> =
        groups.list.iter().filter_map(|group| dispute(group, &takes, cast)).collect();
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

fn home(
    document: &Document,
    at: usize,
    takes: &[Take],
    rules: usize,
    groups: &Groups,
    group_of: &[Option<usize>],
    cast: &impl Cast,
) -> Known {
    let take = &takes[at];
    let sentence_of = |take: &Take| document.token(take.at as usize).sentence().index();
    if take.matter.is_loose() && !take.matter.clause || take.relative {
        // "The allegations", "this": what was alleged last, of all against the one who denies it.
        let before = takes[..rules].partition_point(|other| other.at < take.at);
        let said = rules + takes[rules..].partition_point(|other| other.at < take.at);
        // "Where is the proof?" they asked, after they had been accused in the same sentence.
        let later =
            if take.stance == Stance::DemandsEvidence { before + 1..(before + 3).min(rules) } else { 0..0 };
        let looked = (before.saturating_sub(BEFORE)..before)
            .chain(said.saturating_sub(BEFORE).max(rules)..said)
            .chain(later);
        let mut best: Option<(u8, u32, usize)> = None;
        for at in looked {
            let other = &takes[at];
            let far = take.at.abs_diff(other.at);
            let spoken = other.source == Source::Statement;
            let own = other.holders.iter().any(|holder| take.holders.contains(holder));
            if own || other.matter.is_loose() || far > REACH {
                continue;
            }
            let apart = sentence_of(take).abs_diff(sentence_of(other));
            let about = take.holders.iter().any(|&holder| {
                let against = |actor: usize| holder == actor || cast.one_side(holder, actor);
                other.accused.is_some_and(against)
                    || other.matter.actors.iter().take(8).any(|&actor| against(actor))
            });
            let by =
                |put: usize| other.holders.iter().any(|&holder| holder == put || cast.one_side(holder, put));
            let fits = match () {
                () if other.at > take.at => apart == 0 && !spoken && other.source == Source::Accusation,
                () if take.relative => apart == 0 && other.span.end <= take.span.end,
                () if take.put_by.is_some_and(|put| !by(put)) => false,
                () if spoken && take.stance == Stance::CallsForInvestigation => false,
                () if other.source == Source::Contest => apart == 0,
                () if spoken => apart == 0 || apart == 1 && (about || !take.weak || far <= ANSWER),
                () => about || apart <= 2,
            };
            let score = 1 + u8::from(!spoken) + 2 * u8::from(about);
            if fits && best.is_none_or(|(known, place, _)| (score, other.at) > (known, place)) {
                best = Some((score, other.at, at));
            }
        }
        if let Some((_, _, other)) = best {
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
                let about = other.matter.keys.len() <= 2
                    && other.at.abs_diff(take.at) <= ANSWER
                    && other.holders.iter().any(|&holder| {
                        let against = |&actor: &usize| holder == actor || cast.one_side(holder, actor);
                        take.matter.actors.iter().take(8).any(against)
                    });
                shared >= 2 && shared * 5 >= fewer * 3
                    || shared >= 1 && about && other.stance == Stance::Denies
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
fn dispute(group: &Group, takes: &[Take], cast: &impl Cast) -> Option<Dispute> {
    let mut members: Vec<&Take> = group.takes.iter().map(|&at| &takes[at]).collect();
    members.sort_by_key(|take| take.at);
    let proposition = *members.iter().max_by_key(|take| (worth(take), std::cmp::Reverse(take.at)))?;
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
                p.actor == actor
                    && (p.stance == stance || stance == Stance::Affirms || stance == Stance::Unspecified)
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
    let put = members.iter().any(|take| take.stance == Stance::Affirms || !take.weak);
    if !put {
        return None;
    }
    let contests = positions.iter().any(|p| !matches!(p.stance, Stance::Affirms | Stance::Unspecified));
    let differ = positions.len() > 1 || plural && positions.iter().any(|p| p.stance == Stance::Unspecified);
    (contests || differ).then_some(Dispute { proposition: proposition.matter.span, positions })
}

/// How well the words of a take put the proposition.
fn worth(take: &Take) -> u8 {
    match () {
        () if take.matter.is_loose() => 0,
        () if take.source == Source::Statement => 1 + u8::from(take.stance == Stance::Affirms),
        () if take.matter.clause => 3,
        () if take.source == Source::Accusation => 2,
        () => 1,
    }
}
