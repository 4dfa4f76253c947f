package dev.dragoman.dialect.responses;

import dev.dragoman.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** An item of an answer while it is being said. */
sealed interface AnswerItem permits ThoughtItem, MessageItem, CallItem, WholeItem {

    /** How far an item has come, in this format's words. */
    enum Status {
        IN_PROGRESS("in_progress"),
        COMPLETED("completed"),
        INCOMPLETE("incomplete");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** Its place in the answer. */
    int index();

    /** Its id, the same in all events and in the whole answer. */
    String id();

    /** Writes it as far as it was said. */
    void write(JsonWriter out, Status status);

    /** Where an item stands and what it is called. */
    record Place(int index, String seed) {

        /** An id for an item of a kind. */
        String id(String kind) {
            return kind + "_" + seed + "_" + index;
        }
    }

    /** Writes what a vendor says of an item beside it, when there is any. */
    static void own(JsonWriter out, @Nullable String signature) {
        if (signature != null) {
            out.name(VendorFields.NAME)
                    .beginObject()
                    .member(VendorFields.SIGNATURE, signature)
                    .endObject();
        }
    }
}
