package dev.dragoman.dialect.converse;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells citations of the web in OpenAI's form. */
final class Annotations {

    private Annotations() {}

    /** The annotations of a whole answer. */
    static List<JsonObject> of(List<Part> parts) {
        List<JsonObject> annotations = new ArrayList<>();
        int at = 0;
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                int end = at + text.text().codePointCount(0, text.text().length());
                for (JsonObject citation : text.citations()) {
                    add(annotation(citation, at, end), annotations);
                }
                at = end;
            }
        }
        return annotations;
    }

    /** The annotation for text from one character to another; null for a citation of anything but the web. */
    static @Nullable JsonObject annotation(JsonObject citation, int start, int end) {
        JsonObject location = citation.object("location");
        JsonObject web = location == null ? null : location.object("web");
        String url = web == null ? null : web.string("url");
        if (url == null) {
            return null;
        }
        String title = citation.string("title");
        return JsonObject.builder()
                .put("type", "url_citation")
                .put(
                        "url_citation",
                        JsonObject.builder()
                                .put("url", url)
                                .put("title", title == null ? "" : title)
                                .put("start_index", start)
                                .put("end_index", end)
                                .build())
                .build();
    }

    private static void add(@Nullable JsonObject annotation, List<JsonObject> into) {
        if (annotation != null) {
            into.add(annotation);
        }
    }
}
