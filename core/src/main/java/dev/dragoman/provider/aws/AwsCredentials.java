package dev.dragoman.provider.aws;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pair of keys to sign with.
 *
 * @param accessKeyId the public half
 * @param secretKey the secret half
 * @param sessionToken what temporary keys must show beside; null for lasting ones
 */
public record AwsCredentials(
        String accessKeyId, String secretKey, @Nullable String sessionToken) {

    /** As text that {@link #read} understands; a secret. */
    String write() {
        return JsonObject.builder()
                .put("id", accessKeyId)
                .put("key", secretKey)
                .putIfPresent("token", sessionToken)
                .build()
                .toJson();
    }

    static AwsCredentials read(String written) {
        JsonObject object = Json.parseObject(written);
        return new AwsCredentials(
                Objects.requireNonNull(object.string("id")),
                Objects.requireNonNull(object.string("key")),
                object.string("token"));
    }

    /** The public half only. */
    @Override
    public String toString() {
        return accessKeyId;
    }
}
