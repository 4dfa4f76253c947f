package dev.dragoman.gateway.cache;

import dev.dragoman.gateway.config.CacheSettings;
import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.http.Upstream;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Tokens;
import dev.dragoman.provider.vertex.VertexSettings;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Opens the place of the configuration; classes of the others are not even loaded. */
public final class Places {

    private final World world;
    private final Embedder embedder;
    private final InstantSource clock;
    private final LongSupplier nanoClock;

    /**
     * Places that are reached by these.
     *
     * @param world for those that are elsewhere
     * @param embedder for those that find answers by meaning
     */
    public Places(World world, Embedder embedder, InstantSource clock, LongSupplier nanoClock) {
        this.world = world;
        this.embedder = embedder;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /**
     * How places elsewhere are reached.
     *
     * @param tokens keeps credentials that must be fetched
     * @param google Google's credentials
     * @param variables the environment, in which credentials and regions may be
     */
    public record World(Upstream upstream, Tokens tokens, Credentials google, Map<String, String> variables) {

        /** Without the values of variables: they may be secrets. */
        @Override
        public String toString() {
            return "World" + variables.keySet();
        }
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
                                new Remote(world.upstream(), qdrant.base(), UnaryOperator.identity(), nanoClock),
                                qdrant,
                                clock),
                        null);
            case CacheSettings.S3 s3 ->
                inBucket(new S3Bucket(s3, world.variables(), world.upstream(), world.tokens(), nanoClock));
            case CacheSettings.Gcs gcs ->
                inBucket(new GcsBucket(
                        gcs, world.google(), google(gcs.credentials()), world.upstream(), world.tokens(), nanoClock));
        };
    }

    private Opened inBucket(ObjectCache.Bucket bucket) {
        return new Opened(new ObjectCache(bucket, nanoClock).tried(), null, null);
    }

    private Map<String, String> google(@Nullable String credentials) {
        Map<String, String> given = credentials == null ? Map.of() : Map.of("vertex_credentials", credentials);
        return VertexSettings.resolved(given, world.variables()::get);
    }

    private Opened byMeaning(CacheSettings.Likeness likeness, VectorStore vectors, @Nullable Redis redis) {
        return new Opened(new NoEntries(), new Meanings(likeness, vectors, embedder), redis);
    }
}
