package dev.dragoman.testkit.azure;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.openai.BearerKey;
import dev.dragoman.testkit.openai.ChatCompletionRequests;
import dev.dragoman.testkit.openai.ChatCompletions;
import dev.dragoman.testkit.openai.ModelList;
import dev.dragoman.testkit.openai.OpenAiRules;
import dev.dragoman.testkit.openai.OpenAiServices;
import dev.dragoman.testkit.openai.Refusal;
import dev.dragoman.testkit.openai.Responses;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.Sse;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API of an Azure OpenAI resource, in the classic and the v1 URL style. */
public final class AzureProtocol implements Protocol {

    private static final List<String> KEPT = List.of("/openai/files", "/openai/batches", "/openai/fine_tuning/");
    private static final List<String> MODELS = List.of("gpt-5.2", "gpt-4o", "gpt-4o-mini");
    private static final String CLASSIC = "/openai/deployments/";
    private static final String OPERATION = "/chat/completions";

    private final VendorSettings settings;
    private final OpenAiServices services;
    private final Responses responses;
    private final ChatCompletions completions = new ChatCompletions(false);

    /** The API with these settings; the models are the names of the deployments. */
    public AzureProtocol(VendorSettings settings) {
        this.settings = settings;
        this.services = new OpenAiServices(settings);
        this.responses = new Responses(settings::knows);
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Received receive(RecordedRequest request) {
        try {
            requireKey(request);
            return routed(request);
        } catch (Refusal refusal) {
            return new Received.Settled(refusal.reply());
        }
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        if (Responses.made(call)) {
            return responses.whole(call, content);
        }
        ObjectNode completion = completions.whole(call, content);
        ContentFilterResults.addTo(completion, true);
        return completions.reply(completion);
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        if (Responses.made(call)) {
            return responses.stream(call, content, streaming);
        }
        List<ObjectNode> chunks = new ArrayList<>(completions.chunks(call, content, streaming));
        chunks.forEach(chunk -> ContentFilterResults.addToChoices(chunk, true));
        chunks.addFirst(ContentFilterResults.firstChunk(chunks.getFirst()));
        return completions.stream(chunks);
    }

    @Override
    public Reply failure(VendorError error) {
        return AzureErrors.reply(error);
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        return Responses.made(call)
                ? Responses.failureEvent(AzureErrors.body(error))
                : Sse.data(AzureErrors.body(error));
    }

    @Override
    public byte[] ping(ChatCall call) {
        return Sse.comment("ping");
    }

    private void requireKey(RecordedRequest request) {
        Optional<String> key = request.header("api-key");
        Optional<String> token = BearerKey.of(request);
        if (key.isPresent() ? !settings.accepts(key.get()) : token.isPresent() && !settings.accepts(token.get())) {
            throw refusal(401, AzureErrors.body(VendorError.of(ErrorKind.INVALID_KEY)));
        }
        if (key.isEmpty() && token.isEmpty()) {
            throw refusal(401, AzureErrors.unauthorized());
        }
    }

    private Received routed(RecordedRequest request) {
        String path = request.path();
        if (path.startsWith(CLASSIC) && path.endsWith(OPERATION)) {
            requireVersion(request);
            return new Received.Asked(
                    chat(request, path.substring(CLASSIC.length(), path.length() - OPERATION.length())));
        }
        if (path.equals("/openai/v1" + OPERATION)) {
            return new Received.Asked(chat(request, null));
        }
        if (Responses.serves(below(path, "/openai/v1"))) {
            return responses.receive(request, below(path, "/openai/v1"));
        }
        if (Responses.serves(below(path, "/openai"))) {
            AzureVersions.requireResponses(request.query().getOrDefault("api-version", ""));
            return responses.receive(request, below(path, "/openai"));
        }
        if (path.equals("/openai/v1/models") && request.method().equals("GET")) {
            return new Received.Settled(completions.reply(ModelList.of(models())));
        }
        if (path.equals("/openai/models") && request.method().equals("GET")) {
            requireVersion(request);
            return new Received.Settled(completions.reply(ModelList.of(models())));
        }
        return served(request, path)
                .<Received>map(Received.Served::new)
                .orElseThrow(() -> refusal(404, AzureErrors.plain("404", "Resource not found")));
    }

    /** What is offered beside chat; in the classic style the deployment stands in the path and the body needs no model. */
    private Optional<Reply> served(RecordedRequest request, String path) {
        if (path.startsWith("/openai/v1/")) {
            return services.answer(path.substring("/openai/v1".length()), request);
        }
        if (KEPT.stream().anyMatch(path::startsWith)) {
            requireVersion(request);
            return services.answer(path.substring("/openai".length()), request);
        }
        int slash = path.indexOf('/', CLASSIC.length());
        if (!path.startsWith(CLASSIC) || slash < 0) {
            return Optional.empty();
        }
        requireVersion(request);
        return services.answer(path.substring(slash), request);
    }

    private static String below(String path, String base) {
        return path.startsWith(base) ? path.substring(base.length()) : path;
    }

    private ChatCall chat(RecordedRequest request, @Nullable String deployment) {
        if (!request.method().equals("POST")) {
            throw refusal(405, AzureErrors.plain("405", "Method not allowed"));
        }
        JsonNode body = OpenAiRules.parsed(request);
        String model = deployment == null ? OpenAiRules.model(body) : deployment;
        if (deployment != null) {
            AzureVersions.require(body, request.query().getOrDefault("api-version", ""));
        }
        OpenAiRules.requireAzure(body, model);
        if (!settings.knows(model)) {
            throw refusal(404, AzureErrors.body(VendorError.of(ErrorKind.NOT_FOUND)));
        }
        return ChatCompletionRequests.call(request, body, model);
    }

    private static void requireVersion(RecordedRequest request) {
        if (request.query().getOrDefault("api-version", "").isEmpty()) {
            throw refusal(404, AzureErrors.plain("404", "Resource not found"));
        }
    }

    private static Refusal refusal(int status, ObjectNode body) {
        return Refusal.with(AzureErrors.reply(status, body), body.toString());
    }

    private List<String> models() {
        return settings.models().isEmpty() ? MODELS : settings.models();
    }
}
