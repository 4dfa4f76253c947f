package dev.dragoman.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Answers in memory, so many bytes of them at most; those that are asked for least leave first. */
final class LocalCache implements CacheStore {

    private static final int OVERHEAD = 200;
    private static final Duration EVER = Duration.ofDays(36_500);

    private final Cache<String, Entry> entries;

    LocalCache(long maxBytes, LongSupplier nanoClock) {
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String key, Entry entry) -> OVERHEAD + entry.content().size())
                .expireAfter(Expiry.writing((String key, Entry entry) -> life(entry)))
                .ticker(nanoClock::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    private static Duration life(Entry entry) {
        return entry.expiresMillis() == 0
                ? EVER
                : Duration.ofMillis(Math.max(0, entry.expiresMillis() - entry.storedMillis()));
    }

    @Override
    public @Nullable Entry find(String key) {
        return entries.getIfPresent(key);
    }

    @Override
    public void put(String key, Entry entry) {
        entries.put(key, entry);
    }

    @Override
    public void delete(List<String> keys) {
        entries.invalidateAll(keys);
    }

    @Override
    public void clear() {
        entries.invalidateAll();
    }
}
