package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Message;
import java.util.List;
import java.util.Set;

/**
 * Reads a client's request. The model and whether to stream stand in the address in this format; whoever takes the address
 * apart puts them into the body as {@code model} and {@code stream}.
 */
final class GeminiRequestReader {

    private static final String MODELS = "models/";
    private static final Set<String> READ = Set.of(
            "model",
            "stream",
            "contents",
            "systemInstruction",
            "tools",
            "toolConfig",
            "generationConfig",
            "serviceTier");

    private final ProtoField body;
    private final JsonObject.Builder extras = JsonObject.builder();

    private GeminiRequestReader(ProtoField body) {
        this.body = body;
    }

    static ChatRequest read(JsonBody body) {
        return new GeminiRequestReader(ProtoField.ofClient(body.toObject())).read();
    }

    private ChatRequest read() {
        ChatRequest.Builder request =
                ChatRequest.builder(model()).messages(messages()).tools(ToolReader.read(body.list("tools"))).stream(
                                Boolean.TRUE.equals(body.bool("stream")))
                        .includeUsage(true)
                        .serviceTier(body.string("serviceTier"));
        rest();
        toolConfig(request);
        ProtoField generation = body.member("generationConfig");
        if (generation != null) {
            GenerationConfigReader.read(generation, request, extras);
        }
        return request.extras(extras.build()).build();
    }

    private String model() {
        String model = body.string("model");
        if (model == null) {
            return "";
        }
        return model.startsWith(MODELS) ? model.substring(MODELS.length()) : model;
    }

    private List<Message> messages() {
        ContentReader reader = new ContentReader();
        ProtoField told = body.member("systemInstruction");
        if (told != null) {
            reader.instructions(told);
        }
        return reader.contents(body.required("contents"));
    }

    private void toolConfig(ChatRequest.Builder request) {
        ProtoField config = body.member("toolConfig");
        if (config == null) {
            return;
        }
        request.toolChoice(ToolConfig.read(config));
        JsonObject.Builder others = JsonObject.builder();
        config.object().forEach((name, value) -> {
            if (!ProtoName.camel(name).equals("functionCallingConfig")) {
                others.put(ProtoName.camel(name), value);
            }
        });
        if (!others.isEmpty()) {
            extras.put("toolConfig", others.build());
        }
    }

    private void rest() {
        body.object().forEach((name, value) -> rest(ProtoName.camel(name), value));
    }

    private void rest(String camel, JsonValue value) {
        if (!READ.contains(camel)) {
            extras.put(camel, value);
        }
    }
}
