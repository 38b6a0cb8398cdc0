//! How well a candidate fits: named features, weighed.
//!
//! The weights were fitted (conditional logistic regression) on every other document of two sets of news with
//! known places; `tools/score/places.py` gives the figures on the others. Where the sets say little (regions, sites,
//! the outlet) or too much (their lists of names), a weight was set by hand: the words beside a name must outweigh
//! a capital's size.

/// What is looked at, in the order of [`WEIGHTS`].
pub const FEATURES: [&str; COUNT] = [
    "population",
    "largest",
    "smaller",
    "country",
    "division",
    "county",
    "region",
    "nature",
    "site",
    "own town",
    "capital",
    "other name",
    "inside",
    "outside",
    "kind said",
    "other kind said",
    "country shared",
    "division shared",
    "close by",
    "nearby",
    "adjectives",
    "outlet's country",
    "outlet's area",
    "division named",
    "country named",
];

/// The number of features.
pub const COUNT: usize = 25;

/// The weight of each feature.
#[rustfmt::skip]
pub(crate) const WEIGHTS: [f32; COUNT] = [
    4.3, 0.0, 3.1, 6.4, 4.2, 0.0, 3.9, 2.8, 2.8, 2.0,
    1.0, -3.0, 2.5, -2.5, 1.5, -1.0, 2.7, 4.4,
    0.8, 0.7, 0.8, 1.5, 3.0, 0.5, 0.2,
];

/// The values of the features for one candidate.
pub type Features = [f32; COUNT];

/// Returns the weighted sum.
pub(crate) fn score(features: &Features) -> f32 {
    features.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum()
}

/// Turns scores into probabilities, in place.
pub(crate) fn normalise(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

/// Names the features that speak loudest for a candidate.
pub(crate) fn reason(features: &Features) -> String {
    let mut loud: Vec<(f32, &str)> = features
        .iter()
        .zip(WEIGHTS)
        .zip(FEATURES)
        .map(|((value, weight), name)| (value * weight, name))
        .collect();
    loud.retain(|(weight, _)| *weight > 0.3);
    loud.sort_by(|a, b| b.0.total_cmp(&a.0));
    let names: Vec<&str> = loud.iter().take(3).map(|(_, name)| *name).collect();
    if names.is_empty() { "name".to_owned() } else { names.join(", ") }
}
