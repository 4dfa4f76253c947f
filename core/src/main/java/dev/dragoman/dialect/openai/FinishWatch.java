package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonBody;
import java.util.BitSet;
import java.util.List;

/** Which choices of a relayed stream have begun and which are finished. */
final class FinishWatch {

    private final BitSet begun = new BitSet();
    private final BitSet finished = new BitSet();

    /** Whether every choice that began has told why it stopped. */
    boolean all() {
        return !begun.isEmpty() && begun.cardinality() == finished.cardinality();
    }

    /** Looks at a chunk's choices. What follows a finish, such as what Azure's filter found later, does not take it back. */
    void see(List<JsonBody> choices) {
        for (JsonBody choice : choices) {
            int index = Choices.index(choice);
            begun.set(index);
            if (choice.string("finish_reason") != null) {
                finished.set(index);
            }
        }
    }
}
