package dev.dragoman.provider.aws;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.provider.Target;
import org.jspecify.annotations.Nullable;

/** The settings of a deployment: its own in small letters, those of the environment by their variables' names. */
record Settings(Target target) {

    /** The value; null when it is absent or blank. */
    @Nullable
    String text(String key) {
        String value = target.setting(key);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /**
     * A pair of keys; null when neither half is there.
     *
     * @throws AuthenticationException when one half is missing
     */
    @Nullable
    AwsCredentials keys(String id, String secret, String token) {
        String keyId = text(id);
        String key = text(secret);
        if (keyId == null && key == null) {
            return null;
        }
        if (keyId == null || key == null) {
            throw new AuthenticationException(ErrorDetail.of(
                            (keyId == null ? id : secret) + ": missing (expected: both " + id + " and " + secret + ")")
                    .at("bedrock", target.model()));
        }
        return new AwsCredentials(keyId, key, text(token));
    }
}
