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
 * Mistral's older models at Amazon Bedrock, as InvokeModel takes them.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-mistral-text-completion.html">AWS: Mistral AI text completion</a>
 */
final class MistralFormat implements PromptFormat {

    @Override
    public String name() {
        return "bedrock-mistral";
    }

    @Override
    public JsonObject request(ChatTemplate template, List<Turn> turns, Wishes wishes) {
        JsonObject.Builder body = JsonObject.builder().put("prompt", "<s>" + template.layOut(turns));
        wishes.put(body, "max_tokens", "max_tokens");
        wishes.put(body, "temperature", "temperature");
        wishes.put(body, "top_p", "top_p");
        wishes.put(body, "top_k", "top_k");
        wishes.put(body, "stop", "stop");
        wishes.putOwn(body);
        return body.build();
    }

    @Override
    public Generated reply(JsonValue body) {
        Field reply = Field.root(Field.Author.VENDOR, body);
        return output(reply);
    }

    @Override
    public Generated piece(SseEvent event) {
        Field piece = Field.root(Field.Author.VENDOR, PromptDialect.parse(event.data()));
        return output(piece);
    }

    private static Generated output(Field told) {
        List<Field> outputs = told.required("outputs").items();
        Usage usage = InvocationMetrics.or(told.object(), null, null);
        if (outputs.isEmpty()) {
            return new Generated("", null, null, usage);
        }
        Field output = outputs.getFirst();
        String text = output.string("text");
        return Generated.ending(text == null ? "" : text, output.string("stop_reason"), usage);
    }

    @Override
    public LlmException error(VendorError error) {
        return PromptErrors.read(error);
    }
}
