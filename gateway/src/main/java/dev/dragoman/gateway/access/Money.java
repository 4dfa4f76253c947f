package dev.dragoman.gateway.access;

import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Dollars as the API writes them, and whole nano-dollars as the gateway counts them. */
final class Money {

    private Money() {}

    /** The nano-dollars of a member, rounded down; null when it is absent or no number. */
    static @Nullable Long nanos(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number ? nanos(number) : null;
    }

    /** The nano-dollars of a number of dollars, rounded down. */
    static long nanos(JsonNumber dollars) {
        return new BigDecimal(dollars.literal())
                .movePointRight(9)
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    /** The dollars of so many nano-dollars. */
    static JsonValue dollars(long nanos) {
        BigDecimal dollars = BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
        return new JsonNumber(dollars.scale() < 1 ? dollars.setScale(1).toPlainString() : dollars.toPlainString());
    }
}
