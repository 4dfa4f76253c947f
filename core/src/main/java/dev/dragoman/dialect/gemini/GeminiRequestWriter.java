package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a request for Google. The model and whether to stream are not in it: they are in the address. */
final class GeminiRequestWriter {

    private final ChatRequest request;
    private final GeminiModel model;
    private final Notes notes = new Notes();
    private final Extras extras;

    private GeminiRequestWriter(ChatRequest request, ModelTraits traits) {
        this.request = request;
        this.model = GeminiModel.of(traits);
        this.extras = Extras.of(request, notes);
    }

    static WrittenRequest write(ChatRequest request, ModelTraits traits) {
        return new GeminiRequestWriter(request, traits).write();
    }

    private WrittenRequest write() {
        ContentWriter content = new ContentWriter(Conversation.of(request.messages(), model), model, notes);
        ToolWriter tools = new ToolWriter(notes);
        tools.write(request.tools());
        tools.write(extras.search());
        JsonBody body = JsonBody.of(small(tools));
        Slice declared = tools.finish();
        if (content.hasInstructions()) {
            body = body.with("systemInstruction", content.instructions());
        }
        body = body.with("contents", content.contents());
        body = declared == null ? body : body.with("tools", declared);
        parallelCalls(tools.functions());
        unsaid();
        return new WrittenRequest(body, notes.unsupported(), List.of());
    }

    private JsonObject small(ToolWriter tools) {
        JsonObject.Builder out = JsonObject.builder();
        putUnlessEmpty(
                out, "generationConfig", new GenerationConfigWriter(request, model, notes).write(extras.generation()));
        putUnlessEmpty(
                out,
                "toolConfig",
                ToolConfig.write(request.toolChoice(), tools.place(), extras.tools(), tools.functions() > 0));
        out.putIfPresent("serviceTier", serviceTier(request.serviceTier()));
        extras.top().forEach(out::put);
        return out.build();
    }

    private static void putUnlessEmpty(JsonObject.Builder out, String name, JsonObject value) {
        if (!value.isEmpty()) {
            out.put(name, value);
        }
    }

    private @Nullable String serviceTier(@Nullable String tier) {
        return switch (tier) {
            case "default", "standard" -> "standard";
            case "flex", "priority" -> tier;
            case "auto" -> null;
            case null -> null;
            default -> {
                notes.unsupported("service_tier");
                yield null;
            }
        };
    }

    /** There is no word for it, but with one function there is nothing to say either. */
    private void parallelCalls(int functions) {
        if (Boolean.FALSE.equals(request.parallelToolCalls()) && functions > 1) {
            notes.unsupported("parallel_tool_calls");
        }
    }

    private void unsaid() {
        if (request.prediction() != null) {
            notes.unsupported("prediction");
        }
        if (request.verbosity() != null && !request.verbosity().equals("medium")) {
            notes.unsupported("verbosity");
        }
    }
}
