package dev.dragoman.gateway.redis;

import io.lettuce.core.codec.Base16;
import java.nio.charset.StandardCharsets;

/** A script that Redis runs, all or nothing, while it does nothing else. It answers with a list of texts and numbers. */
public final class RedisScript {

    private final byte[] text;
    private final String digest;

    /** A script in Redis's Lua. */
    public RedisScript(String lua) {
        this.text = lua.getBytes(StandardCharsets.UTF_8);
        this.digest = Base16.digest(text);
    }

    /** Its text. */
    byte[] text() {
        return text;
    }

    /** By which Redis knows a script that it ran before. */
    String digest() {
        return digest;
    }
}
