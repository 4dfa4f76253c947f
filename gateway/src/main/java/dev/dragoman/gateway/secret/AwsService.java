package dev.dragoman.gateway.secret;

import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import dev.dragoman.provider.aws.AwsLogin;
import dev.dragoman.provider.aws.AwsPartition;
import dev.dragoman.provider.aws.AwsRegion;
import dev.dragoman.provider.aws.SignatureV4;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service of AWS that speaks its JSON protocol.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">Smithy: AWS JSON 1.1</a>
 */
final class AwsService {

    private static final String IDENTITY = "aws_web_identity_token";
    private static final String CONTENT = "application/x-amz-json-1.1";

    private final VaultServer server;
    private final String prefix;

    /**
     * A service.
     *
     * @param name as it is signed and as its address begins
     * @param endpoint the variable that holds another address
     * @param prefix what stands before actions
     * @param settings how AWS is reached, by the names of its settings
     */
    AwsService(String name, String endpoint, String prefix, Map<String, String> settings, VaultWorld world) {
        Target target = world.target(name, settings);
        String region = AwsRegion.of(target);
        String other = world.variable(endpoint);
        String anywhere = world.variable("AWS_ENDPOINT_URL");
        String address = other != null
                ? other
                : anywhere != null ? anywhere : "https://" + name + "." + region + "." + AwsPartition.domain(region);
        SignatureV4 signature = new SignatureV4(name, region);
        this.prefix = prefix;
        this.server = world.server(endpoint, address).signedBy(request -> signed(request, signature, target, world));
    }

    private static UpstreamRequest signed(
            UpstreamRequest request, SignatureV4 signature, Target target, VaultWorld world) {
        return signature.sign(
                request,
                AwsLogin.of(identified(target, world), signature.region(), world.tokens()),
                world.clock().instant());
    }

    /** The target with the token that it refers to, where it refers to one of an identity provider. */
    private static Target identified(Target target, VaultWorld world) {
        String reference = target.setting(IDENTITY);
        if (reference == null || !reference.startsWith("oidc/")) {
            return target;
        }
        String token = world.tokens().token(reference, _ -> {
            OidcTokens.Read read = new OidcTokens(world).read(reference);
            return new Tokens.Token(
                    read.token(), world.clock().instant().plus(read.life()).plus(Tokens.MARGIN));
        });
        return target.with(Map.of(IDENTITY, token));
    }

    /** Asks for an action; whatever the answer. */
    VaultAnswer ask(String action, JsonObject body) {
        Headers headers = Headers.of("content-type", CONTENT, "x-amz-target", prefix + "." + action);
        return server.ask("POST", "/", headers, Json.bytes(body));
    }

    /** Asks for an action. */
    JsonObject done(String action, JsonObject body) {
        VaultAnswer answer = ask(action, body);
        if (!answer.isGood()) {
            throw refused(answer);
        }
        return answer.json();
    }

    /** The kind of a refusal, such as {@code ResourceNotFoundException}; null for a good answer. */
    static @Nullable String refusal(VaultAnswer answer) {
        if (answer.isGood()) {
            return null;
        }
        String type = answer.refusal().string("__type");
        return type == null ? "" : type.substring(type.indexOf('#') + 1);
    }

    static VaultException refused(VaultAnswer answer) {
        JsonObject told = answer.refusal();
        String message = told.string("message") == null ? told.string("Message") : told.string("message");
        return answer.refused(refusal(answer) + (message == null ? "" : " " + message));
    }

    /** Its address. */
    @Override
    public String toString() {
        return server.toString();
    }
}
