package dev.dragoman.gateway.relay;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.routing.Deployment;
import java.util.List;

/**
 * Where a vendor's API begins, told from where its conversations are held.
 *
 * @param path the path below which all is; empty for the root
 * @param rest what follows it in the address of conversations
 * @param query what belongs to every address
 */
record Base(Origin origin, String path, String rest, String query, Headers headers) {

    /**
     * The base of a place.
     *
     * @param marks with which the vendor's own paths begin; the first that is found counts
     */
    static Base of(Deployment deployment, Target target, List<String> marks) {
        Endpoint chat = deployment.provider().address().endpoint(Operation.CHAT, target, false);
        String whole = chat.target();
        int question = whole.indexOf('?');
        String path = question < 0 ? whole : whole.substring(0, question);
        String query = question < 0 ? "" : whole.substring(question + 1);
        int end = end(path, marks);
        return new Base(chat.origin(), path.substring(0, end), path.substring(end), query, chat.headers());
    }

    private static int end(String path, List<String> marks) {
        for (String mark : marks) {
            int at = path.indexOf(mark);
            if (at >= 0) {
                return at;
            }
        }
        throw new IllegalArgumentException(
                "api_base: names a path that nothing can be put below (expected: the address of the whole API)");
    }
}
