package dev.dragoman.gateway.web.netty.loop;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An event loop on a platform thread, its requests on the JDK's own scheduler. */
final class PlatformRunner implements LoopRunner {

    private static final Duration JOIN = Duration.ofSeconds(2);

    private final String name;
    private @Nullable Thread thread;

    PlatformRunner(String name) {
        this.name = name;
    }

    @Override
    public RequestThreads threads() {
        return Thread::startVirtualThread;
    }

    @Override
    public boolean sharesThread() {
        return false;
    }

    @Override
    public boolean hasWork() {
        return false;
    }

    @Override
    public void start(Loop loop) {
        Thread started = new FastThreadLocalThread(() -> run(loop), name);
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    @Override
    public void join() {
        if (thread != null) {
            Joining.join(thread, JOIN);
        }
    }

    private static void run(Loop loop) {
        loop.bind();
        while (!loop.isTerminated()) {
            loop.turn();
        }
    }
}
