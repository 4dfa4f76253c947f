package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where instances share what they know of deployments: the Redis of {@code router_settings}, else that of the environment. */
final class StateSection {

    private static final String ROUTER = "router_settings";
    private static final String REDIS = "litellm_settings.cache_params";
    private static final String MORE = "cache_kwargs";
    private static final List<String> KEYS =
            List.of("redis_host", "redis_port", "redis_password", "redis_url", "redis_db");

    private StateSection() {}

    /** The Redis; null when nothing is shared. */
    static @Nullable RedisSettings read(SectionReader reader, Mapping router) {
        Mapping own = router.only(KEYS);
        Mapping more = SectionReader.mapping(router, MORE);
        Mapping all = more == null ? own : own.orElse(more);
        // The same keys as a cache has, so that REDIS_HOST and its like count here as well.
        SectionValues values = reader.closed(REDIS, ROUTER, all);
        RedisSection section = new RedisSection(ROUTER, all, values, reader.problems());
        return section.isThere() ? section.read() : null;
    }
}
