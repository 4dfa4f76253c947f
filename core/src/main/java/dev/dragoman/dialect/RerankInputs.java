package dev.dragoman.dialect;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be put in order of relevance, in Cohere's form.
 *
 * @param query what the documents are to be relevant to
 * @param documents texts or objects, in the client's order
 * @param topN how many results are wanted at most; null for all
 * @param returnDocuments whether the results carry their documents
 * @param rankFields the fields of objects that count; empty when not told
 * @see <a href="https://docs.cohere.com/v1/reference/rerank">Cohere: Rerank API</a>
 */
public record RerankInputs(
        String query,
        List<JsonValue> documents,
        @Nullable Long topN,
        boolean returnDocuments,
        List<String> rankFields) {

    private static final String TEXT = "text";

    public RerankInputs {
        documents = List.copyOf(documents);
        rankFields = List.copyOf(rankFields);
    }

    /** Reads them from a request. */
    public static RerankInputs read(Asked asked) {
        Field documents = asked.required("documents");
        if (documents.array().isEmpty()) {
            throw documents.wrong("a list of texts or objects");
        }
        List<JsonValue> all = new ArrayList<>(documents.array().size());
        for (Field document : documents.items()) {
            if (!document.isText() && !(document.value() instanceof JsonObject)) {
                throw document.wrong("a text or an object");
            }
            all.add(document.value());
        }
        Field returned = asked.field("return_documents");
        return new RerankInputs(
                asked.required("query").text(),
                all,
                asked.whole("top_n", 1, Integer.MAX_VALUE),
                returned == null || returned.bool(),
                rankFields(asked));
    }

    /** The documents as texts, for vendors that know no objects: an object's text, or its fields line by line. */
    public List<String> texts() {
        return documents.stream().map(this::text).toList();
    }

    /** Gathers the results of an answer. */
    public RerankResults results() {
        return new RerankResults(this);
    }

    private static List<String> rankFields(Asked asked) {
        Field fields = asked.field("rank_fields");
        return fields == null
                ? List.of()
                : fields.items().stream().map(Field::text).toList();
    }

    private String text(JsonValue document) {
        if (document instanceof JsonString text) {
            return text.value();
        }
        JsonObject object = (JsonObject) document;
        String text = object.string(TEXT);
        if (rankFields.isEmpty() && text != null) {
            return text;
        }
        StringBuilder lines = new StringBuilder();
        for (String name : rankFields.isEmpty() ? object.names() : rankFields) {
            append(lines, name, object.get(name));
        }
        return lines.toString();
    }

    private static void append(StringBuilder lines, String name, @Nullable JsonValue value) {
        if (value == null || value == JsonNull.NULL) {
            return;
        }
        lines.append(lines.isEmpty() ? "" : "\n").append(name).append(": ");
        lines.append(value instanceof JsonString text ? text.value() : value.toJson());
    }

    /** The document as results carry it. */
    JsonObject shown(int index) {
        return switch (documents.get(index)) {
            case JsonObject object -> object;
            case JsonString text -> JsonObject.of(TEXT, text);
            default -> throw new IllegalStateException("documents are texts or objects");
        };
    }

    /** The documents as they came. */
    public JsonArray array() {
        return new JsonArray(documents);
    }
}
