package dev.dragoman.testkit.answer;

import org.jspecify.annotations.Nullable;

/** One piece of a model's answer, in the order in which the model says it. */
public sealed interface Part {

    /**
     * Words for the user.
     *
     * @param text the words
     */
    record Text(String text) implements Part {}

    /**
     * Reasoning that is shown.
     *
     * @param text the reasoning; may be empty where the vendor withholds it
     * @param signature the vendor's opaque proof of it; null for a vendor that gives none
     */
    record Thinking(String text, @Nullable String signature) implements Part {}

    /**
     * Reasoning that is withheld.
     *
     * @param data the encrypted reasoning
     */
    record RedactedThinking(String data) implements Part {}

    /**
     * A call of a function that the request offered.
     *
     * @param id the id of the call; null to let the vendor number it
     * @param name the name of the function
     * @param arguments the arguments as JSON text, written exactly so where the vendor sends text
     * @param signature the vendor's opaque proof of the reasoning that led here; null for none
     */
    record ToolCall(
            @Nullable String id,
            String name,
            String arguments,
            @Nullable String signature) implements Part {}

    /**
     * The model's own words for not answering.
     *
     * @param text the words
     */
    record Refusal(String text) implements Part {}

    /**
     * A picture made by the model; only Gemini answers with one.
     *
     * @param mimeType such as {@code image/png}
     * @param data the picture in base64
     */
    record Image(String mimeType, String data) implements Part {}

    /**
     * Speech made by the model; only OpenAI and Gemini answer with it.
     *
     * @param mimeType such as {@code audio/wav}
     * @param data the sound in base64
     * @param transcript what is said
     */
    record Audio(String mimeType, String data, String transcript) implements Part {}

    /**
     * A source that the preceding text rests on.
     *
     * @param url where it is
     * @param title its title
     * @param cited the words it supports
     */
    record Citation(String url, String title, String cited) implements Part {}
}
