package dev.dragoman.dialect.anthropic;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Part;
import org.jspecify.annotations.Nullable;

/** Content blocks of answers where they differ from those of requests. */
final class ReplyBlocks {

    private ReplyBlocks() {}

    /** Whether the part can be told; a client of this format never asked for the others. */
    static boolean isTold(Part part) {
        return switch (part) {
            case Part.Audio audio -> false;
            case Part.Video video -> false;
            case Part.SpokenAudio spoken -> spoken.transcript() != null;
            case Part.Opaque opaque -> opaque.dialect().equals(AnthropicDialect.NAME);
            case Part.Text text -> !text.text().isEmpty();
            default -> true;
        };
    }

    /**
     * The id of a tool call as the client sees it.
     *
     * @param reply the answer's id, of which an id is made when the vendor gave none
     * @param number the number of the call in the answer
     */
    static String id(String id, @Nullable String signature, String reply, int number) {
        String known = id.isEmpty() ? "toolu_" + reply + "_" + number : id;
        return new CallId(known, BlockWriter.isOwn(signature) ? null : signature).write();
    }

    static void toolUse(JsonWriter out, Part.ToolCall call, String id) {
        beginToolUse(out, id, call.name());
        ToolInput.write(out.name("input"), call.arguments());
        endToolUse(out, call.signature());
    }

    /** Writes a call whose input follows in pieces. */
    static void toolUseWithoutInput(JsonWriter out, String id, String name, @Nullable String signature) {
        beginToolUse(out, id, name);
        out.name("input").beginObject().endObject();
        endToolUse(out, signature);
    }

    /** The arguments of a whole call as the input that a client reads. */
    static String input(String arguments) {
        JsonWriter out = new JsonWriter(arguments.length() + 16);
        ToolInput.write(out, arguments);
        return out.toSlice().text();
    }

    private static void beginToolUse(JsonWriter out, String id, String name) {
        out.beginObject().member("type", "tool_use").member("id", id).member("name", name);
    }

    private static void endToolUse(JsonWriter out, @Nullable String signature) {
        JsonObject own = BlockWriter.ownMembers(signature);
        if (!own.has("caller")) {
            out.name("caller").beginObject().member("type", "direct").endObject();
        }
        out.allMembers(own).endObject();
    }
}
