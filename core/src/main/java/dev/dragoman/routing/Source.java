package dev.dragoman.routing;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Operation;
import java.util.Objects;

/** What a client asks, as it came in. */
public sealed interface Source permits ChatSource, ServiceSource, CountSource, RelaySource, RealtimeSource {

    /** What is asked for. */
    Operation operation();

    /** The client's body without the gateway's own parameters. */
    JsonBody body();

    /** Whether the answer comes piece by piece. */
    boolean stream();

    /** The same with these members of the body in place of the client's. */
    default Source changed(JsonObject members) {
        if (members.isEmpty()) {
            return this;
        }
        JsonBody changed = body();
        for (String name : members.names()) {
            changed = changed.with(name, Objects.requireNonNull(members.get(name)));
        }
        return switch (this) {
            case ChatSource chat -> new ChatSource(chat.dialect(), changed, chat.stream());
            case ServiceSource service ->
                new ServiceSource(service.operation(), changed, service.files(), service.stream());
            case CountSource count -> new CountSource(count.dialect(), changed, count.estimate(), count.answer());
            case RelaySource relay -> relay;
            case RealtimeSource session -> session;
        };
    }
}
