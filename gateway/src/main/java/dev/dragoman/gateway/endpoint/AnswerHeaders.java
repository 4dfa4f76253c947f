package dev.dragoman.gateway.endpoint;

import dev.dragoman.catalog.Cost;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Balance;
import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.call.CacheNote;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Circumstances;
import dev.dragoman.http.Headers;
import dev.dragoman.routing.AnswerInfo;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The header fields of an answer: LiteLLM's own, and the vendor's under a prefix. */
final class AnswerHeaders {

    /** Ids of the group's deployments that are left alone. */
    static final String COOLING = "x-dragoman-cooling";

    private static final String VENDOR_PREFIX = "llm_provider-";
    private static final int MAX_NAMES = 1_000;

    // Names repeat from call to call; the map is bounded because vendors choose them.
    private final Map<String, String> prefixed = new ConcurrentHashMap<>();

    Headers of(Call call, Answered answered, String contentType, long nowNanos) {
        AnswerInfo info = answered.answer().info();
        Headers.Builder headers = Headers.builder()
                .add("content-type", contentType)
                .add("x-litellm-call-id", call.id())
                .add("x-litellm-version", Version.CURRENT)
                .add("x-litellm-model-id", info.deployment().id())
                .add("x-litellm-model-group", answered.group() == null ? call.model() : answered.group())
                .add("x-litellm-model-api-base", apiBase(info))
                .add("x-litellm-attempted-retries", Integer.toString(answered.retries()))
                .add("x-litellm-attempted-fallbacks", Integer.toString(answered.fallbacks()));
        long total = nowNanos - call.receivedNanos();
        headers.add("x-litellm-response-duration-ms", millis(total))
                .add("x-litellm-overhead-duration-ms", millis(total - info.vendorNanos()));
        circumstances(headers, answered.circumstances());
        if (!info.dropped().isEmpty()) {
            headers.add("x-dragoman-dropped-params", String.join(",", info.dropped()));
        }
        CostHeaders.add(headers, answered.charge());
        LimitHeaders.add(headers, answered.circumstances().allowances(), call.model());
        cache(headers, answered.cached());
        info.vendorHeaders().forEach((name, value) -> vendor(headers, name, value));
        return headers.build();
    }

    private static void circumstances(Headers.Builder headers, Circumstances told) {
        if (!told.cooling().isEmpty()) {
            headers.add(COOLING, String.join(",", told.cooling()));
        }
        if (told.hedged() != null) {
            headers.add("x-dragoman-hedged", told.hedged());
        }
        if (told.lowered() != null) {
            headers.add("x-dragoman-max-tokens-lowered", told.lowered().toString());
        }
        Balance balance = told.balance();
        if (balance != null) {
            balance(headers, balance);
        }
    }

    private static void balance(Headers.Builder headers, Balance balance) {
        headers.add("x-litellm-key-spend", Cost.dollars(balance.spentNanos()));
        if (balance.maxNanos() != BudgetLine.UNLIMITED) {
            headers.add("x-litellm-key-max-budget", Cost.dollars(balance.maxNanos()));
        }
    }

    private static void cache(Headers.Builder headers, @Nullable CacheNote note) {
        if (note == null) {
            return;
        }
        headers.add("x-litellm-cache-hit", note.hit() ? "True" : "False");
        if (!note.key().isEmpty()) {
            headers.add("x-litellm-cache-key", note.key());
        }
        if (note.similarity() != null) {
            headers.add("x-litellm-semantic-similarity", note.similarity().toString());
        }
    }

    private void vendor(Headers.Builder headers, String name, String value) {
        switch (name) {
            case "connection",
                    "keep-alive",
                    "transfer-encoding",
                    "content-length",
                    "content-encoding",
                    "content-type",
                    "trailer",
                    "upgrade",
                    "set-cookie",
                    "date",
                    "server" -> {}
            default -> {
                headers.add(prefixed(name), value);
                if (name.startsWith("x-ratelimit-")) {
                    headers.add(name, value);
                }
            }
        }
    }

    private String prefixed(String name) {
        String known = prefixed.get(name);
        if (known != null) {
            return known;
        }
        String made = VENDOR_PREFIX + name;
        if (prefixed.size() < MAX_NAMES) {
            prefixed.put(name, made);
        }
        return made;
    }

    private static String apiBase(AnswerInfo info) {
        return info.deployment().endpoints().base();
    }

    /** Milliseconds with three digits after the point, without the cost of a formatter. */
    private static String millis(long nanos) {
        long micros = Math.max(0, nanos) / 1_000;
        String fraction = Long.toString(micros % 1_000 + 1_000);
        return micros / 1_000 + "." + fraction.substring(1);
    }
}
