package dev.dragoman.testkit.answer;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is streamed; without effect when the request asked for a whole answer.
 *
 * @param pieceLength characters of text or arguments in one event, at least 1
 * @param firstDelay the silence before the first event
 * @param eventDelay the silence before each further event
 * @param splitCharacters whether each event is written in two pieces, cut within a multi-byte character where it has one
 * @param usage whether usage is told: true, false, or null for what the vendor does by itself
 * @param pingEvery a keep-alive after every so many events; 0 for none beyond the vendor's own
 * @param failAfter after how many events the stream breaks off with {@code failure}; ignored without one
 * @param failure the error event that ends the stream early; null for none
 */
public record Streaming(
        int pieceLength,
        Duration firstDelay,
        Duration eventDelay,
        boolean splitCharacters,
        @Nullable Boolean usage,
        int pingEvery,
        int failAfter,
        @Nullable VendorError failure) {

    /** All events at once, sixteen characters each. */
    public static final Streaming BURST = new Streaming(16, Duration.ZERO, Duration.ZERO, false, null, 0, 0, null);

    /** Checks the piece length. */
    public Streaming {
        if (pieceLength < 1) {
            throw new IllegalArgumentException("pieceLength: " + pieceLength + " (expected: >= 1)");
        }
    }

    /** One event after another with this silence between them. */
    public static Streaming every(Duration eventDelay) {
        return BURST.eventDelay(eventDelay);
    }

    /** The same with other pieces. */
    public Streaming pieceLength(int characters) {
        return new Streaming(characters, firstDelay, eventDelay, splitCharacters, usage, pingEvery, failAfter, failure);
    }

    /** The same with another silence before the first event. */
    public Streaming firstDelay(Duration delay) {
        return new Streaming(pieceLength, delay, eventDelay, splitCharacters, usage, pingEvery, failAfter, failure);
    }

    /** The same with another silence between events. */
    public Streaming eventDelay(Duration delay) {
        return new Streaming(pieceLength, firstDelay, delay, splitCharacters, usage, pingEvery, failAfter, failure);
    }

    /** The same with events cut within characters. */
    public Streaming splittingCharacters() {
        return new Streaming(pieceLength, firstDelay, eventDelay, true, usage, pingEvery, failAfter, failure);
    }

    /** The same with usage told or withheld, whatever the request asked for. */
    public Streaming usage(boolean told) {
        return new Streaming(pieceLength, firstDelay, eventDelay, splitCharacters, told, pingEvery, failAfter, failure);
    }

    /** The same with a keep-alive after every so many events. */
    public Streaming pingEvery(int events) {
        return new Streaming(pieceLength, firstDelay, eventDelay, splitCharacters, usage, events, failAfter, failure);
    }

    /** The same, broken off by an error event after so many events. */
    public Streaming failingAfter(int events, VendorError error) {
        return new Streaming(pieceLength, firstDelay, eventDelay, splitCharacters, usage, pingEvery, events, error);
    }

    /** The error event that ends the stream early. */
    public Optional<VendorError> breakingOff() {
        return Optional.ofNullable(failure);
    }
}
