package dev.dragoman.provider.aws;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds the credentials to sign with. Settings of the deployment go first: a web identity, a role, a profile, keys. Then come
 * the places where AWS's own tools look: environment, web identity, shared files, container, instance.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html">AWS: Credential providers</a>
 */
public final class AwsLogin {

    /** How long a shared file's keys are used before the file is read again. */
    private static final Duration FILE_LIFE = Duration.ofMinutes(7);

    private final Settings settings;
    private final String region;
    private final Tokens tokens;

    private AwsLogin(Settings settings, String region, Tokens tokens) {
        this.settings = settings;
        this.region = region;
        this.tokens = tokens;
    }

    /**
     * The credentials for a target.
     *
     * @param region where roles are assumed
     * @throws AuthenticationException when there are none, naming what to set, or when they are refused
     */
    public static AwsCredentials of(Target target, String region, Tokens tokens) {
        return new AwsLogin(new Settings(target), region, tokens).find();
    }

    private AwsCredentials find() {
        String role = settings.text("aws_role_name");
        String identity = settings.text("aws_web_identity_token");
        if (identity != null && role != null) {
            return assumed(RoleRequest.webIdentity(role, sessionName(), SharedFiles.token(identity)), null);
        }
        if (role != null) {
            return assumed(RoleRequest.role(role, sessionName(), settings.text("aws_external_id")), withoutRole());
        }
        return withoutRole();
    }

    private AwsCredentials withoutRole() {
        String profile = settings.text("aws_profile_name");
        if (profile != null) {
            return profile(profile);
        }
        AwsCredentials configured = settings.keys("aws_access_key_id", "aws_secret_access_key", "aws_session_token");
        return configured == null ? ambient() : configured;
    }

    /** What the process finds around it. */
    private AwsCredentials ambient() {
        AwsCredentials keys = settings.keys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
        if (keys != null) {
            return keys;
        }
        String file = settings.text("AWS_WEB_IDENTITY_TOKEN_FILE");
        String role = settings.text("AWS_ROLE_ARN");
        if (file != null && role != null) {
            return assumed(RoleRequest.webIdentity(role, sessionName(), SharedFiles.read(file)), null);
        }
        String profile = settings.text("AWS_PROFILE");
        if (profile != null || new SharedFiles(settings).has("default")) {
            return profile(profile == null ? "default" : profile);
        }
        return fromMachine();
    }

    private AwsCredentials fromMachine() {
        if (ContainerCredentials.isThere(settings)) {
            return cached("container", () -> "container", upstream -> ContainerCredentials.fetch(settings, upstream));
        }
        if (!"true".equalsIgnoreCase(settings.text("AWS_EC2_METADATA_DISABLED"))) {
            return cached("instance", () -> "instance", upstream -> InstanceCredentials.fetch(settings, upstream));
        }
        throw missing();
    }

    private AwsCredentials profile(String name) {
        Profile profile = new SharedFiles(settings).profile(name);
        String role = profile.text("role_arn");
        if (role == null) {
            return cached(
                    "profile",
                    () -> name,
                    upstream -> new Lease(
                            profile.keys(settings.target()),
                            tokens.clock().instant().plus(FILE_LIFE)));
        }
        String session = profile.text("role_session_name");
        String file = profile.text("web_identity_token_file");
        if (file != null) {
            return assumed(RoleRequest.webIdentity(role, session(session), SharedFiles.read(file)), null);
        }
        return assumed(RoleRequest.role(role, session(session), profile.text("external_id")), source(profile));
    }

    /** The credentials with which a profile's role is assumed; a profile that is its own source has keys itself. */
    private AwsCredentials source(Profile profile) {
        String source = profile.text("source_profile");
        if (source == null || source.equals(profile.name())) {
            return source == null && profile.text("credential_source") != null
                    ? fromMachineOrKeys(profile)
                    : profile.keys(settings.target());
        }
        Profile base = new SharedFiles(settings).profile(source);
        return base.text("role_arn") == null ? base.keys(settings.target()) : chained(base);
    }

    /** One further role between the keys and the role that is wanted; longer chains are not followed. */
    private AwsCredentials chained(Profile base) {
        String role = base.text("role_arn");
        String source = base.text("source_profile");
        if (role == null || source == null) {
            return base.keys(settings.target());
        }
        AwsCredentials keys = new SharedFiles(settings).profile(source).keys(settings.target());
        return assumed(RoleRequest.role(role, session(base.text("role_session_name")), base.text("external_id")), keys);
    }

    private AwsCredentials fromMachineOrKeys(Profile profile) {
        if (!"Environment".equals(profile.text("credential_source"))) {
            return fromMachine();
        }
        AwsCredentials keys = settings.keys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
        if (keys == null) {
            throw missing();
        }
        return keys;
    }

    private AwsCredentials assumed(RoleRequest request, @Nullable AwsCredentials with) {
        return cached(
                "role",
                () -> request.id() + (with == null ? "" : with.accessKeyId() + with.secretKey()),
                upstream -> new SecurityTokens(settings, region, tokens.clock()).assume(request, with, upstream));
    }

    private AwsCredentials cached(String kind, Identity identity, Source source) {
        String key = "aws " + kind + " " + Hashes.sha256(identity.text() + "\n" + region);
        return AwsCredentials.read(
                tokens.token(key, upstream -> source.fetch(upstream).token()));
    }

    private String sessionName() {
        String configured = settings.text("aws_session_name");
        return session(configured == null ? settings.text("AWS_ROLE_SESSION_NAME") : configured);
    }

    private static String session(@Nullable String name) {
        return name == null ? "dragoman" : name;
    }

    private AuthenticationException missing() {
        return new AuthenticationException(ErrorDetail.of(
                        "no credentials for AWS (expected: api_key or AWS_BEARER_TOKEN_BEDROCK, aws_access_key_id with"
                                + " aws_secret_access_key, aws_profile_name, aws_role_name, or what AWS's own tools find)")
                .at("bedrock", settings.target().model()));
    }

    /** What tells credentials from others of their kind; may hold a secret. */
    private interface Identity {

        String text();
    }

    /** Fetches credentials. */
    private interface Source {

        Lease fetch(dev.dragoman.http.Upstream upstream);
    }
}
