package dev.dragoman.gateway.web.netty;

import dev.dragoman.gateway.web.EngineSettings.Scheduler;
import dev.dragoman.gateway.web.EngineSettings.Transport;
import dev.dragoman.gateway.web.netty.loop.SocketTransport;
import java.util.stream.Stream;

/** A way to run the engine that works on this machine; every behaviour must be the same in all. */
record EngineMode(Transport transport, Scheduler scheduler) {

    static Stream<EngineMode> all() {
        return Stream.of(Transport.IO_URING, Transport.EPOLL, Transport.NIO)
                .filter(transport -> SocketTransport.best(transport).kind() == transport)
                .flatMap(transport -> Stream.of(Scheduler.DEFAULT, Scheduler.EVENT_LOOP)
                        .map(scheduler -> new EngineMode(transport, scheduler)));
    }
}
