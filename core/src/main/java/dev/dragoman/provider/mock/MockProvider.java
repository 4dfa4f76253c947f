package dev.dragoman.provider.mock;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import java.util.List;

/** The provider {@code mock}: models that need no key and no network, served by {@link EchoUpstream}. */
public final class MockProvider {

    /** Its name in a model string. */
    public static final String NAME = "mock";

    private static final Origin NOWHERE = new Origin(false, "mock.invalid", 80);

    private MockProvider() {}

    /** The provider; {@code dialect} must be OpenAI's. */
    public static Provider speaking(Dialect dialect) {
        return new Provider(
                NAME,
                "Mock",
                dialect,
                MockProvider::endpoint,
                (request, target, tokens) -> request,
                Quirks.NONE,
                List.of(),
                List.of());
    }

    private static Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String fixed = target.setting("mock_response");
        Headers headers = fixed == null ? Headers.EMPTY : Headers.of(EchoUpstream.FIXED_ANSWER, fixed);
        return new Endpoint(NOWHERE, "/chat/completions", headers);
    }
}
