package dev.dragoman.routing;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ToolNames;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.UnsupportedParamsException;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonPaths;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Spoken;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Composes the request to a vendor from what the client sent and what the deployment says. */
final class Composer {

    /**
     * A request without credentials.
     *
     * @param dropped the caller's parameters that are not in it
     * @param vendor the dialect it is written in
     * @param names what its tools are called in it
     */
    record Composed(UpstreamRequest request, List<String> dropped, Dialect vendor, ToolNames names) {}

    private record Written(WrittenRequest request, ToolNames names) {}

    private Composer() {}

    static Composed compose(ChatSource source, Deployment deployment, Attempt attempt, CallMedia media) {
        try {
            return composed(source, deployment, attempt, media);
        } catch (JsonSyntaxException wrong) {
            // A member that was passed over as bytes until now names something twice.
            throw new BadRequestException(
                    ErrorDetail.of("the request body is no JSON that can be read: " + wrong.getMessage())
                            .withType("invalid_request_error"),
                    400,
                    wrong);
        }
    }

    private static Composed composed(ChatSource source, Deployment deployment, Attempt attempt, CallMedia media) {
        List<String> dropped = new ArrayList<>(0);
        JsonBody asked = without(withDefaults(source.body(), deployment), attempt.policy(), dropped);
        Spoken spoken = deployment.provider().spokenTo(source.dialect());
        Written named = write(asked, source, spoken.dialect(), deployment, attempt, media);
        WrittenRequest written = named.request();
        Adjusted adjusted = spoken.quirks().adjust(written.body(), deployment.target());
        Set<String> unsupported = new LinkedHashSet<>(written.unsupported());
        unsupported.addAll(adjusted.unsupported());
        if (!asked.has("stream_options")) {
            // Other formats tell usage unasked; to ask for it in this one is no parameter of their callers.
            unsupported.remove("stream_options");
        }
        JsonBody body = withAllowed(adjusted.body(), asked, attempt.policy(), unsupported);
        settle(unsupported, deployment, attempt.policy());
        dropped.addAll(unsupported);
        Endpoint endpoint = deployment.endpoint(spoken.operation(), source.stream());
        return new Composed(
                request(withExtras(body, deployment), written, endpoint, source, attempt, deployment),
                dropped,
                spoken.dialect(),
                named.names());
    }

    /** What a client asks beside conversations, with what the deployment says, under the vendor's name of the model. */
    static JsonBody asked(ServiceSource source, Deployment deployment, Attempt attempt, List<String> dropped) {
        JsonBody asked = without(withDefaults(source.body(), deployment), attempt.policy(), dropped);
        return withExtras(named(asked, deployment), deployment);
    }

    private static JsonBody named(JsonBody asked, Deployment deployment) {
        return asked.with("model", new JsonString(deployment.target().model()));
    }

    private static JsonBody withDefaults(JsonBody body, Deployment deployment) {
        JsonBody[] result = {body};
        deployment.defaults().forEach((name, value) -> {
            if (!body.has(name)) {
                result[0] = result[0].with(name, value);
            }
        });
        return result[0];
    }

    private static JsonBody without(JsonBody body, ParameterPolicy policy, List<String> dropped) {
        JsonBody result = body;
        for (String path : policy.additionalDrops()) {
            JsonBody reduced = JsonPaths.without(result, path);
            if (reduced != result) {
                dropped.add(path);
                result = reduced;
            }
        }
        return result;
    }

    private static Written write(
            JsonBody asked,
            ChatSource source,
            Dialect vendor,
            Deployment deployment,
            Attempt attempt,
            CallMedia media) {
        // The name may have come in the path; what the client called the model does not matter here.
        JsonBody named = named(asked, deployment);
        if (source.dialect().name().equals(vendor.name())) {
            return new Written(
                    new WrittenRequest(media.inlined(named, vendor, attempt), List.of(), List.of()),
                    ToolNames.AS_THEY_ARE);
        }
        ModelTraits traits = deployment.target().traits();
        ChatRequest read = streaming(source.dialect().readRequest(named), source);
        ChatRequest request = Betas.told(read, vendor, traits, attempt.forwarded());
        ToolNames names = ToolNames.of(request, vendor.toolNames());
        ChatRequest sent = names.sent(media.inlined(request, vendor, named, attempt));
        return new Written(vendor.writeRequest(sent, traits), names);
    }

    /** Some dialects say in the path whether to stream, not in the body. */
    private static ChatRequest streaming(ChatRequest request, ChatSource source) {
        return request.stream() == source.stream()
                ? request
                : request.toBuilder().stream(source.stream())
                        .includeUsage(source.stream())
                        .build();
    }

    private static JsonBody withAllowed(
            JsonBody body, JsonBody asked, ParameterPolicy policy, Set<String> unsupported) {
        JsonBody result = body;
        for (String name : policy.allowed()) {
            Slice value = asked.raw(name);
            if (value != null && unsupported.remove(name)) {
                result = result.with(name, value);
            }
        }
        return result;
    }

    /** Refuses parameters that would have to be left out, unless the caller agrees. */
    static void settle(Set<String> unsupported, Deployment deployment, ParameterPolicy policy) {
        if (unsupported.isEmpty() || policy.drop()) {
            return;
        }
        String model = deployment.target().model();
        throw new UnsupportedParamsException(
                ErrorDetail.of(deployment.provider().name()
                                + " does not support parameters: " + List.copyOf(unsupported) + ", for model=" + model
                                + ". To drop them, set drop_params: true in the request, the deployment or litellm_settings;"
                                + " to send one anyway, list it in allowed_openai_params.")
                        .withType("invalid_request_error")
                        .withParam(unsupported.iterator().next())
                        .at(deployment.provider().name(), model));
    }

    private static JsonBody withExtras(JsonBody body, Deployment deployment) {
        JsonBody[] result = {body};
        deployment.extraBody().forEach((name, value) -> result[0] = result[0].with(name, value));
        return result[0];
    }

    private static UpstreamRequest request(
            JsonBody body,
            WrittenRequest written,
            Endpoint endpoint,
            ChatSource source,
            Attempt attempt,
            Deployment deployment) {
        Headers.Builder headers = endpoint.headers().toBuilder();
        headers.set("content-type", "application/json");
        if (!endpoint.headers().contains("accept")) {
            headers.set("accept", source.stream() ? "text/event-stream" : "application/json");
        }
        attempt.forwarded().forEach(headers::set);
        deployment.extraHeaders().forEach(headers::set);
        return new UpstreamRequest(
                "POST",
                endpoint.origin(),
                endpoint.target(),
                Betas.merged(headers, written.betas()).build(),
                body.toBody());
    }
}
