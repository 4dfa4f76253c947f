package dev.dragoman.dialect.prompt;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hugging Face's Text Generation Inference.
 *
 * @see <a href="https://huggingface.github.io/text-generation-inference/">Hugging Face: Text Generation Inference API</a>
 */
final class TextGenerationFormat implements PromptFormat {

    private static final String END = "<|endoftext|>";

    @Override
    public String name() {
        return "text-generation";
    }

    @Override
    public JsonObject request(ChatTemplate template, List<Turn> turns, Wishes wishes) {
        JsonObject.Builder parameters = JsonObject.builder();
        limit(wishes, parameters);
        wishes.put(parameters, "temperature", "temperature");
        wishes.put(parameters, "top_p", "top_p");
        wishes.put(parameters, "top_k", "top_k");
        several(wishes, parameters);
        wishes.put(parameters, "stop", "stop");
        wishes.put(parameters, "seed", "seed");
        wishes.put(parameters, "frequency_penalty", "frequency_penalty");
        parameters.put("return_full_text", false);
        wishes.putOwn(parameters);
        JsonObject.Builder body =
                JsonObject.builder().put("inputs", template.layOut(turns)).put("parameters", parameters.build());
        return wishes.stream() ? body.put("stream", true).build() : body.build();
    }

    /** No answer has fewer tokens than one. */
    private static void limit(Wishes wishes, JsonObject.Builder parameters) {
        JsonValue limit = wishes.take("max_tokens");
        if (limit instanceof JsonNumber number) {
            parameters.put("max_new_tokens", number.doubleValue() < 1 ? JsonNumber.of(1) : number);
        }
    }

    private static void several(Wishes wishes, JsonObject.Builder parameters) {
        JsonValue n = wishes.take("n");
        if (n != null) {
            parameters.put("best_of", n).put("do_sample", JsonBoolean.TRUE);
        }
    }

    @Override
    public Generated reply(JsonValue body) {
        JsonValue one =
                body instanceof JsonArray list && !list.isEmpty() ? list.items().getFirst() : body;
        Field reply = Field.root(Field.Author.VENDOR, one);
        requireAnswer(reply.object());
        String text = reply.string("generation");
        text = text == null ? reply.requiredString("generated_text") : text;
        JsonObject details = details(reply.object());
        String word = details.string("finish_reason");
        return Generated.ending(text.replace(END, ""), word == null ? "stop" : word, usage(details));
    }

    @Override
    public Generated piece(SseEvent event) {
        Field line = Field.root(Field.Author.VENDOR, PromptDialect.parse(event.data()));
        requireAnswer(line.object());
        JsonObject token = Objects.requireNonNullElse(line.object().object("token"), JsonObject.EMPTY);
        String told = Boolean.TRUE.equals(token.bool("special")) ? "" : token.string("text");
        String text = told == null ? "" : told;
        JsonObject details = details(line.object());
        return Generated.ending(text.replace(END, ""), end(line.object(), details, text), usage(details));
    }

    /** Why the text ends here; null when it goes on. Not all servers tell details. */
    private static @Nullable String end(JsonObject line, JsonObject details, String text) {
        String word = details.string("finish_reason");
        if (word != null) {
            return word;
        }
        return line.string("generated_text") != null || text.contains(END) ? "stop" : null;
    }

    private static JsonObject details(JsonObject answer) {
        return Objects.requireNonNullElse(answer.object("details"), JsonObject.EMPTY);
    }

    private static Usage usage(JsonObject details) {
        Long output = details.integer("generated_tokens");
        Long input = details.integer("input_length");
        JsonArray prefill = details.array("prefill");
        if (input == null && prefill != null && !prefill.isEmpty()) {
            input = (long) prefill.size();
        }
        return output == null && input == null
                ? Usage.NONE
                : new Usage(input, output, null, null, null, null, null, null, null, JsonObject.EMPTY);
    }

    private static void requireAnswer(JsonObject answer) {
        if (answer.has("error")) {
            throw PromptErrors.inBody(answer);
        }
    }

    @Override
    public LlmException error(VendorError error) {
        return PromptErrors.read(error);
    }
}
