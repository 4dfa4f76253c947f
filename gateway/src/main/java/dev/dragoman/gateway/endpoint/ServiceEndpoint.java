package dev.dragoman.gateway.endpoint;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Pipeline;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.provider.FormFile;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.FormReader;
import dev.dragoman.routing.ServiceSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One operation beside conversations, asked as JSON or as a form with files. */
public final class ServiceEndpoint implements Endpoint {

    private final Operation operation;
    private final Dialect dialect;
    private final Pipeline pipeline;
    private final InstantSource clock;
    private final AnswerWriter answers;

    /**
     * An endpoint.
     *
     * @param dialect the dialect of its errors
     */
    public ServiceEndpoint(
            Operation operation, Dialect dialect, Pipeline pipeline, InstantSource clock, LongSupplier nanoClock) {
        this.operation = operation;
        this.dialect = dialect;
        this.pipeline = pipeline;
        this.clock = clock;
        this.answers = new AnswerWriter(dialect, nanoClock);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void handle(Request request) {
        Call call = call(request);
        answers.write(call, pipeline.handle(call), request.exchange());
    }

    private Call call(Request request) {
        Exchange exchange = request.exchange();
        FormReader.Form form = form(exchange);
        CallOptions.Split split = CallOptions.split(form.fields());
        JsonBody body = split.body();
        String model = Members.model(request, body, standardModel());
        check(body, form.files());
        // Speech comes piece by piece, whatever is asked for.
        boolean stream = operation == Operation.SPEECH || Members.stream(body);
        return new Call(
                        request.id(),
                        request.route().pattern(),
                        request.requiredCaller(),
                        model,
                        new ServiceSource(operation, body, form.files(), stream),
                        HeaderOptions.over(split.options(), exchange.headers()),
                        exchange.headers(),
                        new ReplyFrame(request.id(), model, clock.instant().getEpochSecond(), false, false),
                        exchange.receivedNanos(),
                        exchange.cancellation())
                .from(request.client());
    }

    private static FormReader.Form form(Exchange exchange) {
        String type = exchange.headers().first("content-type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
                ? FormReader.read(exchange.body(), type)
                : new FormReader.Form(Members.parsed(exchange.body(), KeyWatch.NONE), List.of());
    }

    /** What OpenAI takes when no model is named. */
    private @Nullable String standardModel() {
        return switch (operation) {
            case IMAGES, IMAGE_EDITS, IMAGE_VARIATIONS -> "dall-e-2";
            case MODERATIONS -> "omni-moderation-latest";
            default -> null;
        };
    }

    /** What no vendor can do without. */
    private void check(JsonBody body, List<FormFile> files) {
        switch (operation) {
            case EMBEDDINGS, MODERATIONS -> require(body, "input", "a text, or a list of texts");
            case SPEECH -> require(body, "input", "the text to speak");
            case IMAGES -> require(body, "prompt", "a text that describes the image");
            case RERANK -> {
                require(body, "query", "a text");
                require(body, "documents", "a list of texts or objects");
            }
            case TRANSCRIPTIONS, TRANSLATIONS -> requireFile(files, "file", "the recording, as a file of the form");
            case IMAGE_EDITS, IMAGE_VARIATIONS -> {
                if (body.isNull("image") && body.isNull("images")) {
                    requireFile(files, "image", "an image, as a file of the form");
                }
            }
            default -> {}
        }
    }

    private static void require(JsonBody body, String name, String expected) {
        if (body.isNull(name)) {
            throw Members.invalid(name + ": missing (expected: " + expected + ")", name);
        }
    }

    private static void requireFile(List<FormFile> files, String name, String expected) {
        if (files.stream()
                .noneMatch(file -> file.field().equals(name) || file.field().equals(name + "[]"))) {
            throw Members.invalid(name + ": missing (expected: " + expected + ")", name);
        }
    }
}
