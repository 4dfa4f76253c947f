package dev.dragoman.gateway.deployment;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which deployments are looked for, and how they are told.
 *
 * @param id of the only one; null for all
 * @param model the name of the group; null for all
 * @param search a part of the name; null for all
 * @param team the team that they belong to; null for all
 * @param order what they are sorted by; null for the order of the configuration
 * @param descending whether the last come first
 * @param page from 1
 * @param size of a page
 */
public record ModelSearch(
        @Nullable String id,
        @Nullable String model,
        @Nullable String search,
        @Nullable String team,
        @Nullable String order,
        boolean descending,
        int page,
        int size) {

    private static final int MOST = 1_000;

    /** What a request asks for. */
    public static ModelSearch of(Request request) {
        String id = request.query("modelId");
        return new ModelSearch(
                id == null ? request.query("litellm_model_id") : id,
                request.query("model"),
                request.query("search"),
                request.query("teamId"),
                request.query("sortBy"),
                "desc".equals(request.query("sortOrder")),
                number(request, "page", 1, 1_000_000),
                number(request, "size", 50, MOST));
    }

    private static int number(Request request, String name, int usual, int most) {
        String text = request.query(name);
        if (text == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // Told below, like a number that is out of bounds.
        }
        throw new BadRequestException(ErrorDetail.of(name + ": " + (text.length() > 40 ? "too long" : text)
                        + " (expected: a whole number from 1 to " + most + ")")
                .withType("bad_request_error")
                .withParam(name)
                .withCode("400"));
    }

    JsonObject page(List<JsonValue> deployments) {
        List<JsonValue> found = new ArrayList<>();
        for (JsonValue each : deployments) {
            if (each instanceof JsonObject deployment && fits(deployment)) {
                found.add(deployment);
            }
        }
        sort(found);
        int from = (int) Math.min(found.size(), (page - 1L) * size);
        return JsonObject.builder()
                .put("data", new JsonArray(found.subList(from, Math.min(found.size(), from + size))))
                .put("total_count", found.size())
                .put("current_page", page)
                .put("total_pages", (found.size() + size - 1) / size)
                .put("size", size)
                .build();
    }

    private boolean fits(JsonObject deployment) {
        String name = text(deployment, "model_name");
        JsonObject info = deployment.object("model_info");
        String shown = info == null ? null : info.string("team_public_model_name");
        return (model == null || model.equals(name) || model.equals(shown))
                && (search == null || holds(name) || shown != null && holds(shown))
                && (team == null || info != null && team.equals(info.string("team_id")));
    }

    private boolean holds(String name) {
        return search != null && name.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
    }

    private void sort(List<JsonValue> found) {
        if (order != null) {
            Comparator<JsonValue> by = Comparator.comparing(each -> text((JsonObject) each, order));
            found.sort(descending ? by.reversed() : by);
        }
    }

    /** The text of that name, in the deployment or in what is known of it. */
    private static String text(JsonObject deployment, String name) {
        String own = deployment.string(name);
        JsonObject info = deployment.object("model_info");
        String inside = own == null && info != null ? info.string(name) : own;
        return inside == null ? "" : inside;
    }
}
