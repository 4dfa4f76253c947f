package dev.dragoman.provider.completions;

import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of messages and tools what other vendors or this gateway put there and OpenAI refuses. Bodies in which no such
 * member occurs are not looked into.
 */
public final class ChatHistory {

    private static final String CACHE_CONTROL = "cache_control";
    private static final String[] FROM_ASSISTANT = {
        "reasoning_content",
        "reasoning",
        "thinking_blocks",
        "provider_specific_fields",
        "images",
        "prefix",
        "cache_control"
    };

    /** What is watched for in messages and tells that something is to be taken out. */
    private static final List<String> OF_MESSAGES = List.of(
            "cache_control",
            "reasoning_content",
            "reasoning",
            "thinking_blocks",
            "thinking",
            "type=redacted_thinking",
            "provider_specific_fields",
            "images",
            "image_url",
            "index",
            "prefix",
            "format",
            "tool_call_id");

    /** The same of tools. */
    private static final List<String> OF_TOOLS = List.of("cache_control", "parameters");

    private final String[] fromAssistant;
    private final String[] fromAnything;
    private final Set<String> kept;

    private ChatHistory(Set<String> kept) {
        this.kept = kept;
        this.fromAssistant = unless(kept, FROM_ASSISTANT);
        this.fromAnything = unless(kept, CACHE_CONTROL);
    }

    private static String[] unless(Set<String> kept, String... names) {
        return kept.isEmpty()
                ? names
                : Arrays.stream(names).filter(name -> !kept.contains(name)).toArray(String[]::new);
    }

    /** The body as OpenAI takes it. */
    public static JsonBody clean(JsonBody body) {
        return clean(body, Set.of());
    }

    /**
     * The body as a server takes it that knows some of the members.
     *
     * @param kept the members that stay
     */
    public static JsonBody clean(JsonBody body, Set<String> kept) {
        return new ChatHistory(kept).cleaned(body);
    }

    private JsonBody cleaned(JsonBody body) {
        JsonBody result = kept.contains(CACHE_CONTROL) ? body : body.without(CACHE_CONTROL);
        if (mentionsAny(body, "messages", OF_MESSAGES)) {
            result = edited(result, "messages", this::message);
        }
        return mentionsAny(body, "tools", OF_TOOLS) ? edited(result, "tools", this::tool) : result;
    }

    private static boolean mentionsAny(JsonBody body, String name, List<String> labels) {
        if (!body.mentionsAny(name)) {
            return false;
        }
        for (String label : labels) {
            if (body.mentions(name, label)) {
                return true;
            }
        }
        return false;
    }

    /** The body with each object of a list edited; the same bytes when nothing changed. */
    public static JsonBody edited(JsonBody body, String name, UnaryOperator<JsonObject> edit) {
        JsonArray items = array(body.raw(name));
        if (items == null) {
            return body;
        }
        JsonArray edited = each(items, edit);
        return edited.equals(items) ? body : body.with(name, edited);
    }

    private static @Nullable JsonArray array(@Nullable Slice raw) {
        try {
            return raw != null && Json.parse(raw) instanceof JsonArray array ? array : null;
        } catch (JsonSyntaxException duplicate) {
            // Only names given twice get here; the vendor is the judge of them.
            return null;
        }
    }

    private static JsonArray each(JsonArray items, UnaryOperator<JsonObject> edit) {
        List<JsonValue> edited = new ArrayList<>(items.size());
        for (JsonValue item : items) {
            edited.add(item instanceof JsonObject object ? edit.apply(object) : item);
        }
        return new JsonArray(edited);
    }

    private JsonObject message(JsonObject message) {
        boolean assistant = "assistant".equals(message.string("role"));
        JsonObject clean = message.without(assistant ? fromAssistant : fromAnything);
        JsonArray content = clean.array("content");
        if (content != null) {
            JsonArray parts = withoutThoughts(each(content, this::part));
            clean = clean.with("content", parts.isEmpty() ? silence(clean) : parts);
        }
        String answered = clean.string("tool_call_id");
        if (answered != null) {
            clean = clean.with("tool_call_id", new JsonString(CallId.fitted(answered)));
        }
        JsonArray calls = clean.array("tool_calls");
        return calls == null ? clean : clean.with("tool_calls", each(calls, this::call));
    }

    /** What stands for no content: null beside calls, else an empty text. */
    private static JsonValue silence(JsonObject message) {
        return message.array("tool_calls") == null ? new JsonString("") : JsonNull.NULL;
    }

    private JsonObject call(JsonObject call) {
        JsonObject clean = call.without("index", "provider_specific_fields").without(fromAnything);
        String id = clean.string("id");
        return id == null ? clean : clean.with("id", new JsonString(CallId.fitted(id)));
    }

    private static JsonArray withoutThoughts(JsonArray parts) {
        List<JsonValue> kept = new ArrayList<>(parts.size());
        for (JsonValue part : parts) {
            String type = part instanceof JsonObject object ? object.string("type") : null;
            if (!"thinking".equals(type) && !"redacted_thinking".equals(type)) {
                kept.add(part);
            }
        }
        return new JsonArray(kept);
    }

    private JsonObject part(JsonObject part) {
        JsonObject clean = part.without(fromAnything);
        if (clean.get("image_url") instanceof JsonString url) {
            return clean.with("image_url", JsonObject.of("url", url));
        }
        JsonObject image = clean.object("image_url");
        if (image != null && image.has("format")) {
            return clean.with("image_url", image.without("format"));
        }
        JsonObject file = clean.object("file");
        return file != null && file.has("format") ? clean.with("file", file.without("format")) : clean;
    }

    private JsonObject tool(JsonObject tool) {
        JsonObject clean = tool.without(fromAnything);
        JsonObject function = clean.object("function");
        if (function == null) {
            return clean;
        }
        JsonObject plain = function.without(fromAnything);
        return clean.with("function", plain.get("parameters") == JsonNull.NULL ? plain.without("parameters") : plain);
    }
}
