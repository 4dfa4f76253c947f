package dev.dragoman.gateway.web.netty;

import dev.dragoman.gateway.web.EngineSettings;
import dev.dragoman.gateway.web.EngineSettings.Limits;
import dev.dragoman.gateway.web.Handler;
import dev.dragoman.gateway.web.Rejection;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import java.time.Duration;
import java.time.InstantSource;

/** Engines for tests: on loopback, any port, refusals worded as {@code STATUS MESSAGE}. */
final class Engines {

    /** Generous in size, short in time only where a test waits for it. */
    static final Limits LIMITS = Limits.DEFAULTS;

    static final Rejection REJECTION = (path, status, message) -> new Rejection.Answer(
            Headers.of("content-type", "text/plain", "x-path", path), Body.utf8(status + " " + message));

    private Engines() {}

    static HttpEngine start(EngineMode mode, Handler handler) {
        return start(mode, LIMITS, handler);
    }

    static HttpEngine start(EngineMode mode, Limits limits, Handler handler) {
        return HttpEngine.start(settings(mode, limits), handler, REJECTION, InstantSource.system());
    }

    static EngineSettings settings(EngineMode mode, Limits limits) {
        return new EngineSettings(
                "127.0.0.1", 0, mode.transport(), mode.scheduler(), 2, limits, null, true, Duration.ofSeconds(10));
    }
}
