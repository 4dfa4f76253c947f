package dev.dragoman.testkit.realtime;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets handshakes in as OpenAI does, and Azure in its older and its newer style. */
final class Gate {

    private static final Set<String> OPENAI = Set.of("model", "intent", "call_id");
    private static final Set<String> AZURE = Set.of("api-version", "deployment", "intent");

    private Gate() {}

    /** The model asked for, behind whatever parameter. */
    static String model(ClientHandshake asked) {
        String model = asked.query().get("model");
        return model == null ? asked.query().getOrDefault("deployment", "") : model;
    }

    /** Whether the events are those of the beta version. */
    static boolean isBeta(ClientHandshake asked) {
        return asked.path().equals("/openai/realtime")
                || asked.header("openai-beta").equals("realtime=v1");
    }

    /** The refusal of a handshake; null for none. */
    static Behaviour.@Nullable Refuse refusal(ClientHandshake asked, String key) {
        String fault = asked.fault();
        if (fault != null) {
            return invalid(400, "bad_handshake", fault);
        }
        return switch (asked.path()) {
            case "/v1/realtime" -> openai(asked, asked.header("authorization").equals("Bearer " + key));
            case "/openai/v1/realtime" -> openai(asked, asked.header("api-key").equals(key));
            case "/openai/realtime" -> azure(asked, asked.header("api-key").equals(key));
            default -> invalid(404, "not_found", "Invalid URL (GET " + asked.path() + ")");
        };
    }

    private static Behaviour.@Nullable Refuse openai(ClientHandshake asked, boolean known) {
        if (!known) {
            return invalid(401, "invalid_api_key", "Incorrect API key provided.");
        }
        return model(asked).isEmpty()
                ? invalid(400, "missing_model", "You must provide a model.")
                : query(asked, OPENAI);
    }

    private static Behaviour.@Nullable Refuse azure(ClientHandshake asked, boolean known) {
        if (!known) {
            return invalid(401, "401", "Access denied due to invalid subscription key.");
        }
        boolean complete = !asked.query().getOrDefault("api-version", "").isEmpty()
                && !asked.query().getOrDefault("deployment", "").isEmpty();
        return complete ? query(asked, AZURE) : invalid(404, "404", "Resource not found");
    }

    private static Behaviour.@Nullable Refuse query(ClientHandshake asked, Set<String> known) {
        for (String name : asked.query().keySet()) {
            if (!known.contains(name)) {
                return invalid(400, "unknown_parameter", "Unknown parameter: '" + name + "'.");
            }
        }
        return null;
    }

    private static Behaviour.Refuse invalid(int status, String code, String message) {
        return Behaviour.Refuse.of(status, "invalid_request_error", code, message);
    }
}
