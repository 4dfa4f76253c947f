package dev.dragoman.gateway.conversation;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.http.Body;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.KeyWatch;
import dev.dragoman.model.SseEvent;
import dev.dragoman.routing.Deployment;
import org.jspecify.annotations.Nullable;

/** Looks after the answer of one call: what the vendor remembers is told under an id that leads there, all else is remembered. */
final class Keeper {

    private static final String ID = "id";
    private static final String PREVIOUS = "previous_response_id";
    private static final String RESPONSE = "response";

    private final ResponseStore store;
    private final ResponseIds ids;
    private final Call call;
    private final JsonBody asked;
    private final Deployment deployment;

    /**
     * A keeper.
     *
     * @param asked what the client asked, as it came in
     * @param deployment who answered
     */
    Keeper(ResponseStore store, ResponseIds ids, Call call, JsonBody asked, Deployment deployment) {
        this.store = store;
        this.ids = ids;
        this.call = call;
        this.asked = asked;
        this.deployment = deployment;
    }

    Body whole(Body answer) {
        JsonBody response = parsed(Slice.of(answer.toBytes()));
        JsonBody kept = kept(response, true);
        return kept == response ? answer : kept.toBody();
    }

    /** An event, which holds the response when its name says so. */
    SseEvent event(SseEvent event) {
        boolean last = isLast(event.event());
        if (!last && !isHolding(event.event())) {
            return event;
        }
        JsonBody data = parsed(Slice.of(event.data()));
        Slice raw = data.raw(RESPONSE);
        if (raw == null || raw.array()[raw.offset()] != '{') {
            return event;
        }
        JsonBody response = parsed(raw);
        JsonBody kept = kept(response, last);
        return kept == response
                ? event
                : new SseEvent(
                        event.event(),
                        data.with(RESPONSE, Slice.of(kept.toBody().toBytes()))
                                .toBody()
                                .toBytes());
    }

    private static boolean isHolding(@Nullable String name) {
        return switch (name) {
            case "response.created", "response.in_progress", "response.queued" -> true;
            case null, default -> false;
        };
    }

    private static boolean isLast(@Nullable String name) {
        return switch (name) {
            case "response.completed", "response.incomplete", "response.failed", "response.cancelled" -> true;
            case null, default -> false;
        };
    }

    private static JsonBody parsed(Slice json) {
        return JsonBody.parse(json, KeyWatch.NONE);
    }

    /** The response as the client may see it; the same one when nothing changed. */
    private JsonBody kept(JsonBody response, boolean complete) {
        String id = response.string(ID);
        if (id == null) {
            return response;
        }
        if (!id.equals(call.frame().id())) {
            return atVendor(response, id);
        }
        if (complete && !Boolean.FALSE.equals(asked.bool("store"))) {
            remember(response, id);
        }
        return response;
    }

    private JsonBody atVendor(JsonBody response, String vendorId) {
        String told = ids.told(call.caller(), deployment, vendorId);
        JsonBody named = response.with(ID, new JsonString(told));
        String previous = asked.string(PREVIOUS);
        return previous == null ? named : named.with(PREVIOUS, new JsonString(previous));
    }

    private void remember(JsonBody response, String id) {
        JsonValue input = asked.isNull("input") ? null : asked.value("input");
        store.put(new StoredResponse(
                id,
                call.caller().keyHash(),
                asked.string(PREVIOUS),
                Json.bytes(InputItems.of(input, call.id())),
                response.toBody().toBytes()));
    }
}
