package dev.dragoman.model;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a message, in the order in which it was said. */
public sealed interface Part {

    /**
     * Text.
     *
     * @param cache a cache mark behind this part; null for none
     * @param citations the vendor's citations for this text; empty for none
     * @param signature an opaque vendor signature that must come back with this text; null for none
     */
    record Text(
            String text,
            @Nullable CacheControl cache,
            List<JsonObject> citations,
            @Nullable String signature) implements Part {

        public Text {
            citations = List.copyOf(citations);
        }

        /** Plain text. */
        public Text(String text) {
            this(text, null, List.of(), null);
        }
    }

    /**
     * An image.
     *
     * @param detail how closely to look: {@code low}, {@code high}, {@code auto}, ...; null for the vendor's default
     */
    record Image(
            MediaSource source,
            @Nullable String detail,
            @Nullable CacheControl cache) implements Part {}

    /**
     * Sound.
     *
     * @param format such as {@code wav} or {@code mp3}
     */
    record Audio(
            MediaSource source, String format, @Nullable CacheControl cache) implements Part {}

    /**
     * A video.
     *
     * @param metadata the vendor's clip settings; null for none
     */
    record Video(
            MediaSource source,
            @Nullable JsonObject metadata,
            @Nullable CacheControl cache) implements Part {}

    /**
     * A document such as a PDF.
     *
     * @param name its file name or title; null for none
     * @param context what the model should know about it; null for none
     * @param citations whether answers should cite it; null for the vendor's default
     */
    record Document(
            MediaSource source,
            @Nullable String name,
            @Nullable String context,
            @Nullable Boolean citations,
            @Nullable CacheControl cache)
            implements Part {}

    /**
     * The model asks for a tool.
     *
     * @param arguments JSON text as the model wrote it; may be empty, and may be no valid JSON
     * @param custom whether the tool takes free text instead of JSON
     * @param signature an opaque vendor signature that must come back with this call; null for none
     */
    record ToolCall(
            String id,
            String name,
            String arguments,
            boolean custom,
            @Nullable String signature,
            @Nullable CacheControl cache)
            implements Part {

        /** A call of a function tool. */
        public ToolCall(String id, String name, String arguments) {
            this(id, name, arguments, false, null, null);
        }
    }

    /**
     * What the model thought before it answered.
     *
     * @param signature the vendor's proof, needed to send the thought back; null when there is none
     */
    record Thinking(String text, @Nullable String signature) implements Part {}

    /**
     * A thought that the vendor encrypted.
     *
     * @param data opaque; must come back unchanged
     */
    record RedactedThinking(String data) implements Part {}

    /** The model's words for declining. */
    record Refusal(String text) implements Part {}

    /**
     * Sound that the model made, or made in an earlier turn.
     *
     * @param id how later turns refer to it; null when the vendor gives none
     * @param data in base64; null in a later turn
     * @param format such as {@code wav} or {@code pcm16}; null when unknown
     * @param expiresAt Unix seconds; null when unknown
     */
    record SpokenAudio(
            @Nullable String id,
            @Nullable String data,
            @Nullable String transcript,
            @Nullable String format,
            @Nullable Long expiresAt)
            implements Part {}

    /**
     * A block that only the dialect which read it understands, such as the result of a vendor's own web search.
     *
     * @param dialect the name of that dialect
     */
    record Opaque(String dialect, JsonValue block) implements Part {}
}
