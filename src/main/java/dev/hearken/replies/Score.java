package dev.hearken.replies;

import dev.hearken.clean.Mark;

/// How many lines were told right.
///
/// @param exact mails whose body is kept to the line
/// @param unknown lines of the mails for which there is no label
record Score(int mails, int exact, Lines body, Lines signature, int unknown) {
  static final Score NONE = new Score(0, 0, Lines.NONE, Lines.NONE, 0);

  /// @param right are of this kind, and found
  /// @param wrong are found, and of another kind
  /// @param missed are of this kind, and not found
  record Lines(int right, int wrong, int missed) {
    static final Lines NONE = new Lines(0, 0, 0);

    double precision() {
      return right + wrong == 0 ? 1 : right / (double) (right + wrong);
    }

    double recall() {
      return right + missed == 0 ? 1 : right / (double) (right + missed);
    }

    Lines and(Mark kind, Mark wanted, Mark found) {
      boolean is = wanted == kind;
      boolean said = found == kind;
      return new Lines(
          right + (is && said ? 1 : 0),
          wrong + (!is && said ? 1 : 0),
          missed + (is && !said ? 1 : 0));
    }

    Lines and(Lines other) {
      return new Lines(right + other.right, wrong + other.wrong, missed + other.missed);
    }
  }

  Score and(Score other) {
    return new Score(
        mails + other.mails,
        exact + other.exact,
        body.and(other.body),
        signature.and(other.signature),
        unknown + other.unknown);
  }

  double exactly() {
    return mails == 0 ? 1 : exact / (double) mails;
  }
}
