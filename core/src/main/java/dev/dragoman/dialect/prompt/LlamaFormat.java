package dev.dragoman.dialect.prompt;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.util.List;

/**
 * Meta's models at Amazon Bedrock, as InvokeModel takes them.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-meta.html">AWS: Meta Llama models</a>
 */
final class LlamaFormat implements PromptFormat {

    @Override
    public String name() {
        return "bedrock-llama";
    }

    @Override
    public JsonObject request(ChatTemplate template, List<Turn> turns, Wishes wishes) {
        JsonObject.Builder body = JsonObject.builder().put("prompt", template.layOut(turns));
        wishes.put(body, "max_tokens", "max_gen_len");
        wishes.put(body, "temperature", "temperature");
        wishes.put(body, "top_p", "top_p");
        wishes.putOwn(body);
        return body.build();
    }

    @Override
    public Generated reply(JsonValue body) {
        Field reply = Field.root(Field.Author.VENDOR, body);
        return Generated.ending(reply.requiredString("generation"), reply.string("stop_reason"), usage(reply));
    }

    @Override
    public Generated piece(SseEvent event) {
        Field piece = Field.root(Field.Author.VENDOR, PromptDialect.parse(event.data()));
        String text = piece.string("generation");
        return Generated.ending(text == null ? "" : text, piece.string("stop_reason"), usage(piece));
    }

    /** The tokens of the prompt are told once, those of the text anew with every piece. */
    private static Usage usage(Field told) {
        return InvocationMetrics.or(
                told.object(), told.integer("prompt_token_count"), told.integer("generation_token_count"));
    }

    @Override
    public LlmException error(VendorError error) {
        return PromptErrors.read(error);
    }
}
