package dev.dragoman.gateway.relay;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.endpoint.Endpoint;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Multipart;
import dev.dragoman.json.JsonBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Files, batches and jobs of fine-tuning at the provider that the client names: in the path, in a header field, in the query, or
 * as a member of the body or a field of the form.
 */
final class LibraryEndpoint implements Endpoint {

    /** Says which provider; told to the gateway, not to the provider. */
    static final String PROVIDER = "custom_llm_provider";

    static final List<String> OWN_PARAMETERS = List.of(PROVIDER, "provider");

    /** Those whose names may stand before the path; what other names begin is a vendor's own. */
    static final List<String> IN_PATHS = List.of("openai", "azure", "hosted_vllm", "litellm_proxy");

    private static final String STANDARD = "openai";
    private static final List<String> FIELDS = List.of("custom-llm-provider", "x-litellm-custom-llm-provider");

    private final RelayEndpoint relay;
    private final OtherLibrary others;

    /**
     * An endpoint.
     *
     * @param relay hands on to vendors that speak OpenAI's form
     * @param others serves those that do not
     */
    LibraryEndpoint(RelayEndpoint relay, OtherLibrary others) {
        this.relay = relay;
        this.others = others;
    }

    @Override
    public Dialect dialect() {
        return relay.dialect();
    }

    @Override
    public void handle(Request request) {
        Exchange exchange = request.exchange();
        Asked asked = relay.asked(exchange, path(request));
        Content content = content(asked);
        String told = first(inPath(request), field(exchange.headers()), query(request), content.provider());
        OtherLibrary.Wanted wanted = new OtherLibrary.Wanted(
                asked.path(), told == null ? null : told.strip(), content.body(), content.json());
        if (others.answered(request, wanted)) {
            return;
        }
        String provider = told == null ? STANDARD : told.strip();
        Headers headers = asked.headers().toBuilder()
                .remove("custom-llm-provider")
                .set(LibraryAim.FIELD, provider)
                .build();
        relay.pass(
                request,
                new Asked(asked.method(), asked.path(), asked.query(), headers, content.body(), content.json()));
    }

    /** A body without what is meant for the gateway. */
    private record Content(
            byte[] body, @Nullable JsonBody json, @Nullable String provider) {}

    private static Content content(Asked asked) {
        JsonBody json = asked.json();
        if (json != null && json.has(PROVIDER)) {
            JsonBody rest = json.without(PROVIDER);
            return new Content(rest.toBody().toBytes(), rest, provider(json));
        }
        String type = asked.headers().first("content-type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return new Content(asked.body(), json, null);
        }
        return form(asked.body(), type);
    }

    private static String provider(JsonBody json) {
        String provider = json.string(PROVIDER);
        if (provider == null) {
            throw wrong(PROVIDER + ": not a text (expected: the name of a provider)", PROVIDER);
        }
        return provider;
    }

    private static Content form(byte[] body, String type) {
        try {
            List<Multipart.Part> kept = new ArrayList<>();
            String provider = null;
            for (Multipart.Part part : Multipart.read(body, type)) {
                if (part.name().equals(PROVIDER) && part.fileName() == null) {
                    provider = part.bytes().text();
                } else {
                    kept.add(part);
                }
            }
            return provider == null
                    ? new Content(body, null, null)
                    : new Content(Multipart.write(kept, boundary(type)).toBytes(), null, provider);
        } catch (Multipart.MalformedException malformed) {
            throw wrong("the request body is no form that can be read: " + malformed.getMessage(), null);
        }
    }

    private static String boundary(String type) {
        String rest = type.substring(type.toLowerCase(Locale.ROOT).indexOf("boundary=") + "boundary=".length());
        int end = rest.indexOf(';');
        return (end < 0 ? rest : rest.substring(0, end)).strip().replace("\"", "");
    }

    private static @Nullable String inPath(Request request) {
        String first = request.route().pattern().split("/", -1)[1];
        return IN_PATHS.contains(first) ? first : null;
    }

    /** OpenAI's path, from its first word on; the version and the provider before it do not matter. */
    private static String path(Request request) {
        String path = request.exchange().path();
        for (String word : List.of("/files", "/batches", "/fine_tuning")) {
            String pattern = request.route().pattern();
            int at = pattern.indexOf(word);
            if (at >= 0) {
                int before = pattern.substring(0, at).split("/", -1).length - 1;
                return from(path, before);
            }
        }
        throw new IllegalStateException("no path of files: " + request.route().pattern());
    }

    private static String from(String path, int segments) {
        int at = 0;
        for (int i = 0; i < segments; i++) {
            at = path.indexOf('/', at + 1);
        }
        return path.substring(at);
    }

    private static @Nullable String field(Headers headers) {
        return first(headers.first(FIELDS.getFirst()), headers.first(FIELDS.getLast()));
    }

    private static @Nullable String query(Request request) {
        return first(request.query(OWN_PARAMETERS.getFirst()), request.query(OWN_PARAMETERS.getLast()));
    }

    private static @Nullable String first(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return candidate;
            }
        }
        return null;
    }

    private static BadRequestException wrong(String message, @Nullable String param) {
        return new BadRequestException(
                ErrorDetail.of(message).withType("invalid_request_error").withParam(param));
    }
}
