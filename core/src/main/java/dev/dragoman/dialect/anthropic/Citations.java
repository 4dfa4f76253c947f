package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The citations of a text, and what they are in OpenAI's annotations. */
final class Citations {

    private static final String WEB = "web_search_result_location";
    private static final Set<String> KINDS =
            Set.of("char_location", "page_location", "content_block_location", "search_result_location", WEB);

    private Citations() {}

    /** The citations of a text block. */
    static List<JsonObject> read(Field block) {
        Field citations = block.member("citations");
        if (citations == null || citations.array().isEmpty()) {
            return List.of();
        }
        List<JsonObject> read = new ArrayList<>();
        for (Field citation : citations.items()) {
            read.add(citation.object());
        }
        return read;
    }

    /** Writes the member {@code citations} with those that are Anthropic's. */
    static void write(JsonWriter out, List<JsonObject> citations) {
        List<JsonObject> own = citations.stream().filter(Citations::isOwn).toList();
        if (own.isEmpty()) {
            return;
        }
        out.name("citations").beginArray();
        own.forEach(out::value);
        out.endArray();
    }

    /** Whether the citation is in Anthropic's words. */
    static boolean isOwn(JsonObject citation) {
        String type = citation.string("type");
        return type != null && KINDS.contains(type);
    }

    /**
     * A citation of a web page as OpenAI annotates it; null for one of another kind.
     *
     * @param start where the cited text begins in the whole answer, in code points
     * @param end where it ends
     */
    static @Nullable JsonObject annotation(JsonObject citation, int start, int end) {
        String url = citation.string("url");
        if (url == null || !WEB.equals(citation.string("type"))) {
            return null;
        }
        JsonObject page = JsonObject.builder()
                .put("start_index", start)
                .put("end_index", end)
                .put("url", url)
                .putIfPresent("title", citation.string("title"))
                .build();
        return JsonObject.builder()
                .put("type", "url_citation")
                .put("url_citation", page)
                .build();
    }

    /**
     * OpenAI's annotation as a citation; null for one that does not name a page.
     *
     * @param answer the text that the annotation's positions count in
     */
    static @Nullable JsonObject citation(JsonObject annotation, String answer) {
        JsonObject page = annotation.object("url_citation");
        String url = page == null ? null : page.string("url");
        if (page == null || url == null) {
            return null;
        }
        return JsonObject.builder()
                .put("type", WEB)
                .put("url", url)
                .putIfPresent("title", page.string("title"))
                .put("encrypted_index", "")
                .put("cited_text", cited(answer, page.integer("start_index"), page.integer("end_index")))
                .build();
    }

    private static String cited(String answer, @Nullable Long start, @Nullable Long end) {
        int length = answer.codePointCount(0, answer.length());
        if (start == null || end == null || start < 0 || start > end || end > length) {
            return "";
        }
        int from = answer.offsetByCodePoints(0, start.intValue());
        return answer.substring(from, answer.offsetByCodePoints(from, (int) (end - start)));
    }
}
