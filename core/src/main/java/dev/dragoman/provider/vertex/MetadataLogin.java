package dev.dragoman.provider.vertex;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.provider.Tokens;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The service account of the machine that this runs on, as its metadata server tells it.
 *
 * @see <a href="https://cloud.google.com/compute/docs/access/authenticate-workloads#applications">Google: Access tokens from the
 *     metadata server</a>
 */
record MetadataLogin(String host) implements GoogleLogin {

    private static final String HOST = "metadata.google.internal";
    private static final String PATH = "/computeMetadata/v1/";
    private static final Duration PROJECT_LIFE = Duration.ofDays(1);

    /** The server at that host; null for the usual one. */
    static MetadataLogin at(@Nullable String host) {
        return new MetadataLogin(host == null || host.isBlank() ? HOST : host.strip());
    }

    @Override
    public String id() {
        return "google machine " + host;
    }

    @Override
    public Tokens.Token fetch(Upstream upstream, InstantSource clock) {
        try {
            return call("instance/service-accounts/default/token").token(upstream, clock);
        } catch (UpstreamException nobody) {
            throw missing(nobody);
        }
    }

    /** The project that the machine belongs to, in the place of a token. */
    Tokens.Token fetchProject(Upstream upstream, InstantSource clock) {
        try {
            String project = call("project/project-id").text(upstream).strip();
            return new Tokens.Token(project, clock.instant().plus(PROJECT_LIFE));
        } catch (UpstreamException nobody) {
            throw missing(nobody);
        }
    }

    private TokenCall call(String what) {
        return TokenCall.get(URI.create("http://" + host + PATH + what)).with("metadata-flavor", "Google");
    }

    private static AuthenticationException missing(UpstreamException nobody) {
        ErrorDetail detail = ErrorDetail.of(
                        "no credentials for Vertex AI, and no machine of Google Cloud to ask for them"
                                + " (expected: vertex_credentials, or VERTEXAI_CREDENTIALS or GOOGLE_APPLICATION_CREDENTIALS in the"
                                + " environment, or a login with gcloud)")
                .withType("authentication_error")
                .at(VertexProvider.NAME, null);
        return new AuthenticationException(detail, 401, nobody);
    }
}
