package dev.dragoman.provider.oci;

import dev.dragoman.json.JsonObject;
import java.util.Set;

/** One of the formats of chat requests, told in OpenAI's words on this side. Pure. */
interface OciFormat {

    /** The format of a model; those of Cohere's that see or think have one of their own. */
    static OciFormat of(String model) {
        if (!model.startsWith("cohere.")) {
            return new GenericFormat();
        }
        boolean second = model.contains("-vision") || model.contains("-reasoning");
        return second ? new CohereV2Format() : new CohereFormat();
    }

    /**
     * A chat request.
     *
     * @param openai the request in OpenAI's words
     * @param unsupported takes the names of what cannot be said
     */
    JsonObject request(JsonObject openai, Set<String> unsupported);
}
