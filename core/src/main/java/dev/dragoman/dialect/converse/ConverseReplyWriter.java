package dev.dragoman.dialect.converse;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;

/** Writes a whole answer for a client: its first choice, for there is no more here. */
final class ConverseReplyWriter {

    private ConverseReplyWriter() {}

    static byte[] write(ChatReply reply) {
        JsonObject.Builder out = JsonObject.builder();
        Choice choice = reply.choices().isEmpty() ? null : reply.choices().getFirst();
        out.put("output", JsonObject.of("message", message(choice == null ? List.of() : choice.parts())));
        out.put("stopReason", choice == null ? "end_turn" : StopReasons.write(choice.finish(), choice.nativeFinish()));
        if (!reply.usage().equals(Usage.NONE)) {
            out.put("usage", UsageCount.write(reply.usage()));
        }
        if (reply.serviceTier() != null) {
            out.put("serviceTier", ConverseRequestReader.single("type", reply.serviceTier()));
        }
        if (choice != null) {
            ConverseReplyReader.beside(choice.extras()).forEach(out::put);
        }
        return Json.bytes(out.build());
    }

    private static JsonObject message(List<Part> parts) {
        List<JsonValue> blocks = new ArrayList<>(parts.size());
        for (Part part : parts) {
            JsonObject block = ReplyBlocks.write(part);
            if (block != null) {
                blocks.add(block);
            }
        }
        return JsonObject.builder()
                .put("role", "assistant")
                .put("content", new JsonArray(blocks))
                .build();
    }
}
