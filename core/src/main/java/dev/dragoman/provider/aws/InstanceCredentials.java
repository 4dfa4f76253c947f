package dev.dragoman.provider.aws;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamRequest;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an instance's role, from the instance metadata service, version 2.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html">AWS: IMDS credential provider</a>
 */
final class InstanceCredentials {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String ROLES = "/latest/meta-data/iam/security-credentials/";

    private InstanceCredentials() {}

    static Lease fetch(Settings settings, Upstream upstream) {
        String configured = settings.text("AWS_EC2_METADATA_SERVICE_ENDPOINT");
        Origin origin = Origin.of(URI.create(configured == null ? "http://169.254.169.254" : configured));
        try {
            return fetch(origin, upstream);
        } catch (ApiConnectionException nobody) {
            throw missing("and there is no instance metadata service", nobody);
        }
    }

    private static Lease fetch(Origin origin, Upstream upstream) {
        String token = ask(
                        "PUT", origin, "/latest/api/token", "x-aws-ec2-metadata-token-ttl-seconds", "21600", upstream)
                .text();
        MachineAnswer roles = get(origin, ROLES, token, upstream);
        String role = roles.text().split("\n", 2)[0].strip();
        if (roles.status() != 200 || role.isEmpty()) {
            throw missing("and the instance has no role (" + roles + ")", null);
        }
        MachineAnswer answer = get(origin, ROLES + role, token, upstream);
        Lease lease = answer.lease();
        if (lease == null) {
            throw missing("and the instance metadata service gave none (" + answer + ")", null);
        }
        return lease;
    }

    private static MachineAnswer get(Origin origin, String path, String token, Upstream upstream) {
        return ask("GET", origin, path, "x-aws-ec2-metadata-token", token, upstream);
    }

    private static MachineAnswer ask(
            String method, Origin origin, String path, String header, String value, Upstream upstream) {
        return MachineAnswer.to(
                new UpstreamRequest(method, origin, path, Headers.of(header, value), Body.EMPTY), upstream, LIMIT);
    }

    private static AuthenticationException missing(String where, @Nullable Throwable cause) {
        return new AuthenticationException(
                ErrorDetail.of("Unable to locate credentials for AWS: none in settings, environment or shared files, "
                                + where
                                + " (expected: api_key or AWS_BEARER_TOKEN_BEDROCK, aws_access_key_id with"
                                + " aws_secret_access_key, aws_profile_name or aws_role_name)")
                        .at("bedrock", null),
                401,
                cause);
    }
}
