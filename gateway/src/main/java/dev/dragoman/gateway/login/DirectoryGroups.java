package dev.dragoman.gateway.login;

import dev.dragoman.gateway.call.Arrival;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The groups that somebody is in, as Microsoft's directory tells them page by page. Who may not ask for them has none.
 *
 * @see <a href="https://learn.microsoft.com/en-us/graph/api/user-list-memberof">Microsoft Graph: list memberOf</a>
 */
final class DirectoryGroups {

    private static final System.Logger LOG = System.getLogger(DirectoryGroups.class.getName());
    private static final int MOST_PAGES = 20;

    private final ProviderCalls calls;

    DirectoryGroups(ProviderCalls calls) {
        this.calls = calls;
    }

    /**
     * The groups.
     *
     * @param me the address that tells of the person
     */
    List<Arrival.Group> of(String me, String token) {
        List<Arrival.Group> groups = new ArrayList<>();
        String next = me + "/memberOf";
        for (int page = 0; page < MOST_PAGES && next != null; page++) {
            ProviderCalls.Answer answer = calls.get(next, token);
            if (!answer.isFine()) {
                LOG.log(System.Logger.Level.WARNING, "groups are not told: {0} answered {1}", next, answer.status());
                break;
            }
            collect(answer.body().array("value"), groups);
            next = following(me, answer.body().string("@odata.nextLink"));
        }
        return groups;
    }

    /** The next page, which is never asked for elsewhere, as the token goes along. */
    private static @Nullable String following(String me, @Nullable String link) {
        int path = me.indexOf('/', "https://".length());
        String origin = path < 0 ? me : me.substring(0, path);
        return link != null && link.startsWith(origin + "/") ? link : null;
    }

    private static void collect(@Nullable JsonArray page, List<Arrival.Group> groups) {
        for (JsonValue item : page == null ? JsonArray.EMPTY : page) {
            if (!(item instanceof JsonObject one)) {
                continue;
            }
            String type = one.string("@odata.type");
            String id = one.string("id");
            String name = one.string("displayName");
            if (id != null && (type == null || type.equals("#microsoft.graph.group"))) {
                groups.add(new Arrival.Group(id, name == null ? id : LoginFailures.shown(name)));
            }
        }
    }
}
