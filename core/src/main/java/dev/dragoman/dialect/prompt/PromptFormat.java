package dev.dragoman.dialect.prompt;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.SseEvent;
import java.util.List;

/** How one service is given a prompt and tells the text that goes on with it. Pure. */
interface PromptFormat {

    /** Its name. */
    String name();

    /** The body of a request to go on with a conversation that is laid out by the template of a model's family. */
    JsonObject request(ChatTemplate template, List<Turn> turns, Wishes wishes);

    /**
     * A whole answer.
     *
     * @throws LlmException when it tells an error or is not what the service documents
     */
    Generated reply(JsonValue body);

    /**
     * A piece of a streamed answer.
     *
     * @throws LlmException when it tells an error
     */
    Generated piece(SseEvent event);

    /** What an error means. */
    LlmException error(VendorError error);
}
