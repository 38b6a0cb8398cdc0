//! News reports read: bytes to `Report` to `Reading`.
pub mod quotation;
pub mod statement;
