package dev.dragoman.gateway.deployment;

import dev.dragoman.Providers;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.Attempt;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Dispatcher;
import dev.dragoman.routing.ServiceSource;
import dev.dragoman.routing.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What would be sent to a vendor, and which parameters a model takes: found out without any call. */
public final class RequestPreview {

    private static final String HIDDEN = "*****";
    private static final List<String> SECRET_FIELDS = List.of("auth", "key", "token", "secret", "cookie", "password");

    private final Supplier<ModelTable> models;
    private final Providers providers;
    private final Dispatcher dispatcher;
    private final Dialect openai;
    private final LongSupplier nanoClock;

    public RequestPreview(
            Supplier<ModelTable> models,
            Providers providers,
            Dispatcher dispatcher,
            Dialect openai,
            LongSupplier nanoClock) {
        this.models = models;
        this.providers = providers;
        this.dispatcher = dispatcher;
        this.openai = openai;
        this.nanoClock = nanoClock;
    }

    /**
     * The parameters that a model takes.
     *
     * @param model a public name, or {@code provider/model}
     * @throws NotFoundException when nobody knows the model
     */
    public JsonObject supportedParameters(@Nullable String model) {
        if (model == null) {
            throw invalid("model: missing (expected: the name of a model in the query, ?model=...)", "model");
        }
        List<Deployment> found = models.get().find(model);
        List<String> names = found.isEmpty()
                ? named(model)
                : Providers.supportedParameters(
                        found.getFirst().provider(), found.getFirst().target());
        return JsonObject.of("supported_openai_params", JsonArray.ofStrings(names));
    }

    private List<String> named(String model) {
        try {
            return providers.supportedParameters(model);
        } catch (IllegalArgumentException unknown) {
            throw new NotFoundException(ErrorDetail.of(unknown.getMessage() + "; /v1/models lists the public names")
                    .withType("invalid_request_error")
                    .withParam("model")
                    .withCode("model_not_found"));
        }
    }

    /**
     * The request that a model's first deployment would be sent.
     *
     * @param json {@code {"call_type": "completion", "request_body": {...}}}
     */
    public JsonObject transform(byte[] json) {
        JsonObject asked = parsed(json);
        Operation operation = CallTypes.operation(asked.string("call_type"));
        JsonObject body = asked.object("request_body");
        if (body == null) {
            throw invalid("request_body: missing (expected: a request as for /v1/chat/completions)", "request_body");
        }
        return shown(preview(body, operation));
    }

    private UpstreamRequest preview(JsonObject request, Operation operation) {
        String model = request.string("model");
        if (model == null) {
            throw invalid("request_body.model: missing (expected: the name of a model)", "model");
        }
        Deployment deployment = models.get().find(model).stream().findFirst().orElseThrow(() -> unknown(model));
        CallOptions.Split split = CallOptions.split(JsonBody.parse(Slice.of(Json.bytes(request)), openai.watch()));
        boolean stream = Boolean.TRUE.equals(split.body().bool("stream"));
        Attempt attempt = new Attempt(
                new ReplyFrame("chatcmpl-preview", model, 0, false, false),
                deployment.policy(),
                Headers.EMPTY,
                Timeouts.total(Deadline.after(Duration.ZERO, nanoClock.getAsLong())),
                Cancellation.never());
        Source source = operation == Operation.CHAT
                ? new ChatSource(openai, split.body(), stream)
                : new ServiceSource(operation, split.body(), List.of(), stream);
        return dispatcher.preview(source, deployment, attempt, HIDDEN);
    }

    private static JsonObject shown(UpstreamRequest request) {
        int query = request.target().indexOf('?');
        String path = query < 0 ? request.target() : request.target().substring(0, query);
        JsonObject.Builder headers = JsonObject.builder();
        request.headers().forEach((name, value) -> headers.put(name, isSecret(name) ? HIDDEN : value));
        return JsonObject.builder()
                .put("raw_request_api_base", request.origin() + path)
                .put("raw_request_body", body(request))
                .put("raw_request_headers", headers.build())
                .build();
    }

    /** The body as JSON; what is none, such as a form, as text. */
    private static JsonValue body(UpstreamRequest request) {
        byte[] bytes = request.body().toBytes();
        try {
            return Json.parse(bytes);
        } catch (JsonSyntaxException other) {
            return new JsonString(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static boolean isSecret(String field) {
        String name = field.toLowerCase(Locale.ROOT);
        return SECRET_FIELDS.stream().anyMatch(name::contains);
    }

    private static JsonObject parsed(byte[] json) {
        try {
            JsonValue value = Json.parse(json);
            if (value instanceof JsonObject object) {
                return object;
            }
        } catch (JsonSyntaxException wrong) {
            throw new BadRequestException(
                    ErrorDetail.of("the request body is not valid JSON: " + wrong.getMessage())
                            .withType("invalid_request_error"),
                    400,
                    wrong);
        }
        throw invalid("the request body is no object (expected: call_type and request_body)", null);
    }

    private static NotFoundException unknown(String model) {
        return new NotFoundException(
                ErrorDetail.of("The model `" + model + "` does not exist; /v1/models lists those that do")
                        .withType("invalid_request_error")
                        .withParam("model")
                        .withCode("model_not_found"));
    }

    private static BadRequestException invalid(String message, @Nullable String param) {
        return new BadRequestException(
                ErrorDetail.of(message).withType("invalid_request_error").withParam(param));
    }
}
