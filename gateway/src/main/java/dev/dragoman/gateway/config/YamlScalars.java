package dev.dragoman.gateway.config;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an unquoted YAML word means. As in YAML 1.1, {@code yes}, {@code no}, {@code on} and {@code off} are booleans. */
final class YamlScalars {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF");
    private static final Map<String, Double> LIMITS = Map.of(
            ".inf", Double.POSITIVE_INFINITY,
            "+.inf", Double.POSITIVE_INFINITY,
            "-.inf", Double.NEGATIVE_INFINITY,
            ".nan", Double.NaN);

    private YamlScalars() {}

    static @Nullable Object meaning(String word) {
        if (NULLS.contains(word)) {
            return null;
        }
        if (TRUE.contains(word)) {
            return true;
        }
        if (FALSE.contains(word)) {
            return false;
        }
        Object number = number(word);
        return number != null ? number : word;
    }

    /** Whether the word is one of the booleans. */
    static @Nullable Boolean truth(String word) {
        return TRUE.contains(word) ? Boolean.TRUE : FALSE.contains(word) ? Boolean.FALSE : null;
    }

    private static @Nullable Object number(String word) {
        Double limit = LIMITS.get(word);
        if (limit != null) {
            return limit;
        }
        // 007 is a name rather than a number.
        if (word.length() > 1 && word.charAt(0) == '0' && word.charAt(1) != '.' && word.charAt(1) != 'e') {
            return null;
        }
        BigDecimal decimal = Numbers.decimal(word);
        if (decimal == null) {
            return null;
        }
        Long whole = decimal.scale() == 0 ? Numbers.whole(decimal) : null;
        return whole != null ? whole : decimal;
    }
}
