package dev.dragoman.dialect.responses;

import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import org.jspecify.annotations.Nullable;

/** Why a model stopped, in this format's words. */
final class Statuses {

    static final String COMPLETED = "completed";
    static final String INCOMPLETE = "incomplete";
    static final String FAILED = "failed";
    static final String CANCELLED = "cancelled";
    static final String IN_PROGRESS = "in_progress";

    private static final String LIMIT = "max_output_tokens";
    private static final String FILTER = "content_filter";

    private Statuses() {}

    /** Why the answer is incomplete; null when it is not. */
    static @Nullable String incomplete(FinishReason finish) {
        return switch (finish) {
            case LENGTH -> LIMIT;
            case CONTENT_FILTER -> FILTER;
            case STOP, TOOL_CALLS, FUNCTION_CALL, PAUSE -> null;
        };
    }

    /** The reason of an answer that is incomplete for this, or complete. */
    static FinishReason finish(@Nullable String incomplete, boolean calls) {
        return switch (incomplete) {
            case null -> calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
            case FILTER -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.LENGTH;
        };
    }

    /** A vendor's own reason; null when it is one that others know as well. */
    static @Nullable String unusual(@Nullable String incomplete) {
        return LIMIT.equals(incomplete) || FILTER.equals(incomplete) ? null : incomplete;
    }

    /** The reason of a choice, also when its vendor named none. */
    static FinishReason finish(Choice choice) {
        FinishReason told = choice.finish();
        boolean calls = choice.parts().stream().anyMatch(Part.ToolCall.class::isInstance);
        return told != null ? told : finish(null, calls);
    }
}
