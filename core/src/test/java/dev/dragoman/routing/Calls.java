package dev.dragoman.routing;

import dev.dragoman.Providers;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.JdkUpstream;
import dev.dragoman.http.Slice;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import dev.dragoman.testkit.vendor.FakeVendor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Short words for calls of fake vendors; JSON in them may be written with single quotes. */
final class Calls {

    static final Dispatcher DISPATCHER = dispatcher();
    static final ReplyFrame FRAME = new ReplyFrame("chatcmpl-made", "alias", 1_700_000_000, true, false);
    static final Duration LONG = Duration.ofSeconds(20);
    private static final int MAX_REPLY_BYTES = 4 << 20;

    private Calls() {}

    private static Dispatcher dispatcher() {
        JdkUpstream network = new JdkUpstream();
        return new Dispatcher(line(network, MAX_REPLY_BYTES), null);
    }

    /** A line to vendors on which nobody waits. */
    static Line line(Upstream network, int maxReplyBytes) {
        return new Line(
                network,
                Map.of(),
                new Tokens(network, InstantSource.system()),
                System::nanoTime,
                (nanos, attempt) -> true,
                maxReplyBytes);
    }

    static Dialect dialect(String provider) {
        return provider(provider).dialect();
    }

    static Deployment deployment(String provider, FakeVendor vendor) {
        return deployment(provider, "model-1", vendor.baseUrl());
    }

    static Deployment deployment(String provider, String model, String base) {
        Provider place = provider(provider);
        Target target = new Target(model, base, "key-1", null, Map.of(), ModelTraits.unknown(model));
        return new Deployment(
                provider + " " + base,
                "alias",
                place,
                target,
                JsonObject.EMPTY,
                ParameterPolicy.STRICT,
                Headers.EMPTY,
                JsonObject.EMPTY,
                Deployment.AttemptTimeouts.DEFAULT,
                Deployment.Share.EVEN,
                Deployment.Endpoints.of(place, target),
                Deployment.Turn.ANY);
    }

    static ChatSource openai(String members) {
        return source("openai", "{'model':'alias','messages':[{'role':'user','content':'hello'}]" + members + "}");
    }

    static ChatSource anthropic(String members) {
        return source(
                "anthropic",
                "{'model':'alias','max_tokens':100,'messages':[{'role':'user','content':'hello'}]" + members + "}");
    }

    private static ChatSource source(String dialect, String json) {
        Dialect client = dialect(dialect);
        JsonBody body = JsonBody.parse(Slice.utf8(json.replace('\'', '"')), client.watch());
        return new ChatSource(client, body, Boolean.TRUE.equals(body.bool("stream")));
    }

    static Attempt attempt() {
        return attempt(ParameterPolicy.STRICT, Duration.ZERO, Cancellation.never());
    }

    static Attempt attempt(ParameterPolicy policy) {
        return attempt(policy, Duration.ZERO, Cancellation.never());
    }

    static Attempt attempt(ParameterPolicy policy, Duration idle, Cancellation cancellation) {
        Deadline end = Deadline.after(LONG, System.nanoTime());
        return new Attempt(FRAME, policy, Headers.EMPTY, new Timeouts(end, end, idle), cancellation);
    }

    /** A whole answer. */
    static JsonObject whole(ChatSource source, Deployment deployment) {
        CallAnswer.Whole answer = (CallAnswer.Whole) DISPATCHER.ask(source, deployment, attempt());
        return Json.parseObject(answer.body().toBytes());
    }

    /** All events of a streamed answer. */
    static List<String> streamed(ChatSource source, Deployment deployment) {
        CallAnswer.Events answer = (CallAnswer.Events) DISPATCHER.ask(source, deployment, attempt());
        try (EventStream stream = answer.stream()) {
            List<SseEvent> events = new ArrayList<>();
            while (stream.next(events::add)) {
                // Each pull adds what came.
            }
            return events.stream().map(SseEvent::text).toList();
        }
    }

    private static Provider provider(String name) {
        return Objects.requireNonNull(Providers.builtIn().find(name), name);
    }
}
