package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.Field.Author;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import dev.dragoman.model.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a client's request. */
final class OpenAiRequestReader {

    static final Set<String> KNOWN = Set.of(
            "model",
            "messages",
            "tools",
            "tool_choice",
            "functions",
            "function_call",
            "parallel_tool_calls",
            "response_format",
            "reasoning_effort",
            "thinking",
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "top_p",
            "top_k",
            "n",
            "seed",
            "stop",
            "presence_penalty",
            "frequency_penalty",
            "logit_bias",
            "logprobs",
            "top_logprobs",
            "stream",
            "stream_options",
            "modalities",
            "audio",
            "prediction",
            "verbosity",
            "service_tier",
            "user",
            "metadata",
            "cache_control",
            "web_search_options");

    private final JsonBody body;

    OpenAiRequestReader(JsonBody body) {
        this.body = body;
    }

    ChatRequest read() {
        ChatRequest.Builder request = ChatRequest.builder(required("model").text());
        request.messages(new MessageReader().readAll(required("messages")));
        tools(request);
        request.responseFormat(responseFormat()).reasoning(reasoning()).maxTokens(maxTokens());
        request.sampling(sampling());
        stream(request);
        output(request);
        labels(request);
        return request.extras(extras()).build();
    }

    private void tools(ChatRequest.Builder request) {
        List<Tool> tools = new ArrayList<>();
        Field functions = field("functions");
        Field listed = field("tools");
        if (listed != null) {
            ToolReader.readAll(listed, tools);
        }
        if (functions != null) {
            ToolReader.readFunctions(functions, tools);
            request.legacyFunctions(listed == null);
        }
        Field search = field("web_search_options");
        if (search != null) {
            tools.add(new Tool.WebSearch(search.string("search_context_size"), object(search.member("user_location"))));
        }
        Field choice = field("tool_choice");
        choice = choice != null ? choice : field("function_call");
        request.tools(tools).toolChoice(choice == null ? null : ToolReader.choice(choice));
        request.parallelToolCalls(bool("parallel_tool_calls"));
    }

    private @Nullable ResponseFormat responseFormat() {
        Field format = field("response_format");
        if (format == null) {
            return null;
        }
        Field type = format.required("type");
        return switch (type.text()) {
            case "text" -> new ResponseFormat.Text();
            case "json_object" -> jsonMode(format);
            case "json_schema" -> schema(format.required("json_schema"));
            default -> throw type.wrong("text, json_object or json_schema");
        };
    }

    private static ResponseFormat jsonMode(Field format) {
        Field schema = format.member("response_schema");
        return schema == null
                ? new ResponseFormat.JsonMode()
                : new ResponseFormat.Schema("response", null, schema.object(), null);
    }

    private static ResponseFormat schema(Field schema) {
        Field form = schema.member("schema");
        return new ResponseFormat.Schema(
                schema.requiredString("name"),
                schema.string("description"),
                form == null ? JsonObject.EMPTY : form.object(),
                schema.bool("strict"));
    }

    private @Nullable Reasoning reasoning() {
        String effort = effort();
        Field thinking = field("thinking");
        if (thinking == null) {
            return effort == null ? null : Reasoning.effort(effort);
        }
        return new Reasoning(
                mode(thinking.required("type")), effort, thinking.integer("budget_tokens"), thinking.string("display"));
    }

    private @Nullable String effort() {
        Field effort = field("reasoning_effort");
        if (effort == null) {
            return null;
        }
        return effort.isText() ? effort.text() : effort.string("effort");
    }

    private static Reasoning.Mode mode(Field type) {
        return switch (type.text()) {
            case "enabled" -> Reasoning.Mode.ENABLED;
            case "adaptive" -> Reasoning.Mode.ADAPTIVE;
            case "disabled" -> Reasoning.Mode.DISABLED;
            case "between_tools" -> Reasoning.Mode.BETWEEN_TOOLS;
            default -> throw type.wrong("enabled, adaptive or disabled");
        };
    }

    private @Nullable Long maxTokens() {
        Long newer = integer("max_completion_tokens");
        return newer != null ? newer : integer("max_tokens");
    }

    private Sampling sampling() {
        return new Sampling(
                number("temperature"),
                number("top_p"),
                integer("top_k"),
                integer("n"),
                integer("seed"),
                stop(),
                number("presence_penalty"),
                number("frequency_penalty"),
                object(field("logit_bias")),
                bool("logprobs"),
                integer("top_logprobs"));
    }

    private List<String> stop() {
        Field stop = field("stop");
        if (stop == null) {
            return List.of();
        }
        if (stop.isText()) {
            return List.of(stop.text());
        }
        List<String> sequences = new ArrayList<>();
        for (Field sequence : stop.items()) {
            sequences.add(sequence.text());
        }
        return sequences;
    }

    private void stream(ChatRequest.Builder request) {
        Field options = field("stream_options");
        Boolean usage = options == null ? null : options.bool("include_usage");
        request.stream(Boolean.TRUE.equals(bool("stream"))).includeUsage(Boolean.TRUE.equals(usage));
    }

    private void output(ChatRequest.Builder request) {
        Field modalities = field("modalities");
        Field prediction = field("prediction");
        request.modalities(modalities == null ? null : modalities.array())
                .audio(object(field("audio")))
                .prediction(prediction == null ? null : prediction.value())
                .verbosity(string("verbosity"));
    }

    private void labels(ChatRequest.Builder request) {
        Field cache = field("cache_control");
        request.serviceTier(string("service_tier"))
                .user(string("user"))
                .metadata(object(field("metadata")))
                .cache(cache == null ? null : new CacheControl(cache.string("ttl")));
    }

    private JsonObject extras() {
        JsonObject.Builder extras = JsonObject.builder();
        for (String name : body.names()) {
            Field unknown = KNOWN.contains(name) ? null : field(name);
            if (unknown != null) {
                extras.put(name, unknown.value());
            }
        }
        return extras.build();
    }

    private @Nullable Field field(String name) {
        if (body.isNull(name)) {
            return null;
        }
        try {
            JsonValue value = body.value(name);
            return value == null ? null : Field.of(Author.CLIENT, name, value);
        } catch (JsonSyntaxException wrong) {
            throw new BadRequestException(ErrorDetail.of(name + ": " + wrong.getMessage())
                    .withType("invalid_request_error")
                    .withParam(name));
        }
    }

    private Field required(String name) {
        Field found = field(name);
        if (found == null) {
            throw new BadRequestException(ErrorDetail.of("you must provide a " + name + " parameter")
                    .withType("invalid_request_error")
                    .withParam(name));
        }
        return found;
    }

    private @Nullable String string(String name) {
        Field found = field(name);
        return found == null ? null : found.text();
    }

    private @Nullable Long integer(String name) {
        Field found = field(name);
        return found == null ? null : Long.valueOf(found.integer());
    }

    private @Nullable Double number(String name) {
        Field found = field(name);
        return found == null ? null : Double.valueOf(found.number());
    }

    private @Nullable Boolean bool(String name) {
        Field found = field(name);
        return found == null ? null : Boolean.valueOf(found.bool());
    }

    private static @Nullable JsonObject object(@Nullable Field field) {
        return field == null ? null : field.object();
    }
}
