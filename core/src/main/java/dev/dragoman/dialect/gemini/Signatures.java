package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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

    /**
     * Whether the turn was made by a model of this vendor. Other vendors sign their thoughts too, and one of their signatures
     * is refused here, so a signed thought is only taken for one's own when the rest of the turn shows it.
     */
    static boolean isOwn(Message.Assistant turn) {
        return ofText(turn) != null || turn.parts().stream().anyMatch(Signatures::signs);
    }

    /** The signature of the turn's text that travelled beside it; null for none. */
    static @Nullable String ofText(Message.Assistant turn) {
        JsonObject fields = turn.extras().object("provider_specific_fields");
        JsonArray list = (fields == null ? turn.extras() : fields).array("thought_signatures");
        if (list == null || list.isEmpty() || !(list.items().getFirst() instanceof JsonString first)) {
            return null;
        }
        return turn.parts().stream().anyMatch(part -> bears(part, first.value())) ? null : first.value();
    }

    private static boolean signs(Part part) {
        return switch (part) {
            case Part.ToolCall call -> of(call) != null;
            case Part.Text text -> text.signature() != null;
            default -> false;
        };
    }

    private static boolean bears(Part part, String signature) {
        return switch (part) {
            case Part.ToolCall call -> signature.equals(of(call));
            case Part.Text text -> signature.equals(text.signature());
            default -> false;
        };
    }
}
