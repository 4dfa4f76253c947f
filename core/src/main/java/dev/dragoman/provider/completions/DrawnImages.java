package dev.dragoman.provider.completions;

import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Served;
import org.jspecify.annotations.Nullable;

/**
 * What an answer with images tells of them beside tokens: how many there are, and their size and quality. The images themselves,
 * which may be megabytes, are passed over.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/images/object">OpenAI: the image generation response</a>
 */
final class DrawnImages {

    private DrawnImages() {}

    static Served of(JsonBody answer) {
        return Served.UNSAID
                .with(Meter.OUTPUT_IMAGES, objects(answer.raw("data")))
                .drawn(answer.string("size"), answer.string("quality"));
    }

    /** How many objects a list holds. */
    private static int objects(@Nullable Slice list) {
        int count = 0;
        int depth = 0;
        int end = list == null ? 0 : list.offset() + list.length();
        for (int at = list == null ? 0 : list.offset(); list != null && at < end; at++) {
            switch (list.array()[at]) {
                case '"' -> at = stringEnd(list.array(), at, end);
                case '{' -> {
                    count += depth == 1 ? 1 : 0;
                    depth++;
                }
                case '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
        }
        return count;
    }

    private static int stringEnd(byte[] json, int quote, int end) {
        int at = quote + 1;
        while (at < end && json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return at;
    }
}
