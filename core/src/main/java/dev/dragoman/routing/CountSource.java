package dev.dragoman.routing;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Operation;
import java.util.function.LongFunction;

/**
 * A conversation whose tokens shall be counted.
 *
 * @param dialect the dialect it is written in
 * @param body the conversation as it would be sent to be answered
 * @param estimate counts where the vendor does not
 * @param answer tells a count in the client's form
 */
public record CountSource(Dialect dialect, JsonBody body, TokenEstimate estimate, LongFunction<JsonObject> answer)
        implements Source {

    @Override
    public Operation operation() {
        return Operation.COUNT_TOKENS;
    }

    @Override
    public boolean stream() {
        return false;
    }

    /** The same to be answered. */
    ChatSource chat() {
        return new ChatSource(dialect, body, false);
    }
}
