//! Byte offsets to code points.

use chancery_nlp::Span;

use crate::reading::TextSpan;

/// Bytes between two stored counts: a look-up reads at most this many.
const STRIDE: usize = 64;

/// Turns the byte spans used inside into the code points that a reading shows.
///
/// Built once a report; a look-up takes constant time. Pure ASCII, where both units agree, stores nothing.
///
/// ```
/// use chancery_nlp::Span;
/// use chancery_reader::CodePoints;
/// let text = "“Нет”, said Lavrov.";
/// let points = CodePoints::new(text);
/// let lavrov = points.span(Span::new(19, 25));
/// assert_eq!((lavrov.start, lavrov.end, lavrov.text.as_str()), (12, 18, "Lavrov"));
/// assert_eq!(points.bytes(12, 18), Some(Span::new(19, 25)));
/// ```
#[derive(Debug, Clone)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `i * STRIDE`; empty for ASCII.
    counts: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    /// Indexes a text.
    pub fn new(text: &'t str) -> Self {
        let mut counts = Vec::new();
        if !text.is_ascii() {
            counts.reserve_exact(text.len() / STRIDE + 1);
            let mut before = 0;
            for chunk in text.as_bytes().chunks(STRIDE) {
                counts.push(before);
                before += starts(chunk);
            }
            counts.push(before);
        }
        Self { text, counts }
    }

    /// Returns the number of code points before `byte`.
    ///
    /// A byte inside a character counts as the next one's; a byte past the end as the end.
    pub fn at(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        if self.counts.is_empty() {
            return byte as u32;
        }
        let chunk = byte / STRIDE;
        self.counts[chunk] + starts(&self.text.as_bytes()[chunk * STRIDE..byte])
    }

    /// Returns the span as a reading shows it: code points and the words themselves.
    ///
    /// # Panics
    /// When the span does not lie on character boundaries of this text.
    pub fn span(&self, span: Span) -> TextSpan {
        let text = &self.text[span.range()];
        let start = self.at(span.start);
        let length = if text.is_ascii() { text.len() as u32 } else { starts(text.as_bytes()) };
        TextSpan { start, end: start + length, text: text.to_owned() }
    }

    /// Returns the bytes of code points `start..end`, if the text has them.
    pub fn bytes(&self, start: u32, end: u32) -> Option<Span> {
        let (from, to) = (self.byte(start)?, self.byte(end)?);
        (from <= to).then(|| Span::new(from, to))
    }

    fn byte(&self, point: u32) -> Option<u32> {
        if self.counts.is_empty() {
            return (point as usize <= self.text.len()).then_some(point);
        }
        let chunk = self.counts.partition_point(|&before| before <= point) - 1;
        // The last stored count may stand for the end of the text: step back to a chunk that has bytes.
        let chunk = chunk.min(self.text.len() / STRIDE);
        let mut left = point - self.counts[chunk];
        for (at, &byte) in self.text.as_bytes().iter().enumerate().skip(chunk * STRIDE) {
            if is_start(byte) {
                if left == 0 {
                    return Some(at as u32);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(self.text.len() as u32)
    }
}

fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| is_start(byte)).count() as u32
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ascii_stores_nothing() {
        let points = CodePoints::new("Moscow said so.");
        assert!(points.counts.is_empty());
        assert_eq!(points.at(6), 6);
        assert_eq!(points.bytes(0, 6), Some(Span::new(0, 6)));
        assert_eq!(points.bytes(0, 16), None);
    }

    #[test]
    fn empty_text() {
        assert_eq!(CodePoints::new("").at(0), 0);
        assert_eq!(CodePoints::new("").bytes(0, 0), Some(Span::new(0, 0)));
    }

    #[test]
    fn long_text_of_wide_characters() {
        for length in [63, 64, 65, 127, 128, 129, 1000] {
            let text = "é".repeat(length);
            let points = CodePoints::new(&text);
            assert_eq!(points.at(2 * length as u32), length as u32);
            assert_eq!(points.byte(length as u32), Some(2 * length as u32));
            assert_eq!(points.byte(length as u32 + 1), None);
        }
    }

    proptest! {
        #[test]
        fn every_span_reads_back(text in "(?s)[a-zé\u{4f60}\u{1f600} \n]{0,300}", a in 0usize..301, b in 0usize..301) {
            let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (a.min(offsets.len() - 1), b.min(offsets.len() - 1));
            let (first, last) = (a.min(b), a.max(b));
            let span = Span::from(offsets[first]..offsets[last]);
            let points = CodePoints::new(&text);
            let shown = points.span(span);
            let expect: String = text.chars().skip(first).take(last - first).collect();
            prop_assert_eq!((shown.start, shown.end), (first as u32, last as u32));
            prop_assert_eq!(shown.text, expect);
            prop_assert_eq!(points.bytes(first as u32, last as u32), Some(span));
        }
    }
}
