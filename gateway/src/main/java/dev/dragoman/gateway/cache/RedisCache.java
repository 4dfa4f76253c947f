package dev.dragoman.gateway.cache;

import dev.dragoman.gateway.redis.Redis;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers in Redis, under their keys. */
final class RedisCache implements CacheStore {

    private final Redis redis;

    RedisCache(Redis redis) {
        this.redis = redis;
    }

    @Override
    public @Nullable Entry find(String key) {
        byte[] bytes = redis.get(key);
        return bytes == null ? null : EntryFormat.read(key, bytes);
    }

    @Override
    public List<@Nullable Entry> find(List<String> keys) {
        List<byte @Nullable []> values = redis.get(keys);
        List<@Nullable Entry> found = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            byte[] bytes = values.get(i);
            found.add(bytes == null ? null : EntryFormat.read(keys.get(i), bytes));
        }
        return found;
    }

    @Override
    public void put(String key, Entry entry) {
        long life = entry.expiresMillis() == 0 ? 0 : Math.max(1, entry.expiresMillis() - entry.storedMillis());
        redis.put(key, EntryFormat.written(key, entry), life);
    }

    @Override
    public void delete(List<String> keys) {
        redis.delete(keys);
    }

    @Override
    public void clear() {
        redis.flushAll();
    }

    @Override
    public @Nullable String trouble() {
        return redis.health().trouble();
    }

    @Override
    public void close() {
        redis.close();
    }
}
