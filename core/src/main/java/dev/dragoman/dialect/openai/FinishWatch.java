package dev.dragoman.dialect.openai;

import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.KeyWatch;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which choices of a relayed stream have begun and which are finished; looks no deeper than it must. */
final class FinishWatch {

    /** More answers than anybody can ask for. */
    private static final int MOST_CHOICES = 1024;

    private final BitSet begun = new BitSet();
    private final BitSet finished = new BitSet();

    /** Whether every choice that began has told why it stopped. */
    boolean all() {
        return !begun.isEmpty() && begun.cardinality() == finished.cardinality();
    }

    /** Looks at a chunk's choices; false when there are none. */
    boolean see(@Nullable Slice choices) {
        Slice only = choices == null ? null : inside(choices);
        if (choices == null || only == null || only.length() == 0) {
            return false;
        }
        try {
            JsonBody choice = JsonBody.parse(only, KeyWatch.NONE);
            note(choice.number("index"), choice.string("finish_reason") != null);
        } catch (JsonSyntaxException several) {
            // Nearly every chunk tells of one choice; a list of more is no object.
            each(choices);
        }
        return true;
    }

    private void each(Slice choices) {
        try {
            if (Json.parse(choices) instanceof JsonArray items) {
                for (JsonValue item : items) {
                    if (item instanceof JsonObject choice) {
                        JsonNumber index = choice.get("index") instanceof JsonNumber number ? number : null;
                        note(index, choice.string("finish_reason") != null);
                    }
                }
            }
        } catch (JsonSyntaxException duplicate) {
            // Only names given twice get here; the client is the judge of them, and [DONE] tells the end.
            note(null, false);
        }
    }

    /** What follows a finish, such as what Azure's filter found later, does not take it back. */
    private void note(@Nullable JsonNumber index, boolean toldFinish) {
        Long number = index == null ? null : index.longValue();
        int choice = number == null || number < 0 || number >= MOST_CHOICES ? 0 : number.intValue();
        begun.set(choice);
        if (toldFinish) {
            finished.set(choice);
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
