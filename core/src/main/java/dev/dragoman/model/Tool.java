package dev.dragoman.model;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Something a model may ask for. */
public sealed interface Tool {

    /**
     * A function with JSON arguments.
     *
     * @param parameters its JSON Schema; null when it takes none
     * @param strict whether arguments must match the schema exactly; null when not said
     * @param extras further settings that some vendors know ({@code defer_loading}, {@code input_examples}, ...)
     */
    record Function(
            String name,
            @Nullable String description,
            @Nullable JsonObject parameters,
            @Nullable Boolean strict,
            @Nullable CacheControl cache,
            JsonObject extras)
            implements Tool {}

    /**
     * A tool that takes free text.
     *
     * @param format the grammar of that text; null for any text
     */
    record Custom(
            String name,
            @Nullable String description,
            @Nullable JsonObject format) implements Tool {}

    /**
     * A search of the web by the vendor itself.
     *
     * @param contextSize {@code low}, {@code medium} or {@code high}; null when not said
     * @param userLocation OpenAI's {@code user_location}; null when not said
     */
    record WebSearch(@Nullable String contextSize, @Nullable JsonObject userLocation) implements Tool {}

    /**
     * A vendor's own tool, in that vendor's words.
     *
     * @param dialect the dialect that understands it
     */
    record Opaque(String dialect, JsonValue tool) implements Tool {}
}
