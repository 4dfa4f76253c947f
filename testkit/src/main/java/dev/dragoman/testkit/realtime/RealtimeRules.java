package dev.dragoman.testkit.realtime;

import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which events clients may send. */
final class RealtimeRules {

    private static final FieldTables TABLES = FieldTables.load(RealtimeRules.class, "realtime.fields");

    private static final Map<String, String> EVENTS = new TreeMap<>(Map.of(
            "session.update", "SessionUpdate",
            "conversation.item.create", "ConversationItemCreate",
            "conversation.item.delete", "ConversationItemDelete",
            "conversation.item.retrieve", "ConversationItemRetrieve",
            "conversation.item.truncate", "ConversationItemTruncate",
            "input_audio_buffer.append", "InputAudioBufferAppend",
            "input_audio_buffer.clear", "InputAudioBufferClear",
            "input_audio_buffer.commit", "InputAudioBufferCommit",
            "response.create", "ResponseCreate",
            "response.cancel", "ResponseCancel"));

    private RealtimeRules() {}

    /** What is wrong with an event. */
    record Complaint(String code, String message, @Nullable String param) {}

    /** What is wrong with the event; null when nothing is. */
    static @Nullable Complaint complaint(JsonNode event, boolean beta) {
        String type = event.path("type").asString("");
        String table = EVENTS.get(type);
        if (table == null) {
            return new Complaint(
                    "invalid_value",
                    "Invalid value: '" + type + "'. Supported values are: '" + String.join("', '", EVENTS.keySet())
                            + "'.",
                    "type");
        }
        boolean other = beta && (table.equals("SessionUpdate") || table.equals("ResponseCreate"));
        List<Violation> violations = TABLES.check(event, (other ? "Beta" : "") + table, Reading.EXACT);
        return violations.isEmpty() ? null : worded(violations.getFirst());
    }

    private static Complaint worded(Violation violation) {
        String where = violation.path().bracketed();
        return switch (violation) {
            case Violation.Unknown unknown ->
                new Complaint("unknown_parameter", "Unknown parameter: '" + where + "'.", where);
            case Violation.Missing missing ->
                new Complaint("missing_required_parameter", "Missing required parameter: '" + where + "'.", where);
            case Violation.WrongType wrong ->
                new Complaint(
                        "invalid_type", "Invalid type for '" + where + "', but got " + wrong.actual() + ".", where);
            default -> new Complaint("invalid_value", "Invalid value for '" + where + "'.", where);
        };
    }
}
