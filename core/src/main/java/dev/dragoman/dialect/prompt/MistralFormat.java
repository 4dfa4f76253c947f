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
 * Mistral's older models and DeepSeek's R1 at Amazon Bedrock, as InvokeModel takes them.
 *
 * @param name its name
 * @param begin what stands before the prompt
 * @param member where the texts of an answer are
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-deepseek.html">AWS: DeepSeek models</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-mistral-text-completion.html">AWS: Mistral AI text completion</a>
 */
record MistralFormat(String name, String begin, String member) implements PromptFormat {

    static MistralFormat mistral() {
        return new MistralFormat("bedrock-mistral", "<s>", "outputs");
    }

    static MistralFormat deepSeek() {
        return new MistralFormat("bedrock-deepseek", "", "choices");
    }

    @Override
    public JsonObject request(ChatTemplate template, List<Turn> turns, Wishes wishes) {
        JsonObject.Builder body = JsonObject.builder().put("prompt", begin + template.layOut(turns));
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

    private Generated output(Field told) {
        List<Field> outputs = told.required(member).items();
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
