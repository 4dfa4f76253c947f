package dev.dragoman.gateway.web.netty.loop;

import dev.dragoman.gateway.web.Offload;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Takes work from requests that share their thread with an event loop; all others do it themselves. */
public final class LoopOffload implements Offload {

    @Override
    public <T> T call(Callable<T> work) throws Exception {
        Loop owner = Loop.owner();
        return owner != null && owner.sharesThread() ? elsewhere(work) : work.call();
    }

    private static <T> T elsewhere(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        VirtualThreads.startOnDefault(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }
}
