//! The inner loops: matrix products, maxout with layer normalisation, sums of rows.
//!
//! Every sum runs in one fixed order, whatever the vector width, the batch or the number of threads, so that the
//! same text gives the same numbers. Products of matrices go through `matrixmultiply`, which adds up each
//! element along the inner dimension in order. This is the one file with unsafe code besides the memory map: the
//! call into that crate, and the choice of the vector width at run time.
#![allow(unsafe_code)]

/// A matrix in row-major order; rows may overlap when `stride` is smaller than the width read from it.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub(crate) data: &'a [f32],
    pub(crate) stride: usize,
}

/// Computes `out = input · weightsᵀ`: `count` rows of `inner` values each, `weights` with one row an output.
///
/// # Panics
/// When a slice is too short.
pub(crate) fn multiply(count: usize, inner: usize, input: Rows<'_>, weights: &[f32], out: &mut [f32]) {
    if count == 0 {
        return;
    }
    let outputs = weights.len() / inner;
    assert!(input.data.len() >= (count - 1) * input.stride + inner, "input too short");
    assert!(weights.len() == outputs * inner && out.len() >= count * outputs, "output too short");
    // SAFETY: the three index ranges were checked above; `out` is a unique borrow.
    unsafe {
        matrixmultiply::sgemm(
            count,
            inner,
            outputs,
            1.0,
            input.data.as_ptr(),
            input.stride as isize,
            1,
            weights.as_ptr(),
            1,
            inner as isize,
            0.0,
            out.as_mut_ptr(),
            outputs as isize,
            1,
        );
    }
}

/// Chooses between the plain build of a kernel and the one for wide vectors.
macro_rules! dispatch {
    ($(#[$doc:meta])* $name:ident / $wide:ident = $plain:ident ( $($arg:ident : $ty:ty),* $(,)? )) => {
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2")]
        #[allow(clippy::too_many_arguments)]
        fn $wide($($arg: $ty),*) {
            $plain($($arg),*)
        }

        $(#[$doc])*
        #[allow(clippy::too_many_arguments)]
        pub(crate) fn $name($($arg: $ty),*) {
            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx2") {
                // SAFETY: the processor has what the function asks for.
                return unsafe { $wide($($arg),*) };
            }
            $plain($($arg),*)
        }
    };
}

/// A maxout layer's bias and the layer normalisation behind it.
#[derive(Clone, Copy)]
pub(crate) struct Norm<'a> {
    /// Pieces one after the other.
    pub(crate) bias: &'a [f32],
    pub(crate) scale: &'a [f32],
    pub(crate) shift: &'a [f32],
}

dispatch! {
    /// Adds the bias to each row of `sums`, takes the largest piece, normalises, adds the row of `residual`
    /// (unless empty) and writes the row of `out`.
    maxout_norm / maxout_norm_wide = maxout_norm_plain(
        sums: &[f32], norm: Norm<'_>, residual: &[f32], out: &mut [f32],
    )
}

#[inline(always)]
fn maxout_norm_plain(sums: &[f32], norm: Norm<'_>, residual: &[f32], out: &mut [f32]) {
    let width = norm.scale.len();
    let pieces = norm.bias.len() / width;
    for (row, out) in out.chunks_exact_mut(width).enumerate() {
        let sums = &sums[row * pieces * width..][..pieces * width];
        for (o, (s, b)) in out.iter_mut().zip(sums.iter().zip(norm.bias)) {
            *o = s + b;
        }
        for piece in 1..pieces {
            let (sums, bias) = (&sums[piece * width..], &norm.bias[piece * width..]);
            for (o, (s, b)) in out.iter_mut().zip(sums.iter().zip(bias)) {
                let value = s + b;
                *o = if value > *o { value } else { *o };
            }
        }
        normalise(out, norm);
        if !residual.is_empty() {
            for (o, r) in out.iter_mut().zip(&residual[row * width..][..width]) {
                *o += r;
            }
        }
    }
}

#[inline(always)]
fn normalise(row: &mut [f32], norm: Norm<'_>) {
    let count = row.len() as f32;
    let mean = sum(row, |x| x) / count;
    let variance = sum(row, |x| (x - mean) * (x - mean)) / count + 1e-8;
    let factor = 1.0 / variance.sqrt();
    for (x, (scale, shift)) in row.iter_mut().zip(norm.scale.iter().zip(norm.shift)) {
        *x = (*x - mean) * factor * scale + shift;
    }
}

/// Adds up sixteen lanes side by side, then the lanes: one order on every machine.
#[inline(always)]
fn sum(values: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; 16];
    let (chunks, rest) = values.as_chunks::<16>();
    for chunk in chunks {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            *lane += f(*x);
        }
    }
    for (lane, x) in lanes.iter_mut().zip(rest) {
        *lane += f(*x);
    }
    for half in [8, 4, 2, 1] {
        for lane in 0..half {
            lanes[lane] += lanes[lane + half];
        }
    }
    lanes[0]
}

dispatch! {
    /// Adds `row` to `out`, element by element.
    add / add_wide = add_plain(row: &[f32], out: &mut [f32])
}

#[inline(always)]
fn add_plain(row: &[f32], out: &mut [f32]) {
    for (o, x) in out.iter_mut().zip(row) {
        *o += x;
    }
}

dispatch! {
    /// Sums three rows into `out`: the window products of a token and its neighbours.
    sum3 / sum3_wide = sum3_plain(a: &[f32], b: &[f32], c: &[f32], out: &mut [f32])
}

#[inline(always)]
fn sum3_plain(a: &[f32], b: &[f32], c: &[f32], out: &mut [f32]) {
    for (o, ((a, b), c)) in out.iter_mut().zip(a.iter().zip(b).zip(c)) {
        *o = a + b + c;
    }
}

dispatch! {
    /// Scores the moves of one state: gathers the features' rows, takes the larger piece, applies the upper layer.
    ///
    /// `rows` holds one row a token and feature (`features × pieces · hidden`), `picks` the index of each
    /// feature's token, `scores` receives one value a move; its length is a multiple of [`MOVES`].
    score_state / score_state_wide = score_state_plain(
        rows: &[f32], picks: &[Option<u32>], layers: ScoreLayers<'_>, scores: &mut [f32],
    )
}

/// The layers that score the moves of a state.
#[derive(Clone, Copy)]
pub(crate) struct ScoreLayers<'a> {
    /// Stands in for a feature without a token: `features × 2 · hidden`.
    pub(crate) pad: &'a [f32],
    /// `2 · hidden`.
    pub(crate) bias: &'a [f32],
    /// `hidden × moves`.
    pub(crate) upper: &'a [f32],
    /// `moves`.
    pub(crate) upper_bias: &'a [f32],
}

/// Moves are scored this many at a time, so that the sums stay in registers; models pad their moves to it.
pub(crate) const MOVES: usize = 40;

/// The widest hidden layer of a scorer, both pieces; the published pipelines have 2 × 64.
pub(crate) const WIDEST_STATE: usize = 512;

#[inline(always)]
fn score_state_plain(rows: &[f32], picks: &[Option<u32>], layers: ScoreLayers<'_>, scores: &mut [f32]) {
    let width = layers.bias.len();
    let mut buffer = [0.0f32; WIDEST_STATE];
    let state = &mut buffer[..width];
    for (feature, pick) in picks.iter().enumerate() {
        let row = match pick {
            Some(token) => &rows[(*token as usize * picks.len() + feature) * width..][..width],
            None => &layers.pad[feature * width..][..width],
        };
        for (s, x) in state.iter_mut().zip(row) {
            *s += x;
        }
    }
    for (s, b) in state.iter_mut().zip(layers.bias) {
        *s += b;
    }
    let (first, second) = state.split_at_mut(width / 2);
    for (a, b) in first.iter_mut().zip(second) {
        *a = if *b > *a { *b } else { *a };
    }
    let moves = scores.len();
    let (blocks, _) = scores.as_chunks_mut::<MOVES>();
    for (block, scores) in blocks.iter_mut().enumerate() {
        let mut sums = [0.0f32; MOVES];
        for (unit, weights) in first.iter().zip(layers.upper.chunks_exact(moves)) {
            let weights = &weights[block * MOVES..][..MOVES];
            for (sum, w) in sums.iter_mut().zip(weights) {
                *sum += unit * w;
            }
        }
        for ((score, sum), b) in scores.iter_mut().zip(sums).zip(&layers.upper_bias[block * MOVES..]) {
            *score = sum + b;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplies_overlapping_rows() {
        let data = [1.0, 2.0, 3.0, 4.0];
        let mut out = [0.0; 4];
        let weights = [1.0, 0.0, 0.0, 1.0]; // two outputs over two inputs: the identity
        multiply(2, 2, Rows { data: &data, stride: 1 }, &weights, &mut out);
        assert_eq!(out, [1.0, 2.0, 2.0, 3.0]);
    }

    #[test]
    fn wide_and_plain_agree_to_the_bit() {
        let sums: Vec<f32> = (0..96 * 3 * 2).map(|i| ((i * 7919 % 997) as f32 - 500.0) / 113.0).collect();
        let bias: Vec<f32> = (0..96 * 3).map(|i| (i % 13) as f32 / 7.0).collect();
        let scale: Vec<f32> = (0..96).map(|i| 1.0 + i as f32 / 50.0).collect();
        let norm = Norm { bias: &bias, scale: &scale, shift: &bias[..96] };
        let (mut a, mut b) = (vec![0.0; 192], vec![0.0; 192]);
        maxout_norm(&sums, norm, &sums[..192], &mut a);
        maxout_norm_plain(&sums, norm, &sums[..192], &mut b);
        assert_eq!(a, b);
    }
}
