package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.netty.loop.Loop;
import dev.dragoman.gateway.web.netty.loop.Operation;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The client connections of one event loop, and what they share; confined to that loop but for {@link #drain()}. */
final class ServerLoop {

    private final Loop loop;
    private final ServerRules rules;
    private final DateField date;
    private final Set<ServerConnection> connections = Collections.newSetFromMap(new IdentityHashMap<>());

    ServerLoop(Loop loop, ServerRules rules) {
        this.loop = loop;
        this.rules = rules;
        this.date = new DateField(rules.clock());
    }

    Loop loop() {
        return loop;
    }

    ServerRules rules() {
        return rules;
    }

    String date() {
        return date.value();
    }

    void add(ServerConnection connection) {
        connections.add(connection);
    }

    void remove(ServerConnection connection) {
        connections.remove(connection);
    }

    /** Has every connection close once it has nothing to answer. */
    void drain() {
        loop.post(new Operation() {
            @Override
            protected void run() {
                List.copyOf(connections).forEach(ServerConnection::drain);
            }
        });
    }
}
