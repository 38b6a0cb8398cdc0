//! Pairs marks into quotations.

use chancery_nlp::Span;

use super::mark::{Glyph, Kind, Mark, Side};
use super::{Quotation, paragraph};

/// How many paragraphs without a mark an unclosed quotation may run through when a closing mark ends it.
const SILENT: usize = 3;

/// What one paragraph leaves to the next.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// The quotation that the last paragraph left open.
    open: Option<usize>,
    /// Its opening mark's kind.
    kind: Option<Kind>,
    /// Paragraphs without marks since.
    silent: Vec<Span>,
}

/// A mark waiting for its partner.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    mark: Mark,
    /// Its place among the quotations found.
    slot: usize,
}

/// The state of one paragraph.
struct Pairing<'a> {
    text: &'a str,
    paragraph: Span,
    found: &'a mut Vec<Option<Quotation>>,
    waiting: Vec<Waiting>,
    doubles: usize,
    angles: usize,
    /// A quotation whose opening mark was lost.
    around: Option<Quotation>,
    /// The paragraph before left a quotation open, and no double mark has come yet.
    pending: bool,
    /// For each mark, how many marks of its glyph that surely open and surely close stand from it on.
    ahead: Vec<(usize, usize)>,
    /// For each mark, whether an [`Side::Owner`] there closes a quotation.
    closes: Vec<bool>,
}

/// Pairs the marks of one paragraph and adds what they enclose.
pub(super) fn pair(text: &str, paragraph: Span, marks: &[Mark], run: &mut Run, found: &mut Vec<Quotation>) {
    if marks.is_empty() {
        if run.open.is_some() {
            run.silent.push(paragraph);
            if run.silent.len() > SILENT {
                *run = Run::default();
            }
        }
        return;
    }
    let mut here: Vec<Option<Quotation>> = Vec::new();
    let mut pairing = Pairing {
        text,
        paragraph,
        found: &mut here,
        waiting: Vec::new(),
        doubles: 0,
        angles: 0,
        around: None,
        pending: run.open.is_some() && run.kind != Some(Kind::Single),
        ahead: ahead(marks),
        closes: owners_that_close(marks),
    };
    for (at, &mark) in marks.iter().enumerate() {
        pairing.take(at, mark);
    }
    // Marks that wait across the end of such a quotation would cross it.
    let around = pairing.around.take();
    let mut left_open = pairing.finish(run.kind);
    if let Some(around) = around {
        let crosses = |q: &Quotation| q.span.overlaps(around.span) && !around.span.contains(q.span);
        if !here.iter().flatten().any(crosses) {
            here.insert(0, Some(around));
            left_open = left_open.map(|(slot, kind)| (slot + 1, kind));
        }
    }
    join(paragraph, here, left_open, run, found);
}

impl Pairing<'_> {
    fn take(&mut self, at: usize, mark: Mark) {
        if mark.kind == Kind::Single {
            return self.take_single(at, mark);
        }
        let open = self.count(mark.kind);
        match mark.side {
            Side::Open => self.open(at, mark),
            Side::Turned => {
                // “ behind a word: it closes „ or another “; else it is a stray opening mark.
                if open > 0 { self.close(at, mark) } else { self.open(at, mark) }
            }
            Side::Close => self.close(at, mark),
            Side::Either | Side::Owner => {
                if open > 0 {
                    self.close(at, mark);
                } else {
                    self.push(mark);
                }
            }
        }
    }

    fn take_single(&mut self, at: usize, mark: Mark) {
        let inside = self.waiting.last().is_some_and(|top| top.mark.kind == Kind::Single);
        match mark.side {
            Side::Open => self.push(mark),
            Side::Close | Side::Either | Side::Turned if inside => self.end_top(mark),
            Side::Owner if inside && self.closes[at] => self.end_top(mark),
            _ => {}
        }
    }

    fn count(&self, kind: Kind) -> usize {
        if kind == Kind::Angle { self.angles } else { self.doubles }
    }

    /// Opens a quotation, inside the one already open or, where the closing marks do not suffice, after it.
    fn open(&mut self, at: usize, mark: Mark) {
        if self.waiting.last().is_some_and(|top| top.mark.kind == mark.kind && top.mark.glyph == mark.glyph) {
            let (opening, closing) = self.ahead[at];
            if closing < opening + 1 {
                // The last one was never closed: it ends before this one starts.
                self.abandon_top(mark.span.start);
            }
        }
        self.push(mark);
    }

    fn push(&mut self, mark: Mark) {
        self.pending &= mark.kind == Kind::Single;
        match mark.kind {
            Kind::Double => self.doubles += 1,
            Kind::Angle => self.angles += 1,
            Kind::Single => {}
        }
        self.waiting.push(Waiting { mark, slot: self.found.len() });
        self.found.push(None);
    }

    /// Closes the innermost quotation of the mark's kind; what stands open inside it has lost its mark.
    fn close(&mut self, at: usize, mark: Mark) {
        if self.count(mark.kind) == 0 {
            if at == 0 || self.found.is_empty() || self.pending {
                self.unopened(mark);
            }
            self.pending = false;
            return;
        }
        while let Some(top) = self.waiting.last() {
            if top.mark.kind == mark.kind {
                self.end_top(mark);
                return;
            }
            self.abandon_top(mark.span.start);
        }
    }

    /// Takes the paragraph from its start where a closing mark comes first: the opening one was lost.
    fn unopened(&mut self, mark: Mark) {
        let before = &self.text[self.paragraph.start as usize..mark.span.start as usize];
        if mark.kind == Kind::Double
            && (self.pending || before.trim_end().ends_with([',', '.', '!', '?', '…']))
        {
            let content =
                paragraph::trimmed(self.text, self.paragraph.start as usize, mark.span.start as usize);
            if content.is_empty() {
                return;
            }
            // It stands around whatever the paragraph has quoted so far.
            self.around = Some(Quotation {
                span: Span::new(content.start, mark.span.end),
                content,
                open: None,
                close: Some(mark.span),
                ..blank()
            });
        }
    }

    fn pop(&mut self) -> Option<Waiting> {
        let top = self.waiting.pop()?;
        match top.mark.kind {
            Kind::Double => self.doubles -= 1,
            Kind::Angle => self.angles -= 1,
            Kind::Single => {}
        }
        Some(top)
    }

    fn end_top(&mut self, mark: Mark) {
        if let Some(top) = self.pop() {
            let content = paragraph::trimmed(self.text, top.mark.span.end as usize, mark.span.start as usize);
            if !content.is_empty() {
                self.found[top.slot] = Some(Quotation {
                    span: top.mark.span.cover(mark.span),
                    content,
                    open: Some(top.mark.span),
                    close: Some(mark.span),
                    closed: true,
                    ..blank()
                });
            }
        }
    }

    /// Ends the innermost quotation without a closing mark; a single mark alone was an apostrophe.
    fn abandon_top(&mut self, end: u32) {
        if let Some(top) = self.pop()
            && top.mark.kind != Kind::Single
        {
            self.leave_unclosed(top, end);
        }
    }

    fn leave_unclosed(&mut self, top: Waiting, end: u32) {
        let content = paragraph::trimmed(self.text, top.mark.span.end as usize, end as usize);
        if !content.is_empty() {
            self.found[top.slot] = Some(Quotation {
                span: Span::new(top.mark.span.start, content.end),
                content,
                open: Some(top.mark.span),
                close: None,
                ..blank()
            });
        }
    }

    /// Ends the paragraph; returns the outermost quotation left open and its mark's kind.
    fn finish(mut self, before: Option<Kind>) -> Option<(usize, Kind)> {
        let outermost = self.waiting.first().copied();
        let end = self.paragraph.end;
        while self.waiting.len() > 1 {
            self.abandon_top(end);
        }
        let top = self.pop()?;
        let first = outermost?.mark;
        if first.kind == Kind::Single {
            // Only a single mark that opens the whole paragraph may open a speech that runs on.
            let whole = first.span.start == self.paragraph.start;
            if !whole || first.glyph == Glyph::Straight && before.is_none() && !self.is_long(first) {
                return None;
            }
        }
        self.leave_unclosed(top, end);
        Some((top.slot, first.kind))
    }

    /// Says whether what follows the mark is long enough to be speech.
    fn is_long(&self, mark: Mark) -> bool {
        self.text[mark.span.end as usize..self.paragraph.end as usize].split_whitespace().take(8).count() == 8
    }
}

/// Adds a paragraph's quotations and ties the first to a speech that the paragraphs before left open.
fn join(
    paragraph: Span,
    here: Vec<Option<Quotation>>,
    left_open: Option<(usize, Kind)>,
    run: &mut Run,
    found: &mut Vec<Quotation>,
) {
    let base = found.len();
    let place = left_open.map(|(slot, kind)| (base + here[..slot].iter().flatten().count(), kind));
    let mut first = true;
    let mut shift = 0;
    for quotation in here.into_iter().flatten() {
        let mut quotation = quotation;
        if first
            && quotation.span.start == paragraph.start
            && let Some(open) = run.open
            && (run.silent.is_empty() || quotation.open.is_none())
        {
            shift = run.silent.len();
            quotation.continues = Some(silent_parts(run, open, found));
        }
        first = false;
        found.push(quotation);
    }
    *run = Run::default();
    if let Some((at, kind)) = place {
        let at = at + shift;
        if at < found.len() {
            run.open = Some(at);
            run.kind = Some(kind);
        }
    }
}

/// Adds the paragraphs without a mark as parts of the speech; returns the part before the next.
fn silent_parts(run: &mut Run, open: usize, found: &mut Vec<Quotation>) -> usize {
    let mut last = open;
    for part in run.silent.drain(..) {
        found.push(Quotation { span: part, content: part, continues: Some(last), ..blank() });
        last = found.len() - 1;
    }
    last
}

fn blank() -> Quotation {
    Quotation {
        span: Span::default(),
        content: Span::default(),
        open: None,
        close: None,
        closed: false,
        depth: 0,
        parent: None,
        continues: None,
    }
}

/// Counts, for each double mark, the sure openings and closings of its glyph from it on.
fn ahead(marks: &[Mark]) -> Vec<(usize, usize)> {
    let mut counts = [(0, 0); 3];
    let mut ahead = vec![(0, 0); marks.len()];
    for (at, mark) in marks.iter().enumerate().rev() {
        if mark.kind == Kind::Single {
            continue;
        }
        let index = if mark.kind == Kind::Angle { 2 } else { usize::from(mark.glyph == Glyph::Straight) };
        match mark.side {
            Side::Open => counts[index].0 += 1,
            Side::Close | Side::Turned => counts[index].1 += 1,
            Side::Either | Side::Owner => {}
        }
        ahead[at] = counts[index];
    }
    ahead
}

/// Says for each plural owner's mark whether it closes: only when no surer single mark does so before the next opens.
fn owners_that_close(marks: &[Mark]) -> Vec<bool> {
    let mut closes = vec![false; marks.len()];
    let mut surer = false;
    for (at, mark) in marks.iter().enumerate().rev() {
        match (mark.kind, mark.side) {
            (Kind::Single, Side::Owner) => closes[at] = !surer,
            (Kind::Single, Side::Open) => surer = false,
            (Kind::Single, _) => surer = true,
            _ => {}
        }
    }
    closes
}
