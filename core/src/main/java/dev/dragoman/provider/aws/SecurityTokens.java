package dev.dragoman.provider.aws;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamRequest;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The Security Token Service, which gives temporary keys for a role.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AWS: AssumeRole</a>
 */
final class SecurityTokens {

    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(15);

    private final Settings settings;
    private final String region;
    private final InstantSource clock;

    SecurityTokens(Settings settings, String region, InstantSource clock) {
        this.settings = settings;
        this.region = region;
        this.clock = clock;
    }

    /** Fetches keys for a role; without credentials the request's token speaks for itself. */
    Lease assume(RoleRequest wish, @Nullable AwsCredentials credentials, Upstream upstream) {
        UpstreamRequest request = new UpstreamRequest(
                "POST",
                Origin.of(URI.create(endpoint())),
                "/",
                Headers.of("content-type", "application/x-www-form-urlencoded; charset=utf-8", "accept", "text/xml"),
                Body.utf8(wish.encoded()));
        UpstreamRequest signed = credentials == null
                ? request
                : new SignatureV4("sts", region).sign(request, credentials, clock.instant());
        MachineAnswer answer = MachineAnswer.to(signed, upstream);
        if (answer.status() != 200) {
            throw refused(wish.role(), answer);
        }
        return lease(wish.role(), answer);
    }

    private Lease lease(String role, MachineAnswer answer) {
        String id = element(answer.text(), "AccessKeyId");
        String secret = element(answer.text(), "SecretAccessKey");
        if (id == null || secret == null) {
            throw refused(role, answer);
        }
        return new Lease(
                new AwsCredentials(id, secret, element(answer.text(), "SessionToken")),
                expiry(element(answer.text(), "Expiration")));
    }

    private Instant expiry(@Nullable String told) {
        try {
            return told == null ? clock.instant().plus(SHORTEST_LIFE) : Instant.parse(told);
        } catch (DateTimeException unreadable) {
            // No role's keys live shorter.
            return clock.instant().plus(SHORTEST_LIFE);
        }
    }

    private String endpoint() {
        String configured = settings.text("aws_sts_endpoint");
        String ambient = settings.text("AWS_ENDPOINT_URL_STS");
        if (configured != null) {
            return configured;
        }
        return ambient != null ? ambient : "https://sts." + region + "." + AwsPartition.domain(region);
    }

    private static AuthenticationException refused(String role, MachineAnswer answer) {
        String why = element(answer.text(), "Message");
        return new AuthenticationException(ErrorDetail.of("AWS gave no keys for the role " + role + " (status "
                        + answer.status() + "): " + (why == null ? "no reason given" : why))
                .at("bedrock", null));
    }

    /** The text of the first element of that name; the few that are asked for hold no markup. */
    private static @Nullable String element(String xml, String name) {
        int start = xml.indexOf("<" + name + ">");
        int end = xml.indexOf("</" + name + ">", Math.max(0, start));
        return start < 0 || end < 0
                ? null
                : xml.substring(start + name.length() + 2, end).strip();
    }
}
