package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.Field.Author;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import dev.dragoman.model.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a client's request. */
final class ResponsesRequestReader {

    static final Set<String> KNOWN = Set.of(
            "model",
            "input",
            "instructions",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "text",
            "reasoning",
            "max_output_tokens",
            "temperature",
            "top_p",
            "top_logprobs",
            "stream",
            "stream_options",
            "service_tier",
            "user",
            "safety_identifier",
            "metadata");

    private final JsonBody body;

    ResponsesRequestReader(JsonBody body) {
        this.body = body;
    }

    ChatRequest read() {
        OwnMembers.refuseReferences(body);
        ChatRequest.Builder request = ChatRequest.builder(required("model").text());
        request.messages(messages());
        tools(request);
        text(request);
        request.reasoning(reasoning()).maxTokens(integer("max_output_tokens")).sampling(sampling());
        request.stream(Boolean.TRUE.equals(bool("stream"))).includeUsage(true);
        Field metadata = field("metadata");
        request.serviceTier(string("service_tier")).user(user()).metadata(metadata == null ? null : metadata.object());
        return request.extras(extras()).build();
    }

    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        String instructions = string("instructions");
        if (instructions != null && !instructions.isEmpty()) {
            messages.add(new Message.Instructions(List.of(new Part.Text(instructions)), false, null));
        }
        messages.addAll(new InputReader().read(required("input")));
        return messages;
    }

    private void tools(ChatRequest.Builder request) {
        Field listed = field("tools");
        List<Tool> tools = listed == null ? List.of() : ToolReader.tools(listed);
        Field choice = field("tool_choice");
        request.tools(tools)
                .toolChoice(choice == null ? null : ToolReader.choice(choice, tools))
                .parallelToolCalls(bool("parallel_tool_calls"));
    }

    private void text(ChatRequest.Builder request) {
        Field text = field("text");
        if (text != null) {
            Field format = text.member("format");
            request.responseFormat(format == null ? null : format(format)).verbosity(text.string("verbosity"));
        }
    }

    private static ResponseFormat format(Field format) {
        Field type = format.required("type");
        return switch (type.text()) {
            case "text" -> new ResponseFormat.Text();
            case "json_object" -> new ResponseFormat.JsonMode();
            case "json_schema" -> schema(format);
            default -> throw type.wrong("text, json_object or json_schema");
        };
    }

    /** The schema; clients of Chat Completions wrap it. */
    private static ResponseFormat schema(Field format) {
        Field wrapped = format.member("json_schema");
        Field schema = wrapped == null ? format : wrapped;
        return new ResponseFormat.Schema(
                schema.requiredString("name"),
                schema.string("description"),
                schema.required("schema").object(),
                schema.bool("strict"));
    }

    private @Nullable Reasoning reasoning() {
        Field reasoning = field("reasoning");
        if (reasoning == null) {
            return null;
        }
        String summary = reasoning.string("summary");
        summary = summary == null ? reasoning.string("generate_summary") : summary;
        String effort = reasoning.string("effort");
        return effort == null && summary == null
                ? null
                : new Reasoning(null, effort, null, summary == null ? null : "summarized");
    }

    private Sampling sampling() {
        Long top = integer("top_logprobs");
        boolean wanted = OwnMembers.includesLogprobs(body) || (top != null && top > 0);
        return new Sampling(
                number("temperature"),
                number("top_p"),
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                wanted ? Boolean.TRUE : null,
                wanted ? top : null);
    }

    /** The end user; the older name of it gives way to the newer one. */
    private @Nullable String user() {
        String newer = string("safety_identifier");
        return newer == null ? string("user") : newer;
    }

    private JsonObject extras() {
        JsonObject.Builder extras = JsonObject.builder();
        for (String name : body.names()) {
            Field unknown = KNOWN.contains(name) || OwnMembers.are(name) ? null : field(name);
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
            throw invalid(name + ": " + wrong.getMessage(), name);
        }
    }

    private Field required(String name) {
        Field found = field(name);
        if (found == null) {
            throw invalid("Missing required parameter: '" + name + "'.", name);
        }
        return found;
    }

    private static BadRequestException invalid(String message, String param) {
        return new BadRequestException(
                ErrorDetail.of(message).withType("invalid_request_error").withParam(param));
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
}
