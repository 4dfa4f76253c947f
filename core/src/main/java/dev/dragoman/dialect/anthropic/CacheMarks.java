package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.CacheControl;
import org.jspecify.annotations.Nullable;

/** {@code cache_control}, which stands on blocks, tools, the system prompt and the whole request. */
final class CacheMarks {

    static final String MEMBER = "cache_control";

    private CacheMarks() {}

    /** The mark on the object, or null for none. */
    static @Nullable CacheControl read(Field owner) {
        Field mark = owner.member(MEMBER);
        return mark == null ? null : of(mark);
    }

    /** The mark. */
    static CacheControl of(Field mark) {
        return new CacheControl(mark.string("ttl"));
    }

    /** The mark in Anthropic's words; null for none. */
    static @Nullable JsonObject write(@Nullable CacheControl mark) {
        if (mark == null) {
            return null;
        }
        JsonObject.Builder written = JsonObject.builder().put("type", "ephemeral");
        return written.putIfPresent("ttl", lifetime(mark.ttl())).build();
    }

    /** Only two lifetimes exist here; other vendors say them in seconds. */
    private static @Nullable String lifetime(@Nullable String ttl) {
        if (ttl == null) {
            return null;
        }
        return switch (ttl) {
            case "300s" -> "5m";
            case "3600s" -> "1h";
            default -> ttl;
        };
    }
}
