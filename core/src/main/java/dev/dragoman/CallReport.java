package dev.dragoman;

import dev.dragoman.error.LlmException;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Operation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended; see {@link DragomanBuilder#onSuccess} and {@link DragomanBuilder#onFailure}.
 *
 * @param id the library's id of the call
 * @param model the model that was asked for
 * @param operation what was asked for
 * @param streamed whether the answer came piece by piece
 * @param duration from the question to the end of the answer, retries and fallbacks included
 * @param usage the tokens consumed, as far as they are known
 * @param reply the answer of a chat; of a stream that broke off or was closed early, what came until then. Null when there was
 *     none, and for all that is no chat
 * @param failure the failure; null on success
 */
public record CallReport(
        String id,
        String model,
        Operation operation,
        boolean streamed,
        Duration duration,
        Usage usage,
        @Nullable Reply reply,
        @Nullable LlmException failure) {}
