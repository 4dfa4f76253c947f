package dev.dragoman.dialect.cohere;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Citations, which stand in one list for all blocks of a message here, and with the text they cite in the model. Those of the
 * web are told in OpenAI's form too.
 */
final class Citations {

    static final String MEMBER = "citations";

    /** Where citations of thoughts and plans are kept. */
    static final String BESIDE_TEXT = "other_citations";

    private Citations() {}

    /** Puts citations to the texts they cite; all others are kept among the extras. */
    static void read(@Nullable Field citations, List<Part> parts, JsonObject.Builder extras) {
        if (citations == null) {
            return;
        }
        List<JsonValue> others = new ArrayList<>(0);
        for (Field citation : citations.items()) {
            int at = cited(citation.object(), parts);
            if (at < 0) {
                others.add(citation.object());
            } else {
                parts.set(at, with((Part.Text) parts.get(at), citation.object()));
            }
        }
        if (!others.isEmpty()) {
            extras.put(BESIDE_TEXT, new JsonArray(others));
        }
    }

    /** Whether the citation may be one of text. */
    static boolean isOfText(JsonObject citation) {
        String type = citation.string("type");
        return type == null || type.equals("TEXT_CONTENT");
    }

    /** The number of the block that the citation names; null when it names none. */
    static @Nullable Long block(JsonObject citation) {
        return citation.integer("content_index");
    }

    /** The place of the text that is cited, the first one where the citation names none; -1 when it is no text. */
    private static int cited(JsonObject citation, List<Part> parts) {
        Long block = block(citation);
        if (!isOfText(citation)) {
            return -1;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Part.Text && (block == null || block == i)) {
                return i;
            }
        }
        return -1;
    }

    private static Part.Text with(Part.Text text, JsonObject citation) {
        List<JsonObject> citations = new ArrayList<>(text.citations());
        citations.add(citation);
        return new Part.Text(text.text(), text.cache(), citations, text.signature());
    }

    /** The citations of an answer in one list. */
    static List<JsonValue> of(List<Part> parts, JsonObject extras) {
        List<JsonValue> citations = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                citations.addAll(text.citations());
            }
        }
        JsonArray others = extras.array(BESIDE_TEXT);
        if (others != null) {
            citations.addAll(others.items());
        }
        return citations;
    }

    /** Those of an earlier turn; a turn that another vendor made has citations of another form, which mean nothing here. */
    static JsonArray ofHistory(List<Part> parts) {
        List<JsonValue> citations = new ArrayList<>(0);
        for (JsonValue citation : of(parts, JsonObject.EMPTY)) {
            if (citation instanceof JsonObject object && object.array("sources") != null && object.has("start")) {
                citations.add(object);
            }
        }
        return new JsonArray(citations);
    }

    /** The annotations of a whole answer. */
    static List<JsonObject> annotations(List<Part> parts) {
        List<JsonObject> annotations = new ArrayList<>(0);
        int offset = 0;
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                for (JsonObject citation : text.citations()) {
                    annotations.addAll(annotations(citation, offset));
                }
                offset += length(text.text());
            }
        }
        return annotations;
    }

    /** The annotations of a citation in a text that begins there: one for each source that has an address. */
    static List<JsonObject> annotations(JsonObject citation, int offset) {
        List<JsonObject> annotations = new ArrayList<>(0);
        JsonArray sources = citation.array("sources");
        Long start = citation.integer("start");
        Long end = citation.integer("end");
        if (sources == null || start == null || end == null) {
            return annotations;
        }
        for (JsonValue source : sources) {
            JsonObject page = source instanceof JsonObject object ? page(object) : null;
            String url = page == null ? null : page.string("url");
            if (page != null && url != null) {
                annotations.add(annotation(url, page.string("title"), offset + start, offset + end));
            }
        }
        return annotations;
    }

    private static @Nullable JsonObject page(JsonObject source) {
        JsonObject document = source.object("document");
        return document == null ? source.object("tool_output") : document;
    }

    private static JsonObject annotation(String url, @Nullable String title, long start, long end) {
        JsonObject citation = JsonObject.builder()
                .put("url", url)
                .put("title", title == null ? "" : title)
                .put("start_index", start)
                .put("end_index", end)
                .build();
        return JsonObject.builder()
                .put("type", "url_citation")
                .put("url_citation", citation)
                .build();
    }

    /** The length of a text in characters, as citations count them. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
