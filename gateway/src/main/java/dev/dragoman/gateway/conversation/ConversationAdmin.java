package dev.dragoman.gateway.conversation;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Timeouts;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Percent;
import dev.dragoman.routing.Attempt;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.ParameterPolicy;
import dev.dragoman.routing.VendorObjects;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Shows, lists and forgets answers, here or where their vendor remembers them. Thread-safe. */
public final class ConversationAdmin {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ID = "id";

    private final ResponseStore store;
    private final ResponseIds ids;
    private final VendorObjects vendors;
    private final Deployments deployments;
    private final LongSupplier nanoClock;

    /**
     * The endpoints.
     *
     * @param deployments which deployments there are
     */
    public ConversationAdmin(
            ResponseStore store,
            ResponseIds ids,
            VendorObjects vendors,
            Deployments deployments,
            LongSupplier nanoClock) {
        this.store = store;
        this.ids = ids;
        this.vendors = vendors;
        this.deployments = deployments;
        this.nanoClock = nanoClock;
    }

    /** Which deployments there are. */
    @FunctionalInterface
    public interface Deployments {

        /** The deployment of that id, asked under that public name when it is known; null when there is none. */
        @Nullable
        Deployment find(String id, String model);
    }

    /** {@code GET /v1/responses/{id}}. */
    public JsonValue find(Request request) {
        String id = id(request);
        ResponseIds.AtVendor answer = ResponseIds.read(id);
        if (answer != null) {
            return atVendor(request, "GET", "", query(request));
        }
        StoredResponse found = store.find(owner(request), id);
        if (found == null) {
            throw Missing.response(id);
        }
        return found.answer();
    }

    /** {@code DELETE /v1/responses/{id}}. */
    public JsonValue delete(Request request) {
        String id = id(request);
        if (ResponseIds.read(id) != null) {
            return atVendor(request, "DELETE", "", "");
        }
        if (!store.remove(owner(request), id)) {
            throw Missing.response(id);
        }
        return JsonObject.builder()
                .put(ID, id)
                .put("object", "response")
                .put("deleted", true)
                .build();
    }

    /** {@code GET /v1/responses/{id}/input_items}. */
    public JsonValue inputItems(Request request) {
        String id = id(request);
        String query = request.exchange().query();
        if (ResponseIds.read(id) != null) {
            return atVendor(request, "GET", "/input_items", query);
        }
        StoredResponse found = store.find(owner(request), id);
        if (found == null) {
            throw Missing.response(id);
        }
        return Paging.of(query).page(new Earlier(store, owner(request)).input(found));
    }

    /** {@code POST /v1/responses/{id}/cancel}. */
    public JsonValue cancel(Request request) {
        String id = id(request);
        if (ResponseIds.read(id) != null) {
            return atVendor(request, "POST", "/cancel", "");
        }
        if (store.find(owner(request), id) == null) {
            throw Missing.response(id);
        }
        throw new BadRequestException(
                ErrorDetail.of("Only responses created with background: true can be cancelled; this one is complete.")
                        .withType("invalid_request_error"));
    }

    /** What the client wants to see of the answer. */
    private static String query(Request request) {
        String query = request.exchange().query();
        if (List.of(query.split("&", -1)).contains("stream=true")) {
            throw new BadRequestException(
                    ErrorDetail.of("stream: true (expected: false; a response is streamed only while it is made)")
                            .withType("invalid_request_error")
                            .withParam("stream"));
        }
        return query;
    }

    private JsonValue atVendor(Request request, String method, String below, String query) {
        String told = id(request);
        ResponseIds.AtVendor answer = ResponseIds.read(told);
        Deployment found = answer != null && ids.isOf(request.requiredCaller(), answer)
                ? deployments.find(answer.deployment(), answer.model())
                : null;
        if (answer == null || found == null || !speaksResponses(found)) {
            throw Missing.response(told);
        }
        VendorObjects.Wish wish = new VendorObjects.Wish(
                method, Operation.RESPONSES, "/" + Percent.encoded(answer.id(), Percent.UNRESERVED) + below, query);
        byte[] body = vendors.ask(wish, found, attempt(request));
        return named(Json.parse(body), told, answer, found);
    }

    private static boolean speaksResponses(Deployment deployment) {
        return deployment.provider().spoken().stream().anyMatch(spoken -> spoken.operation() == Operation.RESPONSES);
    }

    private static JsonValue named(JsonValue body, String told, ResponseIds.AtVendor answer, Deployment deployment) {
        if (!(body instanceof JsonObject object) || !answer.id().equals(object.string(ID))) {
            return body;
        }
        JsonObject named = object.with(ID, new JsonString(told));
        return named.has("model") ? named.with("model", new JsonString(deployment.group())) : named;
    }

    private Attempt attempt(Request request) {
        return new Attempt(
                new ReplyFrame(request.id(), "", 0, false, false),
                ParameterPolicy.STRICT,
                Headers.EMPTY,
                Timeouts.total(Deadline.after(LIMIT, nanoClock.getAsLong())),
                request.exchange().cancellation());
    }

    private static String id(Request request) {
        String id = request.variable(ID);
        if (id == null) {
            throw new IllegalStateException(request.route().pattern() + " names no id");
        }
        return id;
    }

    private static String owner(Request request) {
        Caller caller = request.requiredCaller();
        return caller.keyHash();
    }

    /** Which items are shown. */
    record Paging(int limit, boolean ascending, String after) {

        private static final int STANDARD = 20;
        private static final int MOST = 100;

        static Paging of(String query) {
            int limit = STANDARD;
            boolean ascending = false;
            String after = "";
            for (String pair : query.split("&", -1)) {
                int at = pair.indexOf('=');
                String value = pair.substring(at + 1);
                switch (at < 0 ? "" : pair.substring(0, at)) {
                    case "limit" -> limit = limit(value);
                    case "order" -> ascending = value.equals("asc");
                    case "after" -> after = value;
                    default -> {}
                }
            }
            return new Paging(limit, ascending, after);
        }

        private static int limit(String value) {
            boolean number =
                    !value.isEmpty() && value.length() <= 3 && value.chars().allMatch(Character::isDigit);
            int limit = number ? Integer.parseInt(value) : 0;
            if (limit < 1 || limit > MOST) {
                throw new BadRequestException(ErrorDetail.of("limit: " + Missing.shortened(value)
                                + " (expected: a whole number from 1 to " + MOST + ")")
                        .withType("invalid_request_error")
                        .withParam("limit"));
            }
            return limit;
        }

        JsonObject page(List<JsonValue> items) {
            List<JsonValue> ordered = new java.util.ArrayList<>(items);
            if (!ascending) {
                Collections.reverse(ordered);
            }
            int from = 0;
            for (int i = 0; i < ordered.size() && !after.isEmpty(); i++) {
                from = after.equals(idOf(ordered.get(i))) ? i + 1 : from;
            }
            int to = Math.min(ordered.size(), from + limit);
            List<JsonValue> shown = ordered.subList(from, to);
            return JsonObject.builder()
                    .put("object", "list")
                    .put("data", new dev.dragoman.json.JsonArray(shown))
                    .put("first_id", shown.isEmpty() ? "" : idOf(shown.getFirst()))
                    .put("last_id", shown.isEmpty() ? "" : idOf(shown.getLast()))
                    .put("has_more", to < ordered.size())
                    .build();
        }

        private static String idOf(JsonValue item) {
            String id = item instanceof JsonObject object ? object.string(ID) : null;
            return id == null ? "" : id;
        }
    }
}
