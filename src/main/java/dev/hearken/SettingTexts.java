package dev.hearken;

import dev.hearken.database.DatabaseAddress;
import dev.hearken.translator.TranslatorSettings;
import dev.hearken.user.Token;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// The settings as text, and what is said of a wrong one.
record SettingTexts(Map<Setting, Setting.Value> values) {
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{32,512}");

  String of(Setting setting) {
    return value(setting).text();
  }

  private Setting.Value value(Setting setting) {
    return Objects.requireNonNull(values.get(setting));
  }

  String notEmpty(Setting setting) {
    if (of(setting).isEmpty()) {
      throw wrong(setting);
    }
    return of(setting);
  }

  String matching(Setting setting, Pattern pattern) {
    if (!pattern.matcher(of(setting)).matches()) {
      throw wrong(setting);
    }
    return of(setting);
  }

  Optional<Token> token(Setting setting) {
    return of(setting).isEmpty()
        ? Optional.empty()
        : Optional.of(new Token(matching(setting, TOKEN)));
  }

  int number(Setting setting, int least, int most) {
    try {
      int number = Integer.parseInt(of(setting));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for any other wrong value.
    }
    throw wrong(setting);
  }

  String shown(Setting setting) {
    if (setting.secret()) {
      return of(setting).isEmpty() ? "" : "********";
    }
    return switch (setting) {
      case HEARKEN_DATABASE_URL -> DatabaseAddress.masked(of(setting));
      case HEARKEN_TRANSLATOR_URL -> TranslatorSettings.masked(of(setting));
      default -> of(setting);
    };
  }

  Setting.Wrong wrong(Setting setting) {
    return new Setting.Wrong(
        "The setting %s is '%s' (%s); it must be %s."
            .formatted(setting, shown(setting), value(setting).origin(), setting.right()));
  }
}
