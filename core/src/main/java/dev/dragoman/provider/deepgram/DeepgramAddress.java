package dev.dragoman.provider.deepgram;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** Paths below {@code /v1}; whatever is asked stands in the query. */
final class DeepgramAddress {

    private static final String BASE = "https://api.deepgram.com/v1";

    private DeepgramAddress() {}

    /** The endpoint of a path with these parameters; a list is one parameter for each of its items. */
    static Endpoint of(Target target, String path, JsonObject parameters) {
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        StringBuilder query = new StringBuilder(base.query());
        parameters.forEach((name, value) -> {
            switch (value) {
                case JsonArray items -> items.forEach(item -> add(query, name, item));
                case JsonValue one -> add(query, name, one);
            }
        });
        String root = base.path().isEmpty() ? "/v1" : base.path();
        return new Endpoint(Origin.of(base.uri()), root + path + (query.isEmpty() ? "" : "?" + query), Headers.EMPTY);
    }

    private static void add(StringBuilder query, String name, JsonValue value) {
        String text = value instanceof JsonString string ? string.value() : value.toJson();
        query.append(query.isEmpty() ? "" : "&")
                .append(Percent.encoded(name, Percent.UNRESERVED))
                .append('=')
                .append(Percent.encoded(text, Percent.UNRESERVED));
    }
}
