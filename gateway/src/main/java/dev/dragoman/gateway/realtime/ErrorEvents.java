package dev.dragoman.gateway.realtime;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.LlmException;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;

/**
 * Failures as events of a session; before it stands they are the bodies of HTTP answers, which OpenAI's clients read as well.
 *
 * @param dialect words the error itself
 * @see <a href="https://platform.openai.com/docs/api-reference/realtime-server-events/error">OpenAI: error event</a>
 */
record ErrorEvents(Dialect dialect) {

    /** The event that tells the failure. */
    byte[] of(LlmException failure, String id) {
        return JsonBody.parse(dialect.writeError(failure, id))
                .with("type", new JsonString("error"))
                .with("event_id", new JsonString("event_" + id))
                .toBody()
                .toBytes();
    }
}
