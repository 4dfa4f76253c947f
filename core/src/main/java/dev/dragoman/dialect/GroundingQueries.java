package dev.dragoman.dialect;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Served;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the searches by which an answer was grounded: each query once, also when pieces of a stream repeat it, and none that is
 * empty. Not thread-safe.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/google-search#pricing">Grounding with Google Search: pricing</a>
 */
public final class GroundingQueries {

    /** Google's name of queries of the web. */
    public static final String WEB = "webSearchQueries";
    /** Google's name of queries of images. */
    public static final String IMAGES = "imageSearchQueries";

    private static final String CANDIDATES = "candidates";

    private Set<String> queries = Set.of();

    /** Takes an answer's queries in; one that mentions none is not read. */
    public GroundingQueries hear(JsonBody answer) {
        if (answer.mentions(CANDIDATES, WEB) || answer.mentions(CANDIDATES, IMAGES)) {
            hear(answer.value(CANDIDATES));
        }
        return this;
    }

    /** Takes the queries of a list of candidates in. */
    public GroundingQueries hear(@Nullable JsonValue candidates) {
        if (candidates instanceof JsonArray list) {
            for (JsonValue candidate : list.items()) {
                JsonObject grounding = candidate instanceof JsonObject told ? told.object("groundingMetadata") : null;
                if (grounding != null) {
                    add("", grounding.array(WEB));
                    add("image:", grounding.array(IMAGES));
                }
            }
        }
        return this;
    }

    private void add(String kind, @Nullable JsonArray told) {
        if (told == null) {
            return;
        }
        Set<String> more = new HashSet<>(queries);
        for (JsonValue query : told.items()) {
            if (query instanceof JsonString text && !text.value().isBlank()) {
                more.add(kind.concat(text.value()));
            }
        }
        queries = more;
    }

    /** What they are to the price of an answer. */
    public Served served() {
        return Served.UNSAID.with(Meter.GROUNDING_QUERIES, queries.size());
    }
}
