package dev.hearken.clean;

/// What PGP puts around and below a text.
final class Armour {
  private static final String MESSAGE = "-----BEGIN PGP SIGNED MESSAGE-----";
  private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
  private static final String END = "-----END PGP SIGNATURE-----";
  private static final int LONGEST = 60;

  private Armour() {}

  static void mark(Draft draft) {
    for (int i = 0; i < draft.size(); i++) {
      var plain = draft.line(i).plain();
      if (plain.equals(MESSAGE)) {
        int end = i + 1;
        while (end < draft.size() && draft.line(end).lower().startsWith("hash:")) {
          end++;
        }
        draft.mark(i, end, Mark.SIGNATURE, Rule.ARMOUR);
      } else if (plain.equals(SIGNATURE)) {
        int last = Math.min(draft.size(), i + LONGEST);
        for (int end = i + 1; end < last; end++) {
          if (draft.line(end).plain().equals(END)) {
            draft.mark(i, end + 1, Mark.SIGNATURE, Rule.ARMOUR);
            i = end;
            break;
          }
        }
      }
    }
  }
}
