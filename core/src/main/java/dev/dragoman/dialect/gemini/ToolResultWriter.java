package dev.dragoman.dialect.gemini;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;

/** Writes what tools returned. */
final class ToolResultWriter {

    private final PartWriter parts;
    private final CallBook calls;

    ToolResultWriter(PartWriter parts, CallBook calls) {
        this.parts = parts;
        this.calls = calls;
    }

    /** Writes a result, then what of it is no text as parts of their own. */
    void write(JsonWriter out, Message.ToolResult result, int message) {
        CallId id = CallId.parse(result.callId());
        out.beginObject().name("functionResponse").beginObject();
        out.memberIfPresent("id", id.vendorId()).member("name", name(result, id, message));
        out.name("response");
        response(out, result);
        out.endObject().endObject();
        for (Part part : result.parts()) {
            if (!(part instanceof Part.Text)) {
                parts.write(out, part);
            }
        }
    }

    private String name(Message.ToolResult result, CallId id, int message) {
        String called = calls.name(id);
        if (called != null) {
            return called;
        }
        if (result.name() != null) {
            return result.name();
        }
        String path = "messages[" + message + "].tool_call_id";
        throw new BadRequestException(ErrorDetail.of(
                        path + ": \"" + shortened(id.id()) + "\" (expected: the id of a call in an earlier message)")
                .withType("invalid_request_error")
                .withParam(path));
    }

    private static void response(JsonWriter out, Message.ToolResult result) {
        String text = text(result);
        JsonObject object = Arguments.objectOrNull(text);
        if (object != null) {
            out.value(object);
        } else {
            boolean failed = Boolean.TRUE.equals(result.error());
            out.beginObject().member(failed ? "error" : "content", text).endObject();
        }
    }

    private static String text(Message.ToolResult result) {
        if (result.parts().size() == 1 && result.parts().getFirst() instanceof Part.Text only) {
            return only.text();
        }
        StringBuilder all = new StringBuilder();
        for (Part part : result.parts()) {
            if (part instanceof Part.Text text) {
                all.append(text.text());
            }
        }
        return all.toString();
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }
}
