package dev.dragoman.provider.replicate;

import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One prediction on its way. Confined to the thread of its call. */
final class Prediction {

    private static final int MAX_BYTES = 64 << 20;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration TIME_TO_CANCEL = Duration.ofSeconds(5);

    private final Upstream network;
    private final UpstreamRequest request;
    private final Timeouts timeouts;
    private final Cancellation cancellation;
    private JsonObject told = JsonObject.EMPTY;

    Prediction(Upstream network, UpstreamRequest request, Timeouts timeouts, Cancellation cancellation) {
        this.network = network;
        this.request = request;
        this.timeouts = timeouts;
        this.cancellation = cancellation;
    }

    /** The prediction when it is done, whatever became of it. */
    UpstreamResponse awaited(UpstreamResponse made) {
        Headers headers = made.headers();
        read(made);
        try {
            for (Duration pause = FIRST_PAUSE; isRunning(); pause = longer(pause)) {
                pause(pause);
                UpstreamResponse asked = network.send(get(url("get"), "application/json"), timeouts, cancellation);
                if (asked.status() / 100 != 2) {
                    return asked;
                }
                read(asked);
            }
        } catch (UpstreamException givenUp) {
            cancel();
            throw givenUp;
        }
        return new ReadyResponse(200, headers, Json.bytes(told));
    }

    /** The stream of the prediction; one of a single piece when the model has none. */
    UpstreamResponse followed(UpstreamResponse made) {
        read(made);
        JsonObject urls = told.object("urls");
        if (urls == null || urls.string("stream") == null) {
            UpstreamResponse done = awaited(new ReadyResponse(200, Headers.EMPTY, Json.bytes(told)));
            return done.status() == 200 ? ReadyResponse.streamed(told) : done;
        }
        try {
            UpstreamResponse stream = network.send(get(url("stream"), "text/event-stream"), timeouts, cancellation);
            return new FollowedResponse(stream, this::cancel);
        } catch (UpstreamException givenUp) {
            cancel();
            throw givenUp;
        }
    }

    private boolean isRunning() {
        String status = told.string("status");
        return "starting".equals(status) || "processing".equals(status);
    }

    private void read(UpstreamResponse response) {
        try (response) {
            told = Json.parseObject(response.readAll(MAX_BYTES));
        } catch (JsonSyntaxException noJson) {
            throw new UpstreamException(
                    UpstreamException.Kind.PROTOCOL, "a prediction that is no JSON: " + noJson.getMessage(), noJson);
        }
    }

    private URI url(String name) {
        JsonObject urls = told.object("urls");
        String url = urls == null ? null : urls.string(name);
        try {
            if (url != null) {
                return URI.create(url);
            }
        } catch (IllegalArgumentException wrong) {
            throw new UpstreamException(
                    UpstreamException.Kind.PROTOCOL, "a prediction with urls." + name + ": " + url, wrong);
        }
        throw new UpstreamException(UpstreamException.Kind.PROTOCOL, "a prediction without urls." + name);
    }

    private UpstreamRequest get(URI url, String accept) {
        return to("GET", url, Headers.builder().set("accept", accept).set("cache-control", "no-store"));
    }

    /** The key is for Replicate's own server alone. */
    private UpstreamRequest to(String method, URI url, Headers.Builder headers) {
        Origin origin = origin(url);
        String key = request.headers().first("authorization");
        if (key != null && origin.equals(request.origin())) {
            headers.set("authorization", key);
        }
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return new UpstreamRequest(method, origin, url.getRawPath() + query, headers.build(), Body.EMPTY);
    }

    private static Origin origin(URI url) {
        try {
            return Origin.of(url);
        } catch (IllegalArgumentException wrong) {
            throw new UpstreamException(UpstreamException.Kind.PROTOCOL, "a prediction at the address " + url, wrong);
        }
    }

    private void pause(Duration pause) {
        CountDownLatch left = new CountDownLatch(1);
        long longest = Math.min(pause.toNanos(), timeouts.total().remaining(System.nanoTime()));
        Cancellation.Registration registration = cancellation.onCancel(left::countDown);
        try {
            if (left.await(Math.max(0, longest), TimeUnit.NANOSECONDS)) {
                throw new UpstreamException(UpstreamException.Kind.CANCELLED, "the caller gave up");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UpstreamException(UpstreamException.Kind.CANCELLED, "interrupted", interrupted);
        } finally {
            registration.close();
        }
        if (timeouts.total().remaining(System.nanoTime()) <= 0) {
            throw new UpstreamException(
                    UpstreamException.Kind.TOTAL_TIMEOUT, "the prediction is still " + told.string("status"));
        }
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    /** Gives the prediction up, without letting anyone wait for that. */
    void cancel() {
        JsonObject urls = told.object("urls");
        String url = urls == null ? null : urls.string("cancel");
        if (url != null) {
            Thread.ofVirtual().name("replicate-cancel").start(() -> cancel(url));
        }
    }

    private void cancel(String url) {
        Timeouts soon = Timeouts.total(Deadline.after(TIME_TO_CANCEL, System.nanoTime()));
        try (UpstreamResponse cancelled =
                network.send(to("POST", URI.create(url), Headers.builder()), soon, Cancellation.never())) {
            cancelled.readAll(MAX_BYTES);
        } catch (UpstreamException | IllegalArgumentException unreachable) {
            // The prediction ends by itself some time.
        }
    }
}
