package dev.dragoman.gateway.ledger.report;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a report is asked for.
 *
 * @param parameters gives the value of a parameter; null when it is absent or empty
 */
record Asked(Function<String, @Nullable String> parameters) {

    private static final int MOST_VALUES = 1_000;
    private static final int LONGEST_AMOUNT = 40;

    /** The text; null when it is absent. Databases keep no zeros, so that nothing can have one. */
    @Nullable
    String text(String name) {
        String text = parameters.apply(name);
        return text == null || text.isBlank() ? null : text.replace("\0", "");
    }

    /** The texts of a list with commas; empty when it is absent. */
    List<String> texts(String name) {
        String text = text(name);
        List<String> all = text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
        if (all.size() > MOST_VALUES) {
            throw wrong(name, all.size() + " values", "no more than " + MOST_VALUES);
        }
        return all;
    }

    /** The hash of a key that is named by itself or by its hash; null when it is absent. */
    @Nullable
    String key(String name) {
        String text = text(name);
        return text == null || !text.startsWith("sk-") ? text : hash(text);
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    int number(String name, int fallback, int most) {
        String text = text(name);
        if (text == null) {
            return fallback;
        }
        String expected = "a whole number from 1 to " + most;
        try {
            int number = Integer.parseInt(text.strip());
            if (number < 1 || number > most) {
                throw wrong(name, text, expected);
            }
            return number;
        } catch (NumberFormatException none) {
            throw wrong(name, text, expected);
        }
    }

    boolean truth(String name, boolean fallback) {
        String text = text(name);
        if (text == null) {
            return fallback;
        }
        return switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw wrong(name, text, "true or false");
        };
    }

    /** An amount in dollars, in nano-dollars; null when it is absent. */
    @Nullable
    Long nanoDollars(String name) {
        String text = text(name);
        try {
            return text == null ? null : nanoDollars(name, text);
        } catch (NumberFormatException none) {
            throw wrong(name, String.valueOf(text), "an amount in dollars");
        }
    }

    private static Long nanoDollars(String name, String text) {
        BigDecimal dollars = text.length() > LONGEST_AMOUNT ? null : new BigDecimal(text.strip());
        if (dollars == null || dollars.abs().compareTo(BigDecimal.valueOf(1_000_000_000)) > 0) {
            throw wrong(name, text, "an amount in dollars");
        }
        return dollars.movePointRight(9).longValue();
    }

    /** A word out of a few. */
    String word(String name, String fallback, List<String> words) {
        String text = text(name);
        if (text != null && !words.contains(text)) {
            throw wrong(name, text, String.join(", ", words));
        }
        return text == null ? fallback : text;
    }

    static BadRequestException wrong(String name, String value, String expected) {
        String shown = value.length() <= 80 ? value : value.substring(0, 80) + "...";
        return invalid(name, name + ": " + shown + " (expected: " + expected + ")");
    }

    static BadRequestException invalid(String name, String message) {
        return new BadRequestException(
                ErrorDetail.of(message).withType("invalid_request_error").withParam(name));
    }
}
