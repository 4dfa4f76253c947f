package dev.dragoman.dialect.prompt;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.OneWayDialect;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Part;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A service that goes on with a text. Conversations are laid out as one text by the template of the model's
 * family, which a parameter {@code hf_model_name} tells where the name at the service does not.
 */
public final class PromptDialect implements OneWayDialect {

    private final PromptFormat format;

    private PromptDialect(PromptFormat format) {
        this.format = format;
    }

    /** Hugging Face's Text Generation Inference and what answers like it, with {@code inputs} and {@code parameters}. */
    public static PromptDialect textGeneration() {
        return new PromptDialect(new TextGenerationFormat());
    }

    /** Meta's models at Amazon Bedrock. */
    public static PromptDialect llama() {
        return new PromptDialect(new LlamaFormat());
    }

    /** Mistral's older models at Amazon Bedrock. */
    public static PromptDialect mistral() {
        return new PromptDialect(MistralFormat.mistral());
    }

    /** DeepSeek's R1 at Amazon Bedrock. */
    public static PromptDialect deepSeek() {
        return new PromptDialect(MistralFormat.deepSeek());
    }

    /** Amazon's Titan models at Amazon Bedrock. */
    public static PromptDialect titan() {
        return new PromptDialect(new TitanFormat());
    }

    /** Text generation at IBM watsonx.ai. */
    public static PromptDialect watsonx() {
        return new PromptDialect(new WatsonxFormat());
    }

    /** Language models at Replicate. */
    public static PromptDialect replicate() {
        return new PromptDialect(new ReplicateFormat());
    }

    @Override
    public String name() {
        return format.name();
    }

    @Override
    public WrittenRequest writeRequest(ChatRequest request, ModelTraits traits) {
        Set<String> unsupported = new LinkedHashSet<>();
        List<Turn> turns = Conversation.turns(request.messages(), unsupported);
        Wishes wishes = new Wishes(request);
        String maker = request.extras().string(Wishes.MODEL_NAME);
        ChatTemplate template = ChatTemplate.of(maker == null ? traits.name() : maker);
        JsonObject body = format.request(template, turns, wishes);
        wishes.refuseRest(unsupported);
        return new WrittenRequest(JsonBody.of(body), List.copyOf(unsupported), List.of());
    }

    @Override
    public ChatReply readReply(byte[] body) {
        JsonValue told = parse(body);
        Generated generated = format.reply(told);
        Choice choice = new Choice(
                0,
                generated.text().isEmpty() ? List.of() : List.of(new Part.Text(generated.text())),
                Objects.requireNonNullElse(generated.finish(), FinishReason.STOP),
                generated.nativeFinish(),
                null,
                null,
                List.of(),
                JsonObject.EMPTY);
        return new ChatReply(null, "", null, List.of(choice), generated.usage(), null, JsonObject.EMPTY);
    }

    @Override
    public EventReader eventReader() {
        return new PromptEventReader(format);
    }

    @Override
    public LlmException readError(VendorError error) {
        return format.error(error);
    }

    static JsonValue parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException("the vendor's answer is no JSON: " + noJson.getMessage());
        }
    }
}
