package dev.dragoman.gateway.cache;

import static dev.dragoman.gateway.redis.Redis.bytes;

import dev.dragoman.gateway.redis.Redis;
import dev.dragoman.gateway.redis.RedisFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Vectors in Redis, found by its search module.
 *
 * @see <a href="https://redis.io/docs/latest/develop/ai/search-and-query/vectors/">Redis: Vector search</a>
 */
final class RedisVectors implements VectorStore {

    private static final String EXISTS = "index already exists";

    private final Redis redis;
    private final String index;
    private final AtomicInteger created = new AtomicInteger();
    private volatile @Nullable String trouble;

    RedisVectors(Redis redis, String index) {
        this.redis = redis;
        this.index = index;
    }

    @Override
    public @Nullable Found nearest(String scope, float[] vector) {
        try {
            create(vector.length);
            Object answer = redis.call(
                    "FT.SEARCH",
                    bytes(index),
                    bytes("(@scope:{" + scope + "})=>[KNN 1 @vector $vector AS distance]"),
                    bytes("PARAMS"),
                    bytes("2"),
                    bytes("vector"),
                    Vectors.bytes(vector),
                    bytes("SORTBY"),
                    bytes("distance"),
                    bytes("RETURN"),
                    bytes("2"),
                    bytes("distance"),
                    bytes("response"),
                    bytes("LIMIT"),
                    bytes("0"),
                    bytes("1"),
                    bytes("DIALECT"),
                    bytes("2"));
            trouble = null;
            return found(answer);
        } catch (RedisFailure failed) {
            trouble = failed.getMessage();
            throw failed;
        }
    }

    /** The length of vectors is known when the first comes. */
    private void create(int dimensions) {
        if (created.get() == dimensions) {
            return;
        }
        try {
            redis.call(
                    "FT.CREATE",
                    bytes(index),
                    bytes("ON"),
                    bytes("HASH"),
                    bytes("PREFIX"),
                    bytes("1"),
                    bytes(index + ":"),
                    bytes("SCHEMA"),
                    bytes("scope"),
                    bytes("TAG"),
                    bytes("vector"),
                    bytes("VECTOR"),
                    bytes("HNSW"),
                    bytes("6"),
                    bytes("TYPE"),
                    bytes("FLOAT32"),
                    bytes("DIM"),
                    bytes(Integer.toString(dimensions)),
                    bytes("DISTANCE_METRIC"),
                    bytes("COSINE"));
        } catch (RedisFailure failed) {
            if (!String.valueOf(failed.getMessage())
                    .toLowerCase(java.util.Locale.ROOT)
                    .contains(EXISTS)) {
                throw failed;
            }
        }
        created.set(dimensions);
    }

    /** An answer is the number of finds, and for each its key and its fields, names and values in turn. */
    private @Nullable Found found(@Nullable Object answer) {
        if (!(answer instanceof List<?> list) || list.size() < 3 || !(list.get(2) instanceof List<?> fields)) {
            return null;
        }
        byte[] distance = field(fields, "distance");
        byte[] response = field(fields, "response");
        Entry entry = response == null ? null : EntryFormat.read(index, response);
        return entry == null || distance == null
                ? null
                : new Found(entry, 1 - Double.parseDouble(new String(distance, StandardCharsets.US_ASCII)));
    }

    private static byte @Nullable [] field(List<?> fields, String name) {
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            if (fields.get(i) instanceof byte[] key && new String(key, StandardCharsets.UTF_8).equals(name)) {
                return (byte[]) fields.get(i + 1);
            }
        }
        return null;
    }

    @Override
    public void put(String scope, String text, float[] vector, Entry entry) {
        byte[] key = bytes(index + ":" + new Digest().text(scope).text(text).hex());
        redis.tell(
                "HSET",
                key,
                bytes("scope"),
                bytes(scope),
                bytes("prompt"),
                bytes(text),
                bytes("response"),
                EntryFormat.written(index, entry),
                bytes("vector"),
                Vectors.bytes(vector));
        if (entry.expiresMillis() != 0) {
            long life = Math.max(1, entry.expiresMillis() - entry.storedMillis());
            redis.tell("PEXPIRE", key, bytes(Long.toString(life)));
        }
    }

    @Override
    public void clear() {
        redis.flushAll();
        created.set(0);
    }

    @Override
    public @Nullable String trouble() {
        String connection = redis.health().trouble();
        return connection == null ? trouble : connection;
    }

    @Override
    public void close() {
        redis.close();
    }
}
