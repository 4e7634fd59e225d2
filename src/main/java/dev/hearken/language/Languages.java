package dev.hearken.language;

import com.github.pemistahl.lingua.api.IsoCode639_1;
import com.github.pemistahl.lingua.api.Language;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The languages that are told apart. The fewer there are, the surer each answer is; a text in a
/// language that is not among them is often taken for its nearest kin.
///
/// @param codes of ISO 639-1, two or more
public record Languages(List<String> codes) {
  /// Those of which there are models.
  private static final Set<String> KNOWN = known();

  private static final int FEWEST = 2;

  public Languages {
    codes = List.copyOf(codes);
  }

  /// Reads codes separated by commas; nothing when one is unknown or comes twice, or when there are
  /// fewer than two.
  public static Optional<Languages> parse(String text) {
    var codes = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    return codes.size() >= FEWEST
            && KNOWN.containsAll(codes)
            && new LinkedHashSet<>(codes).size() == codes.size()
        ? Optional.of(new Languages(codes))
        : Optional.empty();
  }

  IsoCode639_1[] models() {
    return codes.stream()
        .map(code -> IsoCode639_1.valueOf(code.toUpperCase(Locale.ROOT)))
        .toArray(IsoCode639_1[]::new);
  }

  private static Set<String> known() {
    var known = new LinkedHashSet<String>();
    for (var language : Language.values()) {
      if (language != Language.UNKNOWN) {
        known.add(language.getIsoCode639_1().toString());
      }
    }
    return known;
  }
}
