package dev.dragoman.routing.choice;

import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import dev.dragoman.routing.TokenEstimate;
import java.util.List;
import java.util.Objects;

/** The tokens of one prompt. A token has a byte at least: only a prompt that may be too long in bytes is counted. */
final class PromptSize {

    private static final List<String> COUNTED =
            List.of("messages", "contents", "input", "prompt", "system", "instructions", "tools");

    private final JsonBody body;
    private final TokenEstimate tokens;
    private long bytes = -1;

    PromptSize(Source source, TokenEstimate tokens) {
        this.body = source.body();
        this.tokens = tokens;
    }

    /** Whether a deployment that has room for so many tokens has room for the prompt. */
    boolean fits(long room, Deployment deployment) {
        return bytes() <= room || room > 0 && counted(deployment) <= room;
    }

    private long bytes() {
        if (bytes < 0) {
            long sum = 0;
            for (String name : COUNTED) {
                Slice raw = body.raw(name);
                sum += raw == null ? 0 : raw.length();
            }
            bytes = sum;
        }
        return bytes;
    }

    private long counted(Deployment deployment) {
        JsonObject read = body.toObject();
        JsonObject chat = read.array("messages") == null && read.array("input") != null
                ? read.with("messages", Objects.requireNonNull(read.get("input")))
                : read;
        return tokens.tokens(deployment.target().traits().name(), chat);
    }
}
