package dev.dragoman.provider;

import dev.dragoman.Providers;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.JdkUpstream;
import dev.dragoman.http.Slice;
import dev.dragoman.http.Timeouts;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import dev.dragoman.provider.replicate.ReplicateProvider;
import dev.dragoman.provider.replicate.ReplicateUpstream;
import dev.dragoman.routing.Attempt;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Dispatcher;
import dev.dragoman.routing.EventStream;
import dev.dragoman.routing.Line;
import dev.dragoman.routing.ParameterPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one deployment at a fake vendor, in few words; JSON in them may be written with single quotes.
 *
 * @param provider its name
 * @param model the model
 * @param base the vendor's address
 * @param key the key; null for none
 * @param settings further settings
 */
public record VendorCalls(
        String provider,
        String model,
        @Nullable String base,
        @Nullable String key,
        Map<String, String> settings,
        Dispatcher dispatcher) {

    private static final ReplyFrame FRAME = new ReplyFrame("chatcmpl-made", "alias", 1_700_000_000, true, false);
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Calls of a model at an address. */
    public static VendorCalls of(String provider, String model, @Nullable String base) {
        JdkUpstream network = new JdkUpstream();
        Line line = new Line(
                network,
                Map.of(ReplicateProvider.NAME, new ReplicateUpstream(network)),
                new Tokens(network, InstantSource.system()),
                System::nanoTime,
                (nanos, attempt) -> true,
                4 << 20);
        return new VendorCalls(provider, model, base, "key-1", Map.of(), new Dispatcher(line, null));
    }

    public VendorCalls model(String other) {
        return new VendorCalls(provider, other, base, key, settings, dispatcher);
    }

    public VendorCalls key(@Nullable String other) {
        return new VendorCalls(provider, model, base, other, settings, dispatcher);
    }

    public VendorCalls with(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return new VendorCalls(provider, model, base, key, more, dispatcher);
    }

    public VendorCalls without(String name) {
        Map<String, String> fewer = new HashMap<>(settings);
        fewer.remove(name);
        return new VendorCalls(provider, model, base, key, fewer, dispatcher);
    }

    public Provider place() {
        return Objects.requireNonNull(Providers.builtIn().find(provider, model), provider);
    }

    public Target target() {
        return new Target(model, base, key, null, settings, ModelTraits.unknown(model));
    }

    /** Where calls go. */
    public String url(boolean stream) {
        Endpoint endpoint = place().address().endpoint(Operation.CHAT, target(), stream);
        return endpoint.origin() + endpoint.target();
    }

    /** The body that a request becomes by quirks, when the dialects are the same. */
    public Adjusted adjusted(String json) {
        Dialect openai =
                Objects.requireNonNull(Providers.builtIn().find("openai")).dialect();
        JsonBody body = JsonBody.parse(Slice.utf8(json.replace('\'', '"')), openai.watch());
        return place().quirks().adjust(body, target());
    }

    /** The answer of an OpenAI client's question with these further members. */
    public JsonObject asked(String members) {
        return Json.parseObject(((CallAnswer.Whole) answer("openai", members, ParameterPolicy.STRICT))
                .body()
                .toBytes());
    }

    /** The same of an Anthropic client's question. */
    public JsonObject askedByAnthropic(String members) {
        return Json.parseObject(((CallAnswer.Whole) answer("anthropic", limited(members), ParameterPolicy.STRICT))
                .body()
                .toBytes());
    }

    /** The parameters that were dropped from a question. */
    public List<String> dropped(String members) {
        ParameterPolicy dropping = new ParameterPolicy(true, List.of(), List.of());
        return answer("openai", members, dropping).info().dropped();
    }

    /** The events that an OpenAI client hears. */
    public List<String> heard(String members) {
        return heard("openai", ",'stream':true" + members);
    }

    /** The events that an Anthropic client hears. */
    public List<String> heardByAnthropic(String members) {
        return heard("anthropic", ",'stream':true" + limited(members));
    }

    private static String limited(String members) {
        return members.contains("'max_tokens'") ? members : ",'max_tokens':100" + members;
    }

    private List<String> heard(String client, String members) {
        CallAnswer.Events answer = (CallAnswer.Events) answer(client, members, ParameterPolicy.STRICT);
        List<SseEvent> events = new ArrayList<>();
        try (EventStream stream = answer.stream()) {
            while (stream.next(events::add)) {
                // Each pull adds what came.
            }
        }
        return events.stream().map(SseEvent::text).toList();
    }

    /** The text of all pieces that an OpenAI client hears. */
    public static String text(List<String> chunks) {
        return joined(chunks, "content");
    }

    /** A member of all pieces that an OpenAI client hears. */
    public static String joined(List<String> chunks, String member) {
        StringBuilder text = new StringBuilder();
        for (String chunk : chunks) {
            if (chunk.equals("[DONE]")) {
                continue;
            }
            JsonObject delta = delta(Json.parseObject(chunk));
            String piece = delta == null ? null : delta.string(member);
            text.append(piece == null ? "" : piece);
        }
        return text.toString();
    }

    private static @Nullable JsonObject delta(JsonObject chunk) {
        var choices = chunk.array("choices");
        return choices == null || choices.isEmpty()
                ? null
                : ((JsonObject) choices.items().getFirst()).object("delta");
    }

    private CallAnswer answer(String client, String members, ParameterPolicy policy) {
        Dialect dialect =
                Objects.requireNonNull(Providers.builtIn().find(client)).dialect();
        boolean messages = members.contains("'messages'");
        String question = messages ? "" : ",'messages':[{'role':'user','content':'hello'}]";
        String json = "{'model':'alias'" + question + members + "}";
        JsonBody body = JsonBody.parse(Slice.utf8(json.replace('\'', '"')), dialect.watch());
        Deadline end = Deadline.after(LONG, System.nanoTime());
        Attempt attempt =
                new Attempt(FRAME, policy, Headers.EMPTY, new Timeouts(end, end, Duration.ZERO), Cancellation.never());
        return dispatcher.ask(
                new ChatSource(dialect, body, Boolean.TRUE.equals(body.bool("stream"))), deployment(), attempt);
    }

    private Deployment deployment() {
        Provider place = Providers.builtIn().at(place(), target());
        return new Deployment(
                provider,
                "alias",
                place,
                target(),
                JsonObject.EMPTY,
                ParameterPolicy.STRICT,
                Headers.EMPTY,
                JsonObject.EMPTY,
                Deployment.AttemptTimeouts.DEFAULT,
                Deployment.Share.EVEN,
                Deployment.Endpoints.of(place, target()),
                Deployment.Turn.ANY);
    }
}
