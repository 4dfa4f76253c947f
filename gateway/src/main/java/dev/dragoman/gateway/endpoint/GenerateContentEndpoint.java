package dev.dragoman.gateway.endpoint;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Pipeline;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.ChatSource;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Chat in Google's dialect: the path names the model and the method, {@code models/{model}:generateContent}.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">Gemini API: generateContent</a>
 */
public final class GenerateContentEndpoint implements Endpoint {

    private static final String JSON = "application/json; charset=utf-8";

    private final Dialect dialect;
    private final Pipeline pipeline;
    private final InstantSource clock;
    private final AnswerWriter answers;
    private final Map<String, Endpoint> others;

    /**
     * An endpoint.
     *
     * @param dialect must be Google's
     * @param others what answers further methods, such as {@code countTokens}, by name
     */
    public GenerateContentEndpoint(
            Dialect dialect,
            Pipeline pipeline,
            InstantSource clock,
            LongSupplier nanoClock,
            Map<String, Endpoint> others) {
        this.dialect = dialect;
        this.pipeline = pipeline;
        this.clock = clock;
        this.answers = new AnswerWriter(dialect, nanoClock);
        this.others = Map.copyOf(others);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void handle(Request request) {
        String path = request.variable("call");
        int colon = path == null ? -1 : path.lastIndexOf(':');
        if (path == null || colon <= 0) {
            throw unknown(request);
        }
        String model = path.substring(0, colon);
        switch (path.substring(colon + 1)) {
            case "generateContent" -> answer(request, model, false);
            case "streamGenerateContent" -> answer(request, model, true);
            default -> other(request, model, path.substring(colon + 1));
        }
    }

    private void answer(Request request, String model, boolean stream) {
        Call call = call(request, model, stream);
        Answered answered = pipeline.handle(call);
        boolean array = stream && !"sse".equals(request.query("alt"));
        if (array) {
            answers.write(call, answered, request.exchange(), JSON, new JsonArrayBuffer());
        } else {
            answers.write(call, answered, request.exchange());
        }
    }

    private Call call(Request request, String model, boolean stream) {
        Exchange exchange = request.exchange();
        CallOptions.Split split = CallOptions.split(Members.parsed(exchange.body(), dialect.watch()));
        return new Call(
                        request.id(),
                        request.route().pattern(),
                        request.requiredCaller(),
                        model,
                        new ChatSource(dialect, split.body(), stream),
                        HeaderOptions.over(split.options(), exchange.headers()),
                        exchange.headers(),
                        new ReplyFrame(request.id(), model, clock.instant().getEpochSecond(), true, false),
                        exchange.receivedNanos(),
                        exchange.cancellation())
                .from(request.client());
    }

    private void other(Request request, String model, String method) {
        Endpoint other = others.get(method);
        if (other == null) {
            throw unknown(request);
        }
        other.handle(request.with("model", model));
    }

    private static NotFoundException unknown(Request request) {
        return new NotFoundException(
                ErrorDetail.of("there is no " + request.exchange().path()
                                + " here (expected: models/{model}:generateContent or :streamGenerateContent)")
                        .withType("not_found_error"));
    }
}
