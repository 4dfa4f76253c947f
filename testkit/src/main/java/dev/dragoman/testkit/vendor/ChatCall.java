package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request for a model's answer that the vendor has accepted.
 *
 * @param request the request as it arrived
 * @param body its JSON body
 * @param model the model it asks, without the vendor's path around the name
 * @param streaming whether a stream is asked for
 * @param lastUserText the text of the last user turn that has any; empty when none has
 * @param tools the functions it offers
 * @param schema the JSON schema that the answer must follow; null when the answer is free
 */
public record ChatCall(
        RecordedRequest request,
        JsonNode body,
        String model,
        boolean streaming,
        String lastUserText,
        List<ToolOffer> tools,
        @Nullable JsonNode schema) {

    /** Copies the list. */
    public ChatCall {
        tools = List.copyOf(tools);
    }

    /** The JSON schema that the answer must follow. */
    public Optional<JsonNode> outputSchema() {
        return Optional.ofNullable(schema);
    }

    /** The tool of this name. */
    public Optional<ToolOffer> tool(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /** The size of the body in bytes, from which usage is estimated. */
    public int size() {
        return request.body().length;
    }
}
