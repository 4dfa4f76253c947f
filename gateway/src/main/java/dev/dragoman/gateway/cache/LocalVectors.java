package dev.dragoman.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Vectors in memory, so many bytes of them and their answers at most; those of a scope are all compared. */
final class LocalVectors implements VectorStore {

    private static final int OVERHEAD = 300;
    private static final Duration EVER = Duration.ofDays(36_500);

    private final Cache<Id, Item> items;
    private final Map<String, Map<Id, Item>> scopes = new ConcurrentHashMap<>();

    LocalVectors(long maxBytes, LongSupplier nanoClock) {
        this.items = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((Id id, Item item) -> OVERHEAD
                        + item.vector.length * Float.BYTES
                        + item.entry.content().size())
                .expireAfter(Expiry.writing((Id id, Item item) -> life(item.entry)))
                .removalListener((@Nullable Id id, @Nullable Item item, RemovalCause cause) -> removed(id, item))
                .ticker(nanoClock::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    private record Id(String scope, String text) {}

    private record Item(float[] vector, Entry entry) {}

    private static Duration life(Entry entry) {
        return entry.expiresMillis() == 0
                ? EVER
                : Duration.ofMillis(Math.max(0, entry.expiresMillis() - entry.storedMillis()));
    }

    private void removed(@Nullable Id id, @Nullable Item item) {
        if (id != null && item != null) {
            scopes.computeIfPresent(id.scope, (scope, all) -> {
                all.remove(id, item);
                return all.isEmpty() ? null : all;
            });
        }
    }

    @Override
    public @Nullable Found nearest(String scope, float[] vector) {
        float[] unit = Vectors.unit(vector);
        Id nearest = null;
        double best = Double.NEGATIVE_INFINITY;
        for (Map.Entry<Id, Item> each : scopes.getOrDefault(scope, Map.of()).entrySet()) {
            float[] other = each.getValue().vector;
            double similarity = other.length == unit.length ? Vectors.dot(unit, other) : Double.NEGATIVE_INFINITY;
            if (similarity > best) {
                best = similarity;
                nearest = each.getKey();
            }
        }
        Item item = nearest == null ? null : items.getIfPresent(nearest);
        return item == null ? null : new Found(item.entry, best);
    }

    @Override
    public void put(String scope, String text, float[] vector, Entry entry) {
        Id id = new Id(scope, text);
        Item item = new Item(Vectors.unit(vector), entry);
        scopes.compute(scope, (name, all) -> {
            Map<Id, Item> into = all == null ? new ConcurrentHashMap<>() : all;
            into.put(id, item);
            return into;
        });
        items.put(id, item);
    }

    @Override
    public void clear() {
        items.invalidateAll();
        scopes.clear();
    }
}
