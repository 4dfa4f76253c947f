package dev.dragoman.gateway.access;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds what somebody is given against what they, or who stands above them, have. */
final class Bounds {

    private static final List<String> NUMBERS =
            List.of("max_budget", "soft_budget", "tpm_limit", "rpm_limit", "max_parallel_requests");
    private static final String NONE = "no-default-models";

    private final ModelNames names;

    Bounds(ModelNames names) {
        this.names = names;
    }

    /**
     * Nothing in the document may be more than what stands above it has. What is absent is not held: it is bounded by what stands
     * above it when calls are made.
     *
     * @param above with the limits of its budget
     * @param whose in the error, such as {@code the organization's}
     * @throws dev.dragoman.error.BadRequestException naming the first member that is more
     */
    void within(JsonObject document, JsonObject above, String whose) {
        for (String name : NUMBERS) {
            BigDecimal most = number(above.get(name));
            BigDecimal given = number(document.get(name));
            if (most != null && given != null && given.compareTo(most) > 0) {
                throw Schema.wrong(name, given.toPlainString(), "at most " + whose + ", " + most.toPlainString());
            }
        }
        models(Entitlements.strings(document, "models"), ModelList.of(above.array("models")), whose);
    }

    /** Whether a change of these members gives more than there was. */
    static boolean raises(JsonObject before, JsonObject asked, String name) {
        BigDecimal old = number(before.get(name));
        BigDecimal wanted = number(asked.get(name));
        return asked.has(name) && old != null && (wanted == null || wanted.compareTo(old) > 0);
    }

    /** Whether a request asks for another value than there is. */
    static boolean differs(JsonObject before, JsonObject asked, String name) {
        JsonValue wanted = asked.get(name);
        return wanted != null && !Json.text(wanted).equals(text(before.get(name)));
    }

    private static String text(@Nullable JsonValue value) {
        return value == null ? "null" : Json.text(value);
    }

    /** Every model must be among those above. */
    void models(List<String> wanted, ModelList above, String whose) {
        for (String model : wanted) {
            if (!above.isOpen() && !model.equals(NONE) && !above.allows(model, names)) {
                throw Schema.wrong(
                        "models",
                        Schema.cut(model),
                        "one of " + whose + ", " + Schema.cut(above.entries().toString()));
            }
        }
    }

    private static @Nullable BigDecimal number(@Nullable JsonValue value) {
        return value instanceof JsonNumber number ? new BigDecimal(number.literal()) : null;
    }
}
