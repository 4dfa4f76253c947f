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
 * Amazon's Titan models at Amazon Bedrock, as InvokeModel takes them.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-text.html">AWS: Amazon Titan Text models</a>
 */
final class TitanFormat implements PromptFormat {

    @Override
    public String name() {
        return "bedrock-titan";
    }

    @Override
    public JsonObject request(ChatTemplate template, List<Turn> turns, Wishes wishes) {
        JsonObject.Builder settings = JsonObject.builder();
        wishes.put(settings, "max_tokens", "maxTokenCount");
        wishes.put(settings, "temperature", "temperature");
        wishes.put(settings, "top_p", "topP");
        wishes.put(settings, "stop", "stopSequences");
        wishes.putOwn(settings);
        JsonObject.Builder body = JsonObject.builder().put("inputText", template.layOut(turns));
        return body.put("textGenerationConfig", settings.build()).build();
    }

    @Override
    public Generated reply(JsonValue body) {
        Field reply = Field.root(Field.Author.VENDOR, body);
        Field result = reply.required("results").items().getFirst();
        Usage usage = InvocationMetrics.or(
                reply.object(), reply.integer("inputTextTokenCount"), result.integer("tokenCount"));
        return Generated.ending(result.requiredString("outputText"), result.string("completionReason"), usage);
    }

    @Override
    public Generated piece(SseEvent event) {
        Field piece = Field.root(Field.Author.VENDOR, PromptDialect.parse(event.data()));
        Usage usage = InvocationMetrics.or(
                piece.object(), piece.integer("inputTextTokenCount"), piece.integer("totalOutputTextTokenCount"));
        String text = piece.string("outputText");
        return Generated.ending(text == null ? "" : text, piece.string("completionReason"), usage);
    }

    @Override
    public LlmException error(VendorError error) {
        return PromptErrors.read(error);
    }
}
