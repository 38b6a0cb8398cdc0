//! Bytes to text that cannot do harm.

/// Decodes bytes, with notes about what could not be read.
pub(super) fn decode(bytes: &[u8]) -> (String, Vec<String>) {
    let mut notes = Vec::new();
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, 3, &mut notes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, &mut notes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, &mut notes),
        _ => utf8(bytes, 0, &mut notes),
    };
    (clean(text, &mut notes), notes)
}

/// Decodes UTF-8; `skipped` bytes stood before.
fn utf8(bytes: &[u8], skipped: usize, notes: &mut Vec<String>) -> String {
    let mut text = String::with_capacity(bytes.len());
    let (mut at, mut broken, mut first) = (skipped, 0, None);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            first.get_or_insert(at);
            broken += 1;
            text.push(char::REPLACEMENT_CHARACTER);
            at += chunk.invalid().len();
        }
    }
    note_broken(broken, first, notes);
    text
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, notes: &mut Vec<String>) -> String {
    let mut text = String::with_capacity(bytes.len() / 2);
    let (mut at, mut broken, mut first) = (2, 0, None);
    let units = bytes.as_chunks::<2>();
    for decoded in char::decode_utf16(units.0.iter().map(|&pair| unit(pair))) {
        if decoded.is_err() {
            first.get_or_insert(at);
            broken += 1;
        }
        let character = decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
        text.push(character);
        at += 2 * character.len_utf16();
    }
    if !units.1.is_empty() {
        first.get_or_insert(at);
        broken += 1;
        text.push(char::REPLACEMENT_CHARACTER);
    }
    note_broken(broken, first, notes);
    text
}

fn note_broken(count: usize, first: Option<usize>, notes: &mut Vec<String>) {
    if let Some(first) = first {
        notes.push(format!(
            "{} replaced, the first at byte {first}",
            counted(count, "unreadable byte sequence")
        ));
    }
}

/// Replaces control characters by spaces, one for one, and cuts what spans cannot reach.
///
/// A NUL or an escape sequence in a page would otherwise travel to a terminal, a database, a C program.
/// Code point offsets into the decoded text stay true.
pub(super) fn clean(mut text: String, notes: &mut Vec<String>) -> String {
    if text.len() > u32::MAX as usize {
        text.truncate(text.floor_char_boundary(u32::MAX as usize));
        notes.push("cut after 4 GiB; split the file into reports".to_owned());
    }
    let mut harmful = text.char_indices().filter(|&(_, character)| is_harmful(character));
    let Some((first, _)) = harmful.next() else { return text };
    let count = harmful.count() + 1;
    notes.push(format!(
        "{} replaced by a space, the first at byte {first}",
        counted(count, "control character")
    ));
    text.chars().map(|character| if is_harmful(character) { ' ' } else { character }).collect()
}

fn is_harmful(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\x0b' | '\x0c')
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(bytes: &[u8], text: &str, notes: &[&str]) {
        let (found, found_notes) = decode(bytes);
        assert_eq!(
            (found.as_str(), found_notes),
            (text, notes.iter().map(|&note| note.to_owned()).collect())
        );
    }

    #[test]
    fn encodings() {
        check(b"", "", &[]);
        check("Киев".as_bytes(), "Киев", &[]);
        check(b"\xEF\xBB\xBFKyiv", "Kyiv", &[]);
        check(b"\xFF\xFEK\0y\0", "Ky", &[]);
        check(b"\xFE\xFF\0K\0y", "Ky", &[]);
        check(
            b"\xFF\xFEK\0\x00\xD8",
            "K\u{FFFD}",
            &["1 unreadable byte sequence replaced, the first at byte 4"],
        );
        check(b"\xFF\xFEK\0y", "K\u{FFFD}", &["1 unreadable byte sequence replaced, the first at byte 4"]);
    }

    #[test]
    fn broken_bytes_are_counted() {
        check(
            b"\xEF\xBB\xBFa\xFFb\xC3",
            "a\u{FFFD}b\u{FFFD}",
            &["2 unreadable byte sequences replaced, the first at byte 4"],
        );
    }

    #[test]
    fn controls_become_spaces_and_line_ends_stay() {
        check(
            "a\0b\r\nc\u{1b}[31m\u{85}".as_bytes(),
            "a b\r\nc [31m ",
            &["3 control characters replaced by a space, the first at byte 1"],
        );
    }

    proptest! {
        #[test]
        fn any_bytes_give_clean_text(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let (text, _) = decode(&bytes);
            prop_assert!(!text.chars().any(is_harmful));
            prop_assert_eq!(decode(text.trim_start_matches('\u{feff}').as_bytes()).1, Vec::<String>::new());
        }
    }
}
