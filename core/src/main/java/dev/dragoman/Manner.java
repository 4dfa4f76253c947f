package dev.dragoman;

import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call wants other than the rest of them. Null is what it leaves as it is.
 *
 * @param access how the model asked for is reached
 * @param timeout limit of one attempt
 * @param retries further attempts
 * @param fallbacks models to ask when this one fails
 * @param drop whether unsupported parameters are left out
 * @param allowed parameters to send although the model is not known to take them
 * @param headers further fields of the request to the vendor
 * @param extraBody members on top of the request to the vendor
 */
record Manner(
        Access access,
        @Nullable Duration timeout,
        @Nullable Integer retries,
        @Nullable List<String> fallbacks,
        @Nullable Boolean drop,
        List<String> allowed,
        Headers headers,
        JsonObject extraBody,
        @Nullable Mock mock) {

    /** Like the rest. */
    static final Manner PLAIN =
            new Manner(Access.NONE, null, null, null, null, List.of(), Headers.EMPTY, JsonObject.EMPTY, null);

    /** Whether the deployments of the model asked for serve this call as they are. */
    boolean isPlain() {
        return access.equals(Access.NONE) && headers.size() == 0 && extraBody.isEmpty() && mock == null;
    }

    Manner with(Access other) {
        return new Manner(other, timeout, retries, fallbacks, drop, allowed, headers, extraBody, mock);
    }

    Manner with(Duration limit) {
        return new Manner(
                access,
                Amounts.positive("timeout", limit),
                retries,
                fallbacks,
                drop,
                allowed,
                headers,
                extraBody,
                mock);
    }

    Manner withRetries(int count) {
        return new Manner(access, timeout, Amounts.retries(count), fallbacks, drop, allowed, headers, extraBody, mock);
    }

    Manner withFallbacks(List<String> models) {
        return new Manner(access, timeout, retries, List.copyOf(models), drop, allowed, headers, extraBody, mock);
    }

    Manner withDrop(boolean agreed) {
        return new Manner(access, timeout, retries, fallbacks, agreed, allowed, headers, extraBody, mock);
    }

    Manner withAllowed(List<String> names) {
        return new Manner(access, timeout, retries, fallbacks, drop, List.copyOf(names), headers, extraBody, mock);
    }

    Manner withHeader(String name, String value) {
        Headers more = headers.toBuilder()
                .set(Fields.checkedName(name), Fields.checkedValue(name, value))
                .build();
        return new Manner(access, timeout, retries, fallbacks, drop, allowed, more, extraBody, mock);
    }

    Manner with(JsonObject members) {
        return new Manner(access, timeout, retries, fallbacks, drop, allowed, headers, members, mock);
    }

    Manner with(Mock answer) {
        return new Manner(access, timeout, retries, fallbacks, drop, allowed, headers, extraBody, answer);
    }
}
