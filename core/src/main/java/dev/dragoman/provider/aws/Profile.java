package dev.dragoman.provider.aws;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.provider.Target;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A named set of settings in AWS's shared files. */
record Profile(String name, Map<String, String> values) {

    @Nullable
    String text(String key) {
        String value = values.get(key);
        return value == null || value.isBlank() ? null : value;
    }

    /**
     * The keys that stand in the profile itself.
     *
     * @throws AuthenticationException when it has none
     */
    AwsCredentials keys(Target target) {
        String id = text("aws_access_key_id");
        String secret = text("aws_secret_access_key");
        if (id == null || secret == null) {
            throw new AuthenticationException(ErrorDetail.of("profile \"" + name + "\": no keys"
                            + (isInteractive() ? "; logins by sso_session or credential_process are not followed" : "")
                            + " (expected: aws_access_key_id and aws_secret_access_key, or role_arn)")
                    .at("bedrock", target.model()));
        }
        return new AwsCredentials(id, secret, text("aws_session_token"));
    }

    private boolean isInteractive() {
        return values.containsKey("sso_session")
                || values.containsKey("sso_start_url")
                || values.containsKey("credential_process");
    }

    /** Its name only. */
    @Override
    public String toString() {
        return name;
    }
}
