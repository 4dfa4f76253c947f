package dev.dragoman.provider.oci;

import dev.dragoman.json.JsonObject;
import java.util.Set;

/** One of the formats of chat requests, told in OpenAI's words on this side. Pure. */
interface OciFormat {

    /** The format of a model. */
    static OciFormat of(String model) {
        return model.startsWith("cohere.") ? new CohereFormat() : new GenericFormat();
    }

    /**
     * A chat request.
     *
     * @param openai the request in OpenAI's words
     * @param unsupported takes the names of what cannot be said
     */
    JsonObject request(JsonObject openai, Set<String> unsupported);
}
