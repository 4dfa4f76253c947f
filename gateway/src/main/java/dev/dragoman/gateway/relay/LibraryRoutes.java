package dev.dragoman.gateway.relay;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.gateway.call.Pipeline;
import dev.dragoman.gateway.endpoint.Endpoint;
import dev.dragoman.gateway.endpoint.Route;
import dev.dragoman.http.Headers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The paths of files, batches and fine-tuning in OpenAI's form.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/files">OpenAI: Files</a>
 */
final class LibraryRoutes {

    private final Endpoint files;
    private final Endpoint fineTuning;

    LibraryRoutes(Dialect openai, Places places, Pipeline pipeline, @Nullable String keyHeader, OtherLibrary others) {
        files = new LibraryEndpoint(
                relay(openai, "files/*", Places.Library.FILES, places, pipeline, keyHeader), others);
        fineTuning = new LibraryEndpoint(
                relay(openai, "fine_tuning/*", Places.Library.FINE_TUNING, places, pipeline, keyHeader),
                OtherLibrary.NONE);
    }

    List<Route> all() {
        List<Route> routes = new ArrayList<>();
        all(routes, "/v1");
        all(routes, "");
        LibraryEndpoint.IN_PATHS.forEach(provider -> all(routes, "/" + provider + "/v1"));
        return routes;
    }

    private void all(List<Route> routes, String before) {
        files(routes, before);
        batches(routes, before);
        fineTuning(routes, before);
    }

    private void files(List<Route> routes, String before) {
        String all = before + "/files";
        add(routes, files, "POST", all);
        add(routes, files, "GET", all);
        add(routes, files, "GET", all + "/{id}");
        add(routes, files, "DELETE", all + "/{id}");
        add(routes, files, "GET", all + "/{id}/content");
    }

    private void batches(List<Route> routes, String before) {
        String all = before + "/batches";
        add(routes, files, "POST", all);
        add(routes, files, "GET", all);
        add(routes, files, "GET", all + "/{id}");
        add(routes, files, "POST", all + "/{id}/cancel");
    }

    private void fineTuning(List<Route> routes, String before) {
        String all = before + "/fine_tuning/jobs";
        add(routes, fineTuning, "POST", all);
        add(routes, fineTuning, "GET", all);
        add(routes, fineTuning, "GET", all + "/{id}");
        add(routes, fineTuning, "POST", all + "/{id}/cancel");
        add(routes, fineTuning, "GET", all + "/{id}/events");
        add(routes, fineTuning, "GET", all + "/{id}/checkpoints");
    }

    private static void add(List<Route> routes, Endpoint endpoint, String method, String pattern) {
        routes.add(new Route(method, pattern, Route.Access.KEY, endpoint));
    }

    private static RelayEndpoint relay(
            Dialect openai,
            String name,
            Places.Library library,
            Places places,
            Pipeline pipeline,
            @Nullable String keyHeader) {
        RelayEndpoint.Manner manner =
                new RelayEndpoint.Manner(keyHeader, true, Headers.EMPTY, LibraryEndpoint.OWN_PARAMETERS, false, null);
        return new RelayEndpoint(openai, name, new LibraryAim(library, places), manner, pipeline);
    }
}
