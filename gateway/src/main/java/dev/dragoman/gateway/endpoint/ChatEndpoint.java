package dev.dragoman.gateway.endpoint;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Pipeline;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.ChatSource;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Chat in a client's dialect: OpenAI's Chat Completions or Responses, or Anthropic's Messages. */
public final class ChatEndpoint implements Endpoint {

    private final Dialect dialect;
    private final String idPrefix;
    private final Pipeline pipeline;
    private final InstantSource clock;
    private final BooleanSupplier alwaysUsage;
    private final KeyWatch watch;
    private final AnswerWriter answers;

    /**
     * An endpoint.
     *
     * @param dialect what its clients speak
     * @param idPrefix what the ids of answers begin with
     * @param alwaysUsage whether every stream ends with its usage, asked for or not
     */
    public ChatEndpoint(
            Dialect dialect,
            String idPrefix,
            Pipeline pipeline,
            InstantSource clock,
            LongSupplier nanoClock,
            BooleanSupplier alwaysUsage) {
        this.dialect = dialect;
        this.idPrefix = idPrefix;
        this.pipeline = pipeline;
        this.clock = clock;
        this.alwaysUsage = alwaysUsage;
        this.watch = dialect.watch();
        this.answers = new AnswerWriter(dialect, nanoClock);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void handle(Request request) {
        Call call = call(request);
        Answered answered = pipeline.handle(call);
        answers.write(call, answered, request.exchange());
    }

    /** The call that a request makes. */
    Call call(Request request) {
        Exchange exchange = request.exchange();
        CallOptions.Split split = CallOptions.split(Members.parsed(exchange.body(), watch));
        CallOptions options = HeaderOptions.over(split.options(), exchange.headers());
        String model = Members.model(request, split.body(), null);
        JsonBody body = split.body();
        boolean stream = Members.stream(body);
        ReplyFrame frame = new ReplyFrame(
                idPrefix + request.id(),
                model,
                clock.instant().getEpochSecond(),
                alwaysUsage.getAsBoolean() || includesUsage(body),
                body.has("functions") && !body.has("tools"),
                false,
                body);
        return new Call(
                        request.id(),
                        request.route().pattern(),
                        request.requiredCaller(),
                        model,
                        new ChatSource(dialect, body, stream),
                        options,
                        exchange.headers(),
                        frame,
                        exchange.receivedNanos(),
                        exchange.cancellation())
                .from(request.client());
    }

    private static boolean includesUsage(JsonBody body) {
        if (body.isNull("stream_options")) {
            return false;
        }
        if (!(body.value("stream_options") instanceof JsonObject options)) {
            throw Members.invalid("stream_options: expected an object", "stream_options");
        }
        return Boolean.TRUE.equals(options.bool("include_usage"));
    }
}
