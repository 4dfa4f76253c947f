package dev.dragoman.provider.vertex;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.aws.AwsCredentials;
import dev.dragoman.provider.aws.SignatureV4;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a workload at AWS: a signed question who is asking, which Google asks in its place.
 *
 * @param source the credentials' {@code credential_source}
 * @param audience the pool that the proof is for
 * @see <a href="https://google.aip.dev/auth/4117">AIP-4117: External account credentials</a>
 */
record AwsIdentity(JsonObject source, String audience) implements SubjectToken {

    private static final String VERIFICATION = "regional_cred_verification_url";
    private static final String TARGET = "x-goog-cloud-target-resource";
    private static final String KEYS = "environment";
    private static final List<String> VARIABLES = List.of(
            "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION");

    static AwsIdentity of(JsonObject source, String audience) {
        if (!"aws1".equals(source.string("environment_id"))) {
            throw new IllegalArgumentException("credential_source.environment_id of the Google Cloud credentials: \""
                    + source.string("environment_id") + "\" (expected: aws1)");
        }
        GoogleLogins.required(source, VERIFICATION);
        return new AwsIdentity(source, audience);
    }

    /** The credentials with AWS's own variables of the environment in them, where they are for AWS. */
    static JsonObject located(JsonObject credentials, Function<String, @Nullable String> environment) {
        JsonObject source = credentials.object("credential_source");
        if (source == null || !source.has("environment_id")) {
            return credentials;
        }
        JsonObject.Builder found = JsonObject.builder();
        VARIABLES.forEach(name -> found.putIfPresent(name, environment.apply(name)));
        return credentials.with("credential_source", source.with(KEYS, found.build()));
    }

    @Override
    public String read(Upstream upstream, InstantSource clock) {
        AwsMachine machine = new AwsMachine(source, upstream);
        String region = region(machine);
        URI address = URI.create(GoogleLogins.required(source, VERIFICATION).replace("{region}", region));
        JsonObject keys = keys(machine);
        AwsCredentials credentials = new AwsCredentials(
                needed(keys, "AWS_ACCESS_KEY_ID"),
                needed(keys, "AWS_SECRET_ACCESS_KEY"),
                keys.string("AWS_SESSION_TOKEN"));
        UpstreamRequest question = new UpstreamRequest(
                "POST", Origin.of(address), target(address), Headers.of(TARGET, audience), Body.EMPTY);
        SignatureV4 signature = new SignatureV4("sts", region);
        return proof(address, signature.sign(question, credentials, clock.instant(), Set.of(TARGET)));
    }

    private static String target(URI address) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }

    /** The question as Google repeats it; its JSON travels encoded as in an address. */
    private static String proof(URI address, UpstreamRequest signed) {
        List<JsonValue> headers = new ArrayList<>();
        headers.add(field("host", signed.origin().authority()));
        signed.headers().forEach((name, value) -> headers.add(field(name, value)));
        JsonObject question = JsonObject.builder()
                .put("url", address.toString())
                .put("method", signed.method())
                .put("headers", new JsonArray(headers))
                .build();
        return Percent.encoded(question.toJson(), Percent.UNRESERVED);
    }

    private static JsonObject field(String name, String value) {
        return JsonObject.builder().put("key", name).put("value", value).build();
    }

    private String region(AwsMachine machine) {
        JsonObject told = told();
        String region =
                told.string("AWS_REGION") != null ? told.string("AWS_REGION") : told.string("AWS_DEFAULT_REGION");
        if (region != null) {
            return region;
        }
        // The machine tells its zone, which is the region and a letter.
        String zone = machine.text("region_url", "").strip();
        return zone.isEmpty() ? zone : zone.substring(0, zone.length() - 1);
    }

    private JsonObject keys(AwsMachine machine) {
        JsonObject told = told();
        if (told.string("AWS_ACCESS_KEY_ID") != null && told.string("AWS_SECRET_ACCESS_KEY") != null) {
            return told;
        }
        String role = machine.text("url", "").strip();
        JsonObject answer = object(machine.text("url", "/" + role));
        return JsonObject.builder()
                .putIfPresent("AWS_ACCESS_KEY_ID", answer.string("AccessKeyId"))
                .putIfPresent("AWS_SECRET_ACCESS_KEY", answer.string("SecretAccessKey"))
                .putIfPresent("AWS_SESSION_TOKEN", answer.string("Token"))
                .build();
    }

    private JsonObject told() {
        JsonObject told = source.object(KEYS);
        return told == null ? JsonObject.EMPTY : told;
    }

    private static JsonObject object(String text) {
        try {
            return Json.parseObject(text);
        } catch (JsonSyntaxException wrong) {
            throw missing("AccessKeyId", wrong);
        }
    }

    private static String needed(JsonObject keys, String name) {
        String value = keys.string(name);
        if (value == null) {
            throw missing(name, null);
        }
        return value;
    }

    private static AuthenticationException missing(String name, @Nullable Exception cause) {
        ErrorDetail detail = ErrorDetail.of(
                        "AWS's metadata server tells no " + name + " (expected: the keys of a role)")
                .at(VertexProvider.NAME, null);
        return new AuthenticationException(detail, 401, cause);
    }

    /** No key in here. */
    @Override
    public String toString() {
        return "AWS for " + audience;
    }
}
