package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The API at {@code https://api.openai.com/v1}. */
public final class OpenAiProtocol implements Protocol {

    private static final List<String> MODELS = List.of("gpt-5.2", "gpt-5-mini", "gpt-4o", "gpt-4o-mini", "o4-mini");
    private static final String MODEL_PATH = "/v1/models/";

    private final VendorSettings settings;
    private final OpenAiServices services;
    private final ChatCompletions completions = new ChatCompletions(false);

    /** The API with these settings. */
    public OpenAiProtocol(VendorSettings settings) {
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
            BearerKey.require(request, settings);
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
        String path = request.path();
        if (path.equals("/v1/chat/completions")) {
            return new Received.Asked(chat(request));
        }
        if (path.equals("/v1/models") && request.method().equals("GET")) {
            return new Received.Settled(completions.reply(ModelList.of(models())));
        }
        if (path.startsWith(MODEL_PATH) && request.method().equals("GET")) {
            return new Received.Settled(model(path.substring(MODEL_PATH.length())));
        }
        return path.startsWith("/v1/") ? served(path.substring("/v1".length()), request) : unknown(request);
    }

    private Received served(String path, RecordedRequest request) {
        return services.answer(path, request)
                .<Received>map(Received.Served::new)
                .orElseGet(() -> unknown(request));
    }

    private static Received unknown(RecordedRequest request) {
        throw Refusal.unknownUrl(request);
    }

    private ChatCall chat(RecordedRequest request) {
        if (!request.method().equals("POST")) {
            throw Refusal.wrongMethod(request);
        }
        JsonNode body = OpenAiRules.parsed(request);
        String model = OpenAiRules.model(body);
        OpenAiRules.require(body, model);
        requireModel(model);
        return ChatCompletionRequests.call(request, body, model);
    }

    private Reply model(String name) {
        requireModel(name);
        return completions.reply(ModelList.one(name));
    }

    private void requireModel(String model) {
        if (!settings.knows(model)) {
            throw Refusal.unknownModel(model);
        }
    }

    private List<String> models() {
        return settings.models().isEmpty() ? MODELS : settings.models();
    }
}
