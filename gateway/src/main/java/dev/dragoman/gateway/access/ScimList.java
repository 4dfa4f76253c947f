package dev.dragoman.gateway.access;

import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for, and what of each.
 *
 * @param filter which resources; null for all
 * @param start place of the first, from 1
 * @param count so many at most
 * @param wanted attributes, in lower case; empty for all
 * @param unwanted attributes, in lower case
 */
record ScimList(@Nullable ScimFilter filter, int start, int count, Set<String> wanted, Set<String> unwanted) {

    static final int MOST = 200;

    private static final int USUAL = 100;
    private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    private static final Set<String> ALWAYS = Set.of("schemas", "id", "meta");

    static ScimList of(Request request) {
        String filter = request.query("filter");
        return new ScimList(
                filter == null ? null : ScimFilter.of(filter),
                Math.max(1, number(request, "startIndex", 1)),
                Math.clamp(number(request, "count", USUAL), 0, MOST),
                names(request.query("attributes")),
                names(request.query("excludedAttributes")));
    }

    private static int number(Request request, String name, int usual) {
        String text = request.query(name);
        try {
            return text == null ? usual : Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw ScimErrors.wrong("invalidValue", name + ": " + Schema.cut(text) + " (expected: a whole number)");
        }
    }

    private static Set<String> names(@Nullable String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(",", -1))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet());
    }

    /** The body of an answer. */
    static JsonObject told(long total, int start, List<? extends JsonValue> resources) {
        return JsonObject.builder()
                .put("schemas", JsonArray.ofStrings(List.of(SCHEMA)))
                .put("totalResults", total)
                .put("startIndex", start)
                .put("itemsPerPage", resources.size())
                .put("Resources", new JsonArray(List.copyOf(resources)))
                .build();
    }

    /** What is wanted of a resource. */
    JsonObject shown(JsonObject resource) {
        JsonObject shown = resource;
        for (String name : resource.names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean out = unwanted.contains(lower) || !wanted.isEmpty() && !isWanted(lower);
            shown = out && !ALWAYS.contains(name) ? shown.without(name) : shown;
        }
        return shown;
    }

    private boolean isWanted(String name) {
        return wanted.stream().anyMatch(one -> one.equals(name) || one.startsWith(name + "."));
    }
}
