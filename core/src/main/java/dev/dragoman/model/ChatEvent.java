package dev.dragoman.model;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One step of a streamed answer.
 *
 * <p>Order: {@link Started} first; then pieces of each choice in the order in which they were said; {@link Finished} once
 * per choice; {@link UsageReported} any time, the last one counts; {@link Ended} last. A part ends when a piece of another
 * kind, or another tool call, follows for the same choice.
 */
public sealed interface ChatEvent {

    /**
     * The answer begins.
     *
     * @param id the vendor's id of it; null when it has none
     * @param created Unix seconds; null when the vendor does not say
     * @param extras members of the first event that no record knows
     */
    record Started(
            @Nullable String id,
            String model,
            @Nullable Long created,
            @Nullable String serviceTier,
            JsonObject extras) implements ChatEvent {}

    /** More text. */
    record Text(int choice, String text) implements ChatEvent {}

    /** More of a thought. */
    record Thinking(int choice, String text) implements ChatEvent {}

    /** The proof of the thought just ended. */
    record ThinkingSignature(int choice, String signature) implements ChatEvent {}

    /** An opaque signature that belongs to the text just said. */
    record TextSignature(int choice, String signature) implements ChatEvent {}

    /** More of a refusal. */
    record Refusal(int choice, String text) implements ChatEvent {}

    /**
     * A tool call begins.
     *
     * @param call its number within the choice, from 0
     * @param signature an opaque vendor signature that must come back with this call; null for none
     */
    record ToolCallStarted(
            int choice,
            int call,
            String id,
            String name,
            boolean custom,
            @Nullable String signature) implements ChatEvent {}

    /** More of a tool call's arguments. */
    record ToolArguments(int choice, int call, String fragment) implements ChatEvent {}

    /** A part that arrives whole: an image, an encrypted thought, a vendor's own block. */
    record WholePart(int choice, Part part) implements ChatEvent {}

    /** More sound; members that are null come in other pieces. */
    record Audio(
            int choice,
            @Nullable String id,
            @Nullable String data,
            @Nullable String transcript,
            @Nullable Long expiresAt)
            implements ChatEvent {}

    /** A vendor's citation for the text just said. */
    record Citation(int choice, JsonObject citation) implements ChatEvent {}

    /** An annotation in OpenAI's form. */
    record Annotation(int choice, JsonObject annotation) implements ChatEvent {}

    /** Token probabilities in OpenAI's form for the text just said. */
    record Logprobs(int choice, JsonValue logprobs) implements ChatEvent {}

    /** Members that no event knows, in the dialect's words. */
    record Extras(int choice, JsonObject extras) implements ChatEvent {}

    /**
     * A choice is complete.
     *
     * @param nativeFinish the vendor's own word; null when it is the same
     */
    record Finished(
            int choice,
            FinishReason finish,
            @Nullable String nativeFinish,
            @Nullable String stopSequence) implements ChatEvent {}

    /** Tokens consumed so far or in all; members that are null keep their earlier value. */
    record UsageReported(Usage usage) implements ChatEvent {}

    /** Nothing follows. */
    record Ended() implements ChatEvent {}
}
