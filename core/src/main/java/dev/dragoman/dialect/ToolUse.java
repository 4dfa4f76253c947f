package dev.dragoman.dialect;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Served;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What OpenAI's own tools did for an answer, as far as it is charged: searches of the web, without the pages that were only
 * opened or looked through; searches of files; and the containers in which code ran, each once.
 *
 * @see <a href="https://platform.openai.com/docs/guides/tools-web-search">Web search: only the action "search" costs</a>
 * @see <a href="https://platform.openai.com/docs/pricing#built-in-tools">Prices of built-in tools</a>
 */
public final class ToolUse {

    static final String WEB = "web_search_call";
    static final String FILES = "file_search_call";
    static final String CODE = "code_interpreter_call";

    /** Items of an answer that are charged. */
    public static final KeyWatch WATCH = KeyWatch.builder()
            .text("type", WEB)
            .text("type", FILES)
            .text("type", CODE)
            .build();

    private static final String OUTPUT = "output";
    private static final String TOOLS = "tools";
    private static final String PREVIEW = "web_search_preview";

    private final Set<String> containers = new HashSet<>();
    private long searches;
    private long fileSearches;

    private ToolUse() {}

    /** Who answered, in which class of service, and what its tools did; an answer that mentions none is not read for them. */
    public static Served served(JsonBody response) {
        Served plain = Served.by(response.string("model")).as(response.string("service_tier"));
        return response.mentionsAny(OUTPUT)
                ? plain.updatedBy(of(response.value(OUTPUT), response.value(TOOLS)))
                : plain;
    }

    /**
     * What the tools did.
     *
     * @param output the items of the answer
     * @param tools those that were offered, which the answer repeats
     */
    public static Served of(@Nullable JsonValue output, @Nullable JsonValue tools) {
        ToolUse use = new ToolUse();
        if (output instanceof JsonArray items) {
            items.items().forEach(use::item);
        }
        JsonObject search = use.searches == 0 ? null : search(tools);
        boolean preview =
                search != null && String.valueOf(search.string("type")).startsWith(PREVIEW);
        return Served.UNSAID
                .with(preview ? Meter.PREVIEW_SEARCHES : Meter.WEB_SEARCHES, use.searches)
                .with(Meter.FILE_SEARCHES, use.fileSearches)
                .with(Meter.CODE_SESSIONS, use.containers.size())
                .reading(search == null ? null : search.string("search_context_size"));
    }

    private void item(JsonValue value) {
        if (!(value instanceof JsonObject item)) {
            return;
        }
        switch (item.get("type")) {
            case JsonString(String type) when type.equals(WEB) -> searches += searches(item) ? 1 : 0;
            case JsonString(String type) when type.equals(FILES) -> fileSearches++;
            case JsonString(String type) when type.equals(CODE) -> containers.add(container(item));
            case null, default -> {}
        }
    }

    private static boolean searches(JsonObject call) {
        JsonObject action = call.object("action");
        String type = action == null ? null : action.string("type");
        return type == null || type.equals("search");
    }

    private static String container(JsonObject call) {
        String id = call.string("container_id");
        return id == null ? "" : id;
    }

    /** Whether a tool of that type searches the web; its name may end with a date. */
    public static boolean isSearch(String type) {
        return type.equals("web_search") || type.startsWith("web_search_");
    }

    private static @Nullable JsonObject search(@Nullable JsonValue tools) {
        if (tools instanceof JsonArray offered) {
            for (JsonValue value : offered.items()) {
                String type = value instanceof JsonObject tool ? tool.string("type") : null;
                if (type != null && isSearch(type) && value instanceof JsonObject tool) {
                    return tool;
                }
            }
        }
        return null;
    }
}
