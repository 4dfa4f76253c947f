package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a request for Anthropic. Not thread-safe. */
final class AnthropicRequestWriter {

    private static final long DEFAULT_MAX_TOKENS = 4096;

    private final ChatRequest request;
    private final ModelTraits traits;
    private final ClaudeModel model;
    private final Notes notes = new Notes();
    private final Extras extras;
    private final JsonObject.Builder members = JsonObject.builder();

    private AnthropicRequestWriter(ChatRequest request, ModelTraits traits) {
        this.request = request;
        this.traits = traits;
        this.model = new ClaudeModel(traits);
        this.extras = Extras.of(request, notes);
    }

    static WrittenRequest write(ChatRequest request, ModelTraits traits) {
        return new AnthropicRequestWriter(request, traits).write();
    }

    private WrittenRequest write() {
        Turns turns = Turns.of(request, model, notes);
        ThinkingPlan plan = thinking(turns);
        ToolPlan tools = ToolPlan.of(request, extras, turns, plan, model, notes);
        members.put("model", request.model()).put("max_tokens", maxTokens(plan));
        sampling(request.sampling());
        members.putIfPresent("tool_choice", tools.choice()).putIfPresent("thinking", plan.thinking());
        outputConfig(plan);
        labels();
        extras.rest().forEach(members::put);
        servers(tools.servers());
        Unsaid.note(request, notes);
        return new WrittenRequest(body(turns, tools.tools()), notes.unsupported(), notes.betas());
    }

    private JsonBody body(Turns turns, @Nullable Slice tools) {
        MessageWriter messages = new MessageWriter(notes);
        JsonBody body = JsonBody.of(members.build());
        if (!turns.system().isEmpty()) {
            body = body.with("system", messages.system(turns.system()));
        }
        body = body.with("messages", messages.messages(turns.turns()));
        return tools == null ? body : body.with("tools", tools);
    }

    /** An older model refuses to think on without the thoughts that led to its last tool calls. */
    private ThinkingPlan thinking(Turns turns) {
        ThinkingPlan plan = ThinkingPlan.of(request, model, notes);
        if (!plan.budgeted() || !turns.lostThoughts()) {
            return plan;
        }
        boolean byMode = request.reasoning() != null && request.reasoning().mode() != null;
        notes.unsupported(byMode ? "thinking" : "reasoning_effort");
        return ThinkingPlan.NONE;
    }

    private long maxTokens(ThinkingPlan plan) {
        Long asked = request.maxTokens();
        if (asked != null) {
            return asked;
        }
        Long most = traits.maxOutputTokens();
        Long budget = plan.budget();
        if (budget == null) {
            return most == null ? DEFAULT_MAX_TOKENS : most;
        }
        long wanted = budget + DEFAULT_MAX_TOKENS;
        return most != null && most > budget ? Math.min(most, wanted) : wanted;
    }

    private void sampling(Sampling sampling) {
        members.putIfPresent("temperature", sampling.temperature());
        members.putIfPresent("top_p", topP(sampling));
        members.putIfPresent("top_k", sampling.topK());
        stop(sampling.stop());
        if (request.stream()) {
            members.put("stream", true);
        }
    }

    /** Newer models refuse it beside a temperature, where callers of other formats often say that they do not use it. */
    private static @Nullable Double topP(Sampling sampling) {
        Double topP = sampling.topP();
        return topP != null && topP == 1.0 && sampling.temperature() != null ? null : topP;
    }

    private void stop(List<String> sequences) {
        List<String> said =
                sequences.stream().filter(sequence -> !sequence.isBlank()).toList();
        if (said.size() < sequences.size()) {
            notes.unsupported("stop");
        }
        if (!said.isEmpty()) {
            members.put("stop_sequences", JsonArray.ofStrings(said));
        }
    }

    private void format(JsonObject.Builder config) {
        if (request.responseFormat() instanceof ResponseFormat.Schema schema && model.bindsToSchema()) {
            JsonObject.Builder format = JsonObject.builder().put("type", "json_schema");
            config.put(
                    "format",
                    format.put("schema", Schemas.strict(schema.schema())).build());
        }
    }

    private void outputConfig(ThinkingPlan plan) {
        JsonObject.Builder config = extras.outputConfig().toBuilder();
        config.putIfPresent("effort", plan.effort());
        if (plan.effort() != null && model.effortIsBeta()) {
            notes.beta("effort-2025-11-24");
        }
        format(config);
        if (!config.isEmpty()) {
            members.put("output_config", config.build());
        }
    }

    private void labels() {
        String user = EndUser.id(request, extras);
        if (user != null) {
            members.put("metadata", JsonObject.builder().put("user_id", user).build());
        }
        String tier = request.serviceTier();
        if (tier != null) {
            String written = ServiceTiers.toRequest(tier);
            members.putIfPresent("service_tier", written);
            if (written == null) {
                notes.unsupported("service_tier");
            }
        }
        members.putIfPresent(CacheMarks.MEMBER, CacheMarks.write(request.cache()));
    }

    private void servers(List<JsonValue> fromTools) {
        List<JsonValue> servers = new ArrayList<>(fromTools);
        servers.addAll(0, extras.servers());
        if (!servers.isEmpty()) {
            members.put("mcp_servers", new JsonArray(servers));
            notes.beta("mcp-client-2025-04-04");
        }
    }
}
