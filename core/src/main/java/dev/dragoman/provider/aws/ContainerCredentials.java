package dev.dragoman.provider.aws;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a container's role, from the server that its environment names.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">AWS: Container credential
 *     provider</a>
 */
final class ContainerCredentials {

    private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    private static final String AGENT = "http://169.254.170.2";

    private ContainerCredentials() {}

    static boolean isThere(Settings settings) {
        return settings.text(RELATIVE) != null || settings.text(FULL) != null;
    }

    static Lease fetch(Settings settings, Upstream upstream) {
        String relative = settings.text(RELATIVE);
        String full = settings.text(FULL);
        URI uri = URI.create(relative != null ? AGENT + relative : full == null ? AGENT : full);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        Headers.Builder headers = Headers.builder().add("accept", "application/json");
        String token = token(settings);
        if (token != null) {
            headers.add("authorization", token);
        }
        UpstreamRequest request =
                new UpstreamRequest("GET", Origin.of(uri), uri.getRawPath() + query, headers.build(), Body.EMPTY);
        MachineAnswer answer = MachineAnswer.to(request, upstream);
        Lease lease = answer.lease();
        if (lease == null) {
            throw new AuthenticationException(
                    ErrorDetail.of("the container's credential server gave no keys (" + answer + ")")
                            .at("bedrock", null));
        }
        return lease;
    }

    private static @Nullable String token(Settings settings) {
        String file = settings.text("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
        return file == null ? settings.text("AWS_CONTAINER_AUTHORIZATION_TOKEN") : SharedFiles.read(file);
    }
}
