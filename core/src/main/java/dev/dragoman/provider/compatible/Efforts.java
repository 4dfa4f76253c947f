package dev.dragoman.provider.compatible;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;

/** How hard a model is to think, where a place has other words for it. */
final class Efforts {

    private static final long HIGH = 10_000;
    private static final long MEDIUM = 5_000;
    private static final long LOW = 2_000;
    private static final long ANSWER_TOKENS = 4_096;

    private Efforts() {}

    /** Any effort but none becomes a member, unless the caller gave that member. */
    static JsonBody as(String name, JsonValue value, JsonBody body) {
        String effort = body.string("reasoning_effort");
        if (effort == null) {
            return body;
        }
        JsonBody result = body.without("reasoning_effort");
        return effort.equals("none") || result.has(name) ? result : result.with(name, value);
    }

    /** A budget of thinking tokens becomes an effort, unless the caller gave one. */
    static JsonBody ofThinking(JsonBody body) {
        if (body.isNull("thinking") || !(body.value("thinking") instanceof JsonObject thinking)) {
            return body;
        }
        JsonBody result = body.without("thinking");
        boolean enabled = "enabled".equals(thinking.string("type"));
        return enabled && result.isNull("reasoning_effort")
                ? result.with("reasoning_effort", new JsonString(effort(thinking.integer("budget_tokens"))))
                : result;
    }

    private static String effort(@org.jspecify.annotations.Nullable Long budget) {
        long tokens = budget == null ? LOW : budget;
        return tokens >= HIGH ? "high" : tokens >= MEDIUM ? "medium" : tokens >= LOW ? "low" : "minimal";
    }

    /** An effort becomes a budget of thinking tokens, for which the limit of the answer must leave room. */
    static JsonBody asBudget(JsonBody body) {
        String effort = body.string("reasoning_effort");
        if (effort == null) {
            return body;
        }
        JsonBody result = body.without("reasoning_effort");
        long budget = budget(effort);
        if (budget == 0 || result.has("thinking")) {
            return result;
        }
        JsonObject thinking = JsonObject.builder()
                .put("type", "enabled")
                .put("budget_tokens", budget)
                .build();
        return withRoom(result.with("thinking", thinking), budget);
    }

    private static long budget(String effort) {
        return switch (effort) {
            case "none" -> 0;
            case "minimal", "low" -> 1_024;
            case "medium" -> 2_048;
            default -> 4_096;
        };
    }

    private static JsonBody withRoom(JsonBody body, long budget) {
        JsonNumber given = body.number("max_tokens");
        Long limit = given == null ? null : given.longValue();
        long answer = limit == null ? ANSWER_TOKENS : limit;
        return limit != null && limit > budget ? body : body.with("max_tokens", JsonNumber.of(budget + answer));
    }
}
