use std::io::{self, BufRead, BufReader, Read};

/// How a stream is compressed, known from its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    None,
    /// gzip (`.gz`), one member or several.
    Gzip,
    /// Zstandard (`.zst`), one frame or several.
    Zstd,
}

impl Compression {
    /// Tells the compression from the first bytes, whatever the file is called.
    pub fn of(head: &[u8]) -> Self {
        match head {
            [0x1F, 0x8B, ..] => Self::Gzip,
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Self::Zstd,
            _ => Self::None,
        }
    }
}

/// Unpacks a stream as it is read; plain text passes through.
pub fn decompress<'r>(mut reader: impl BufRead + Send + 'r) -> io::Result<Box<dyn BufRead + Send + 'r>> {
    // A pipe may deliver less than the four bytes that tell: read them and put them back.
    let mut head = [0; 4];
    let mut filled = 0;
    while filled < head.len() {
        match reader.read(&mut head[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let head = io::Cursor::new(head).take(filled as u64);
    let compression = Compression::of(&head.get_ref().get_ref()[..filled]);
    let whole = head.chain(reader);
    Ok(match compression {
        Compression::None => Box::new(whole),
        Compression::Gzip => Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(whole))),
        Compression::Zstd => Box::new(BufReader::new(zstd::Decoder::with_buffer(whole)?)),
    })
}
