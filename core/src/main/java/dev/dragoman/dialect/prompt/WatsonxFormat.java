package dev.dragoman.dialect.prompt;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Text generation at IBM watsonx.ai.
 *
 * @see <a href="https://cloud.ibm.com/apidocs/watsonx-ai#text-generation">IBM: Infer text</a>
 */
final class WatsonxFormat implements PromptFormat {

    private static final String MODERATIONS = "moderations";
    private static final String LEAST = "min_tokens";

    @Override
    public String name() {
        return "watsonx-text";
    }

    @Override
    public JsonObject request(ChatTemplate template, List<Turn> turns, Wishes wishes) {
        JsonObject.Builder parameters = JsonObject.builder();
        wishes.put(parameters, "max_tokens", "max_new_tokens");
        wishes.put(parameters, "temperature", "temperature");
        wishes.put(parameters, "top_p", "top_p");
        wishes.put(parameters, "top_k", "top_k");
        wishes.put(parameters, "seed", "random_seed");
        wishes.put(parameters, "stop", "stop_sequences");
        wishes.put(parameters, "frequency_penalty", "repetition_penalty");
        JsonValue least = wishes.own(LEAST);
        if (least != null) {
            parameters.put("min_new_tokens", least);
        }
        // Who pays is the deployment's matter.
        wishes.putOwn(parameters, LEAST, MODERATIONS, "model_id", "project_id", "space_id");
        JsonObject asked = parameters.build();
        JsonObject.Builder body = JsonObject.builder().put("input", template.layOut(turns));
        if (!asked.isEmpty()) {
            body.put("parameters", asked);
        }
        return body.putIfPresent(MODERATIONS, wishes.own(MODERATIONS)).build();
    }

    @Override
    public Generated reply(JsonValue body) {
        Field reply = Field.root(Field.Author.VENDOR, body);
        Field result = reply.required("results").items().getFirst();
        String word = word(result);
        return Generated.ending(result.requiredString("generated_text"), word == null ? "stop" : word, usage(result));
    }

    @Override
    public Generated piece(SseEvent event) {
        JsonValue told = PromptDialect.parse(event.data());
        Field piece = Field.root(Field.Author.VENDOR, told);
        JsonObject body = piece.object();
        if (body.has("errors")) {
            Long status = body.integer("status_code");
            throw PromptErrors.inBody(body, status == null ? 500 : status.intValue());
        }
        Field results = piece.member("results");
        if (results == null || results.items().isEmpty()) {
            return Generated.piece("");
        }
        Field result = results.items().getFirst();
        String text = result.string("generated_text");
        return Generated.ending(Objects.requireNonNullElse(text, ""), word(result), usage(result));
    }

    /** Why the text ends here; null when it goes on. */
    private static @Nullable String word(Field result) {
        String word = result.string("stop_reason");
        return "not_finished".equals(word) || "NOT_FINISHED".equals(word) ? null : word;
    }

    /** In a stream the prompt's tokens are told once and are none later, the answer's anew with every piece. */
    private static Usage usage(Field result) {
        Long input = some(result.integer("input_token_count"));
        Long output = some(result.integer("generated_token_count"));
        return input == null && output == null
                ? Usage.NONE
                : new Usage(input, output, null, null, null, null, null, null, null, JsonObject.EMPTY);
    }

    private static @Nullable Long some(@Nullable Long count) {
        return count == null || count == 0 ? null : count;
    }

    @Override
    public LlmException error(VendorError error) {
        return PromptErrors.read(error);
    }
}
