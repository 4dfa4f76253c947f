package dev.dragoman.testkit.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model's answer, in no vendor's format.
 *
 * @param parts what it says, in order
 * @param stop why it stopped
 * @param usage the tokens it claims to have used; null for a plausible estimate
 */
public record Content(List<Part> parts, Stop stop, @Nullable TokenUsage usage) implements Matter {

    /** Copies the list. */
    public Content {
        parts = List.copyOf(parts);
    }

    /** Content that stops for the reason its parts suggest, with estimated usage. */
    public static Content of(List<Part> parts) {
        boolean calls = parts.stream().anyMatch(Part.ToolCall.class::isInstance);
        return new Content(parts, calls ? Stop.TOOL_CALL : Stop.END, null);
    }

    /** The same content with another reason to stop. */
    public Content stop(Stop stop) {
        return new Content(parts, stop, usage);
    }

    /** The same content with these token counts. */
    public Content usage(TokenUsage usage) {
        return new Content(parts, stop, usage);
    }

    /** The parts of one kind, in order. */
    public <P extends Part> List<P> parts(Class<P> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** All text joined. */
    public String text() {
        return parts(Part.Text.class).stream().map(Part.Text::text).reduce("", String::concat);
    }

    /** The claimed usage, or an estimate from the sizes of request and answer. */
    public TokenUsage usageFor(int requestBytes) {
        if (usage != null) {
            return usage;
        }
        int reasoning = parts(Part.Thinking.class).stream()
                .mapToInt(part -> TokenUsage.estimate(part.text().length()))
                .sum();
        int spoken = parts.stream().mapToInt(Content::length).sum();
        return new TokenUsage(
                TokenUsage.estimate(requestBytes), reasoning + TokenUsage.estimate(spoken), 0, 0, reasoning);
    }

    private static int length(Part part) {
        return switch (part) {
            case Part.Text(String text) -> text.length();
            case Part.Refusal(String text) -> text.length();
            case Part.ToolCall call -> call.name().length() + call.arguments().length();
            case Part.Audio audio -> audio.transcript().length();
            case Part.Thinking ignored -> 0;
            case Part.RedactedThinking redacted -> redacted.data().length();
            case Part.Image ignored -> 0;
            case Part.Citation ignored -> 0;
        };
    }
}
