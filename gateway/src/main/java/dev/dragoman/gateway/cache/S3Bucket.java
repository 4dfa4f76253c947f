package dev.dragoman.gateway.cache;

import dev.dragoman.gateway.config.CacheSettings;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import dev.dragoman.provider.aws.AwsCredentials;
import dev.dragoman.provider.aws.AwsLogin;
import dev.dragoman.provider.aws.AwsPartition;
import dev.dragoman.provider.aws.SignatureV4;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of S3, or of a service that speaks its protocol, addressed by its path.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">Amazon S3: GetObject</a>
 */
final class S3Bucket implements ObjectCache.Bucket {

    private static final byte[] NOTHING = new byte[0];
    private static final String HASH = "x-amz-content-sha256";
    private static final String USUAL_REGION = "us-east-1";

    private final Remote server;
    private final String folder;
    private final String region;
    private final Target target;
    private final Tokens tokens;

    /**
     * A bucket.
     *
     * @param surroundings environment variables, among which credentials and region may be
     * @param tokens keeps credentials that must be fetched
     */
    S3Bucket(
            CacheSettings.S3 settings,
            Map<String, String> surroundings,
            Upstream upstream,
            Tokens tokens,
            LongSupplier nanoClock) {
        this.region = region(settings.region(), surroundings);
        this.tokens = tokens;
        this.folder = "/" + settings.path();
        Map<String, String> all = new HashMap<>(surroundings);
        put(all, "aws_access_key_id", settings.accessKeyId());
        put(all, "aws_secret_access_key", settings.secretKey());
        put(all, "aws_session_token", settings.sessionToken());
        this.target = new Target("s3", null, null, null, all, ModelTraits.unknown("s3"));
        String endpoint = settings.endpoint() == null
                ? "https://s3." + region + "." + AwsPartition.domain(region)
                : settings.endpoint();
        String slash = endpoint.endsWith("/") ? "" : "/";
        this.server = new Remote(upstream, endpoint + slash + settings.bucket(), this::signed, nanoClock);
    }

    private static void put(Map<String, String> into, String key, @Nullable String value) {
        if (value != null) {
            into.put(key, value);
        }
    }

    private static String region(@Nullable String given, Map<String, String> surroundings) {
        if (given != null) {
            return given;
        }
        String first = surroundings.get("AWS_REGION");
        return first == null ? surroundings.getOrDefault("AWS_DEFAULT_REGION", USUAL_REGION) : first;
    }

    private UpstreamRequest signed(UpstreamRequest request) {
        AwsCredentials credentials = AwsLogin.of(target, region, tokens);
        UpstreamRequest hashed = request.withHeaders(request.headers().toBuilder()
                .set(HASH, sha256(request.body().toBytes()))
                .build());
        return new SignatureV4("s3", region)
                .sign(hashed, credentials, tokens.clock().instant());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public Remote.Reply get(String name, Duration patience) {
        return server.ask("GET", folder + name, Headers.EMPTY, NOTHING, patience);
    }

    @Override
    public Remote.Reply put(String name, Headers headers, byte[] bytes, Duration patience) {
        return server.ask("PUT", folder + name, headers, bytes, patience);
    }

    @Override
    public Remote.Reply delete(String name, Duration patience) {
        return server.ask("DELETE", folder + name, Headers.EMPTY, NOTHING, patience);
    }
}
