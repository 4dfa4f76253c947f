package dev.dragoman.model;

import dev.dragoman.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One turn of a conversation. */
public sealed interface Message {

    /** Its pieces, in order. */
    List<Part> parts();

    /**
     * Instructions.
     *
     * @param developer whether OpenAI's newer role name was used
     */
    record Instructions(
            List<Part> parts, boolean developer, @Nullable String name) implements Message {

        public Instructions {
            parts = List.copyOf(parts);
        }
    }

    /** What the user says. */
    record User(List<Part> parts, @Nullable String name) implements Message {

        public User {
            parts = List.copyOf(parts);
        }
    }

    /**
     * What the model said.
     *
     * @param prefix whether the model should go on from here instead of starting a new turn
     * @param extras members that no dialect but its own knows
     */
    record Assistant(List<Part> parts, @Nullable String name, boolean prefix, JsonObject extras) implements Message {

        public Assistant {
            parts = List.copyOf(parts);
        }

        /** A plain turn of the model. */
        public Assistant(List<Part> parts) {
            this(parts, null, false, JsonObject.EMPTY);
        }
    }

    /**
     * What a tool returned.
     *
     * @param callId the id of the call it answers
     * @param name the tool's name; null when the dialect does not repeat it
     * @param error whether the tool failed; null when not said
     */
    record ToolResult(
            List<Part> parts,
            String callId,
            @Nullable String name,
            @Nullable Boolean error,
            @Nullable CacheControl cache)
            implements Message {

        public ToolResult {
            parts = List.copyOf(parts);
        }
    }
}
