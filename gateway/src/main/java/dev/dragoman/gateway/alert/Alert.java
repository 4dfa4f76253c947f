package dev.dragoman.gateway.alert;

import dev.dragoman.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody should look at.
 *
 * @param type in LiteLLM's words, such as {@code budget_alerts}
 * @param at when it was noticed
 * @param text for people, in Slack's markup
 * @param event the same for programs; null where there is no such form of it
 */
public record Alert(
        String type, Instant at, String text, @Nullable JsonObject event) {}
