package dev.dragoman.gateway.access;

import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.List;

/** Puts what a request asked for into a document. */
final class Changes {

    private Changes() {}

    /** The document with the members; those that are null are taken away. */
    static JsonObject applied(JsonObject document, JsonObject members) {
        JsonObject[] whole = {document};
        members.forEach((name, value) ->
                whole[0] = value == JsonNull.NULL ? whole[0].without(name) : whole[0].with(name, value));
        return whole[0];
    }

    /** The members without those that belong into {@code metadata}, where they are put; what was there before stays. */
    static JsonObject packed(JsonObject members, JsonObject before, List<String> lifted) {
        JsonObject given = members.object("metadata");
        JsonObject kept = before.object("metadata");
        JsonObject metadata = given != null ? given : kept == null ? JsonObject.EMPTY : kept;
        boolean changed = given != null;
        if (given != null && kept != null) {
            metadata = reserved(kept, lifted).merged(given);
        }
        JsonObject rest = members;
        for (String name : lifted) {
            if (members.has(name)) {
                metadata = applied(metadata, JsonObject.of(name, value(members, name)));
                rest = rest.without(name);
                changed = true;
            }
        }
        return changed ? rest.with("metadata", metadata) : rest;
    }

    private static JsonValue value(JsonObject members, String name) {
        JsonValue value = members.get(name);
        return value == null ? JsonNull.NULL : value;
    }

    private static JsonObject reserved(JsonObject metadata, List<String> names) {
        JsonObject kept = JsonObject.EMPTY;
        for (String name : names) {
            JsonValue value = metadata.get(name);
            kept = value == null ? kept : kept.with(name, value);
        }
        return kept;
    }
}
