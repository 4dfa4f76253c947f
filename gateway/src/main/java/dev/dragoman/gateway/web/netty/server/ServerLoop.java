package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.netty.loop.Loop;
import dev.dragoman.gateway.web.netty.loop.Operation;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The client connections of one event loop, and what they share; confined to that loop unless
 * said otherwise.
 */
final class ServerLoop {

    private final Loop loop;
    private final ServerRules rules;
    private final DateField date;
    private final Set<ServerConnection> connections = Collections.newSetFromMap(new IdentityHashMap<>());
    private volatile int open;

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
        open = connections.size();
    }

    void remove(ServerConnection connection) {
        connections.remove(connection);
        open = connections.size();
    }

    /** How many connections still have something to read or to send; any thread. */
    int open() {
        return open;
    }

    /** Has every connection close once it has nothing to answer; any thread. */
    void drain() {
        loop.post(new Operation() {
            @Override
            protected void run() {
                List.copyOf(connections).forEach(ServerConnection::drain);
            }
        });
    }
}
