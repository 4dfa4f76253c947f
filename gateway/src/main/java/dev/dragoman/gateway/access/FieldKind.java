package dev.dragoman.gateway.access;

import dev.dragoman.gateway.config.BudgetPeriod;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the value of a member of a request may be. */
enum FieldKind {
    TEXT("a text", FieldKind::isText),
    ID("a text of at most 255 letters", FieldKind::isId),
    IDS(
            "a list of texts of 1 to 255 letters each",
            value -> value instanceof JsonArray list && each(list, FieldKind::isFullId)),
    PASSWORD("8 to 128 letters", FieldKind::isPassword),
    FLAG("true or false", JsonBoolean.class::isInstance),
    MONEY("US dollars, from 0 to 9000000000", FieldKind::isMoney),
    COUNT("a whole number from 0 to 9007199254740991", FieldKind::isCount),
    TEXTS("a list of texts", value -> value instanceof JsonArray list && each(list, FieldKind::isText)),
    OBJECT("an object", JsonObject.class::isInstance),
    OBJECT_OR_OBJECTS(
            "an object or a list of objects",
            value -> value instanceof JsonObject
                    || value instanceof JsonArray list && each(list, JsonObject.class::isInstance)),
    PLACES(
            "a list of ids, or of objects with an id",
            value -> value instanceof JsonArray list
                    && each(list, item -> item instanceof JsonObject || FieldKind.isFullId(item))),
    OBJECTS("a list of objects", value -> value instanceof JsonArray list && each(list, JsonObject.class::isInstance)),
    COUNTS(
            "an object of whole numbers by model",
            value -> value instanceof JsonObject map && each(map, FieldKind::isCount)),
    TEXT_MAP("an object of texts", value -> value instanceof JsonObject map && each(map, FieldKind::isText)),
    PERIOD(BudgetPeriod.EXPECTED, value -> isPeriod(value)),
    LIFETIME(BudgetPeriod.EXPECTED + ", or -1 for ever", value -> isPeriod(value) || isNever(value)),
    TIME(
            "a time such as 2026-05-04T09:12:33Z, or a period from now such as 7d",
            value -> isPeriod(value) || isTime(value)),
    WINDOWS("a list of objects with budget_duration and max_budget", FieldKind::areWindows),
    MODEL_BUDGETS("an object of budgets by model, each with budget_limit or max_budget", FieldKind::areModelBudgets),
    ROTATION("true, false or " + BudgetPeriod.EXPECTED, value -> value instanceof JsonBoolean || isPeriod(value)),
    ANY("any value", value -> true);

    /** The most dollars that fit into nano-dollars. */
    private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(9_000_000_000L);

    private static final long MOST_COUNT = (1L << 53) - 1;
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_ID = 255;
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 128;

    private final String expected;
    // The predicates are functions of this class and keep nothing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<JsonValue> fits;

    FieldKind(String expected, Predicate<JsonValue> fits) {
        this.expected = expected;
        this.fits = fits;
    }

    String expected() {
        return expected;
    }

    boolean takes(JsonValue value) {
        return fits.test(value);
    }

    private static boolean isText(JsonValue value) {
        return value instanceof JsonString text
                && text.value().length() <= LONGEST_TEXT
                && text.value().indexOf('\0') < 0;
    }

    /** Short enough to be found again, in whichever alphabet. */
    private static boolean isId(JsonValue value) {
        return value instanceof JsonString text
                && text.value().length() <= LONGEST_ID
                && text.value().chars().noneMatch(Character::isISOControl);
    }

    private static boolean isFullId(JsonValue value) {
        return isId(value) && value instanceof JsonString text && !text.value().isBlank();
    }

    private static boolean isPassword(JsonValue value) {
        return value instanceof JsonString text
                && text.value().length() >= SHORTEST_PASSWORD
                && text.value().length() <= LONGEST_PASSWORD;
    }

    private static boolean isMoney(JsonValue value) {
        BigDecimal dollars = decimal(value);
        return dollars != null && dollars.signum() >= 0 && dollars.compareTo(MOST_MONEY) <= 0;
    }

    private static boolean isCount(JsonValue value) {
        BigDecimal number = decimal(value);
        return number != null
                && number.signum() >= 0
                && number.stripTrailingZeros().scale() <= 0
                && number.compareTo(BigDecimal.valueOf(MOST_COUNT)) <= 0;
    }

    private static @Nullable BigDecimal decimal(JsonValue value) {
        if (!(value instanceof JsonNumber number) || number.literal().length() > 40) {
            return null;
        }
        try {
            BigDecimal decimal = new BigDecimal(number.literal());
            // The scale of 1e-999999999 would make every later step of the calculation expensive.
            return Math.abs((long) decimal.scale()) > 60 ? null : decimal;
        } catch (NumberFormatException huge) {
            return null;
        }
    }

    private static boolean isPeriod(JsonValue value) {
        return value instanceof JsonString text && BudgetPeriod.of(text.value()) != null;
    }

    private static boolean isNever(JsonValue value) {
        return value instanceof JsonString text && text.value().equals("-1");
    }

    private static boolean isTime(JsonValue value) {
        return value instanceof JsonString text && time(text.value()) != null;
    }

    /** The time that a text tells, in UTC where it names no zone; null when it tells none. */
    static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noZone) {
            try {
                return java.time.LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException noTime) {
                return null;
            }
        }
    }

    private static boolean areWindows(JsonValue value) {
        return value instanceof JsonArray list
                && each(
                        list,
                        item -> item instanceof JsonObject window
                                && has(window, "budget_duration", PERIOD)
                                && has(window, "max_budget", MONEY));
    }

    private static boolean areModelBudgets(JsonValue value) {
        return value instanceof JsonObject budgets && each(budgets, FieldKind::isModelBudget);
    }

    private static boolean isModelBudget(JsonValue value) {
        if (!(value instanceof JsonObject budget)) {
            return isMoney(value);
        }
        boolean limited = has(budget, "budget_limit", MONEY) || has(budget, "max_budget", MONEY);
        return (limited || budget.has("rpm_limit") || budget.has("tpm_limit"))
                && (!budget.has("time_period") || has(budget, "time_period", PERIOD))
                && (!budget.has("budget_duration") || has(budget, "budget_duration", PERIOD))
                && (!budget.has("rpm_limit") || has(budget, "rpm_limit", COUNT))
                && (!budget.has("tpm_limit") || has(budget, "tpm_limit", COUNT));
    }

    private static boolean has(JsonObject object, String name, FieldKind kind) {
        JsonValue value = object.get(name);
        return value != null && kind.takes(value);
    }

    private static boolean each(JsonArray list, Predicate<JsonValue> fits) {
        return list.items().stream().allMatch(fits);
    }

    private static boolean each(JsonObject map, Predicate<JsonValue> fits) {
        boolean[] all = {true};
        map.forEach((name, value) -> all[0] &= fits.test(value));
        return all[0];
    }
}
