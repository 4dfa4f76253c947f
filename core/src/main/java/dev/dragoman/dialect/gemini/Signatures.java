package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The opaque marks by which a model finds its own thoughts again.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">Thought signatures</a>
 */
final class Signatures {

    /** Says that a call comes from elsewhere and bears no signature. */
    static final String NONE_EXISTS =
            Base64.getEncoder().encodeToString("skip_thought_signature_validator".getBytes(StandardCharsets.US_ASCII));

    private Signatures() {}

    /** The signature of a call, wherever it travelled. */
    static @Nullable String of(Part.ToolCall call) {
        return call.signature() == null ? CallId.parse(call.id()).signature() : call.signature();
    }

    /** The signatures that travelled beside the turn, but for those that its parts bear. */
    static List<String> beside(Message.Assistant turn) {
        JsonObject fields = turn.extras().object("provider_specific_fields");
        JsonArray list = (fields == null ? turn.extras() : fields).array("thought_signatures");
        if (list == null) {
            return List.of();
        }
        List<String> signatures = new ArrayList<>(list.size());
        for (JsonValue item : list) {
            if (item instanceof JsonString text && turn.parts().stream().noneMatch(part -> bears(part, text.value()))) {
                signatures.add(text.value());
            }
        }
        return signatures;
    }

    private static boolean bears(Part part, String signature) {
        return switch (part) {
            case Part.ToolCall call -> signature.equals(of(call));
            case Part.Text text -> signature.equals(text.signature());
            default -> false;
        };
    }
}
