//! News reports read: bytes to `Report` to `Reading`.
