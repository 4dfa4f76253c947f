package dev.dragoman.testkit.compatible;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.openai.BearerKey;
import dev.dragoman.testkit.openai.ChatCompletionRequests;
import dev.dragoman.testkit.openai.ChatCompletions;
import dev.dragoman.testkit.openai.ModelList;
import dev.dragoman.testkit.openai.OpenAiErrors;
import dev.dragoman.testkit.openai.OpenAiRules;
import dev.dragoman.testkit.openai.OpenAiServices;
import dev.dragoman.testkit.openai.Refusal;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Takes every request that has a model and messages, needs no key unless one is set, and tells its reasoning. */
public final class CompatibleProtocol implements Protocol {

    private static final List<String> MODELS = List.of("llama-3.3-70b", "qwen-3-32b");

    private final VendorSettings settings;
    private final OpenAiServices services;
    private final ChatCompletions completions = new ChatCompletions(true);

    /** The API with these settings. */
    public CompatibleProtocol(VendorSettings settings) {
        this.settings = settings;
        this.services = new OpenAiServices(settings);
    }

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    public Received receive(RecordedRequest request) {
        try {
            if (settings.requiredKey().isPresent()) {
                BearerKey.require(request, settings);
            }
            return routed(request);
        } catch (Refusal refusal) {
            return new Received.Settled(refusal.reply());
        }
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        return completions.reply(completions.whole(call, content));
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        return completions.stream(completions.chunks(call, content, streaming));
    }

    @Override
    public Reply failure(VendorError error) {
        return OpenAiErrors.reply(error);
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        return Sse.data(OpenAiErrors.body(error));
    }

    @Override
    public byte[] ping(ChatCall call) {
        return Sse.comment("ping");
    }

    private Received routed(RecordedRequest request) {
        String route = request.method() + " " + request.path();
        return switch (route) {
            case "POST /v1/chat/completions" -> new Received.Asked(chat(request));
            case "GET /v1/models" -> new Received.Settled(completions.reply(ModelList.of(models())));
            default -> served(request);
        };
    }

    private Received served(RecordedRequest request) {
        String path = request.path();
        return (path.startsWith("/v1/")
                        ? services.answer(path.substring("/v1".length()), request)
                        : Optional.<Reply>empty())
                .<Received>map(Received.Served::new)
                .orElseThrow(() -> Refusal.of(404, "Not Found", null, null));
    }

    private ChatCall chat(RecordedRequest request) {
        JsonNode body = OpenAiRules.parsed(request);
        String model = body.path("model").asString("");
        if (model.isEmpty()) {
            throw Refusal.badRequest("model: field required", "model", null);
        }
        if (!body.path("messages").isArray()) {
            throw Refusal.badRequest("messages: field required", "messages", null);
        }
        if (!settings.knows(model)) {
            throw Refusal.of(404, "The model `" + model + "` does not exist.", "model", "model_not_found");
        }
        return ChatCompletionRequests.call(request, body, model);
    }

    private List<String> models() {
        return settings.models().isEmpty() ? MODELS : settings.models();
    }
}
