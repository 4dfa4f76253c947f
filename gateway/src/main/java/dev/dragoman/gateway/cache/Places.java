package dev.dragoman.gateway.cache;

import dev.dragoman.gateway.config.CacheSettings;
import dev.dragoman.gateway.redis.Redis;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Opens the place of the configuration; classes of the others are not even loaded. */
public final class Places {

    private final InstantSource clock;
    private final LongSupplier nanoClock;

    public Places(InstantSource clock, LongSupplier nanoClock) {
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
            default -> throw new IllegalStateException("no such cache: " + place);
        };
    }
}
