package dev.dragoman.gateway.deployment;

import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import dev.dragoman.routing.TokenEstimate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out deployments whose context window is too small for a conversation. A token has a byte at least, so what is short enough in
 * bytes is not counted.
 */
final class ContextScreen implements Screen {

    private static final List<String> COUNTED =
            List.of("messages", "contents", "input", "system", "instructions", "tools");

    private final TokenEstimate tokens;

    ContextScreen(TokenEstimate tokens) {
        this.tokens = tokens;
    }

    @Override
    public List<Deployment> keep(
            List<Deployment> candidates, Call call, Source source, ModelTable table, Verdicts verdicts) {
        if (!table.settings().router().checks().beforeCalls() || !(source instanceof ChatSource)) {
            return candidates;
        }
        Count count = new Count(source.body());
        List<Deployment> kept = new ArrayList<>(candidates.size());
        List<String> reasons = new ArrayList<>(0);
        for (Deployment candidate : candidates) {
            Long limit = table.maxInputTokens(candidate);
            String tooLong = limit == null ? null : count.exceeding(candidate, limit);
            if (tooLong == null) {
                kept.add(candidate);
            } else {
                reasons.add(tooLong);
                verdicts.leftOut(candidate, "context_window", tooLong);
            }
        }
        if (kept.isEmpty()) {
            throw new ContextWindowExceededException(
                    ErrorDetail.of("ContextWindowExceededError: the prompt is too long for every deployment of model="
                                    + candidates.getFirst().group() + ": " + String.join("; ", reasons))
                            .withType("invalid_request_error")
                            .withParam("messages")
                            .withCode("context_length_exceeded"));
        }
        return kept.size() == candidates.size() ? candidates : kept;
    }

    /** The tokens of one conversation, counted once for each vocabulary, and only if bytes do not tell enough. */
    private final class Count {

        private final JsonBody body;
        private final long bytes;
        private final Map<String, Long> known = new HashMap<>(2);
        private @Nullable JsonObject read;

        Count(JsonBody body) {
            this.body = body;
            long sum = 0;
            for (String name : COUNTED) {
                Slice raw = body.raw(name);
                sum += raw == null ? 0 : raw.length();
            }
            this.bytes = sum;
        }

        @Nullable
        String exceeding(Deployment candidate, long limit) {
            if (bytes <= limit) {
                return null;
            }
            long counted = known.computeIfAbsent(candidate.target().traits().name(), this::count);
            return counted <= limit
                    ? null
                    : "Model=" + candidate.modelString() + ", Max Input Tokens=" + limit + ", Got=" + counted;
        }

        private long count(String model) {
            JsonObject json = read;
            if (json == null) {
                json = asMessages(body.toObject());
                read = json;
            }
            return tokens.tokens(model, json);
        }
    }

    /** The conversation of Responses has other names. */
    private static JsonObject asMessages(JsonObject body) {
        return body.array("messages") == null && body.array("input") != null
                ? body.with("messages", Objects.requireNonNull(body.get("input")))
                : body;
    }
}
