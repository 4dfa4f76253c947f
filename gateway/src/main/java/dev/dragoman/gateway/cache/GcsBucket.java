package dev.dragoman.gateway.cache;

import dev.dragoman.gateway.config.CacheSettings;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Upstream;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A bucket of Google Cloud Storage.
 *
 * @see <a href="https://cloud.google.com/storage/docs/json_api/v1/objects">Cloud Storage JSON API: Objects</a>
 */
final class GcsBucket implements ObjectCache.Bucket {

    private static final byte[] NOTHING = new byte[0];
    private static final String PLAIN = "-_.";

    private final Remote server;
    private final String bucket;
    private final String folder;

    /**
     * A bucket.
     *
     * @param credentials Google's, on a finished request
     * @param tokens keeps access tokens
     */
    GcsBucket(
            CacheSettings.Gcs settings,
            Credentials credentials,
            Map<String, String> surroundings,
            Upstream upstream,
            Tokens tokens,
            LongSupplier nanoClock) {
        Target target = new Target("gcs", null, null, null, surroundings, ModelTraits.unknown("gcs"));
        this.server = new Remote(
                upstream, settings.endpoint(), request -> credentials.sign(request, target, tokens), nanoClock);
        this.bucket = Percent.encoded(settings.bucket(), PLAIN);
        this.folder = settings.path();
    }

    private String object(String name) {
        return "/storage/v1/b/" + bucket + "/o/" + Percent.encoded(folder + name, PLAIN);
    }

    @Override
    public Remote.Reply get(String name, Duration patience) {
        return server.ask("GET", object(name) + "?alt=media", Headers.EMPTY, NOTHING, patience);
    }

    @Override
    public Remote.Reply put(String name, Headers headers, byte[] bytes, Duration patience) {
        String target =
                "/upload/storage/v1/b/" + bucket + "/o?uploadType=media&name=" + Percent.encoded(folder + name, PLAIN);
        return server.ask("POST", target, headers, bytes, patience);
    }

    @Override
    public Remote.Reply delete(String name, Duration patience) {
        return server.ask("DELETE", object(name), Headers.EMPTY, NOTHING, patience);
    }
}
