//! Reading CoNLL-U.

use super::escape::unescape;
use super::{ConlluError, ConlluProblem};
use crate::document::TokenData;
use crate::{Document, Entity, Label, Note, Span, Upos};

impl Document {
    /// Reads CoNLL-U: one document for each `# newdoc`, or a single one.
    ///
    /// The text is rebuilt from the forms. Where spaces stand is read from `# text` when its forms are the rows',
    /// else from `SpaceAfter=No`. Multiword tokens (`1-2`) give way to their words, with a [`Note`] where these do not
    /// spell it (French *du*, *de le*); empty nodes (`1.1`) and DEPS are left out. Labels are kept for the life of
    /// the program, so this is for files that come from models and annotators.
    pub fn from_conllu(input: &str) -> Result<Vec<Document>, ConlluError> {
        if u32::try_from(input.len()).is_err() {
            return Err(ConlluError { line: 1, problem: ConlluProblem::Length });
        }
        let mut reader = Reader::default();
        let input = input.strip_prefix('\u{feff}').unwrap_or(input);
        for (at, line) in input.lines().enumerate() {
            let at = at + 1;
            if line.trim().is_empty() {
                reader.end_sentence()?;
            } else if let Some(comment) = line.strip_prefix('#') {
                reader.comment(comment.trim())?;
            } else {
                reader.row(at, line).map_err(|problem| ConlluError { line: at, problem })?;
            }
        }
        reader.end_sentence()?;
        reader.end_document();
        Ok(reader.documents)
    }
}

#[derive(Default)]
struct Reader<'a> {
    documents: Vec<Document>,
    document: Option<Document>,
    /// The `# text` of the sentence.
    text: Option<&'a str>,
    rows: Vec<Row<'a>>,
    ranges: Vec<Range<'a>>,
}

/// A word of the sentence that is being read.
struct Row<'a> {
    line: usize,
    columns: [&'a str; 10],
    upos: Upos,
    misc: Misc<'a>,
}

/// A multiword token, `1-2`.
struct Range<'a> {
    line: usize,
    id: &'a str,
    form: &'a str,
    first: usize,
    last: usize,
    space_after: bool,
}

/// What is read of the last column.
#[derive(Default)]
struct Misc<'a> {
    space_after: bool,
    entity: Option<&'a str>,
    form: Option<&'a str>,
    lemma: Option<&'a str>,
}

impl<'a> Misc<'a> {
    fn read(column: &'a str) -> Self {
        let mut misc = Misc { space_after: true, ..Misc::default() };
        for entry in column.split('|') {
            match entry.split_once('=') {
                Some(("SpaceAfter", "No")) => misc.space_after = false,
                Some(("Entity", value)) => misc.entity = Some(value),
                Some(("SpacesInToken", value)) if !value.is_empty() => misc.form = Some(value),
                Some(("SpacesInLemma", value)) => misc.lemma = Some(value),
                _ => {}
            }
        }
        misc
    }
}

impl<'a> Reader<'a> {
    fn comment(&mut self, comment: &'a str) -> Result<(), ConlluError> {
        let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
        match key.trim() {
            "text" => self.text = Some(value.trim_start()),
            "newdoc" | "newdoc id" => {
                self.end_sentence()?;
                self.end_document();
                self.document = Some(Document::default());
            }
            _ => {}
        }
        Ok(())
    }

    fn row(&mut self, line: usize, row: &'a str) -> Result<(), ConlluProblem> {
        let mut columns = [""; 10];
        let mut found = 0;
        for column in row.split('\t') {
            if let Some(place) = columns.get_mut(found) {
                *place = column;
            }
            found += 1;
        }
        if found != columns.len() {
            return Err(ConlluProblem::Columns(found));
        }
        let (id, form) = (columns[0], columns[1]);
        if form.is_empty() {
            return Err(ConlluProblem::Form);
        }
        let number = |text: &str| text.parse::<usize>().map_err(|_| ConlluProblem::Id(id.to_owned()));
        let misc = Misc::read(columns[9]);
        if let Some((word, node)) = id.split_once('.') {
            number(word).and(number(node))?;
            return Ok(());
        }
        if let Some((first, last)) = id.split_once('-') {
            let (first, last) = (number(first)?, number(last)?);
            self.expect(first)?;
            let space_after = misc.space_after;
            if self.ranges.last().is_some_and(|range| range.last >= first) || last < first {
                return Err(ConlluProblem::Range(id.to_owned()));
            }
            self.ranges.push(Range { line, id, form, first, last, space_after });
            return Ok(());
        }
        self.expect(number(id)?)?;
        let upos = match columns[3] {
            "_" | "" => Upos::None,
            name => Upos::parse(name).ok_or_else(|| ConlluProblem::Upos(name.to_owned()))?,
        };
        self.rows.push(Row { line, columns, upos, misc });
        Ok(())
    }

    fn expect(&self, found: usize) -> Result<(), ConlluProblem> {
        let expected = self.rows.len() + 1;
        if found == expected { Ok(()) } else { Err(ConlluProblem::Order { found, expected }) }
    }

    fn end_document(&mut self) {
        if let Some(mut document) = self.document.take() {
            document.index_tree();
            self.documents.push(document);
        }
    }

    fn end_sentence(&mut self) -> Result<(), ConlluError> {
        let text = self.text.take();
        let mut rows = std::mem::take(&mut self.rows);
        let ranges = std::mem::take(&mut self.ranges);
        if let Some(range) = ranges.iter().find(|range| range.last > rows.len()) {
            let problem = ConlluProblem::Range(range.id.to_owned());
            return Err(ConlluError { line: range.line, problem });
        }
        if rows.is_empty() {
            return Ok(());
        }
        let heads = heads(&rows)?;
        let document = self.document.get_or_insert_default();
        for range in &ranges {
            place_words(range, &mut rows, &mut document.notes);
        }
        if let Some(text) = text {
            place_spaces(text, &mut rows);
        }
        let base = document.tokens.len() as u32;
        for (row, head) in rows.iter().zip(heads) {
            document.push(row, base + head);
        }
        document.sentences.push(base..document.tokens.len() as u32);
        Ok(())
    }
}

/// Reads the heads as indices into the sentence, the root's its own, and follows each chain to its end.
fn heads(rows: &[Row<'_>]) -> Result<Vec<u32>, ConlluError> {
    let len = rows.len();
    let mut heads = Vec::with_capacity(len);
    for (at, row) in rows.iter().enumerate() {
        let head = match row.columns[6] {
            "_" | "0" => Some(at),
            column => column.parse::<usize>().ok().filter(|&id| (1..=len).contains(&id)).map(|id| id - 1),
        };
        let head = head.filter(|&head| head != at || matches!(row.columns[6], "_" | "0"));
        let head = head.ok_or_else(|| {
            let head = row.columns[6].to_owned();
            ConlluError { line: row.line, problem: ConlluProblem::Head { head, len } }
        })?;
        heads.push(head as u32);
    }
    // The walk on which a token was first met: one that comes back to a token of the same walk runs in a circle.
    let mut walks = vec![usize::MAX; len];
    for start in 0..len {
        let mut at = start;
        while walks[at] == usize::MAX {
            walks[at] = start;
            let head = heads[at] as usize;
            if head != at && walks[head] == start {
                return Err(ConlluError { line: rows[at].line, problem: ConlluProblem::Circle });
            }
            at = head;
        }
    }
    Ok(heads)
}

/// Puts the words of a multiword token in its place: without spaces when they spell it.
fn place_words(range: &Range<'_>, rows: &mut [Row<'_>], notes: &mut Vec<Note>) {
    let words = &mut rows[range.first - 1..range.last];
    let spelled: String = words.iter().map(|row| row.columns[1]).collect();
    let whole = spelled == range.form;
    if !whole {
        let message = format!(
            "line {}: the words of the multiword token `{}` do not spell it; the text has the words",
            range.line, range.form
        );
        notes.push(Note { message, span: None });
    }
    let last = words.len() - 1;
    for (at, row) in words.iter_mut().enumerate() {
        row.misc.space_after = if at == last { range.space_after } else { !whole };
    }
}

/// Reads the spaces between the words from `# text`, if it is made of the forms and single spaces.
fn place_spaces(text: &str, rows: &mut [Row<'_>]) {
    let mut rest = text;
    let mut spaces = Vec::with_capacity(rows.len());
    for row in &*rows {
        let Some(behind) = rest.strip_prefix(row.columns[1]) else { return };
        let next = behind.strip_prefix(' ');
        spaces.push(next.is_some());
        rest = next.unwrap_or(behind);
    }
    if rest.trim().is_empty() {
        let last = rows.len() - 1;
        for (row, space) in rows[..last].iter_mut().zip(spaces) {
            row.misc.space_after = space;
        }
    }
}

impl Document {
    /// Adds a word at the end.
    fn push(&mut self, row: &Row<'_>, head: u32) {
        let [_, form, lemma, _, xpos, feats, _, deprel, ..] = row.columns;
        let start = self.text.len() as u32;
        self.text += &row.misc.form.map_or(form.into(), unescape);
        let span = Span::new(start, self.text.len() as u32);
        let lemma = match (row.misc.lemma, lemma) {
            (Some(lemma), _) => unescape(lemma).into(),
            (None, "_") if form != "_" => Default::default(),
            (None, lemma) => lemma.into(),
        };
        if row.misc.space_after {
            self.text.push(' ');
        }
        if let Some(entity) = row.misc.entity {
            self.push_entity(entity);
        }
        self.tokens.push(TokenData {
            span,
            space_after: row.misc.space_after,
            lemma,
            upos: row.upos,
            xpos: label(xpos),
            feats: label(feats),
            head,
            deprel: label(deprel),
            ..TokenData::default()
        });
    }

    /// Begins an entity at the next token, or lengthens the one before: `B-GPE`, `I-GPE`.
    fn push_entity(&mut self, entity: &str) {
        let at = self.tokens.len() as u32;
        let Some((begins, name)) = entity.split_once('-').filter(|(sign, _)| matches!(*sign, "B" | "I"))
        else {
            return;
        };
        let label = Label::new(&unescape(name));
        match self.entities.last_mut() {
            Some(last) if begins == "I" && last.tokens.end == at && last.label == label => {
                last.tokens.end += 1
            }
            _ => self.entities.push(Entity { tokens: at..at + 1, label }),
        }
    }
}

fn label(column: &str) -> Label {
    if column == "_" { Label::EMPTY } else { Label::new(column) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a row of ID, FORM, HEAD and MISC.
    fn row(id: &str, form: &str, head: &str, misc: &str) -> String {
        format!("{id}\t{form}\t_\t_\t_\t_\t{head}\t_\t_\t{misc}\n")
    }

    fn error(input: &str) -> String {
        Document::from_conllu(input).unwrap_err().to_string()
    }

    #[test]
    fn spaces_are_read_from_the_text_line() {
        let input = format!(
            "# text = Who's there?\n{}{}{}{}",
            row("1", "Who", "0", "_"),
            row("2", "'s", "1", "_"),
            row("3", "there", "1", "_"),
            row("4", "?", "1", "SpaceAfter=No")
        );
        assert_eq!(Document::from_conllu(&input).unwrap()[0].text(), "Who's there?");
    }

    #[test]
    fn a_text_line_of_other_words_is_not_believed() {
        let input = format!(
            "# text = Nyet, he said\n{}{}",
            row("1", "No", "0", "SpaceAfter=No"),
            row("2", ",", "1", "SpaceAfter=No")
        );
        assert_eq!(Document::from_conllu(&input).unwrap()[0].text(), "No,");
    }

    #[test]
    fn multiword_tokens_give_way_to_their_words() {
        let input = format!(
            "{}{}{}{}",
            row("1-2", "can't", "_", "SpaceAfter=No"),
            row("1", "ca", "0", "_"),
            row("2", "n't", "1", "_"),
            row("2.1", "agree", "_", "_"),
        );
        let document = &Document::from_conllu(&input).unwrap()[0];
        assert_eq!((document.text(), document.len()), ("can't", 2));
        assert!(document.notes().is_empty());

        let input =
            format!("{}{}{}", row("1-2", "du", "_", "_"), row("1", "de", "0", "_"), row("2", "le", "1", "_"));
        let document = &Document::from_conllu(&input).unwrap()[0];
        assert_eq!(document.text(), "de le ");
        assert!(document.notes()[0].message.contains("`du`"));
    }

    #[test]
    fn documents_are_split_where_they_begin() {
        let one = row("1", "Yes", "0", "SpaceAfter=No");
        let input = format!("\u{feff}{one}\n# newdoc id = b\n{one}\n{one}\r\n# newdoc\n");
        let texts: Vec<String> = Document::from_conllu(&input)
            .unwrap()
            .iter()
            .map(|d| format!("{}/{}", d.text(), d.sentences().len()))
            .collect();
        assert_eq!(texts, ["Yes/1", "YesYes/2", "/0"]);
        assert!(Document::from_conllu("").unwrap().is_empty());
    }

    #[test]
    fn errors_name_the_line() {
        let good = row("1", "Yes", "0", "_");
        assert_eq!(
            error(&format!("# c\n{good}2\tno\n")),
            "line 3: a token has 10 columns separated by tabs, here are 2"
        );
        assert!(error(&row("x", "Yes", "0", "_")).starts_with("line 1: `x` is no ID"));
        assert!(error(&format!("{good}{good}")).starts_with("line 2: ID 1 stands where 2 is due"));
        assert!(error(&row("1", "", "0", "_")).starts_with("line 1: FORM is empty"));
        assert!(
            error(&row("1", "Yes", "2", "_"))
                .starts_with("line 1: HEAD `2` is no token of this sentence of 1")
        );
        assert!(error(&row("1", "Yes", "1", "_")).starts_with("line 1: HEAD `1`"));
        assert!(
            error(&good.replacen("Yes\t_\t_", "Yes\t_\tFOO", 1)).starts_with("line 1: `FOO` is no universal")
        );
        assert!(
            error(&format!("{good}{}", row("2-3", "No", "_", "_")))
                .starts_with("line 2: the multiword token 2-3")
        );
    }

    #[test]
    fn heads_in_a_circle_are_an_error() {
        let input =
            format!("{}{}{}", row("1", "a", "0", "_"), row("2", "b", "3", "_"), row("3", "c", "2", "_"));
        assert!(error(&input).starts_with("line 3: the token is its own ancestor"), "{}", error(&input));
        let deep: String =
            (1..=20_000).map(|id| row(&id.to_string(), "a", &(id - 1).to_string(), "_")).collect();
        assert_eq!(Document::from_conllu(&deep).unwrap()[0].len(), 20_000);
    }
}
