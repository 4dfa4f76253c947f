package dev.dragoman.routing;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Operation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request in a place's own words, which passes as it is.
 *
 * @param deployment the place
 * @param request what is sent, but for credentials
 * @param dialect reads the place's errors
 * @param body the members of the request, for those who look at it; empty when it is no JSON
 * @param counted whether usage that the answer tells was caused by the request
 * @param timeout until the answer must begin; null for the usual one
 * @param reception is told how the answer begins
 */
public record RelaySource(
        Deployment deployment,
        UpstreamRequest request,
        Dialect dialect,
        JsonBody body,
        boolean counted,
        @Nullable Duration timeout,
        Reception reception)
        implements Source {

    /** Hears how a place answers, before the answer's bytes come. */
    public interface Reception {

        /** The answer begins; its bytes follow. */
        void began(int status, Headers headers);

        /** The place refused; nothing follows. */
        void refused(int status, Headers headers, byte[] body);
    }

    @Override
    public Operation operation() {
        return Operation.RELAY;
    }

    @Override
    public boolean stream() {
        return true;
    }
}
