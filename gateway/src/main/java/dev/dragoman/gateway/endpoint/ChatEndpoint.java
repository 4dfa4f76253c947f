package dev.dragoman.gateway.endpoint;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Pipeline;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.gateway.web.ResponseStream;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.ChatAnswer;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.ChatStream;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Chat in a client's dialect: OpenAI's Chat Completions or Anthropic's Messages. */
public final class ChatEndpoint implements Endpoint {

    private final Dialect dialect;
    private final Pipeline pipeline;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final BooleanSupplier alwaysUsage;
    private final KeyWatch watch;
    private final AnswerHeaders answerHeaders = new AnswerHeaders();

    /**
     * An endpoint.
     *
     * @param dialect what its clients speak
     * @param alwaysUsage whether every stream ends with its usage, asked for or not
     */
    public ChatEndpoint(
            Dialect dialect,
            Pipeline pipeline,
            InstantSource clock,
            LongSupplier nanoClock,
            BooleanSupplier alwaysUsage) {
        this.dialect = dialect;
        this.pipeline = pipeline;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.alwaysUsage = alwaysUsage;
        this.watch = dialect.watch();
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void handle(Request request) {
        Call call = call(request);
        Answered answered = pipeline.handle(call);
        switch (answered.answer()) {
            case ChatAnswer.Whole whole ->
                request.exchange().respond(200, headers(call, answered, "application/json"), whole.body());
            case ChatAnswer.Streamed streamed -> stream(call, answered, streamed.stream(), request.exchange());
        }
    }

    private dev.dragoman.http.Headers headers(Call call, Answered answered, String contentType) {
        return answerHeaders.of(call, answered, contentType, nanoClock.getAsLong());
    }

    private Call call(Request request) {
        Exchange exchange = request.exchange();
        CallOptions.Split split = CallOptions.split(parse(exchange.body()));
        CallOptions options = HeaderOptions.over(split.options(), exchange.headers());
        String model = model(request, split.body());
        JsonBody body = split.body();
        boolean stream = stream(body);
        ReplyFrame frame = new ReplyFrame(
                "chatcmpl-" + request.id(),
                model,
                clock.instant().getEpochSecond(),
                alwaysUsage.getAsBoolean() || includesUsage(body),
                body.has("functions") && !body.has("tools"));
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
                exchange.cancellation());
    }

    private JsonBody parse(byte[] bytes) {
        try {
            return JsonBody.parse(Slice.of(bytes), watch);
        } catch (JsonSyntaxException wrong) {
            String place = wrong.offset() < 0 ? "" : " (at byte " + wrong.offset() + ")";
            throw invalid("the request body is not valid JSON: " + wrong.getMessage() + place, null);
        }
    }

    /** A model in the path goes before one in the body. */
    private static String model(Request request, JsonBody body) {
        String inPath = request.variable("model");
        String model = inPath != null ? inPath : body.string("model");
        if (model == null || model.isBlank()) {
            String given = body.isNull("model") ? "missing" : "not a text";
            throw invalid("model: " + given + " (expected: the name of a model; /v1/models lists them)", "model");
        }
        return model;
    }

    private static boolean stream(JsonBody body) {
        Boolean stream = body.bool("stream");
        if (stream == null && !body.isNull("stream")) {
            throw invalid("stream: not a truth value (expected: true or false)", "stream");
        }
        return Boolean.TRUE.equals(stream);
    }

    private static boolean includesUsage(JsonBody body) {
        if (body.isNull("stream_options")) {
            return false;
        }
        if (!(body.value("stream_options") instanceof JsonObject options)) {
            throw invalid("stream_options: expected an object", "stream_options");
        }
        return Boolean.TRUE.equals(options.bool("include_usage"));
    }

    private static BadRequestException invalid(String message, @Nullable String param) {
        return new BadRequestException(
                ErrorDetail.of(message).withType("invalid_request_error").withParam(param));
    }

    private void stream(Call call, Answered answered, ChatStream stream, Exchange exchange) {
        try (stream;
                ResponseStream response =
                        exchange.stream(200, headers(call, answered, "text/event-stream; charset=utf-8"))) {
            SseBuffer events = new SseBuffer();
            try {
                while (stream.next(events)) {
                    flush(events, response);
                }
            } catch (LlmException broken) {
                events.accept(dialect.writeErrorEvent(broken, call.id()));
            }
            flush(events, response);
        }
    }

    private static void flush(SseBuffer events, ResponseStream response) {
        if (!events.isEmpty()) {
            response.write(events.take());
        }
    }
}
