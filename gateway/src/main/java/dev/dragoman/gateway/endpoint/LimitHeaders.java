package dev.dragoman.gateway.endpoint;

import dev.dragoman.gateway.call.Allowance;
import dev.dragoman.http.Headers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The header fields that tell what is left of a caller's limits: those of today, and those that older clients read. */
final class LimitHeaders {

    private static final String KEY = "api_key";
    private static final String MODEL_OF_KEY = "model_per_key";
    private static final String REQUESTS = "requests";
    private static final String TOKENS = "tokens";

    /** There are as many as kinds of limits. */
    private static final Map<Limited, Names> NAMES = new ConcurrentHashMap<>();

    private LimitHeaders() {}

    private record Limited(String descriptor, String counted) {}

    private record Names(String limit, String remaining) {

        static Names of(Limited limited) {
            String stem = "x-ratelimit-" + limited.descriptor();
            return new Names(stem + "-limit-" + limited.counted(), stem + "-remaining-" + limited.counted());
        }
    }

    static void add(Headers.Builder headers, List<Allowance> allowances, String model) {
        for (Allowance each : allowances) {
            Names names = NAMES.computeIfAbsent(new Limited(each.descriptor(), each.counted()), Names::of);
            String remaining = Long.toString(each.remaining());
            headers.add(names.limit(), Long.toString(each.limit())).add(names.remaining(), remaining);
            if (each.descriptor().equals(KEY)) {
                limitOfKey(headers, each);
            } else if (each.descriptor().equals(MODEL_OF_KEY) && isWindowed(each)) {
                headers.add("x-litellm-key-remaining-" + each.counted() + "-" + token(model), remaining);
            }
        }
    }

    private static void limitOfKey(Headers.Builder headers, Allowance allowance) {
        if (isWindowed(allowance)) {
            headers.add(
                    allowance.counted().equals(TOKENS) ? "x-litellm-key-tpm-limit" : "x-litellm-key-rpm-limit",
                    Long.toString(allowance.limit()));
        }
    }

    private static boolean isWindowed(Allowance allowance) {
        return allowance.counted().equals(REQUESTS) || allowance.counted().equals(TOKENS);
    }

    /** The name as it may stand in the name of a header field. */
    private static String token(String model) {
        char[] letters = model.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            char c = letters[i];
            boolean stands = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!stands && c != '.' && c != '_' && c != '-') {
                letters[i] = '-';
            }
        }
        return new String(letters);
    }
}
