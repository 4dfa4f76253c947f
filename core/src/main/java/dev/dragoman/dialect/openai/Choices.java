package dev.dragoman.dialect.openai;

import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.json.KeyWatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The choices of a relayed answer or chunk as bodies; looks no deeper than it must. */
final class Choices {

    /** The member that holds them. */
    static final String NAME = "choices";

    /** More answers than anybody can ask for. */
    private static final int MOST = 1024;

    private Choices() {}

    /** The choices; none when this is no list of any. */
    static List<JsonBody> of(@Nullable Slice list) {
        Slice only = list == null ? null : inside(list);
        if (list == null || only == null || only.length() == 0) {
            return List.of();
        }
        try {
            return List.of(JsonBody.parse(only, KeyWatch.NONE));
        } catch (JsonSyntaxException several) {
            // Nearly every chunk tells of one choice; a list of more is no object.
            return each(list);
        }
    }

    /** The list of these choices. */
    static Slice list(List<JsonBody> choices) {
        JsonWriter out = new JsonWriter(512).beginArray();
        for (JsonBody choice : choices) {
            out.raw(Slice.of(choice.toBody().toBytes()));
        }
        return out.endArray().toSlice();
    }

    /** The choice's number. */
    static int index(JsonBody choice) {
        JsonNumber index = choice.number("index");
        Long number = index == null ? null : index.longValue();
        return number == null || number < 0 || number >= MOST ? 0 : number.intValue();
    }

    private static List<JsonBody> each(Slice list) {
        List<JsonBody> choices = new ArrayList<>();
        try {
            if (Json.parse(list) instanceof JsonArray items) {
                for (JsonValue item : items) {
                    choices.add(JsonBody.of(item instanceof JsonObject choice ? choice : JsonObject.EMPTY));
                }
            }
            return choices;
        } catch (JsonSyntaxException duplicate) {
            // Only names given twice get here; the client is the judge of them, and [DONE] tells the end.
            return List.of(JsonBody.of(JsonObject.EMPTY));
        }
    }

    /** What stands between the brackets of a list; null when it is none. */
    private static @Nullable Slice inside(Slice list) {
        byte[] bytes = list.array();
        int from = list.offset() + 1;
        int to = list.offset() + list.length() - 1;
        if (bytes[list.offset()] != '[') {
            return null;
        }
        while (from < to && bytes[from] <= ' ') {
            from++;
        }
        while (to > from && bytes[to - 1] <= ' ') {
            to--;
        }
        return new Slice(bytes, from, to - from);
    }
}
