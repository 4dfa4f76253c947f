package dev.dragoman.routing;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Operation;

/**
 * A chat request as it came in.
 *
 * @param dialect the dialect it is written in, and in which the answer will be
 * @param body the client's body without the gateway's own parameters
 * @param stream whether the answer comes piece by piece
 */
public record ChatSource(Dialect dialect, JsonBody body, boolean stream) implements Source {

    @Override
    public Operation operation() {
        return Operation.CHAT;
    }
}
