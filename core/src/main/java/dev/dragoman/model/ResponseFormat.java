package dev.dragoman.model;

import dev.dragoman.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The form an answer must have. */
public sealed interface ResponseFormat {

    /** Free text. */
    record Text() implements ResponseFormat {}

    /** Any JSON object. */
    record JsonMode() implements ResponseFormat {}

    /**
     * JSON that matches a schema.
     *
     * @param name a label for the schema
     * @param strict whether it must match exactly; null when not said
     */
    record Schema(
            String name,
            @Nullable String description,
            JsonObject schema,
            @Nullable Boolean strict) implements ResponseFormat {}
}
