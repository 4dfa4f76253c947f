package dev.dragoman.dialect.openai;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.KeyWatch;
import java.util.ArrayList;
import java.util.List;

/** Changes a relayed answer, whole or chunk by chunk, where the client must see something else than the vendor told. */
interface Reshaping {

    /** What an answer or chunk must be scanned for. */
    KeyWatch watch();

    /** Whether a whole answer that was scanned surely stays as it is. */
    default boolean isIdle(JsonBody reply) {
        return false;
    }

    /** The answer or chunk as the client sees it; the same one when nothing changes. */
    JsonBody relay(JsonBody answer, List<JsonBody> choices);

    /** Last chunks with what was held back. */
    default List<JsonBody> rest() {
        return List.of();
    }

    /** This one and then another. */
    default Reshaping then(Reshaping next) {
        return new Chain(this, next);
    }

    /** Two in a row; what the first holds back passes the second as well. */
    record Chain(Reshaping first, Reshaping second) implements Reshaping {

        /** The second looks at every choice anyway. */
        @Override
        public KeyWatch watch() {
            return first.watch();
        }

        @Override
        public JsonBody relay(JsonBody answer, List<JsonBody> choices) {
            JsonBody told = first.relay(answer, choices);
            return second.relay(told, told == answer ? choices : Choices.of(told.raw(Choices.NAME)));
        }

        @Override
        public List<JsonBody> rest() {
            List<JsonBody> rest = new ArrayList<>(0);
            for (JsonBody held : first.rest()) {
                rest.add(second.relay(held, Choices.of(held.raw(Choices.NAME))));
            }
            rest.addAll(second.rest());
            return rest;
        }
    }
}
