package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sources of an answer: {@code groundingMetadata} here, {@code url_citation} annotations elsewhere. Places are counted in
 * bytes of UTF-8 here, in characters elsewhere.
 */
final class Grounding {

    private Grounding() {}

    /**
     * OpenAI's annotations.
     *
     * @param texts the texts of the answer by the number of their part; a single one for a streamed answer
     */
    static List<JsonObject> read(ProtoField metadata, AnswerText texts) {
        List<ProtoField> chunks = metadata.list("groundingChunks");
        List<JsonObject> annotations = new ArrayList<>();
        for (ProtoField support : metadata.list("groundingSupports")) {
            ProtoField segment = support.member("segment");
            ProtoField source = source(support, chunks);
            if (segment != null && source != null) {
                annotations.add(annotation(segment, source, texts));
            }
        }
        return annotations;
    }

    /** The vendor's metadata for OpenAI's annotations; null when there are none with an address. */
    static @Nullable JsonObject write(List<JsonObject> annotations, String text) {
        List<JsonValue> chunks = new ArrayList<>();
        List<JsonValue> supports = new ArrayList<>();
        for (JsonObject annotation : annotations) {
            JsonObject citation = annotation.object("url_citation");
            if (citation != null && citation.string("url") != null) {
                int chunk = chunk(citation, chunks);
                supports.add(support(citation, chunk, text));
            }
        }
        return chunks.isEmpty()
                ? null
                : JsonObject.builder()
                        .put("groundingChunks", new JsonArray(chunks))
                        .put("groundingSupports", new JsonArray(supports))
                        .build();
    }

    /** The first source that a support names. */
    private static @Nullable ProtoField source(ProtoField support, List<ProtoField> chunks) {
        List<ProtoField> indices = support.list("groundingChunkIndices");
        if (indices.isEmpty()) {
            return null;
        }
        long index = indices.getFirst().integer();
        if (index < 0 || index >= chunks.size()) {
            return null;
        }
        ProtoField chunk = chunks.get((int) index);
        ProtoField web = chunk.member("web");
        ProtoField other = web == null ? chunk.member("retrievedContext") : web;
        return other == null ? chunk.member("maps") : other;
    }

    private static JsonObject annotation(ProtoField segment, ProtoField source, AnswerText texts) {
        Long start = segment.integer("startIndex");
        Long end = segment.integer("endIndex");
        Long part = segment.integer("partIndex");
        long from = start == null ? 0 : start;
        JsonObject citation = JsonObject.builder()
                .put("url", Objects.requireNonNullElse(source.string("uri"), ""))
                .put("title", Objects.requireNonNullElse(source.string("title"), ""))
                .put("start_index", texts.characters(part, from))
                .put("end_index", texts.characters(part, end == null ? from : end))
                .build();
        return JsonObject.builder()
                .put("type", "url_citation")
                .put("url_citation", citation)
                .build();
    }

    private static int chunk(JsonObject citation, List<JsonValue> chunks) {
        JsonObject web = JsonObject.builder()
                .putIfPresent("uri", citation.string("url"))
                .putIfPresent("title", citation.string("title"))
                .build();
        JsonObject chunk = JsonObject.of("web", web);
        int known = chunks.indexOf(chunk);
        if (known >= 0) {
            return known;
        }
        chunks.add(chunk);
        return chunks.size() - 1;
    }

    private static JsonObject support(JsonObject citation, int chunk, String text) {
        int start = Utf8Offsets.toUtf16(text, citation.integer("start_index"), 0);
        int end = Math.max(start, Utf8Offsets.toUtf16(text, citation.integer("end_index"), text.length()));
        JsonObject segment = JsonObject.builder()
                .put("startIndex", Utf8Offsets.bytes(text, 0, start))
                .put("endIndex", Utf8Offsets.bytes(text, 0, end))
                .put("text", text.substring(start, end))
                .build();
        return JsonObject.builder()
                .put("segment", segment)
                .put("groundingChunkIndices", JsonArray.of(JsonNumber.of(chunk)))
                .build();
    }
}
