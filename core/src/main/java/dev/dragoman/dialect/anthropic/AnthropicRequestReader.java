package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Message;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a client's request. */
final class AnthropicRequestReader {

    private static final Set<String> KNOWN = Set.of(
            "model",
            "messages",
            "system",
            "max_tokens",
            "temperature",
            "top_p",
            "top_k",
            "stop_sequences",
            "stream",
            "tools",
            "tool_choice",
            "metadata",
            "thinking",
            "output_config",
            "output_format",
            "service_tier",
            CacheMarks.MEMBER);

    private final JsonBody body;

    private AnthropicRequestReader(JsonBody body) {
        this.body = body;
    }

    static ChatRequest read(JsonBody body) {
        return new AnthropicRequestReader(body).read();
    }

    private ChatRequest read() {
        if (!body.isNull(VendorThread.MEMBER)) {
            throw VendorThread.unsupported();
        }
        ChatRequest.Builder request = ChatRequest.builder(required("model").text());
        request.messages(messages());
        request.maxTokens(maxTokens()).sampling(sampling());
        tools(request);
        OutputConfig output = OutputConfig.read(field("output_config"), field("output_format"));
        request.responseFormat(output.format()).reasoning(reasoning(output.effort()));
        stream(request);
        labels(request);
        return request.extras(extras(output.rest())).build();
    }

    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        Field system = field("system");
        if (system != null) {
            MessageReader.system(system, messages);
        }
        MessageReader.readAll(required("messages"), messages);
        return messages;
    }

    private long maxTokens() {
        Field maxTokens = required("max_tokens");
        if (maxTokens.integer() < 0) {
            throw maxTokens.wrong("0 or more");
        }
        return maxTokens.integer();
    }

    private Sampling sampling() {
        return new Sampling(
                number("temperature"),
                number("top_p"),
                integer("top_k"),
                null,
                null,
                stopSequences(),
                null,
                null,
                null,
                null,
                null);
    }

    private List<String> stopSequences() {
        Field sequences = field("stop_sequences");
        if (sequences == null) {
            return List.of();
        }
        List<String> read = new ArrayList<>();
        for (Field sequence : sequences.items()) {
            read.add(sequence.text());
        }
        return read;
    }

    private void tools(ChatRequest.Builder request) {
        Field tools = field("tools");
        Field choice = field("tool_choice");
        if (tools != null) {
            request.tools(ToolReader.readAll(tools));
        }
        if (choice != null) {
            request.toolChoice(ToolReader.choice(choice)).parallelToolCalls(ToolReader.parallel(choice));
        }
    }

    private @Nullable Reasoning reasoning(@Nullable String effort) {
        Field thinking = field("thinking");
        if (thinking == null) {
            return effort == null ? null : Reasoning.effort(effort);
        }
        Reasoning.Mode mode = mode(thinking.required("type"));
        Long budget = mode == Reasoning.Mode.ENABLED
                ? Long.valueOf(thinking.required("budget_tokens").integer())
                : thinking.integer("budget_tokens");
        return new Reasoning(mode, effort, budget, thinking.string("display"));
    }

    private static Reasoning.Mode mode(Field type) {
        return switch (type.text()) {
            case "enabled" -> Reasoning.Mode.ENABLED;
            case "adaptive" -> Reasoning.Mode.ADAPTIVE;
            case "disabled" -> Reasoning.Mode.DISABLED;
            case "between_tools" -> Reasoning.Mode.BETWEEN_TOOLS;
            default -> throw type.wrong("enabled, adaptive, disabled or between_tools");
        };
    }

    /** A stream of this format always tells its usage. */
    private void stream(ChatRequest.Builder request) {
        Field stream = field("stream");
        boolean streams = stream != null && stream.bool();
        request.stream(streams).includeUsage(streams);
    }

    private void labels(ChatRequest.Builder request) {
        Field metadata = field("metadata");
        if (metadata != null) {
            request.user(metadata.string("user_id"));
            JsonObject others = metadata.object().without("user_id");
            request.metadata(others.isEmpty() ? null : others);
        }
        Field tier = field("service_tier");
        Field cache = field(CacheMarks.MEMBER);
        request.serviceTier(tier == null ? null : ServiceTiers.read(tier.text()));
        request.cache(cache == null ? null : CacheMarks.of(cache));
    }

    private JsonObject extras(JsonObject outputConfig) {
        JsonObject.Builder extras = JsonObject.builder();
        for (String name : body.names()) {
            if (!KNOWN.contains(name) && !body.isNull(name)) {
                extras.put(name, value(name));
            }
        }
        if (!outputConfig.isEmpty()) {
            extras.put("output_config", outputConfig);
        }
        return extras.build();
    }

    private @Nullable Double number(String name) {
        Field field = field(name);
        return field == null ? null : Double.valueOf(field.number());
    }

    private @Nullable Long integer(String name) {
        Field field = field(name);
        return field == null ? null : Long.valueOf(field.integer());
    }

    private Field required(String name) {
        return Field.root(Field.Author.CLIENT, JsonObject.of(name, value(name))).required(name);
    }

    private @Nullable Field field(String name) {
        return body.isNull(name) ? null : Field.of(Field.Author.CLIENT, name, value(name));
    }

    private JsonValue value(String name) {
        try {
            JsonValue value = body.value(name);
            return value == null ? JsonNull.NULL : value;
        } catch (JsonSyntaxException wrong) {
            throw new BadRequestException(
                    ErrorDetail.of(name + ": " + wrong.getMessage() + " (expected: JSON)")
                            .withType("invalid_request_error")
                            .withParam(name),
                    400,
                    wrong);
        }
    }
}
