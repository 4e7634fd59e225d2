package dev.hearken.charset;

/// Text that was bytes.
///
/// @param replaced how many places stood for no character, each of them U+FFFD now
/// @param charset in which the bytes were read
public record Decoded(String text, int replaced, String charset) {}
