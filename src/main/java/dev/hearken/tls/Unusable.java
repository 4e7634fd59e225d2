package dev.hearken.tls;

/// A certificate and a private key cannot be used. The message is a sentence for the person who
/// named the files.
public final class Unusable extends RuntimeException {
  private final String sentence;

  Unusable(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
