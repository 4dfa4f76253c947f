package dev.dragoman.testkit.anthropic;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The rules of cache breakpoints: at most four, longer-lived ones first, none on what cannot be cached. */
final class CacheRules {

    private static final int MOST = 4;

    private final List<Breakpoint> breakpoints = new ArrayList<>();

    private record Breakpoint(String where, boolean hour) {}

    private CacheRules() {}

    static void require(JsonNode body) {
        CacheRules rules = new CacheRules();
        rules.collectAll(body.path("tools"), "tools");
        rules.collectAll(body.path("system"), "system");
        JsonNode messages = body.path("messages");
        for (int index = 0; index < messages.size(); index++) {
            rules.collectAll(messages.path(index).path("content"), "messages." + index + ".content");
        }
        rules.collect(body, "");
        rules.requireFew();
        rules.requireOrder();
    }

    private void collectAll(JsonNode blocks, String where) {
        if (!blocks.isArray()) {
            return;
        }
        for (int index = 0; index < blocks.size(); index++) {
            JsonNode block = blocks.path(index);
            collect(block, where + "." + index + ".");
            collectAll(block.path("content"), where + "." + index + ".content");
        }
    }

    private void collect(JsonNode holder, String where) {
        JsonNode control = holder.path("cache_control");
        if (!control.isObject()) {
            return;
        }
        if (holder.path("type").asString("").equals("text")
                && holder.path("text").asString("").isEmpty()) {
            throw AnthropicRefusal.badRequest(where + "text: cache_control cannot be set for empty text blocks");
        }
        breakpoints.add(new Breakpoint(where, control.path("ttl").asString("5m").equals("1h")));
    }

    private void requireFew() {
        if (breakpoints.size() > MOST) {
            throw AnthropicRefusal.badRequest(
                    "A maximum of 4 blocks with cache_control may be provided. Found " + breakpoints.size() + ".");
        }
    }

    private void requireOrder() {
        boolean shorter = false;
        for (Breakpoint breakpoint : breakpoints) {
            if (breakpoint.hour() && shorter) {
                throw AnthropicRefusal.badRequest(
                        breakpoint.where() + "cache_control.ttl: a ttl='1h' cache_control block "
                                + "must not come after a ttl='5m' cache_control block. Note that blocks are processed in the "
                                + "following order: `tools`, `system`, `messages`.");
            }
            shorter |= !breakpoint.hour();
        }
    }
}
