package dev.dragoman.routing;

import dev.dragoman.dialect.GroundingQueries;
import dev.dragoman.dialect.ToolUse;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Served;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an answer, or an event of one, tells beside its tokens, of which nothing is known but that it is JSON: who answered,
 * in which class of service, what tools did, and what was made.
 */
final class ServedForms {

    private ServedForms() {}

    static Served of(JsonObject answer) {
        JsonObject inner = inner(answer);
        JsonObject google = answer.object("usageMetadata");
        Served served = Served.by(first(inner, "model", "modelVersion"))
                .as(inner.string("service_tier"))
                .as(google == null ? null : first(google, "serviceTier", "trafficType"))
                .as(tier(answer.object("serviceTier")));
        if (answer.has("candidates")) {
            served = served.updatedBy(
                    new GroundingQueries().hear(answer.get("candidates")).served());
        }
        if (inner.has("output")) {
            served = served.updatedBy(ToolUse.of(inner.get("output"), inner.get("tools")));
        }
        return made(answer, served);
    }

    /** Streams begin with a message or end with a response. */
    private static JsonObject inner(JsonObject answer) {
        JsonObject response = answer.object("response");
        JsonObject message = response == null ? answer.object("message") : response;
        return message == null ? answer : message;
    }

    private static @Nullable String tier(@Nullable JsonObject told) {
        return told == null ? null : told.string("type");
    }

    /** Images, and pages that were read. */
    private static Served made(JsonObject answer, Served served) {
        Served more = served;
        if (answer.get("data") instanceof JsonArray data && isImage(data)) {
            more = more.with(Meter.OUTPUT_IMAGES, data.items().size())
                    .drawn(answer.string("size"), answer.string("quality"));
        }
        JsonObject pages = answer.object("usage_info");
        if (pages == null) {
            return more;
        }
        return more.with(Meter.PAGES, number(pages.get("pages_processed")))
                .with(Meter.ANNOTATED_PAGES, number(pages.get("pages_processed_annotation")));
    }

    private static boolean isImage(JsonArray data) {
        return !data.isEmpty()
                && data.items().getFirst() instanceof JsonObject first
                && (first.has("b64_json") || first.has("url"));
    }

    private static long number(@Nullable JsonValue value) {
        Long whole = value instanceof JsonNumber number ? number.longValue() : null;
        return whole == null ? 0 : whole;
    }

    private static @Nullable String first(JsonObject object, String one, String other) {
        String found = object.string(one);
        return found == null ? object.string(other) : found;
    }
}
