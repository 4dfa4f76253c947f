package dev.dragoman.gateway.cache;

import dev.dragoman.gateway.config.CacheSettings;
import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.http.Upstream;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Opens the place of the configuration; classes of the others are not even loaded. */
public final class Places {

    private final Upstream upstream;
    private final Embedder embedder;
    private final InstantSource clock;
    private final LongSupplier nanoClock;

    /**
     * Places that are reached by these.
     *
     * @param upstream for those that speak HTTP
     * @param embedder for those that find answers by meaning
     */
    public Places(Upstream upstream, Embedder embedder, InstantSource clock, LongSupplier nanoClock) {
        this.upstream = upstream;
        this.embedder = embedder;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /**
     * An open place.
     *
     * @param store where entries are kept by key
     * @param meanings where they are found by meaning; null where only equal questions are found
     * @param redis the server behind it; null when there is none
     */
    public record Opened(
            CacheStore store,
            @Nullable Meanings meanings,
            @Nullable Redis redis) implements AutoCloseable {

        @Nullable
        String trouble() {
            return meanings == null ? store.trouble() : meanings.trouble();
        }

        @Override
        public void close() {
            store.close();
            if (meanings != null) {
                meanings.close();
            }
        }
    }

    /** Opens it; a server that is away is waited for in the background. */
    public Opened open(CacheSettings.Place place) {
        return switch (place) {
            case CacheSettings.Local local -> new Opened(new LocalCache(local.maxBytes(), nanoClock), null, null);
            case CacheSettings.Disk disk -> new Opened(new DiskCache(disk.folder(), disk.maxBytes()), null, null);
            case CacheSettings.Redis redis -> {
                Redis connection = Redis.connect(redis.redis());
                yield new Opened(new RedisCache(connection), null, connection);
            }
            case CacheSettings.Semantic semantic ->
                byMeaning(semantic.likeness(), new LocalVectors(semantic.maxBytes(), nanoClock), null);
            case CacheSettings.RedisSemantic redis -> {
                Redis connection = Redis.connect(redis.redis());
                yield byMeaning(redis.likeness(), new RedisVectors(connection, redis.index()), connection);
            }
            case CacheSettings.QdrantSemantic qdrant ->
                byMeaning(
                        qdrant.likeness(),
                        new QdrantVectors(
                                new Remote(upstream, qdrant.base(), UnaryOperator.identity(), nanoClock),
                                qdrant,
                                clock),
                        null);
            case CacheSettings.S3 s3 -> throw new IllegalStateException("no such cache: " + s3);
            case CacheSettings.Gcs gcs -> throw new IllegalStateException("no such cache: " + gcs);
        };
    }

    private Opened byMeaning(CacheSettings.Likeness likeness, VectorStore vectors, @Nullable Redis redis) {
        return new Opened(new NoEntries(), new Meanings(likeness, vectors, embedder), redis);
    }
}
