package dev.dragoman.dialect.openai;

import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.KeyWatch;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts the reasons to stop of a relayed answer into OpenAI's words; a server's own word is kept beside. A stop that comes with
 * tool calls is for them.
 */
final class FinishRelay {

    private static final String FINISH = "finish_reason";

    private final String member;
    private final BitSet called = new BitSet();

    /** For choices that tell their message, or a piece of it, in this member. */
    FinishRelay(String member) {
        this.member = member;
    }

    /** The choice; the same one when its words are OpenAI's. */
    JsonBody relay(JsonBody choice, boolean mentionsCalls) {
        int index = Choices.index(choice);
        if (mentionsCalls && hasCalls(choice.raw(member))) {
            called.set(index);
        }
        String word = choice.string(FINISH);
        if (word == null) {
            return choice;
        }
        String told = Finishes.write(Finishes.read(word, called.get(index)), false);
        return told.equals(word) ? choice : told(choice, word, told);
    }

    /** Whether the piece holds tool calls; many servers send an empty list where there are none. */
    static boolean hasCalls(JsonBody piece) {
        Slice list = piece.raw("tool_calls");
        return list != null && list.length() > 2 && list.array()[list.offset()] == '[';
    }

    private static boolean hasCalls(@Nullable Slice piece) {
        return piece != null && piece.array()[piece.offset()] == '{' && hasCalls(JsonBody.parse(piece, KeyWatch.NONE));
    }

    private static JsonBody told(JsonBody choice, String word, String told) {
        JsonBody changed = choice.with(FINISH, new JsonString(told));
        boolean unusual = Finishes.unusual(word) != null && choice.isNull(VendorFields.NATIVE_FINISH);
        return unusual ? changed.with(VendorFields.NATIVE_FINISH, new JsonString(word)) : changed;
    }
}
