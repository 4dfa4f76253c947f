package dev.dragoman.gateway.deployment;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leaves out deployments whose entry says that they do not search the web, when a call wants that. */
final class SearchScreen implements Screen {

    private static final String SUPPORTS = "supports_web_search";
    private static final String OPTIONS = "web_search_options";
    private static final String TOOLS = "tools";

    @Override
    public List<Deployment> keep(
            List<Deployment> candidates, Call call, Source source, ModelTable table, Verdicts verdicts) {
        if (!table.barsSearches() || !searches(source.body())) {
            return candidates;
        }
        List<Deployment> kept = new ArrayList<>(candidates.size());
        for (Deployment candidate : candidates) {
            if (isBarred(table.entry(candidate))) {
                verdicts.leftOut(candidate, "web_search", "model_info." + SUPPORTS + " is false");
            } else {
                kept.add(candidate);
            }
        }
        if (kept.isEmpty()) {
            throw new BadRequestException(ErrorDetail.of("no deployment of model="
                            + candidates.getFirst().group() + " searches the web: model_info." + SUPPORTS
                            + " is false in all of them")
                    .withType("invalid_request_error")
                    .withParam(source.body().isNull(OPTIONS) ? TOOLS : OPTIONS));
        }
        return kept.size() == candidates.size() ? candidates : kept;
    }

    static boolean isBarred(@Nullable ModelEntry entry) {
        return entry != null && Boolean.FALSE.equals(entry.info().bool(SUPPORTS));
    }

    private static boolean searches(JsonBody body) {
        if (!body.isNull(OPTIONS)) {
            return true;
        }
        if (body.isNull(TOOLS) || !(body.value(TOOLS) instanceof JsonArray tools)) {
            return false;
        }
        for (JsonValue tool : tools) {
            if (tool instanceof JsonObject object && isSearch(object)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSearch(JsonObject tool) {
        String type = tool.string("type");
        return type != null && type.startsWith("web_search") || tool.has("google_search") || tool.has("googleSearch");
    }
}
