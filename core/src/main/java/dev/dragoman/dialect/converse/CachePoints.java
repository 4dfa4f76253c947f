package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.CacheControl;
import org.jspecify.annotations.Nullable;

/** Cache marks, which are blocks of their own here: each belongs to the block before it. */
final class CachePoints {

    static final String MEMBER = "cachePoint";

    private CachePoints() {}

    /** The block; null for no mark. */
    static @Nullable JsonObject write(@Nullable CacheControl mark, ConverseModel model) {
        if (mark == null) {
            return null;
        }
        String life = mark.ttl();
        boolean told = model.takesCacheLife() && ("5m".equals(life) || "1h".equals(life));
        return JsonObject.of(
                MEMBER,
                JsonObject.builder()
                        .put("type", "default")
                        .putIfPresent("ttl", told ? life : null)
                        .build());
    }

    static CacheControl read(Field mark) {
        return new CacheControl(mark.string("ttl"));
    }
}
