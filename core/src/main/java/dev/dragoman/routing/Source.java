package dev.dragoman.routing;

import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Operation;

/** What a client asks, as it came in. */
public sealed interface Source permits ChatSource, ServiceSource, CountSource, RelaySource, RealtimeSource {

    /** What is asked for. */
    Operation operation();

    /** The client's body without the gateway's own parameters. */
    JsonBody body();

    /** Whether the answer comes piece by piece. */
    boolean stream();
}
