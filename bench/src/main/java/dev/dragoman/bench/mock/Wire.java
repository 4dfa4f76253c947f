package dev.dragoman.bench.mock;

import dev.dragoman.json.JsonObject;
import java.util.List;

/** A vendor's format, as far as the mock upstream speaks it. */
interface Wire {

    /** The formats by what the path of a call ends with. */
    List<Wire> ALL = List.of(new OpenAiWire(), new AnthropicWire());

    /** What the path of a chat call ends with. */
    String pathEnd();

    /** A whole answer that says the text. */
    JsonObject whole(String text);

    /** What a streamed answer begins with. */
    String opening();

    /** One event that says the text. */
    String event(String text);

    /** What a streamed answer ends with. */
    String closing();

    /**
     * The format asked for by the path.
     *
     * @throws IllegalArgumentException when it is none of them
     */
    static Wire of(String path) {
        for (Wire wire : ALL) {
            if (path.endsWith(wire.pathEnd())) {
                return wire;
            }
        }
        throw new IllegalArgumentException("path " + path + " (expected: .../chat/completions or .../messages)");
    }
}
